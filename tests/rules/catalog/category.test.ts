import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type CategoriesState,
  type CategoryCommand,
  categories,
  idOf,
  maxCategories,
} from '../../../actors/catalog/category.ts';
import type { Category, CategoryEvent } from '../../../actors/catalog/contract.ts';
import { given } from '../given.ts';
import { refusesInOrder } from '../precedence.ts';
import { Player, storiesOf } from '../property.ts';

type Add = Extract<CategoryCommand, { type: 'addCategory' }>;
type Change = Extract<CategoryCommand, { type: 'changeCategory' }>;

const add = (id: string, fields: Partial<Add> = {}): Add => ({ type: 'addCategory', id, name: id, ...fields });
const change = (id: string, fields: Partial<Change>): Change => ({ type: 'changeCategory', id, ...fields });

const category = (...path: readonly [string, ...string[]]): Category => {
  const [id = '', parentId] = path.toReversed();
  return { id, handle: id, name: id, ...(parentId && { parentId }), path };
};
const added = (...path: readonly [string, ...string[]]): CategoryEvent => ({
  type: 'categoryAdded',
  category: category(...path),
});

/** clothes > shirts > linen, and shoes beside it. */
const shop = [added('clothes'), added('clothes', 'shirts'), added('clothes', 'shirts', 'linen'), added('shoes')];

const chain = (length: number): CategoryEvent[] =>
  Array.from({ length }, (_, place) => {
    const ids = Array.from({ length: place + 1 }, (__, n) => `c${n}`);
    return added(...(ids as [string, ...string[]]));
  });

describe('a category', () => {
  test('is added at the top or below another', () => {
    given(categories, ...shop)
      .when(add('hats', { name: 'Hüte & Mützen' }))
      .emits({
        type: 'categoryAdded',
        category: { id: 'hats', name: 'Hüte & Mützen', handle: 'hute-mutzen', path: ['hats'] },
      });
    given(categories, ...shop)
      .when(add('boots', { parentId: 'shoes', handle: 'boots-2' }))
      .emits({
        type: 'categoryAdded',
        category: { id: 'boots', name: 'boots', handle: 'boots-2', parentId: 'shoes', path: ['shoes', 'boots'] },
      });
  });
  test('that came without a handle gets the first free one', () => {
    given(categories, ...shop, added('shoes-2'))
      .when(add('x', { name: 'Shoes' }))
      .emits({ category: expect.objectContaining({ handle: 'shoes-3' }) as unknown as Category });
    given(categories)
      .when(add('x', { name: '茶' }))
      .emits({ category: expect.objectContaining({ handle: 'category' }) as unknown as Category });
  });
  test('is renamed, alone, and keeps its handle', () => {
    given(categories, ...shop)
      .when(change('shirts', { name: 'Tops' }))
      .emits({ type: 'categoryChanged', categories: [{ ...category('clothes', 'shirts'), name: 'Tops' }] });
  });
  test('takes everything below it along when it moves', () => {
    given(categories, ...shop)
      .when(change('shirts', { parentId: 'shoes' }))
      .emits({
        type: 'categoryChanged',
        categories: [category('shoes', 'shirts'), { ...category('shoes', 'shirts', 'linen') }],
      });
  });
  test('moves to the top', () => {
    given(categories, ...shop)
      .when(change('shirts', { parentId: null }))
      .emits({ type: 'categoryChanged', categories: [category('shirts'), category('shirts', 'linen')] });
  });
  test('that stays as it is changes nothing', () => {
    given(categories, ...shop)
      .when(change('shirts', { parentId: 'clothes', name: 'shirts' }))
      .emitsNothing();
    given(categories, ...shop)
      .when(change('shoes', { parentId: null }))
      .emitsNothing();
  });
  test('is found by its id and by its handle', () => {
    const renamed: CategoryEvent = {
      type: 'categoryChanged',
      categories: [{ ...category('shoes'), handle: 'footwear' }],
    };
    const state = given(categories, ...shop, renamed).state();
    expect(['shoes', 'footwear', 'shirts', 'hats'].map((name) => idOf(state, name))).toEqual([
      'shoes',
      'shoes',
      'shirts',
      undefined,
    ]);
  });
  test('gives its old handle free', () => {
    const renamed: CategoryEvent = {
      type: 'categoryChanged',
      categories: [{ ...category('shoes'), handle: 'footwear' }],
    };
    given(categories, ...shop, renamed)
      .when(add('x', { handle: 'shoes' }))
      .emits({ type: 'categoryAdded' });
    given(categories, ...shop, renamed)
      .when(add('x', { handle: 'footwear' }))
      .rejects('HANDLE_TAKEN');
  });
});

