/** What the gateway and a face that is rendered there say to each other. */

/** Asks an action of the market whose page it is, as a visitor. Throws what has a `class`, as errors of Souk do. */
export type AskForPage = (action: string, params: object) => Promise<unknown>;

export type RenderAsked = {
  readonly path: string;
  /** With its `?`, or empty. */
  readonly search: string;
  /** `https://acme.souk.example`: what canonical addresses begin with. */
  readonly origin: string;
  readonly language: string;
  readonly ask: AskForPage;
};

/** What a page says of itself to search engines and to those who show links. */
export type Head = {
  readonly title: string;
  readonly description: string;
  /** Absolute. */
  readonly canonical: string;
  readonly image?: string;
  readonly kind: 'website' | 'product';
  /** schema.org, as JSON-LD. */
  readonly things: readonly object[];
};

export type Rendered = {
  readonly status: 200 | 404;
  readonly html: string;
  readonly head: Head;
  /** What it was made from, so that the page need not ask again: keys of queries and their answers. */
  readonly known: readonly (readonly [readonly unknown[], unknown])[];
};

/** Undefined: not a page that is rendered; the browser makes it by itself. */
export type Render = (asked: RenderAsked) => Promise<Rendered | undefined>;
