import type { Journal } from '../../actors/runtime/journal/journal.ts';
import { verifyJournal } from '../../actors/runtime/journal/verify.ts';

/** Proves a whole journal, and tells of each partition and of the first wrong batch in it. */
export async function isInOrder(journal: Journal): Promise<boolean> {
  let batches = 0;
  const problems = await verifyJournal(journal, (verified) => {
    batches += verified.batches;
    console.log(`${verified.partition}: ${verified.batches} batches in order`);
  });
  for (const { partition, number, problem } of problems) console.error(`${partition}: batch ${number}: ${problem}`);
  if (problems.length === 0) console.log(`The journal is in order: ${batches} batches.`);
  return problems.length === 0;
}
