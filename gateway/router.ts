/** The methods and paths of the gateway as a tree, one level a segment: a word goes before a `{parameter}`. */
export type Place<Target> = { readonly target: Target; readonly params: Readonly<Record<string, string>> };

export type Found<Target> = Place<Target> | { readonly allow: readonly string[] };

type Node<Target> = {
  readonly words: Map<string, Node<Target>>;
  any?: Node<Target>;
  readonly methods: Map<string, { readonly target: Target; readonly names: readonly string[] }>;
};

export type Router<Target> = {
  /** Undefined: no such path. `allow`: the path is there, for other methods. */
  find(method: string, path: string): Found<Target> | undefined;
};

type Entry<Target> = { readonly method: string; readonly path: string; readonly target: Target };

export function createRouter<Target>(entries: readonly Entry<Target>[]): Router<Target> {
  const root = emptyNode<Target>();
  for (const entry of entries) plant(root, entry);
  return {
    find: (method, path) => {
      const segments = segmentsOf(path);
      const values: string[] = [];
      const node = segments && walk(root, segments, 0, values);
      return node && arrived(node, method, values);
    },
  };
}

const emptyNode = <Target>(): Node<Target> => ({ words: new Map(), methods: new Map() });

const nameOf = (segment: string): string | undefined => /^\{(\w+)\}$/.exec(segment)?.[1];

function plant<Target>(root: Node<Target>, { method, path, target }: Entry<Target>): void {
  let node = root;
  const names: string[] = [];
  for (const segment of segmentsOf(path) ?? []) {
    const name = nameOf(segment);
    if (name) names.push(name);
    node = name ? below(node) : worded(node, segment);
  }
  if (node.methods.has(method)) throw new Error(`Two actions are at ${method} ${path}`);
  node.methods.set(method, { target, names });
}

function below<Target>(node: Node<Target>): Node<Target> {
  node.any ??= emptyNode();
  return node.any;
}

function worded<Target>(node: Node<Target>, word: string): Node<Target> {
  const next = node.words.get(word) ?? emptyNode();
  node.words.set(word, next);
  return next;
}

/** One slash at the end does not matter; an empty segment inside makes it another path. */
function segmentsOf(path: string): readonly string[] | undefined {
  if (!path.startsWith('/')) return undefined;
  const segments = path.slice(1).split('/');
  if (segments.at(-1) === '') segments.pop();
  return segments.includes('') ? undefined : segments;
}

function walk<Target>(
  node: Node<Target>,
  segments: readonly string[],
  depth: number,
  values: string[],
): Node<Target> | undefined {
  const segment = segments[depth];
  if (segment === undefined) return node.methods.size > 0 ? node : undefined;
  const word = node.words.get(segment);
  const found = word && walk(word, segments, depth + 1, values);
  if (found || !node.any) return found;
  values.push(segment);
  const other = walk(node.any, segments, depth + 1, values);
  if (!other) values.pop();
  return other;
}

function arrived<Target>(node: Node<Target>, method: string, values: readonly string[]): Found<Target> {
  const entry = node.methods.get(method);
  if (!entry) return { allow: allowedBy([...node.methods.keys()]) };
  return {
    target: entry.target,
    params: Object.fromEntries(entry.names.map((name, place) => [name, values[place] ?? ''])),
  };
}

const allowedBy = (methods: readonly string[]): readonly string[] =>
  [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].sort();
