import { type Decider, type Decision, refuse } from '../runtime/decider.ts';
import type { Category, CategoryEvent } from './contract.ts';
import { slug } from './names.ts';

export type CategoryCommand =
  | {
      readonly type: 'addCategory';
      readonly id: string;
      readonly name: string;
      readonly handle?: string;
      readonly parentId?: string;
    }
  | {
      readonly type: 'changeCategory';
      readonly id: string;
      readonly name?: string;
      readonly handle?: string;
      /** `null`: to the top. */
      readonly parentId?: string | null;
    };

export type CategoryRefusal =
  | 'CATEGORY_UNKNOWN'
  | 'TOO_MANY_CATEGORIES'
  | 'PARENT_UNKNOWN'
  | 'CATEGORY_CIRCLE'
  | 'TOO_DEEP'
  | 'HANDLE_TAKEN';

type Decided = Decision<CategoryEvent, CategoryRefusal>;
type AddCategory = Extract<CategoryCommand, { type: 'addCategory' }>;
type ChangeCategory = Extract<CategoryCommand, { type: 'changeCategory' }>;

export const maxCategories = 5_000;
export const maxDepth = 10;

/** The tree of one tenant. One actor decides about all of it, so a circle cannot come about between two moves. */
export type CategoriesState = {
  readonly byId: Map<string, Category>;
  /** Handle -> id. */
  readonly handles: Map<string, string>;
  /** The last one added: in the same turn its adder is told of it. */
  latest: Category | undefined;
};

export const idOf = ({ byId, handles }: CategoriesState, idOrHandle: string): string | undefined =>
  byId.has(idOrHandle) ? idOrHandle : handles.get(idOrHandle);

/** A handle nobody asked for is never refused: the first free of `shirts`, `shirts-2`, `shirts-3`, ... */
function freeHandle(handles: ReadonlyMap<string, string>, name: string): string {
  const stem = slug(name, 74) || 'category';
  let handle = stem;
  for (let n = 2; handles.has(handle); n += 1) handle = `${stem}-${n}`;
  return handle;
}

/** Precedence: too many, parent unknown, too deep, handle taken. */
function add({ byId, handles }: CategoriesState, { id, name, handle, parentId }: AddCategory): Decided {
  if (byId.has(id)) return [];
  if (byId.size >= maxCategories) return refuse('TOO_MANY_CATEGORIES', { max: maxCategories });
  const parent = parentId === undefined ? undefined : byId.get(parentId);
  if (parentId !== undefined && !parent) return refuse('PARENT_UNKNOWN', { parentId });
  const path = [...(parent?.path ?? []), id];
  if (path.length > maxDepth) return refuse('TOO_DEEP', { max: maxDepth });
  if (handle !== undefined && handles.has(handle)) return refuse('HANDLE_TAKEN', { handle });
  const category = { id, handle: handle ?? freeHandle(handles, name), name, ...(parentId && { parentId }), path };
  return [{ type: 'categoryAdded', category }];
}

/** Precedence: unknown, parent unknown, circle, too deep, handle taken. */
function change(state: CategoriesState, command: ChangeCategory): Decided {
  const { byId, handles } = state;
  const before = byId.get(command.id);
  if (!before) return refuse('CATEGORY_UNKNOWN', { id: command.id });
  const { name = before.name, handle = before.handle, parentId = before.parentId ?? null } = command;
  const branch = branchOf(state, before);
  const misplaced = findMisplaced(state, before, branch, parentId);
  if (misplaced) return misplaced;
  if ((handles.get(handle) ?? before.id) !== before.id) return refuse('HANDLE_TAKEN', { handle });
  const { parentId: _, ...rest } = before;
  const after: Category = {
    ...rest,
    name,
    handle,
    ...(parentId !== null && { parentId }),
    path: pathTo(state, before, parentId),
  };
  if (isSame(before, after)) return [];
  const moved = after.path.join() === before.path.join() ? [] : branch.slice(1);
  return [{ type: 'categoryChanged', categories: [after, ...moved.map((child) => below(after, before, child))] }];
}

/** The category and everything under it, itself first. */
const branchOf = ({ byId }: CategoriesState, top: Category): readonly Category[] => [
  top,
  ...[...byId.values()].filter(({ id, path }) => id !== top.id && path.includes(top.id)),
];

const pathTo = ({ byId }: CategoriesState, { id }: Category, parentId: string | null): readonly string[] => [
  ...((parentId !== null && byId.get(parentId)?.path) || []),
  id,
];

const below = (after: Category, before: Category, child: Category): Category => ({
  ...child,
  path: [...after.path, ...child.path.slice(before.path.length)],
});

function findMisplaced(
  { byId }: CategoriesState,
  category: Category,
  branch: readonly Category[],
  parentId: string | null,
) {
  if (parentId === null || parentId === category.parentId) return undefined;
  const parent = byId.get(parentId);
  if (!parent) return refuse('PARENT_UNKNOWN', { parentId });
  if (parent.path.includes(category.id)) return refuse('CATEGORY_CIRCLE', { id: category.id, parentId });
  const height = Math.max(...branch.map(({ path }) => path.length)) - category.path.length + 1;
  return parent.path.length + height > maxDepth ? refuse('TOO_DEEP', { max: maxDepth }) : undefined;
}

const isSame = (a: Category, b: Category): boolean =>
  a.name === b.name && a.handle === b.handle && a.parentId === b.parentId;

function keep({ byId, handles }: CategoriesState, category: Category): void {
  const before = byId.get(category.id);
  if (before) handles.delete(before.handle);
  byId.set(category.id, category);
  handles.set(category.handle, category.id);
}

export const categories: Decider<CategoriesState, CategoryCommand, CategoryEvent, CategoryRefusal> = {
  type: 'categories',
  initial: () => ({ byId: new Map(), handles: new Map(), latest: undefined }),
  decide: { addCategory: add, changeCategory: change },
  evolve: {
    categoryAdded: (state, { category }) => {
      keep(state, category);
      state.latest = category;
    },
    categoryChanged: (state, event) => {
      for (const category of event.categories) keep(state, category);
    },
  },
};
