import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installMissing, type ServerName } from '../tools/servers/programs.ts';
import {
  maxReplicas,
  membersIn,
  type ServersPlan,
  serverNames,
  startServers,
  statusOf,
  stopServers,
  usualPorts,
} from '../tools/servers/servers.ts';
import { errorSentence, UsageError } from './sentence.ts';

const usage = `npm run servers [-- start|stop|status|install] [nats] [redis] [mongo] [options]

  start     installs what is missing, starts all (or the named) servers on 127.0.0.1, waits until each answers and
            prints the settings that lead Souk to them (the default)
  stop      ends them; their data stays
  status    says which ones run
  install   only installs what is missing

  --replicas N     members of MongoDB's replica set, 1 to ${maxReplicas} (default: as before, or 1)
  --nats-port P    (default: ${usualPorts.nats})
  --redis-port P   (default: ${usualPorts.redis})
  --mongo-port P   of the first member, the others take the next ones (default: ${usualPorts.mongo})
  --data DIR       where their data and logs lie (default: data/servers)`;

const commands = ['start', 'stop', 'status', 'install'] as const;
type Command = (typeof commands)[number];

const isCommand = (word: string | undefined): word is Command => commands.some((command) => command === word);
const isServerName = (word: string): word is ServerName => serverNames.some((name) => name === word);
const ownDirectory = fileURLToPath(new URL('../data/servers', import.meta.url));

function whole(text: string | undefined, usual: number, most: number): number {
  const number = Number(text ?? usual);
  if (!Number.isInteger(number) || number < 1 || number > most) throw new UsageError(usage);
  return number;
}

const text = { type: 'string' } as const;
const options = {
  replicas: text,
  'nats-port': text,
  'redis-port': text,
  'mongo-port': text,
  data: text,
  help: { type: 'boolean' },
} as const;

function parsed() {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    if (!values.help) return { values, positionals };
  } catch {
    // As if nothing that can be read had been asked for.
  }
  throw new UsageError(usage);
}

function readArguments(): { readonly command: Command; readonly plan: ServersPlan } {
  const { values, positionals } = parsed();
  const [command, ...rest] = isCommand(positionals[0])
    ? [positionals[0], ...positionals.slice(1)]
    : ['start' as const, ...positionals];
  const names = rest.filter(isServerName);
  if (names.length < rest.length) throw new UsageError(usage);
  const directory = values.data ?? ownDirectory;
  const port = (name: ServerName) => whole(values[`${name}-port`], usualPorts[name], 65_535 - maxReplicas);
  const plan = {
    names: names.length > 0 ? names : serverNames,
    directory,
    ports: { nats: port('nats'), redis: port('redis'), mongo: port('mongo') },
    replicas: whole(values.replicas, membersIn(directory) || 1, maxReplicas),
  };
  return { command, plan };
}

async function start(plan: ServersPlan): Promise<void> {
  installMissing(plan.names, console.log);
  const started = await startServers(plan);
  for (const { title, outcome } of started) console.log(`${title} ${outcome}.`);
  console.log(`\nSouk uses them with these settings ("npm run servers -- stop" ends them):\n`);
  for (const { setting, url } of started) console.log(`export ${setting}='${url}'`);
}

async function stop(plan: ServersPlan): Promise<void> {
  // However many members were started.
  const stopped = await stopServers({ ...plan, replicas: maxReplicas });
  console.log(stopped.length > 0 ? `Stopped: ${stopped.join(', ')}.` : 'None of them ran.');
}

function status(plan: ServersPlan): void {
  for (const { title, running } of statusOf({ ...plan, replicas: maxReplicas })) {
    if (running.length === 0) console.log(`${title} does not run`);
    for (const { pid, port } of running) console.log(`${title} runs at 127.0.0.1:${port} (pid ${pid})`);
  }
}

async function run(): Promise<void> {
  const { command, plan } = readArguments();
  if (command === 'start') await start(plan);
  else if (command === 'stop') await stop(plan);
  else if (command === 'status') status(plan);
  else installMissing(plan.names, console.log);
}

run().catch((error: unknown) => {
  console.error(errorSentence(error));
  process.exitCode = 1;
});
