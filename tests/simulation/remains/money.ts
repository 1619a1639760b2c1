import type { OrderState } from '../../../actors/orders/order-state.ts';
import type { PaymentEvent } from '../../../actors/payments/contract.ts';
import { type PaymentState, silentSteps } from '../../../actors/payments/payment-state.ts';
import { isRefused } from '../../../actors/runtime/journal/entry.ts';
import { streamOf } from '../../../tenants/isolation.ts';
import type { Account } from '../world/provider.ts';
import { type Breach, Breaches } from './breach.ts';
import { eventsOf, type Story, storiesOf, type Truth } from './truth.ts';

/** `<tenantId>/<paymentId>` -> what the provider did. */
export type Accounts = ReadonlyMap<string, Account>;

/** Charged once or not at all, given back what is not due, and nobody left waiting for the provider. */
export function moneyBreaches(truth: Truth, accounts: Accounts): readonly Breach[] {
  const breaches = new Breaches('money');
  for (const story of storiesOf(truth, 'payment')) notedOnce(story, breaches);
  for (const story of truth.stories.values()) addedUp(story, breaches);
  for (const story of storiesOf(truth, 'order')) {
    const account = accounts.get(`${story.tenantId}/${story.id}`);
    const payment = truth.stories.get(streamOf(story.tenantId, 'payment', story.id));
    charged(story, account, breaches);
    agreed(story, payment, account, breaches);
  }
  return breaches.all;
}

/** Refusals of sums that Souk itself has made: only a bug brings them. */
const wrongSums: ReadonlySet<string> = new Set([
  'BREAKDOWN_DIFFERS',
  'UNBALANCED',
  'POSTING_DIFFERS',
  'PAYMENT_DIFFERS',
  'REFUND_DIFFERS',
  'REFUND_EXCEEDS_CAPTURE',
]);

function addedUp({ stream, entries }: Story, breaches: Breaches): void {
  for (const { answer, commandId } of entries) {
    const code = isRefused(answer) ? answer.refusal.refused : '';
    breaches.expect(!wrongSums.has(code), () => `${stream} had to refuse ${commandId}: ${code}`);
  }
}

function notedOnce(story: Story, breaches: Breaches): void {
  const { stream } = story;
  const state = story.state as PaymentState;
  const steps = silentSteps(state).map(({ of }) => of);
  breaches.expect(steps.length === 0, () => `${stream} still waits for the provider to ${steps.join(', ')}`);
  breaches.expect(state.status !== 'authorised', () => `${stream} is authorised, and nobody captures or voids it`);
  const types = eventsOf(story).map(({ type }) => type as PaymentEvent['type']);
  for (const type of ['authorised', 'captured', 'voided'] as const) {
    const times = types.filter((one) => one === type).length;
    breaches.expect(times <= 1, () => `${stream} was ${type} ${times} times`);
  }
}

/** Of refunds that the provider did. */
const paidBack = ({ refunds }: Account): number =>
  [...refunds.values()].filter(({ failed }) => !failed).reduce((sum, { amount }) => sum + amount, 0);

const hasFailedRefund = ({ refunds }: Account): boolean => [...refunds.values()].some(({ failed }) => failed);

function charged({ stream, state }: Story, account: Account | undefined, breaches: Breaches): void {
  const { paid, placed } = state as OrderState;
  const charges = account?.captures.size ?? 0;
  breaches.expect(charges <= 1, () => `${stream} was charged ${charges} times`);
  breaches.expect(!paid || charges === 1, () => `${stream} is confirmed, and was never charged`);
  if (!account || !placed) return;
  const { amount } = placed.total;
  breaches.expect(
    charges === 0 || account.amount === amount,
    () => `${stream} costs ${amount}, and was charged ${account.amount}`,
  );
  breaches.expect(paidBack(account) <= account.amount * charges, () => `${stream} was paid back more than was charged`);
  if (paid || hasFailedRefund(account)) return;
  breaches.expect(
    charges === 0 || paidBack(account) === account.amount,
    () => `${stream} was never confirmed, and ${account.amount - paidBack(account)} of its money is kept`,
  );
  const isHeld = charges === 0 && account.authorised?.result === 'authorised' && !account.voided;
  breaches.expect(!isHeld, () => `${stream} was never confirmed, and its money is still held`);
}

/** The provider, the payment and the order tell the same. */
function agreed(order: Story, payment: Story | undefined, account: Account | undefined, breaches: Breaches): void {
  const { refunds } = order.state as OrderState;
  const inOrder = [...refunds.values()]
    .filter(({ status }) => status === 'done')
    .reduce((sum, { amount }) => sum + amount, 0);
  const inPayment = (payment?.state as PaymentState | undefined)?.refunded ?? 0;
  const outside = account ? paidBack(account) : 0;
  breaches.expect(
    inOrder === inPayment && inPayment === outside,
    () => `${order.stream}: the provider paid back ${outside}, the payment says ${inPayment}, the order ${inOrder}`,
  );
}
