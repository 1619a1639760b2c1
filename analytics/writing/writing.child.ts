import type { Asked, Told } from './messages.ts';
import { Scribe } from './scribe.ts';

const tell = (told: Told): void => void process.send?.(told);

const scribe = new Scribe(tell);

function fail(error: unknown): void {
  tell({ problem: error instanceof Error ? error.message : String(error) });
  process.disconnect?.();
}

async function hear(asked: Asked): Promise<void> {
  if ('begin' in asked) return scribe.begin(asked.begin);
  if ('heads' in asked) return scribe.heads(asked.heads);
  if ('address' in asked) return scribe.address(asked.address);
  if ('keys' in asked) return scribe.keys(asked.keys, asked.of);
  await scribe.end();
  process.exit(0);
}

process.on('message', (asked: Asked) => void hear(asked).catch(fail));
process.once('disconnect', () => process.exit(1));
process.once('uncaughtException', fail);

// A signal may reach every process of the group: the shop says when it is time, and without it this process ends anyway.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
