import { type Answer, textAnswer } from '../answer.ts';

export const htmlType = 'text/html; charset=utf-8';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => entities[sign] as string);

const style = `
  :root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
  body { max-width: 42rem; margin: 4rem auto; padding: 0 1.5rem; }
  h1 { font-size: 2rem; line-height: 1.2; margin-bottom: .25rem; }
  code { font: .9em ui-monospace, monospace; }
  dt { margin-top: 1rem; font-weight: 600; }
  dd { margin: 0; }
`;

/** Nothing from elsewhere, and no script. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** A page without a script, in the machine's own light or dark. */
export const htmlPage = (status: number, title: string, body: string): Answer =>
  textAnswer(
    status,
    htmlType,
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<title>${escapeHtml(title)}</title><style>${style}</style><h1>${escapeHtml(title)}</h1>${body}</html>\n`,
    { 'Content-Security-Policy': policy, 'Cache-Control': 'no-cache', Vary: 'Accept' },
  );

/** Whether the caller is a browser rather than a program that asks for JSON. */
export const wantsHtml = (accept: string | undefined): boolean => accept?.includes('text/html') ?? false;
