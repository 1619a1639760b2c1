import type { Browser, Taken, Visit } from './contract.ts';

/** Where visits go. Never rejects for an engine that is away: they are worth no retry. */
export interface Visits {
  /** `refused`: how many there were besides that could not be counted. */
  take(tenantId: string, visits: readonly Visit[], refused: number, browser: Browser): Promise<Taken>;
}
