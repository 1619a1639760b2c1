import type { Entry, FeedBatch } from '../../../actors/runtime/journal/entry.ts';
import type { Journal } from '../../../actors/runtime/journal/journal.ts';
import { verifyJournal } from '../../../actors/runtime/journal/verify.ts';
import { type Breach, Breaches } from './breach.ts';
import type { Story, Truth } from './truth.ts';

/** Numbers dense, hashes chained, versions contiguous, one answer a command id, time never back. */
export async function journalBreaches(
  journal: Journal,
  { batches, stories, senseless }: Truth,
): Promise<readonly Breach[]> {
  const breaches = new Breaches('journal');
  for (const { partition, number, problem } of await verifyJournal(journal)) {
    breaches.expect(false, () => `batch ${number} of ${partition}: ${problem}`);
  }
  for (const stream of senseless) breaches.expect(false, () => `the rules of ${stream} do not take its own events`);
  for (const own of batches.values()) timeNeverBack(own, breaches);
  for (const story of stories.values()) {
    versionsContiguous(story, breaches);
    answeredOnce(story, breaches);
  }
  return breaches.all;
}

function timeNeverBack(batches: readonly FeedBatch[], breaches: Breaches): void {
  for (const [place, { partition, number, at }] of batches.entries()) {
    const before = batches[place - 1]?.at ?? 0;
    breaches.expect(
      at >= before,
      () => `batch ${number} of ${partition} is of ${before - at} ms before the one before it`,
    );
  }
}

function versionsContiguous({ stream, entries }: Story, breaches: Breaches): void {
  let version = 0;
  for (const entry of entries) {
    version += entry.events.length;
    const due = version;
    breaches.expect(entry.version === due, () => `${stream} is at version ${entry.version} where ${due} is due`);
  }
}

function answeredOnce({ stream, entries }: Story, breaches: Breaches): void {
  const first = new Map<string, Entry>();
  for (const entry of entries) {
    const known = first.get(entry.commandId);
    first.set(entry.commandId, known ?? entry);
    breaches.expect(
      !known,
      () => `${stream} has taken ${entry.commandId} at ${known?.version} and at ${entry.version}`,
    );
  }
}
