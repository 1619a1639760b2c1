import { runtimeError, SoukError, toSoukError } from './errors.ts';
import type { CallHeaders } from './headers.ts';
import type { PartitionName } from './journal/journal.ts';
import { type Members, ownerOf } from './placement.ts';
import type { Answered, Transport } from './transport.ts';
import { sleep, type World } from './world.ts';

/** Brings a call to one node. Rejects with `NODE_GONE` when nobody there hears it; it may also stay silent. */
export type Wire = {
  send(node: string, action: string, params: unknown, headers: CallHeaders): Promise<Answered>;
};

export type RoutingOptions = {
  readonly nodeId: string;
  readonly world: World;
  readonly members: Members;
  readonly wire: Wire;
  /** This node itself. */
  readonly perform: Transport['call'];
  /** Undefined: any node may do it. */
  readonly whereIs: (action: string, params: unknown, headers: CallHeaders) => PartitionName | undefined;
};

/** A try that is silent so long is given up; what it led to is met by the next one's command id. */
const longestTryMs = 7_000;
const firstPauseMs = 20;
const longestPauseMs = 1_000;
/** Tries that are over and above the first: so many at once, and then one for every so many calls. */
const mostSpare = 500;
const sparePerCall = 0.2;

/** Errors that say nothing of the call but that it should be brought to another node, or to the same one a bit later. */
const elsewhere: ReadonlySet<string> = new Set(['WRONG_NODE', 'OWNER_CHANGED', 'NODE_GONE', 'DRAINING']);

/** Brings every call to the owner of its actor, and again with the same command id where it met no owner. */
export class RoutedTransport implements Transport {
  readonly #options: RoutingOptions;
  #spare = mostSpare;

  constructor(options: RoutingOptions) {
    this.#options = options;
  }

  async call(action: string, params: unknown, headers: CallHeaders): Promise<Answered> {
    const { world, whereIs, perform } = this.#options;
    const partition = whereIs(action, params, headers);
    if (partition === undefined) return perform(action, params, headers);
    this.#spare = Math.min(mostSpare, this.#spare + sparePerCall);
    const deadline = world.now() + headers.deadlineMs;
    let node = this.#ownerOf(partition);
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#try(node, action, params, { ...headers, deadlineMs: Math.max(1, deadline - world.now()) });
      } catch (error) {
        const hint = this.#hintOf(error, deadline);
        // Whoever is not the owner knows the owner: one retry at once.
        if (tries === 1 && hint !== undefined && hint !== node) {
          node = hint;
          continue;
        }
        await sleep(world, Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs));
        node = this.#ownerOf(partition);
      }
    }
  }

  /** Throws what trying elsewhere cannot mend. */
  #hintOf(thrown: unknown, deadline: number): string | undefined {
    const error = toSoukError(thrown);
    const { type, data } = error;
    if (!elsewhere.has(type)) throw error;
    // Which node does what is nobody else's matter.
    if (this.#options.world.now() >= deadline || this.#spare < 1) throw new SoukError(error.class, type, error.message);
    this.#spare -= 1;
    return typeof data.owner === 'string' ? data.owner : undefined;
  }

  #ownerOf(partition: PartitionName): string {
    const { members, nodeId } = this.#options;
    return ownerOf(partition, members.nodes()) ?? nodeId;
  }

  #try(node: string, action: string, params: unknown, headers: CallHeaders): Promise<Answered> {
    const { nodeId, perform, wire, world, members } = this.#options;
    if (node === nodeId) return perform(action, params, headers);
    return new Promise((resolve, reject) => {
      const giveUp = () => reject(runtimeError('NODE_GONE'));
      const cancel = world.after(Math.min(longestTryMs, headers.deadlineMs), giveUp);
      const deaf = members.onChange(() => {
        if (!members.nodes().includes(node)) giveUp();
      });
      const settle = () => {
        cancel();
        deaf();
      };
      wire.send(node, action, params, headers).then(resolve, reject).finally(settle);
    });
  }
}
