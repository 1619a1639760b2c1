import type { Outcome } from '../../../actors/payments/contract.ts';
import type { News, OutcomeOf, Provider, ProviderAsk, StatusQuestion } from '../../../actors/payments/provider.ts';
import type { Dice } from './dice.ts';
import { newOwner, type Owner, type Scheduler } from './scheduler.ts';

/** Chances of what befalls one call of the provider. */
export type ProviderFaults = {
  lost: number;
  silent: number;
  late: number;
  webhook: number;
  doubled: number;
  early: number;
};

export const noProviderFaults = (): ProviderFaults => ({
  lost: 0,
  silent: 0,
  late: 0,
  webhook: 0,
  doubled: 0,
  early: 0,
});

/** What the provider knows of one payment: what it says later never differs from it. */
export type Account = {
  authorised?: OutcomeOf<'authorise'>;
  amount: number;
  /** Idempotency keys under which it was captured: more than one means charged twice. */
  readonly captures: Set<string>;
  captureFailed: boolean;
  voided: boolean;
  /** Refund id -> amount and the keys it was asked under. */
  readonly refunds: Map<string, { readonly amount: number; readonly keys: Set<string>; failed: boolean }>;
};

export type Deliver = (tenantId: string, payload: string) => void;

type Step = ProviderAsk & { readonly refundId?: string };

const slowMs = 12_000;

/** The provider outside: one memory for all processes, which outlives them. */
export class SimulatedProvider {
  readonly accounts = new Map<string, Account>();
  readonly faults = noProviderFaults();
  readonly #scheduler: Scheduler;
  readonly #dice: Dice;
  readonly #deliver: Deliver;
  readonly #owner = newOwner('provider');

  constructor(scheduler: Scheduler, dice: Dice, deliver: Deliver) {
    this.#scheduler = scheduler;
    this.#dice = dice;
    this.#deliver = deliver;
  }

  /** As one process reaches it. */
  for(owner: Owner): Provider {
    const play = <Told extends Outcome>(ask: Step, label: string, act: () => Told) =>
      this.#play(owner, ask, label, act);
    return {
      name: 'sim',
      authorise: (ask) => play(ask, 'authorise', () => this.#authorise(ask)),
      capture: (ask) => play(ask, 'capture', () => this.#capture(ask)),
      void: (ask) => play(ask, 'void', () => this.#void(ask)),
      refund: (ask) => play(ask, 'refund', () => this.#refund(ask)),
      status: (question) => play(question, 'status', () => this.#status(question)),
      verifyWebhook: ({ tenantId, payload, signature }) => {
        const news = JSON.parse(payload) as News & { readonly tenantId: string };
        return signature === 'signed' && news.tenantId === tenantId ? news : undefined;
      },
    };
  }

  #play<Told extends Outcome>(owner: Owner, ask: Step, label: string, act: () => Told): Promise<Told> {
    const { faults } = this;
    const dice = this.#dice;
    const arrivesMs = dice.roll() * 5;
    const [isLost, isSilent, isLate] = [faults.lost, faults.silent, faults.late].map((chance) => dice.happens(chance));
    const answersMs = isLate ? dice.between(500, slowMs) : dice.roll() * 20;
    return new Promise((resolve, reject) => {
      this.#scheduler.in(arrivesMs, this.#owner, `${label} ${ask.paymentId}`, () => {
        if (isLost) return;
        const told = act();
        if (label !== 'status') this.#tell(ask, told);
        if (isSilent) return;
        this.#scheduler.in(answersMs, owner, `provider answers ${label}`, () => resolve(told));
      });
      if (isLost && dice.happens(0.5))
        this.#scheduler.in(1_000, owner, 'provider is away', () => reject(new Error('connection reset')));
    });
  }

  #tell({ tenantId, paymentId }: Step, outcome: Outcome): void {
    const { faults } = this;
    if (!this.#dice.happens(faults.webhook)) return;
    const payload = JSON.stringify({ tenantId, paymentId, outcome });
    for (let times = this.#dice.happens(faults.doubled) ? 2 : 1; times > 0; times -= 1) {
      const delayMs = this.#dice.happens(faults.early) ? 0 : this.#dice.between(1, slowMs);
      this.#scheduler.in(delayMs, this.#owner, `webhook ${paymentId}`, () => this.#deliver(tenantId, payload));
    }
  }

  #account({ tenantId, paymentId }: ProviderAsk): Account {
    const key = `${tenantId}/${paymentId}`;
    const known = this.accounts.get(key);
    if (known) return known;
    const account = { amount: 0, captures: new Set<string>(), captureFailed: false, voided: false, refunds: new Map() };
    this.accounts.set(key, account);
    return account;
  }

  #authorise(ask: Parameters<Provider['authorise']>[0]): OutcomeOf<'authorise'> {
    const account = this.#account(ask);
    account.amount = ask.amount.amount;
    account.authorised ??=
      ask.token === 'declined'
        ? { of: 'authorise', result: 'declined', reason: 'no funds' }
        : { of: 'authorise', result: 'authorised', reference: `ref-${ask.token}` };
    return account.authorised;
  }

  #capture(ask: Parameters<Provider['capture']>[0]): OutcomeOf<'capture'> {
    const account = this.#account(ask);
    if (account.captures.has(ask.key)) return { of: 'capture', result: 'captured' };
    if (account.voided || account.captureFailed || ask.reference === 'ref-uncapturable') {
      account.captureFailed = true;
      return { of: 'capture', result: 'failed' };
    }
    account.captures.add(ask.key);
    return { of: 'capture', result: 'captured' };
  }

  #void(ask: ProviderAsk): OutcomeOf<'void'> {
    this.#account(ask).voided = true;
    return { of: 'void', result: 'voided' };
  }

  #refund(ask: Parameters<Provider['refund']>[0]): OutcomeOf<'refund'> {
    const { refunds } = this.#account(ask);
    const failed = ask.reference === 'ref-unrefundable';
    const refund = refunds.get(ask.refundId) ?? { amount: ask.amount.amount, keys: new Set<string>(), failed };
    refunds.set(ask.refundId, refund);
    refund.keys.add(ask.key);
    return { of: 'refund', refundId: ask.refundId, result: refund.failed ? 'failed' : 'refunded' };
  }

  /** What never arrived will never arrive any more: it is barred as soon as somebody asks. */
  #status(question: StatusQuestion): Outcome {
    const account = this.#account(question);
    const { of, refundId = '' } = question;
    if (of === 'authorise') {
      account.authorised ??= { of, result: 'failed', reason: 'never heard of it' };
      return account.authorised;
    }
    if (of === 'void') return this.#void(question);
    if (of === 'capture') {
      if (account.captures.size === 0) account.captureFailed = true;
      return { of, result: account.captures.size > 0 ? 'captured' : 'failed' };
    }
    const refund = account.refunds.get(refundId) ?? { amount: 0, keys: new Set<string>(), failed: true };
    account.refunds.set(refundId, refund);
    return { of, refundId, result: refund.failed ? 'failed' : 'refunded' };
  }
}
