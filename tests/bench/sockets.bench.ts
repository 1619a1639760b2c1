import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, type Conditions, some } from './bench.ts';
import type { Crowd } from './helpers/crowd.ts';
import { type Helper, startHelper } from './kit/helper.ts';
import { Connection, type Fields } from './kit/http.ts';
import { monotonicMs } from './kit/monotonic.ts';
import { openShop, operator } from './kit/shop.ts';
import { type RunningSouk, startSouk } from './kit/souk.ts';
import { quantile, type Row, within } from './row.ts';

const sockets = 2_000;
const processes = 2;
const units = 1_000;
/** Changes come at any moment of a frame's 50 ms, and not in step with it. */
const pauseMs = 37;

type Receiving = { readonly connection: Connection; readonly fields: Fields; readonly sku: string };

async function logIn(port: number, tenant: string): Promise<{ connection: Connection; fields: Fields }> {
  const connection = await Connection.open(port);
  const { status, body } = await connection.request('POST', '/v1/auth/login', { 'Souk-Tenant': tenant }, operator);
  const { accessToken } = JSON.parse(body) as { readonly accessToken?: string };
  if (!accessToken) throw new Error(`no log-in: ${status} ${body}`);
  return { connection, fields: { Authorization: `Bearer ${accessToken}` } };
}

/** From the moment before the request until the last socket has the frame: more than from the commit on. */
async function spread(crowds: readonly Helper<Crowd>[], by: Receiving, available: number): Promise<number> {
  const { connection, fields, sku } = by;
  const saw = Promise.all(crowds.map((crowd) => crowd.ask('lastSaw', available)));
  const begun = monotonicMs();
  const reply = await connection.request('POST', `/v1/inventory/${sku}/receive`, fields, { quantity: 1 });
  if (reply.status !== 200) throw new Error(`nothing received: ${reply.status} ${reply.body}`);
  return Math.max(...(await saw)) - begun;
}

/** `asked`: where the changes are made. `followed`: where the sockets are. */
export async function spreadTimes(
  conditions: Conditions,
  asked: RunningSouk,
  followed: RunningSouk,
): Promise<{ times: number[]; blockedMs: number }> {
  const { workshop } = conditions;
  const { tenant, skus } = await openShop(asked.directory, { tenant: 'live', products: 1, units });
  const [sku = ''] = skus;
  const by = { ...(await logIn(asked.port, tenant)), sku };
  const place = { port: followed.port, tenant, channel: `stock:${sku}` };
  const crowds = Array.from({ length: processes }, () => startHelper<Crowd>(workshop, 'crowd'));
  await Promise.all(crowds.map((crowd) => crowd.ask('follow', place, sockets / processes)));
  const times: number[] = [];
  const warming = some(conditions, 10);
  for (let round = 1; round <= warming + some(conditions, 100); round += 1) {
    // Looking at it begins it anew.
    if (round === warming + 1) await followed.metric('nodejs_eventloop_lag_max_seconds');
    const ms = await spread(crowds, by, units + round);
    if (round > warming) times.push(ms);
    await sleep(pauseMs);
  }
  const blockedMs = (await followed.metric('nodejs_eventloop_lag_max_seconds')) * 1_000;
  await Promise.all(crowds.map((crowd) => crowd.stop()));
  return { times, blockedMs };
}

export const liveSockets: Bench = {
  name: 'sockets',
  run: async (conditions): Promise<Row[]> => {
    const { machine, workshop } = conditions;
    const souk = await startSouk(workshop);
    const { times, blockedMs } = await spreadTimes(conditions, souk, souk);
    await souk.stop();
    return [
      within(machine, 'change to the last of 2 000 sockets, p50', 'ms', quantile(times, 0.5), 100),
      within(machine, 'change to the last of 2 000 sockets, p99', 'ms', quantile(times, 0.99), 100),
      within(machine, 'longest stop of the event loop meanwhile', 'ms', blockedMs, 50),
    ];
  },
};
