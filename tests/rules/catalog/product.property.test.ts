import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { namesOf, without } from '../../../actors/catalog/names.ts';
import { type ProductCommand, product } from '../../../actors/catalog/product.ts';
import { isAccepted, type ProductState } from '../../../actors/catalog/product-state.ts';
import { maxAmount } from '../../../actors/runtime/money.ts';
import { Player, storiesOf } from '../property.ts';
import {
  accept,
  archive,
  asked,
  change,
  code,
  create,
  drafted,
  gift,
  handle,
  publish,
  refuseNames,
} from './product.story.ts';

const proposal = fc.integer({ min: 1, max: 4 });
const taken = fc.constantFrom([], [handle('red')], [code('BS-S'), handle('blue-shirt')]);
const size = fc.constantFrom('S', 'M', 'L');
const prices = fc.constantFrom({}, { EUR: 0 }, { EUR: 2_900 }, { EUR: maxAmount });
const vendorSku = fc.constantFrom('BS-S', 'BS-M', 'X');
const variants = fc.oneof(
  fc.record({ vendorSku, options: size.map((one) => ({ Size: one })), prices, stocked: fc.boolean() }),
  fc.record({ sku: fc.constantFrom('prod_00000000000040q0m2x7-1', 'prod_00000000000040q0m2x7-2', 'no'), prices }),
  fc.record({ sku: fc.constant('prod_00000000000040q0m2x7-1'), vendorSku, stocked: fc.boolean() }),
);
const changes = fc.oneof(
  fc.constantFrom({ title: 'Red shirt' }, { handle: 'red' }, { handle: 'blue-shirt' }),
  fc.constantFrom({ options: { Size: ['S', 'M', 'L'] } }, { options: {} }),
  fc.array(variants, { minLength: 1, maxLength: 2 }).map((some) => ({ variants: some })),
);
const commands: fc.Arbitrary<ProductCommand> = fc.oneof(
  fc
    .tuple(fc.constantFrom(asked, gift), fc.boolean(), taken)
    .map(([of, limit, names]) => create(of, { ...(limit && { limit: true as const }), taken: names })),
  { weight: 4, arbitrary: fc.tuple(changes, taken).map(([fields, names]) => change(fields, ...names)) },
  { weight: 4, arbitrary: proposal.map(accept) },
  fc.tuple(proposal, taken).map(([number, names]) => refuseNames(number, ...names)),
  fc.constantFrom(publish(), publish(false), archive),
);
const stories = storiesOf(commands);
const nothing = new Player(product);
const shop = fc.constantFrom(nothing, new Player(product, { from: drafted }));

/** Some of the names a product asks for it holds already; those it does not, it waits for. */
const isNamed = ({ product: now, held }: ProductState): boolean =>
  !isAccepted(now) || without(namesOf(now), held).length === 0;

test('whatever happens, a product on sale holds each of its names, and no name that it does not bear', () => {
  fc.assert(
    fc.property(shop, stories, (player, story) => {
      player.play(story, ({ state }) => {
        expect(isNamed(state)).toBe(true);
        if (isAccepted(state.product)) expect(without(state.held, namesOf(state.product))).toEqual([]);
      });
    }),
  );
});

test('whatever happens, no two variants of a product are alike, none is lost, and each keeps its sku', () => {
  fc.assert(
    fc.property(shop, stories, (player, story) => {
      player.play(story, ({ before, state }) => {
        if (!isAccepted(state.product)) return;
        const skus = state.product.variants.map(({ sku }) => sku);
        expect(skus).toEqual(skus.map((_, place) => `${state.product?.id}-${place + 1}`));
        const { length } = isAccepted(before.product) ? before.product.variants : [];
        expect(skus.length).toBeGreaterThanOrEqual(length);
        const chosen = state.product.variants.map(({ options }) => JSON.stringify(options));
        expect(new Set(chosen).size).toBe(chosen.length);
      });
    }),
  );
});

test('whatever happens, each proposal is decided once, and what is published has a price', () => {
  fc.assert(
    fc.property(shop, stories, (player, story) => {
      const { events } = player.play(story, ({ before, command, events: now }) => {
        for (const event of now) {
          if (event.type === 'proposed')
            expect([before.proposal, event.proposal]).toEqual([undefined, before.proposals + 1]);
          if (command.type === 'accept' || command.type === 'refuse')
            expect(before.proposal?.number).toBe(command.proposal);
          if (event.type !== 'published') continue;
          expect(event.product.variants.some((variant) => Object.keys(variant.prices).length > 0)).toBe(true);
        }
      });
      const refused = events.flatMap((event) => (event.type === 'refused' ? [event.proposal] : []));
      expect(new Set(refused).size).toBe(refused.length);
    }),
  );
});
