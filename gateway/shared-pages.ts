import type { Answer } from './answer.ts';

/** What was found of a page, and under which mark one that is loaded now is to be kept. */
export type Shared = {
  readonly mark: string;
  readonly found?: { readonly answer: Answer; readonly leftMs: number };
};

/** Answers that are the same for every visitor of a tenant, kept by all gateways together. Any of them may be forgotten at any time. */
export interface SharedPages {
  /** Undefined: nothing can be found or kept now. */
  find(tenantId: string, key: string): Promise<Shared | undefined>;
  /** For `ageMs`, and as long as nothing has been forgotten of the tenant since that mark was found. Nobody waits for it. */
  keep(tenantId: string, key: string, mark: string, answer: Answer, ageMs: number): void;
  forget(tenantId: string): void;
}
