import type { Chance } from './chance.ts';
import type { ApiDocument, Operation } from './document.ts';
import type { Field } from './request.ts';
import type { Side, Town } from './town.ts';

/** A request while it is being made and spoilt. */
export type Draft = {
  readonly number: number;
  readonly operation: Operation;
  readonly side: Side;
  readonly other: Side;
  who: string;
  method: string;
  /** As they will be sent, each already percent-encoded. */
  segments: string[];
  query: [name: string, value: string][];
  fields: readonly Field[];
  json: unknown;
  /** In place of the JSON. */
  body: Buffer | undefined;
  foreignId: string | undefined;
  readonly spoilt: string[];
};

export type Workbench = { readonly chance: Chance; readonly document: ApiDocument; readonly town: Town };

/** Changes the draft, and says how; undefined where there is nothing that it could change. */
export type Spoiler = (draft: Draft, bench: Workbench) => string | undefined;
