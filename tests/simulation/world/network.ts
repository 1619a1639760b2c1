import { runtimeError, SoukError, toSoukError } from '../../../actors/runtime/errors.ts';
import type { CallHeaders } from '../../../actors/runtime/headers.ts';
import type { Wire } from '../../../actors/runtime/routing.ts';
import type { Answered } from '../../../actors/runtime/transport.ts';
import type { Dice } from './dice.ts';
import { newOwner, type Owner, type Scheduler } from './scheduler.ts';

/** Chances, 0 to 1, of what befalls one message. */
export type NetworkFaults = { lost: number; doubled: number; slow: number };

export const noNetworkFaults = (): NetworkFaults => ({ lost: 0, doubled: 0, slow: 0 });

/** Who can be reached: a process, or the outside that calls one. */
export type Reached = {
  readonly owner: Owner;
  perform(action: string, params: unknown, headers: CallHeaders): Promise<Answered>;
};

const usualMs = 2;
const slowMs = 2_000;
/** What a server of messages needs to say that nobody listens there. */
const noResponderMs = 5;

/** Brings messages between processes: late, twice, in another order, or never. What it carries is only text. */
export class Network {
  readonly faults = noNetworkFaults();
  readonly reached = new Map<string, Reached>();
  readonly #scheduler: Scheduler;
  readonly #dice: Dice;
  readonly #wires = newOwner('network');
  readonly #cut = new Set<string>();

  constructor(scheduler: Scheduler, dice: Dice) {
    this.#scheduler = scheduler;
    this.#dice = dice;
  }

  /** Between this process and all others nothing comes through, in either direction. */
  cut(name: string): void {
    this.#cut.add(name);
  }

  mend(name: string): void {
    this.#cut.delete(name);
  }

  /** The wire as one process holds it. */
  wireOf(from: Owner): Wire {
    return {
      send: (node, action, params, headers) =>
        new Promise((resolve, reject) => {
          const text = JSON.stringify(params);
          const answer = (label: string, tell: () => void) => this.#carry(node, from.name, label, from, tell);
          const arrive = () => this.#arrive(node, action, text, headers, answer, resolve, reject);
          this.#carry(from.name, node, `${action} to ${node}`, this.#wires, arrive);
        }),
    };
  }

  #arrive(
    node: string,
    action: string,
    text: string,
    headers: CallHeaders,
    answer: (label: string, tell: () => void) => void,
    resolve: (answered: Answered) => void,
    reject: (error: SoukError) => void,
  ): void {
    const there = this.reached.get(node);
    if (!there?.owner.alive) {
      if (this.#dice.happens(0.9))
        this.#scheduler.in(noResponderMs, this.#wires, `nobody at ${node}`, () =>
          answer('no responders', () => reject(runtimeError('NODE_GONE'))),
        );
      return;
    }
    // Its own process runs it, unless it dies before it gets there.
    this.#scheduler.in(0, there.owner, `hears ${action} ${headers.commandId}`, () => {
      there.perform(action, JSON.parse(text) as unknown, headers).then(
        (answered) => {
          const told = JSON.stringify(answered);
          if (there.owner.alive) answer(`answer to ${action}`, () => resolve(JSON.parse(told) as Answered));
        },
        (error: unknown) => {
          const told = portable(error);
          if (there.owner.alive) answer(`no to ${action}: ${told.type}`, () => reject(told));
        },
      );
    });
  }

  #carry(from: string, to: string, label: string, owner: Owner, arrive: () => void): void {
    const { faults } = this;
    const dice = this.#dice;
    const times = dice.happens(faults.doubled) ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      const isLost = dice.happens(faults.lost);
      const delayMs = dice.happens(faults.slow) ? dice.between(50, slowMs) : dice.roll() * usualMs;
      if (isLost || this.#cut.has(from) || this.#cut.has(to)) continue;
      this.#scheduler.in(delayMs, owner, label, () => {
        if (!this.#cut.has(from) && !this.#cut.has(to)) arrive();
      });
    }
  }
}

/** An error as it comes out of a wire: plain fields, no stack of another process. */
function portable(thrown: unknown): SoukError {
  const { class: errorClass, type, message, data } = toSoukError(thrown);
  return new SoukError(errorClass, type, message, JSON.parse(JSON.stringify(data)) as SoukError['data']);
}
