import type { Product, ProductClaim, ProductName } from './contract.ts';

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
};

/** `Größe – Café` -> `grosse-cafe`; what has no Latin letter or digit is left out, so the slug may be empty. */
export const slug = (text: string, max: number): string =>
  text
    .toLowerCase()
    .replace(/[ßæœøđðþłı]/g, (letter) => letters[letter] ?? '')
    .normalize('NFKD')
    .replace(/['’\p{M}]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, max)
    .replace(/-$/, '');

/** 40 bits of the product's id: two products of one title get two handles without asking anybody. */
const suffixOf = (productId: string): string => productId.slice(-8);

/**
 * `blue-shirt-4k1v9q0m`. A handle that nobody asked for must never be refused, so it always ends in a part of the id;
 * whoever wants a bare one says so, and may be told that it is taken.
 */
export const handleFrom = (title: string, productId: string): string =>
  `${slug(title, 71) || 'product'}-${suffixOf(productId)}`;

/** The seller's code of a variant that came without one, unique for the same reason; at most 64 characters. */
export function vendorSkuFrom(handle: string, productId: string, n: number): string {
  const suffix = suffixOf(productId);
  const stem = handle.endsWith(`-${suffix}`) ? handle.slice(0, -suffix.length - 1) : handle;
  return `${stem.slice(0, 50)}-${suffix}-${n}`;
}

export const skuOf = (productId: string, n: number): string => `${productId}-${n}`;

export const namesOf = ({ handle, vendorId, variants }: Product): ProductName[] => [
  { kind: 'handle', value: handle },
  ...variants.map(({ vendorSku }): ProductName => ({ kind: 'vendorSku', scope: vendorId, value: vendorSku })),
];

export const isSameName = (a: ProductName, b: ProductName): boolean => a.kind === b.kind && a.value === b.value;

/** Names of the one list that the other does not have. */
export const without = <Name extends ProductName>(names: readonly Name[], others: readonly ProductName[]): Name[] => {
  const known = new Set(others.map(keyOf));
  return names.filter((name) => !known.has(keyOf(name)));
};

const keyOf = ({ kind, value }: ProductName): string => `${kind} ${value}`;

export const claimsFor = (names: readonly ProductName[], productId: string, proposal: number): ProductClaim[] =>
  names.map((name) => ({ ...name, owner: `${productId}-p${proposal}` }));
