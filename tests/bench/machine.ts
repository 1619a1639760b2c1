import { availableParallelism, loadavg } from 'node:os';
import type { Load } from './helpers/load.ts';
import type { RawServer } from './helpers/raw-server.ts';
import { startHelper } from './kit/helper.ts';
import type { Workshop } from './kit/workshop.ts';

/** What absolute goals are scaled by. */
export type Machine = {
  readonly cores: number;
  readonly node: string;
  /** Of raw `node:http` with a few bytes, under the load of a process of its own. */
  readonly rawPerSecond: number;
  /** Of its cores, by others, before we began. */
  readonly load: number;
  /** 1 on the machine that the goals were written for. */
  readonly scale: number;
};

const goalsAreForPerSecond = 65_000;
const rounds = 3;

export async function measureMachine(workshop: Workshop): Promise<Machine> {
  const [load = 0] = loadavg();
  const server = startHelper<RawServer>(workshop, 'raw-server');
  const cannon = startHelper<Load>(workshop, 'load');
  const port = await server.ask('serve', {
    headers: ['Content-Type', 'text/plain', 'Content-Length', '4'],
    body: 'Souk',
  });
  const target = { url: `http://127.0.0.1:${port}/`, headers: {} };
  await cannon.ask('rate', target, 1);
  // The best round is the machine's own: others slow it down, nobody makes it faster.
  let rawPerSecond = 0;
  for (let round = 0; round < rounds; round += 1) {
    rawPerSecond = Math.max(rawPerSecond, await cannon.ask('rate', target, 2));
  }
  return {
    cores: availableParallelism(),
    node: process.version,
    rawPerSecond,
    load,
    scale: rawPerSecond / goalsAreForPerSecond,
  };
}
