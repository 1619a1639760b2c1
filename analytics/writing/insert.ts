import { hash } from 'node:crypto';
import { eventsOf } from '../../actors/runtime/feed/events.ts';
import type { FeedBatch } from '../../actors/runtime/journal/entry.ts';
import type { RowLine } from '../clickhouse.ts';
import type { Pseudonyms } from '../rows/pseudonyms.ts';
import { type BegunRow, type Cut, endedRow, factsOfEvent, rowOf } from '../rows/row.ts';

/** A piece of a log, as its rows: text takes a part of the room that the events take. */
export type CutRows = { readonly cut: Cut; readonly rows: readonly BegunRow[] };

/** One insert as it was sent first, so that it can be sent again. */
export type Insert = { readonly cuts: readonly Cut[]; readonly rows: readonly RowLine[]; readonly token: string };

/** The rows of these batches of a log; `from`: the first that the piece stands for, also if it holds no event. */
export async function cutOf(
  pseudonyms: Pseudonyms,
  log: string,
  from: number,
  batches: readonly FeedBatch[],
): Promise<CutRows> {
  const heard = batches.flatMap((batch) => eventsOf(batch).map((event) => ({ batch: batch.number, event })));
  const cut = { log, from, to: batches.at(-1)?.number ?? from, rows: heard.length };
  await pseudonyms.ready(new Set(heard.map(({ event }) => event.about.tenantId)));
  const rows = heard.map(({ batch, event }) => {
    const facts = factsOfEvent(event);
    return rowOf(event, facts, pseudonyms.of(event.about.tenantId, facts.customer), { cut, batch });
  });
  return { cut, rows };
}

export function insertOf(written: number, pieces: readonly CutRows[]): Insert {
  const ordered = [...pieces].sort((a, b) => (a.cut.log < b.cut.log ? -1 : 1));
  const cuts = ordered.map(({ cut }) => cut);
  const rows = ordered.flatMap(({ rows: begun }) => begun.map((row) => endedRow(row, written)));
  return { cuts, rows, token: tokenOf(written, cuts) };
}

const tokenOf = (written: number, cuts: readonly Cut[]): string =>
  hash('sha256', [written, ...cuts.map(({ log, from, to }) => `${log}:${from}-${to}`)].join(' '), 'hex');
