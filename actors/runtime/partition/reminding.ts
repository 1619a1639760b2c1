import { parseStream } from '../../../tenants/isolation.ts';
import type { Message } from '../decider.ts';
import type { Domains } from '../domains.ts';
import { notFound } from '../errors.ts';
import type { Remind } from '../feed/reminder-consumer.ts';
import type { World } from '../world.ts';
import type { Partitions } from './partitions.ts';
import type { Outcome } from './work.ts';

const timeoutMs = 15_000;

type Reminder = { readonly stream: string; readonly command: Message; readonly commandId: string };

/** Reminders of the actors whose partitions this node owns become commands to them. */
export function remindIn(domains: Domains, world: World, partitions: () => Partitions): Remind {
  const send = (area: string, { stream, command, commandId }: Reminder): Promise<Outcome> => {
    const known = domains.decider(parseStream(stream).type);
    if (!known) throw notFound('actor');
    return new Promise((resolve, reject) => {
      partitions()
        .of(area, stream)
        .submit({
          kind: 'command',
          stream,
          decider: known.decider,
          command,
          commandId,
          bodyHash: '',
          by: 'souk',
          traceId: commandId,
          deadline: world.now() + timeoutMs,
          answer: () => null,
          resolve,
          reject,
        });
    });
  };
  return {
    isOurs: (area, stream) => partitions().owns(partitions().nameOf(area, stream)),
    fire: async (area, stream, command, commandId) => (await send(area, { stream, command, commandId })).replayed,
  };
}
