import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, Conditions } from './bench.ts';
import { residentMegabytes, startSouk } from './kit/souk.ts';
import { fact, median, type Row, within } from './row.ts';

const idleMs = 5_000;
const boots = 3;
const mostMegabytes = 200;

/** A fresh directory with its demo shop, left alone for a while; and then it is only opened again. */
async function measure({ workshop, machine }: Conditions): Promise<Row[]> {
  const fresh = await startSouk(workshop);
  await sleep(idleMs);
  const megabytes = await residentMegabytes(fresh);
  await fresh.stop();
  const times: number[] = [];
  for (let boot = 0; boot < boots; boot += 1) {
    const souk = await startSouk(workshop, fresh.directory);
    times.push(souk.readyMs);
    await souk.stop();
  }
  return [
    fact('idle memory (RSS)', 'MB', megabytes, `< ${mostMegabytes}`, megabytes < mostMegabytes),
    within(machine, 'start to ready, second boot', 's', median(times) / 1_000, 2),
    within(machine, 'start to ready, fresh with its demo shop', 's', fresh.readyMs / 1_000, 2),
  ];
}

export const idle: Bench = { name: 'idle', run: measure };
