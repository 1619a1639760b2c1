import type { Breakers } from './breakers.ts';
import { runtimeError, SoukError, toSoukError } from './errors.ts';
import type { CallHeaders } from './headers.ts';
import { hash32 } from './ids.ts';
import type { PartitionName } from './journal/journal.ts';
import { areaOfAction, type Members, ownerIn, untilChange } from './placement.ts';
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
  readonly breakers: Breakers;
  /** Whether nobody hosts an area, nor is about to; default: whoever asks waits for somebody. */
  readonly isAbsent?: (area: string) => boolean;
  /** Whether its answer may wait for a decision: silence says nothing then. */
  readonly waits: (action: string) => boolean;
  /** This node itself. */
  readonly perform: Transport['call'];
  /** Undefined: any node that hosts the action may do it. */
  readonly whereIs: (action: string, params: unknown, headers: CallHeaders) => PartitionName | undefined;
};

/** Where a call goes at its nth try. */
type Route = (tries: number) => string;

type Try = {
  readonly node: string;
  readonly area: string;
  readonly action: string;
  readonly tryMs: number;
  /** Nobody said anything in that time. */
  readonly onSilence: () => void;
};

/** What a try was, for what comes after it. */
type Tried = { readonly node: string; readonly area: string; readonly deadline: number; readonly begun: number };

/** A try that is silent so long is given up; what it led to is met by the next one's command id. */
const longestTryMs = 7_000;
const firstPauseMs = 5;
const longestPauseMs = 1_000;
/** A try that was given less time says nothing of the node. */
const shortestSilenceMs = 1_000;
/** Between two looks whether the one that tries was answered, and how long others wait for that. */
const whileTryingMs = 50;
const longestToldMs = 1_000;
/** Tries that are over and above the first: so many at once, and then one for every so many calls. */
const mostSpare = 5_000;
const sparePerCall = 0.2;

/** Errors that say nothing of the call but that it should be brought to another node, or to the same one a bit later. */
const elsewhere: ReadonlySet<string> = new Set(['WRONG_NODE', 'OWNER_CHANGED', 'NODE_GONE', 'DRAINING']);
/** Errors of a node that does not reach what all share; where nobody does, they are told after a while. */
const ofOneNode: ReadonlySet<string> = new Set(['JOURNAL_UNAVAILABLE', 'LISTS_UNAVAILABLE']);
/** By then a node that is alone with it stands aside, and another one has taken what it owned. */
const longestAloneMs = 8_000;

/** Brings every call to a node that may do it, and again with the same command id where it met none. */
export class RoutedTransport implements Transport {
  readonly #options: RoutingOptions;
  #spare = mostSpare;

  constructor(options: RoutingOptions) {
    this.#options = options;
  }

  async call(action: string, params: unknown, headers: CallHeaders): Promise<Answered> {
    const { nodeId, members, whereIs, perform } = this.#options;
    const area = areaOfAction(action);
    const partition = whereIs(action, params, headers);
    if (partition !== undefined) return this.#bring(this.#toOwnerOf(partition), area, action, params, headers);
    if (members.nodes(area).includes(nodeId)) return perform(action, params, headers);
    return this.#bring(this.#toAnyOf(area, action, headers.commandId), area, action, params, headers);
  }

