import { type Decision, refuse } from '../runtime/decider.ts';
import type { StockAlert, StockEvent } from './contract.ts';

export type SetAlert = {
  readonly type: 'setAlert';
  readonly below: number;
  /** Whoever asks, to be written to or not; nobody where Souk itself asks. */
  readonly accountId?: string;
  readonly mail: boolean;
};

type Watched = { readonly vendorId?: string; readonly alert?: StockAlert };

/** Of what nobody has set an alert for. */
export const usualBelow = 5;
export const mostMailTo = 10;

/** 1 where there are too few; an alert below 0 is none. */
export const lowIn = (available: number, below: number): 0 | 1 => (available < below ? 1 : 0);

function mailToWith({ alert }: Watched, { accountId, mail }: SetAlert): readonly string[] {
  const others = (alert?.mailTo ?? []).filter((id) => id !== accountId);
  return mail && accountId !== undefined ? [...others, accountId].slice(-mostMailTo) : others;
}

/** Precedence: no such sku. */
export function setAlert(stock: Watched, command: SetAlert, available: number): Decision<StockEvent, 'UNKNOWN_SKU'> {
  const { vendorId, alert } = stock;
  if (vendorId === undefined) return refuse('UNKNOWN_SKU');
  const { below } = command;
  const mailTo = mailToWith(stock, command);
  if (alert?.below === below && alert.mailTo.join() === mailTo.join()) return [];
  return [{ type: 'alertSet', vendorId, below, mailTo, available }];
}

/** What has happened, and that it left too few: said once, when the count goes past the alert. */
export function andLow({ vendorId, alert }: Watched, before: number, event: StockEvent): readonly StockEvent[] {
  if (vendorId === undefined || alert === undefined) return [event];
  const { below, mailTo } = alert;
  const { available } = event;
  if (lowIn(before, below) === 1 || lowIn(available, below) === 0) return [event];
  return [event, { type: 'ranLow', vendorId, below, mailTo, available }];
}
