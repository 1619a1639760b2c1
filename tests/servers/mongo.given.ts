import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from '@jest/globals';
import { type Db, MongoClient } from 'mongodb';
import { Cable } from './cable.given.ts';
import { type GivenServers, givenServers } from './servers.given.ts';

/** Answers come late on a busy machine. Whoever cuts the way waits for each refusal as long as a primary is looked for. */
export const timeouts = { primaryTimeoutMs: 4_000, answerTimeoutMs: 30_000 };
/** Of a test that loses answers, and waits for none. */
export const shortAnswers = { primaryTimeoutMs: 4_000, answerTimeoutMs: 4_000 };

export type GivenMongo = {
  readonly servers: () => GivenServers;
  /** Of a database that nobody else uses, and that goes with the server. `way`: the port of a cable to the server. */
  readonly freshUrl: (way?: number) => string;
  /** As an operator looks in. */
  readonly look: () => MongoClient;
  readonly cable: () => Cable;
  /** Which member it is now, counted from 0. */
  readonly primary: () => Promise<number>;
  /** The database of a url, as an operator sees it. */
  readonly database: (url: string) => Db;
};

/** Which member the primary is now, counted from 0. */
export async function primaryOf({ url, plan }: GivenServers): Promise<number> {
  const client = new MongoClient(url('mongo'));
  const { primary: host } = await client
    .db('admin')
    .command({ hello: 1 })
    .finally(() => client.close());
  return Number(String(host).split(':')[1]) - plan.ports.mongo;
}

/** A replica set for the tests of one file, and its databases. */
export function givenMongo(replicas = 1): GivenMongo {
  const late: { servers?: GivenServers; client?: MongoClient; cable?: Cable } = {};
  const { servers, look, cable } = {
    servers: () => late.servers as GivenServers,
    look: () => late.client as MongoClient,
    cable: () => late.cable as Cable,
  };
  beforeAll(async () => {
    late.servers = await givenServers(replicas, 'mongo');
    late.client = new MongoClient(servers().url('mongo'));
    late.cable = await Cable.to(servers().plan.ports.mongo);
  });
  afterAll(async () => {
    await late.client?.close();
  });
  const freshUrl = (way?: number): string => {
    const database = `souk-${randomUUID()}`;
    if (way !== undefined) return `mongodb://127.0.0.1:${way}/${database}?directConnection=true`;
    return servers().url('mongo').replace('/souk?', `/${database}?`);
  };
  const database = (url: string) => look().db(/souk-[\w-]+/.exec(url)?.[0]);
  return { servers, look, cable, freshUrl, primary: () => primaryOf(servers()), database };
}