const full = Array.from({ length: maxCategories }, (_, n) => added(`c${n}`));
const deep = chain(10);

refusesInOrder(
  categories,
  'too many, parent unknown, too deep, handle taken',
  ['too many', full, add('x', { parentId: 'nowhere', handle: 'c1' }), 'TOO_MANY_CATEGORIES'],
  ['parent unknown', deep, add('x', { parentId: 'nowhere', handle: 'c1' }), 'PARENT_UNKNOWN'],
  ['too deep', deep, add('x', { parentId: 'c9', handle: 'c1' }), 'TOO_DEEP'],
  ['handle taken', shop, add('x', { parentId: 'shoes', handle: 'shirts' }), 'HANDLE_TAKEN'],
);

const long = [...deep, ...shop];

refusesInOrder(
  categories,
  'unknown, parent unknown, circle, too deep, handle taken',
  ['unknown', shop, change('x', { parentId: 'nowhere', handle: 'shirts' }), 'CATEGORY_UNKNOWN'],
  ['parent unknown', shop, change('shoes', { parentId: 'nowhere', handle: 'shirts' }), 'PARENT_UNKNOWN'],
  ['circle', long, change('c0', { parentId: 'c9', handle: 'shirts' }), 'CATEGORY_CIRCLE'],
  ['circle', shop, change('clothes', { parentId: 'linen', handle: 'shoes' }), 'CATEGORY_CIRCLE'],
  ['circle', shop, change('shoes', { parentId: 'shoes' }), 'CATEGORY_CIRCLE'],
  ['too deep', long, change('shirts', { parentId: 'c8', handle: 'shoes' }), 'TOO_DEEP'],
  ['handle taken', shop, change('shoes', { parentId: 'linen', handle: 'shirts' }), 'HANDLE_TAKEN'],
);

const handles = fc.option(fc.constantFrom('a', 'b', 'x'), { nil: undefined });
const commandsOn = (...ids: readonly string[]): fc.Arbitrary<CategoryCommand> => {
  const id = fc.constantFrom(...ids);
  return fc.oneof(
    fc
      .record({ id, handle: handles, parentId: fc.option(id, { nil: undefined }) })
      .map(({ id, handle, parentId }) => add(id, { ...(handle && { handle }), ...(parentId && { parentId }) })),
    fc
      .record({ id, handle: handles, parentId: fc.option(id) })
      .map(({ id, handle, parentId }) => change(id, { ...(handle && { handle }), parentId })),
  );
};

/** Each path is its parent's and itself, without a double, at most ten long; each handle leads to one category. */
const isTree = ({ byId, handles: byHandle }: CategoriesState): boolean =>
  byHandle.size === byId.size &&
  [...byId.values()].every(({ id, handle, parentId, path }) => {
    const above = parentId === undefined ? [] : (byId.get(parentId)?.path ?? ['lost']);
    const isPath = path.join() === [...above, id].join() && new Set(path).size === path.length;
    return isPath && path.length <= 10 && byHandle.get(handle) === id;
  });

test.each([
  ['a few', [], commandsOn('a', 'b', 'c', 'd')],
  ['those that go deep', chain(9), commandsOn('c0', 'c8', 'a', 'b')],
] as const)('whatever happens, the categories are a tree: %s', (_, from, commands) => {
  const tenant = new Player(categories, { from });
  fc.assert(
    fc.property(storiesOf(commands), (story) => {
      tenant.play(story, ({ state }) => expect(isTree(state)).toBe(true));
    }),
  );
});
