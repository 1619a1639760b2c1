import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs, styleText } from 'node:util';
import { readSettings } from '../settings.ts';
import { type ServersPlan, serverNames, startServers, usualPorts } from '../tools/servers/servers.ts';
import { Fleet } from './cluster/fleet.ts';
import { type Order, ordersHelp, readOrder } from './cluster/orders.ts';
import { mostOfAKind, type PlannedNode, usualCounts } from './cluster/plan.ts';
import { figuresOf, tableOf } from './cluster/table.ts';
import { errorSentence, UsageError } from './sentence.ts';
import { prepareWeb } from './web.ts';

const usage = `npm run cluster [-- options]

  Souk as several processes on this machine, over the servers of "npm run servers" or those that NATS_URL, MONGO_URL
  and REDIS_URL name.

  --gateways N   nodes with HTTP, sockets and search, 1 to ${mostOfAKind} (default: ${usualCounts.gateways})
  --actors N     nodes with the actors of the shop (default: ${usualCounts.actors})
  --port P       of the first gateway; the next one takes the next port (default: 3000)
  --data DIR     where each keeps what is its own (default: data/cluster)

While it runs, a line orders:

${ordersHelp}`;

const text = { type: 'string' } as const;
const options = { gateways: text, actors: text, port: text, data: text, help: { type: 'boolean' } } as const;
const dataDirectory = fileURLToPath(new URL('../data', import.meta.url));
const colours = ['cyan', 'magenta', 'yellow', 'green', 'blue', 'red'] as const;

function whole(asked: string | undefined, usual: number, most: number): number {
  const number = Number(asked ?? usual);
  if (!Number.isInteger(number) || number < 1 || number > most) throw new UsageError(usage);
  return number;
}

function readArguments() {
  try {
    const { values } = parseArgs({ options });
    if (values.help) throw new UsageError(usage);
    return {
      counts: {
        gateways: whole(values.gateways, usualCounts.gateways, mostOfAKind),
        actors: whole(values.actors, usualCounts.actors, mostOfAKind),
      },
      firstPort: whole(values.port, 3_000, 65_000),
      directory: values.data ?? join(dataDirectory, 'cluster'),
    };
  } catch {
    throw new UsageError(usage);
  }
}

/** Those that run already are taken as they are, the others are started. */
async function addresses(): Promise<Readonly<Record<string, string>>> {
  const { NATS_URL, MONGO_URL, REDIS_URL } = process.env;
  if (NATS_URL && MONGO_URL) return { NATS_URL, MONGO_URL, ...(REDIS_URL && { REDIS_URL }) };
  const directory = join(dataDirectory, 'servers');
  const plan: ServersPlan = { names: serverNames, directory, ports: usualPorts, replicas: 1 };
  const started = await startServers(plan);
  return Object.fromEntries(started.map(({ setting, url }) => [setting, url]));
}

function say({ name }: PlannedNode, line: string): void {
  const number = [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  console.log(`${styleText(colours[number % colours.length] ?? 'cyan', name.padEnd(10))} ${line}`);
}

async function showTable({ members }: Fleet): Promise<void> {
  const figures = await Promise.all(members.map(({ node }) => figuresOf(node.port)));
  console.log(`\n${tableOf(members, figures)}\n`);
}

async function obey(fleet: Fleet, order: Order): Promise<void> {
  if (order.do === 'scale') await fleet.scale({ [order.kind]: order.count });
  if (order.do === 'roll') await fleet.roll();
  if (order.do === 'drain' || order.do === 'kill') {
    const member = fleet.find(order.name);
    if (!member) console.log(`There is no ${order.name}.`);
    await (order.do === 'drain' ? member?.drain() : member?.kill());
  }
  await showTable(fleet);
}

async function run(): Promise<void> {
  const { counts, firstPort, directory } = readArguments();
  const env = await addresses();
  // Once for all of them.
  await prepareWeb(readSettings(process.env));
  mkdirSync(directory, { recursive: true });
  const fleet = new Fleet({ directory, env, firstPort, say });
  let isStopping = false;
  const stop = () => {
    if (!isStopping) void fleet.stop().then(() => process.exit(0));
    isStopping = true;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  await fleet.scale(counts);
  console.log(`The cluster starts; its shop will be at http://localhost:${firstPort}. Orders:\n\n${ordersHelp}\n`);
  let before: Promise<void> = Promise.resolve();
  createInterface({ input: process.stdin }).on('line', (line) => {
    const order = readOrder(line);
    if (!order) return console.log(ordersHelp);
    if (order.do === 'quit') return stop();
    before = before.then(() => obey(fleet, order)).catch((error: unknown) => console.error(errorSentence(error)));
  });
}

run().catch((error: unknown) => {
  console.error(errorSentence(error));
  process.exitCode = 1;
});