  #toOwnerOf(partition: PartitionName): Route {
    const { members, nodeId } = this.#options;
    return () => ownerIn(members, partition) ?? nodeId;
  }

  /** The next try meets another one, where there is one; none whose breaker is open, while there are others. */
  #toAnyOf(area: string, action: string, commandId: string): Route {
    const { members, nodeId, breakers } = this.#options;
    const first = hash32(commandId);
    return (tries) => {
      const all = members.nodes(area);
      const answering = all.filter((node) => !breakers.isOpen(node, action));
      const nodes = answering.length > 0 ? answering : all;
      return nodes[(first + tries) % nodes.length] ?? nodeId;
    };
  }

  async #bring(route: Route, area: string, action: string, params: unknown, headers: CallHeaders): Promise<Answered> {
    const { world, members } = this.#options;
    this.#spare = Math.min(mostSpare, this.#spare + sparePerCall);
    const deadline = world.now() + headers.deadlineMs;
    let node = route(1);
    for (let tries = 1; ; tries += 1) {
      try {
        const left = { ...headers, deadlineMs: Math.max(1, deadline - world.now()) };
        return await this.#try(node, area, action, params, left);
      } catch (error) {
        if (this.#isToBeTold(error, node, action, deadline - headers.deadlineMs)) {
          await sleep(world, whileTryingMs);
          continue;
        }
        const hint = this.#hintOf(error, { node, area, deadline, begun: deadline - headers.deadlineMs });
        // Whoever is not the owner knows the owner, or the list knows another one by now: one retry at once.
        const next = hint !== undefined && members.nodes(area).includes(hint) ? hint : route(tries + 1);
        if (tries === 1 && next !== node) {
          node = next;
          continue;
        }
        const pauseMs = Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs);
        await untilChange(members, world, Math.min(pauseMs, deadline - world.now()));
        node = route(tries + 1);
      }
    }
  }

  /** Whether another call is just finding out if the node answers again: worth a moment of waiting. */
  #isToBeTold(error: unknown, node: string, action: string, begun: number): boolean {
    const { world, breakers } = this.#options;
    const isRefused = toSoukError(error).type === 'BREAKER_OPEN' && breakers.isTrying(node, action);
    return isRefused && world.now() < begun + longestToldMs;
  }

  /** Throws what trying elsewhere cannot mend. */
  #hintOf(thrown: unknown, tried: Tried): string | undefined {
    const error = toSoukError(thrown);
    const { type, data } = error;
    if (!elsewhere.has(type) && !(ofOneNode.has(type) && this.#mayBeAlone(tried))) throw error;
    if (this.#options.isAbsent?.(tried.area)) throw runtimeError('NOBODY_HOSTS', { area: tried.area });
    // Which node does what is nobody else's matter.
    if (this.#options.world.now() >= tried.deadline || this.#spare < 1)
      throw new SoukError(error.class, type, error.message);
    this.#spare -= 1;
    return typeof data.owner === 'string' ? data.owner : undefined;
  }

  /** Whether another node may reach what this one does not. Of the spare tries half are kept for what surely helps. */
  #mayBeAlone({ node, area, begun }: Tried): boolean {
    const { world, members } = this.#options;
    const isThereAnother = members.nodes(area).some((one) => one !== node);
    return isThereAnother && world.now() < begun + longestAloneMs && this.#spare > mostSpare / 2;
  }

  async #try(node: string, area: string, action: string, params: unknown, headers: CallHeaders): Promise<Answered> {
    const { nodeId, perform, breakers, waits, world } = this.#options;
    if (node === nodeId) return perform(action, params, headers);
    breakers.enter(node, action);
    const tryMs = Math.min(longestTryMs, headers.deadlineMs);
    const sentAt = world.now();
    const onSilence = () => {
      if (tryMs >= shortestSilenceMs && !waits(action)) breakers.silent(node, action, sentAt);
    };
    try {
      const answered = await this.#send({ node, area, action, tryMs, onSilence }, params, headers);
      breakers.answered(node, action);
      return answered;
    } catch (error) {
      if (toSoukError(error).type !== 'NODE_GONE') breakers.answered(node, action);
      throw error;
    }
  }

  #send({ node, area, action, tryMs, onSilence }: Try, params: unknown, headers: CallHeaders): Promise<Answered> {
    const { wire, world, members } = this.#options;
    return new Promise((resolve, reject) => {
      const giveUp = () => reject(runtimeError('NODE_GONE'));
      const cancel = world.after(tryMs, () => {
        onSilence();
        giveUp();
      });
      const deaf = members.onChange(() => {
        if (!members.nodes(area).includes(node)) giveUp();
      });
      const settle = () => {
        cancel();
        deaf();
      };
      wire.send(node, action, params, headers).then(resolve, reject).finally(settle);
    });
  }
}
