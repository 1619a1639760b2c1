import Joi from 'joi';
import type { Freshness } from './report.schemas.ts';

export type Grain = 'minute' | 'hour' | 'day' | 'week' | 'month';

/** An instant with its zone, or a day (`2026-11-22`) in the time zone asked for. */
export type Moment = string;

export type Asked = {
  /** Default: 30 days before `to`. */
  readonly from?: Moment;
  /** Not inside; a day is: the whole of it. Default: now. */
  readonly to?: Moment;
  /** IANA name; default UTC. */
  readonly tz?: string;
  /** One vendor's figures; required of a vendor's own staff. */
  readonly vendor?: string;
  /** Also the figures of the span of the same length before. */
  readonly compare?: 'previous';
  /** `csv`: the items as text/csv, as with `Accept: text/csv`. */
  readonly format?: 'json' | 'csv';
};

/** What was asked for, spelt out, and how old the answer is. */
export type Answered = Freshness & { readonly from: string; readonly to: string; readonly tz: string };

/** Figures of the span that was asked for, and those of the one before where `compare` asks for them. */
export type Compared<Figures> = Figures & {
  readonly previous?: { readonly from: string; readonly to: string } & Figures;
};

const grains: readonly Grain[] = ['minute', 'hour', 'day', 'week', 'month'];
export const grain = () => Joi.string().valid(...grains);
