import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ProductEvent, ProductName } from '../../../actors/catalog/contract.ts';
import { isSameName, namesOf } from '../../../actors/catalog/names.ts';
import { productFlow } from '../../../actors/catalog/product.flow.ts';
import { type ProductCommand, product } from '../../../actors/catalog/product.ts';
import { isAccepted, type ProductState } from '../../../actors/catalog/product-state.ts';
import { type ClaimCommand, type ClaimState, claim, claimId } from '../../../actors/claims/claim.ts';
import type { ClaimOf } from '../../../actors/claims/contract.ts';
import { type Decider, decide, evolve, isRefusal, type Message } from '../../../actors/runtime/decider.ts';
import type { AskRefusal } from '../../../actors/runtime/flow.ts';
import { aboutOf } from '../about.ts';
import { testTime } from '../given.ts';
import { asked } from './product.story.ts';

/** A row of the flow on its way: what it still asks, what it was refused, whom it tells at the end. */
type Run = {
  readonly productId: string;
  readonly undo: boolean;
  readonly asks: { readonly type: ClaimCommand['type']; readonly claim: ClaimOf }[];
  readonly refusals: AskRefusal[];
  readonly tell: (refusals: readonly AskRefusal[]) => void;
};

/** Products, claims and the flow between them; each step is one ask, in whatever order the dice say. */
class Shop {
  readonly products = new Map<string, ProductState>();
  readonly claims = new Map<string, ClaimState>();
  readonly runs: Run[] = [];

  send(productId: string, command: ProductCommand): void {
    for (const event of take(product, this.products, productId, command) ?? []) this.#start(productId, event);
  }

  #start(productId: string, event: ProductEvent): void {
    const about = aboutOf({ type: 'product', id: productId });
    const run = (undo: boolean, asks: Run['asks'], tell: Run['tell'] = () => undefined) =>
      this.runs.push({ productId, undo, asks, refusals: [], tell });
    if (event.type === 'accepted')
      run(
        false,
        event.dropped.map((one) => ({ type: 'drop', claim: one })),
      );
    if (event.type === 'refused')
      run(
        true,
        event.undo.map((one) => ({ type: 'drop', claim: one })),
      );
    if (event.type !== 'proposed') return;
    const refuse = productFlow.rows['catalog.proposed']?.refused?.['catalog.refuse'];
    const decided = (refusals: readonly AskRefusal[]): ProductCommand =>
      refusals.length > 0
        ? { type: 'refuse', proposal: event.proposal, taken: refuse?.(event, about, refusals).taken ?? [] }
        : { type: 'accept', proposal: event.proposal };
    run(
      false,
      event.claims.map((one) => ({ type: 'take', claim: one })),
      (refusals) => this.send(productId, decided(refusals)),
    );
  }

  /** Rows of one product in order, those that undo at once. */
  runnable(): Run[] {
    const first = new Map<string, Run>();
    for (const run of this.runs) if (!run.undo && !first.has(run.productId)) first.set(run.productId, run);
    return this.runs.filter((run) => run.undo || first.get(run.productId) === run);
  }

  step(dice: number): void {
    const runnable = this.runnable();
    const run = runnable[dice % runnable.length];
    if (!run) return;
    const [ask] = run.asks.splice(dice % Math.max(1, run.asks.length), 1);
    if (ask) {
      const { owner, ...name } = ask.claim;
      const events = take(claim, this.claims, claimId(name), { type: ask.type, owner });
      if (!events) run.refusals.push({ action: 'claims.take', params: { ...ask.claim }, code: 'TAKEN', details: {} });
    }
    if (run.asks.length > 0) return;
    this.runs.splice(this.runs.indexOf(run), 1);
    run.tell(run.refusals);
  }
}

/** One turn of one actor; undefined when it refused. */
function take<State, Command extends Message, Event extends Message, Code extends string>(
  decider: Decider<State, Command, Event, Code>,
  actors: Map<string, State>,
  id: string,
  command: Command,
): readonly Event[] | undefined {
  const state = actors.get(id) ?? decider.initial();
  const decision = decide(decider, state, { ...command, at: testTime });
  if (isRefusal(decision)) return undefined;
  actors.set(
    id,
    decision.reduce((before, event) => evolve(decider, before, event), state),
  );
  return decision;
}

const ids = ['prod_a', 'prod_b', 'prod_c'];
const handles = fc.constantFrom('red', 'green', 'blue');
const codes = fc.constantFrom('R', 'G', 'B');
const stories = fc.array(
  fc.oneof(
    fc.record({ product: fc.nat(2), handle: handles, codes: fc.tuple(codes, codes) }),
    fc.record({ dice: fc.nat(50) }),
    fc.record({ dice: fc.nat(50) }),
    fc.record({ dice: fc.nat(50) }),
  ),
  { maxLength: 80, size: 'max' },
);

function live(shop: Shop, step: { product: number; handle: string; codes: readonly [string, string] }): void {
  const id = ids[step.product] ?? '';
  const [one, two] = step.codes;
  const exists = shop.products.has(id);
  if (exists)
    shop.send(id, {
      type: 'change',
      change: {
        id,
        handle: step.handle,
        variants: [
          { sku: `${id}-1`, vendorSku: one },
          { sku: `${id}-2`, vendorSku: two },
        ],
      },
      taken: [],
    });
  else
    shop.send(id, {
      type: 'create',
      id,
      product: { ...asked, handle: step.handle, variants: twoVariants(one, two) },
      isLimitReached: false,
      taken: [],
    });
}

const twoVariants = (one: string, two: string) => [
  { vendorSku: one, options: { Size: 'S' }, prices: {} },
  { vendorSku: two, options: { Size: 'M' }, prices: {} },
];

test('however products race for names, none is held twice, and in the end each holds just its own', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const shop = new Shop();
      for (const step of story) {
        if ('dice' in step) shop.step(step.dice);
        else live(shop, step);
      }
      for (let n = 0; shop.runs.length > 0; n += 1) shop.step(n);
      const owned = [...shop.products].flatMap(([id, state]) => ownedNames(state).map((name) => [id, name] as const));
      for (const [id, name] of owned) {
        expect(owned.filter(([, other]) => isSameName(name, other))).toHaveLength(1);
        expect(shop.claims.get(claimId(name))?.owner?.startsWith(id)).toBe(true);
      }
      const held = [...shop.claims.values()].filter(({ owner }) => owner !== undefined);
      expect(held).toHaveLength(owned.length);
    }),
    { numRuns: 300 },
  );
});

const ownedNames = ({ product: state }: ProductState): ProductName[] => (isAccepted(state) ? namesOf(state) : []);
