import { setTimeout as pause } from 'node:timers/promises';
import { Seal } from '../../actors/runtime/cluster/seal.ts';
import { realWorld } from '../../actors/runtime/world.ts';
import { type ServersPlan, startServers, stopServers } from '../../tools/servers/servers.ts';
import { type Conditions, some } from './bench.ts';
import type { Restless } from './helpers/restless.ts';
import { type Env, pairOf } from './kit/cluster.ts';
import { startHelper } from './kit/helper.ts';
import { openShop } from './kit/shop.ts';
import { fact, type Row, shown } from './row.ts';

const callers = 8;
/** Of a call or an answer, as Moleculer writes it. */
const callBytes = 700;
const gathered = 16;
const settledAfterMs = 2_000;
const watchedMs = 4_000;

/** Microseconds of signing a parcel here and checking it there. */
function sealingUs(messages: number, times: number): number {
  const [here, there] = [new Seal('secret', 'here', realWorld), new Seal('secret', 'there', realWorld)];
  const parcel = Array.from({ length: messages }, () => Buffer.alloc(callBytes, 'x'));
  const begun = performance.now();
  for (let count = 0; count < times; count += 1) {
    if (!there.open('souk', here.seal('souk', parcel))) throw new Error('a message of a node of ours was not heard');
  }
  return ((performance.now() - begun) * 1_000) / times;
}

/** A call is two messages. Many at once go in one parcel, which is signed once. */
function signing(conditions: Conditions): Row[] {
  const times = some(conditions, 50_000, 10_000);
  sealingUs(1, times);
  return [
    shown('cluster: signatures of a call and its answer, alone', 'us', 2 * sealingUs(1, times)),
    shown(
      `cluster: signatures of a call and its answer, ${gathered} at once`,
      'us',
      (2 * sealingUs(gathered, times)) / gathered,
    ),
  ];
}

/** What callers hear who ask all the time while NATS is killed and started again. */
async function natsRestarted(conditions: Conditions, env: Env, plan: ServersPlan): Promise<Row[]> {
  const pair = await pairOf(conditions, env);
  const shop = await openShop(pair[0].directory, { tenant: 'line', products: 20, units: 1_000 });
  const restless = startHelper<Restless>(conditions.workshop, 'restless');
  await restless.ask('begin', { port: pair[0].port, ...shop }, callers);
  await pause(settledAfterMs);
  const nats = { ...plan, names: ['nats'] } as const;
  await stopServers(nats);
  await startServers(nats);
  await pause(settledAfterMs);
  await restless.ask('seen');
  await pause(watchedMs);
  const { answers, otherwise } = await restless.ask('seen');
  await restless.ask('end');
  await Promise.all([restless.stop(), ...pair.map((one) => one.stop())]);
  const isFine = otherwise.length === 0 && answers > 0;
  const goal = `none ${otherwise[0] ?? ''}`.trim();
  return [fact('cluster: NATS restarted, errors from 2 s later on', '', otherwise.length, goal, isFine)];
}

/** What nodes say to each other. */
export const clusterLine = async (conditions: Conditions, env: Env, plan: ServersPlan): Promise<Row[]> => [
  ...signing(conditions),
  ...(await natsRestarted(conditions, env, plan)),
];
