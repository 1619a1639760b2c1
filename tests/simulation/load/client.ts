import type { ActionName, ParamsOf, ResultOf } from '../../../actors/registry.ts';
import { type Caller, internalCaller } from '../../../actors/runtime/caller.ts';
import { runtimeError, type SoukError, toSoukError } from '../../../actors/runtime/errors.ts';
import type { Dice } from '../world/dice.ts';
import type { Fleet } from '../world/fleet.ts';
import type { House } from '../world/house.ts';
import { newOwner, type Owner } from '../world/scheduler.ts';

/** What somebody outside heard at last of one thing they wanted. */
export type Heard<Result> = { readonly result: Result } | { readonly error: SoukError };

export type AskOptions = {
  readonly tenantId?: string;
  readonly caller?: Caller;
  readonly commandId?: string;
  readonly deadlineMs?: number;
  /** Answered only by owners that have made sure that they are. */
  readonly sure?: true;
  /** How often it is tried, all in all. */
  readonly tries?: number;
};

/** Answers under one command id must be one answer. */
export type Told = { readonly commandId: string; readonly text: string };

export type ClientOptions = {
  readonly name: string;
  readonly tenantId: string;
  readonly house: House;
  readonly fleet: Fleet;
  /** Chances of a second try that nobody needs, and of one that comes while the first is under way. */
  readonly repeats: number;
  readonly doubles: number;
  /** How likely one try has hardly any time. */
  readonly hurries: number;
  readonly onTold: (told: Told) => void;
};

const patienceMs = 12_000;

/** Commands whose first answer every retry gets; others are answered from what is then. */
const kept: ReadonlySet<string> = new Set<ActionName>([
  'carts.create',
  'carts.setLine',
  'inventory.receive',
  'inventory.adjust',
  'fulfilments.ship',
  'fulfilments.deliver',
  'orders.refund',
]);

const textOf = (heard: Heard<unknown>): string =>
  'error' in heard ? `${heard.error.type} ${JSON.stringify(heard.error.data)}` : JSON.stringify(heard.result);

/** Somebody outside: asks one process or another, loses patience, asks again with the same command id. */
export class Client {
  readonly dice: Dice;
  readonly name: string;
  readonly #options: ClientOptions;
  readonly #owner: Owner;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.name = options.name;
    this.dice = options.house.dice.fork(options.name);
    this.#owner = newOwner(options.name);
  }

  /** Asks until there is an answer that trying again cannot change, or patience ends. */
  async ask<Name extends ActionName>(
    name: Name,
    params: ParamsOf<Name>,
    options: AskOptions = {},
  ): Promise<Heard<ResultOf<Name>>> {
    const commandId = options.commandId ?? this.dice.id();
    const asked = { ...options, commandId };
    if (this.dice.happens(this.#options.doubles)) void this.#insist(name, params, asked);
    const heard = await this.#insist(name, params, asked);
    if (this.dice.happens(this.#options.repeats)) await this.#insist(name, params, asked);
    return heard as Heard<ResultOf<Name>>;
  }

  /** Asks for something else under a command id that was used before: the history tells whether it was turned away. */
  async misuse<Name extends ActionName>(
    name: Name,
    params: ParamsOf<Name>,
    options: AskOptions & { readonly commandId: string },
  ): Promise<void> {
    await this.#try(name, params, options);
    this.note(`has used ${options.commandId} for another ${name}`);
  }

  /** Some time passes. */
  pause(upToMs: number): Promise<void> {
    return this.#in(this.dice.roll() * upToMs, 'pauses');
  }

  note(what: string): void {
    this.#options.house.scheduler.note(this.name, what);
  }

  async #insist(
    name: ActionName,
    params: unknown,
    options: AskOptions & { commandId: string },
  ): Promise<Heard<unknown>> {
    for (let tries = options.tries ?? 12; ; tries -= 1) {
      const heard = await this.#try(name, params, options);
      this.#tell(name, options.commandId, heard);
      if (!('error' in heard) || !heard.error.retryable || tries <= 1) return heard;
      await this.pause(800);
    }
  }

  async #try(name: ActionName, params: unknown, options: AskOptions & { commandId: string }): Promise<Heard<unknown>> {
    const { fleet, tenantId, hurries } = this.#options;
    const { commandId, caller = internalCaller } = options;
    const deadlineMs = options.deadlineMs ?? (this.dice.happens(hurries) ? this.dice.between(1, 30) : patienceMs);
    const { up } = fleet;
    if (up.length === 0) return { error: runtimeError('DRAINING') };
    const about = { tenantId: options.tenantId ?? tenantId, caller, commandId, traceId: commandId };
    const headers = { ...about, deadlineMs, ...(options.sure && { sure: options.sure }) };
    try {
      return { result: (await this.#patiently(this.dice.pick(up).transport.call(name, params, headers))).result };
    } catch (error) {
      return { error: toSoukError(error) };
    }
  }

  /** Of a process that dies nothing is heard any more. */
  #patiently<Answer>(asked: Promise<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const giveUp = () => reject(runtimeError('DEADLINE_PASSED'));
      const cancel = this.#options.house.scheduler.in(patienceMs, this.#owner, 'loses patience', giveUp);
      asked.then(resolve, reject).finally(cancel);
    });
  }

  #tell(name: string, commandId: string, heard: Heard<unknown>): void {
    this.note(`heard of ${name}: ${'error' in heard ? heard.error.type : 'fine'}`);
    const isAnswer = 'result' in heard || !heard.error.retryable;
    if (isAnswer && kept.has(name)) this.#options.onTold({ commandId, text: `${name} ${textOf(heard)}` });
  }

  #in(delayMs: number, label: string): Promise<void> {
    return new Promise((resolve) => {
      this.#options.house.scheduler.in(delayMs, this.#owner, label, resolve);
    });
  }
}
