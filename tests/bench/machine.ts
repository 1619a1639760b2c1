import { availableParallelism } from 'node:os';
import type { Load } from './helpers/load.ts';
import type { RawServer } from './helpers/raw-server.ts';
import { startHelper } from './kit/helper.ts';
import type { Workshop } from './kit/workshop.ts';
import { median } from './row.ts';

/** What absolute goals are scaled by. */
export type Machine = {
  readonly cores: number;
  readonly node: string;
  /** Of raw `node:http` with a few bytes, under the load of a process of its own. */
  readonly rawPerSecond: number;
  /** 1 on the machine that the goals were written for. */
  readonly scale: number;
};

const goalsAreForPerSecond = 65_000;
const rounds = 3;

export async function measureMachine(workshop: Workshop): Promise<Machine> {
  const server = startHelper<RawServer>(workshop, 'raw-server');
  const load = startHelper<Load>(workshop, 'load');
  const port = await server.ask('serve', {
    headers: ['Content-Type', 'text/plain', 'Content-Length', '4'],
    body: 'Souk',
  });
  const target = { url: `http://127.0.0.1:${port}/`, headers: {} };
  await load.ask('rate', target, 1);
  const rates: number[] = [];
  for (let round = 0; round < rounds; round += 1) rates.push(await load.ask('rate', target, 2));
  const rawPerSecond = median(rates);
  return {
    cores: availableParallelism(),
    node: process.version,
    rawPerSecond,
    scale: rawPerSecond / goalsAreForPerSecond,
  };
}
