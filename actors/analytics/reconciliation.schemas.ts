import Joi from 'joi';
import type { Action } from '../runtime/contract.ts';
import { currency, id, shape, text } from '../runtime/schemas.ts';
import { count, type Freshness, freshnessFields, signed } from './report.schemas.ts';
import type { Asked } from './words.schemas.ts';

/** A sum that is not what it should be. Days are UTC, by when the ledger posted. */
export type Difference = {
  /** `postings`: the ledger's lines as analytics has them. `sales`: what the measures are made of. */
  readonly of: 'postings' | 'sales';
  readonly day: string;
  readonly account: string;
  readonly vendorId: string;
  readonly currency: string;
  readonly ledger: number;
  readonly analytics: number;
};

export type Reconciliation = {
  /** Every sum is equal, and nothing is missing. */
  readonly equal: boolean;
  /** Sums that were compared: two for each day, account, vendor and currency. */
  readonly compared: number;
  /** At most 100. */
  readonly differences: readonly Difference[];
  /** Batches of the journal that were not written, or not once; at most 100 sentences. */
  readonly missing: readonly string[];
};

/** `left`: batches of the journal that are still to be written. */
export type Rebuilding = { readonly isUnderWay: boolean; readonly left: number };

/** What each node that counts is asked of itself. */
export interface OwnRebuildActions {
  'analytics.ownRebuild': Action<Record<string, never>, { begun: true }>;
  'analytics.ownRebuilding': Action<Record<string, never>, Rebuilding>;
}

export interface ReconciliationActions extends OwnRebuildActions {
  /** Whether the totals equal the ledger's, up to where analytics has come. */
  'analytics.reconcile': Action<Pick<Asked, 'format'>, Freshness & Reconciliation>;
  /** On all nodes that count. One that is under way goes on. */
  'analytics.rebuild': Action<Record<string, never>, { begun: true }>;
  /** What all of them have left together. */
  'analytics.rebuilding': Action<Record<string, never>, Rebuilding>;
}

export const rebuildingResult = () => shape<Rebuilding>({ isUnderWay: Joi.boolean().required(), left: count() });

const difference = () =>
  shape<Difference>({
    of: Joi.string().valid('postings', 'sales').required(),
    day: Joi.string().required(),
    account: text(60).required(),
    // An alternative of its own: beside a pattern the document would not know of the empty text.
    vendorId: Joi.alternatives(id(), Joi.string().valid('')).required(),
    currency: currency().required(),
    ledger: signed(),
    analytics: signed(),
  });

export const reconcileResult = () =>
  shape<Freshness & Reconciliation>({
    ...freshnessFields,
    equal: Joi.boolean().required(),
    compared: count(),
    differences: Joi.array().items(difference()).required(),
    missing: Joi.array().items(Joi.string()).required(),
  });
