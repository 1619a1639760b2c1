import { hash } from 'node:crypto';
import type { HeardEvent } from '../../actors/runtime/feed/events.ts';
import type { Values } from '../clickhouse.ts';
import type { Pseudonyms } from '../rows/pseudonyms.ts';
import { type Cut, factsOfEvent, rowOf } from '../rows/row.ts';

export type Heard = readonly (readonly [batch: number, events: readonly HeardEvent[]])[];

/** A piece of a log. */
export type HeardCut = { readonly cut: Cut; readonly heard: Heard };

/** One insert as it was sent first, so that it can be sent again. */
export type Insert = { readonly cuts: readonly Cut[]; readonly rows: readonly Values[]; readonly token: string };

export async function insertOf(pseudonyms: Pseudonyms, written: number, pieces: readonly HeardCut[]): Promise<Insert> {
  const ordered = [...pieces].sort((a, b) => (a.cut.log < b.cut.log ? -1 : 1));
  const heard = ordered.flatMap(({ heard: batches }) => batches.flatMap(([, events]) => events));
  await pseudonyms.ready(new Set(heard.map(({ about }) => about.tenantId)));
  const cuts = ordered.map(({ cut }) => cut);
  const rows = ordered.flatMap(({ cut, heard: batches }) =>
    batches.flatMap(([batch, events]) =>
      events.map((event) => {
        const facts = factsOfEvent(event);
        const customer = pseudonyms.of(event.about.tenantId, facts.customer);
        return rowOf(event, facts, customer, { cut, batch, written });
      }),
    ),
  );
  return { cuts, rows, token: tokenOf(written, cuts) };
}

const tokenOf = (written: number, cuts: readonly Cut[]): string =>
  hash('sha256', [written, ...cuts.map(({ log, from, to }) => `${log}:${from}-${to}`)].join(' '), 'hex');
