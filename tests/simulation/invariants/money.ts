import type { Evidence, Invariant } from './invariant.ts';
import { type Actor, type AnyEvent, amountIn, eventsOf, has, sumOf } from './truth.ts';

type Posted = { readonly account: string; readonly amount: number };

const linesOf = (event: AnyEvent): readonly Posted[] => event.lines as readonly Posted[];

const capturedOf = (payment: Actor): number =>
  eventsOf(payment, 'captured').reduce((sum, event) => sum + amountIn(event, 'amount'), 0);

const refundedOf = (payment: Actor): number =>
  eventsOf(payment, 'refunded').reduce((sum, event) => sum + amountIn(event, 'amount'), 0);

const providerOf = ({ provider }: Evidence, { tenantId, id }: Actor) => provider.get(`${tenantId}/${id}`);

/** The provider was made to take the money once or not at all, and Souk knows which. */
export const chargedOnceOrNotAtAll: Invariant = (evidence) =>
  evidence.truth.ofType('payment').flatMap((payment) => {
    const charged = providerOf(evidence, payment)?.captures.size ?? 0;
    const known = eventsOf(payment, 'captured').length;
    if (charged > 1 || known > 1) return [`${payment.stream} was charged ${charged} times, and Souk knows of ${known}`];
    return charged === known ? [] : [`${payment.stream} was charged ${charged} times, and Souk knows of ${known}`];
  });

/** Each refund was paid back once, and no more than was captured. */
export const refundedWithinCaptured: Invariant = (evidence) =>
  evidence.truth.ofType('payment').flatMap((payment) => {
    const paidBack = [...(providerOf(evidence, payment)?.refunds.values() ?? [])].filter(({ failed }) => !failed);
    const twice = paidBack.filter(({ keys }) => keys.size > 1);
    const sum = paidBack.reduce((whole, { amount }) => whole + amount, 0);
    const [captured, refunded] = [capturedOf(payment), refundedOf(payment)];
    return [
      ...(twice.length > 0 ? [`${payment.stream} paid a refund back twice`] : []),
      ...(refunded > captured ? [`${payment.stream} refunded ${refunded} of ${captured}`] : []),
      ...(sum === refunded
        ? []
        : [`the provider paid back ${sum} of ${payment.stream}, and Souk knows of ${refunded}`]),
    ];
  });

/** What confirmed orders cost is what was captured for them. */
export const capturedIsWhatOrdersCost: Invariant = ({ truth }) =>
  truth.ofType('order').flatMap((order) => {
    const payment = truth.find(order.tenantId, 'payment', order.id);
    const captured = payment ? capturedOf(payment) : 0;
    const [confirmed] = eventsOf(order, 'confirmed');
    const cost = amountIn(confirmed, 'total');
    if (confirmed) return captured === cost ? [] : [`${order.stream} cost ${cost}, and ${captured} was captured`];
    const left = captured - (payment ? refundedOf(payment) : 0);
    return left === 0 || isUnrefundable(payment) ? [] : [`${order.stream} was cancelled, and ${left} was kept`];
  });

const isUnrefundable = (payment: Actor | undefined): boolean => has(payment, 'refundFailed');

/** An authorisation that no order needs is given back. */
export const nothingStaysHeld: Invariant = (evidence) =>
  evidence.truth.ofType('payment').flatMap((payment) => {
    const account = providerOf(evidence, payment);
    const isHeld = account?.authorised?.result === 'authorised' && !account.voided && account.captures.size === 0;
    return isHeld ? [`${payment.stream} is authorised for good and nobody captures or voids it`] : [];
  });

/** Every posting balances. */
export const postingsBalance: Invariant = ({ truth }) =>
  truth.ofType('book').flatMap((book) =>
    eventsOf(book, 'posted').flatMap((event) => {
      const sum = linesOf(event).reduce((whole, { amount }) => whole + amount, 0);
      return sum === 0 ? [] : [`posting ${String(event.postingId)} of ${book.stream} is out of balance by ${sum}`];
    }),
  );

/** Vendors' share, commission, tax and refunds together are what was captured, to the penny. */
export const ledgerEqualsPayments: Invariant = ({ truth }) =>
  truth.ofType('payment').flatMap((payment) => {
    const book = truth.find(payment.tenantId, 'book', payment.id);
    const posted = eventsOf(book, 'posted');
    const captured = sumOf(
      posted.filter(({ kind }) => kind === 'capture'),
      'amount',
    );
    const refunded = sumOf(
      posted.filter(({ kind }) => kind === 'refund'),
      'amount',
    );
    const isSame = captured === capturedOf(payment) && refunded === refundedOf(payment);
    if (isSame) return [];
    return [
      `the book of ${payment.stream} has ${captured} - ${refunded}, its payment ${capturedOf(payment)} - ${refundedOf(payment)}`,
    ];
  });
