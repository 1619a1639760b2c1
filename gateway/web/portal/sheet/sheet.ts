import type {
  ChangedRow,
  ChangeProduct,
  CreatedRow,
  NewProduct,
  Product,
} from '../../../../actors/catalog/contract.ts';
import { parseMoney, plainAmount } from '../../i18n/format.ts';
import {
  changeOf,
  emptyForm,
  formOf,
  newProductOf,
  type ProductForm,
  type VariantForm,
} from '../products/product-form.ts';

/** One variant as a line: products with one handle, or without any with one title, belong together. */
export type SheetRow = Readonly<Record<string, string>>;

const mostOptions = [1, 2, 3] as const;

/** Everything of a shop as lines that can be changed and taken in again. */
export const sheetOf = (products: readonly Product[], currency: string): readonly SheetRow[] =>
  products.flatMap((product) =>
    product.variants.map((variant) => {
      const price = variant.prices[currency];
      const chosen = Object.entries(variant.options);
      return {
        ...{ handle: product.handle, title: product.title, description: product.description },
        ...Object.fromEntries(
          mostOptions.flatMap((n) => [
            [`option${n}`, chosen[n - 1]?.[0] ?? ''],
            [`value${n}`, chosen[n - 1]?.[1] ?? ''],
          ]),
        ),
        ...{ code: variant.vendorSku, price: price === undefined ? '' : plainAmount(price, currency) },
      };
    }),
  );

export type SheetProblem = 'title' | 'price' | 'option' | 'twice' | 'long';

/** What would become of one product. `lines` are those of the file, the first below its head is 2. */
export type SheetStep = { readonly lines: readonly number[]; readonly title: string } & (
  | { readonly what: 'wrong'; readonly problems: readonly { readonly line: number; readonly problem: SheetProblem }[] }
  | { readonly what: 'new'; readonly product: NewProduct }
  | { readonly what: 'changed'; readonly change: ChangeProduct }
  | { readonly what: 'same' }
);

type Line = { readonly line: number; readonly row: SheetRow };

const chosenIn = (row: SheetRow): Readonly<Record<string, string>> =>
  Object.fromEntries(
    mostOptions.flatMap((n) => {
      const [name = '', value = ''] = [row[`option${n}`], row[`value${n}`]];
      return name === '' || value === '' ? [] : [[name, value]];
    }),
  );

const hasHalfOption = (row: SheetRow): boolean =>
  mostOptions.some((n) => ((row[`option${n}`] ?? '') === '') !== ((row[`value${n}`] ?? '') === ''));

function problemsIn(lines: readonly Line[], isNew: boolean, currency: string) {
  const seen = new Set<string>();
  return lines.flatMap(({ line, row }) => {
    const { title = '', price = '', code = '' } = row;
    const choice = JSON.stringify(Object.entries(chosenIn(row)).sort());
    const isTwice = seen.has(choice);
    seen.add(choice);
    const checks: readonly (readonly [SheetProblem, boolean])[] = [
      ['title', isNew && title === ''],
      ['price', price !== '' && parseMoney(price, currency) === undefined],
      ['option', hasHalfOption(row)],
      ['twice', isTwice],
      ['long', title.length > 200 || code.length > 64],
    ];
    return checks.filter(([, isWrong]) => isWrong).map(([problem]) => ({ line, problem }));
  });
}

const isSameChoice = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

/** A line changes the variant with its code or its choice, and adds one where there is none. */
function withRow(variants: readonly VariantForm[], row: SheetRow): readonly VariantForm[] {
  const [{ code = '', price = '' }, chosen] = [row, chosenIn(row)];
  const isIt = (one: VariantForm) => (code !== '' && one.vendorSku === code) || isSameChoice(one.chosen, chosen);
  const place = variants.findIndex(isIt);
  const before = variants[place] ?? { sku: '', vendorSku: '', chosen, price: '', stocked: true };
  const after = { ...before, chosen, price, ...(code !== '' && { vendorSku: code }) };
  return place < 0 ? [...variants, after] : variants.with(place, after);
}

function optionsIn(variants: readonly VariantForm[]): ProductForm['options'] {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of variants.flatMap(({ chosen }) => Object.entries(chosen)))
    values.set(name, (values.get(name) ?? new Set()).add(value));
  return [...values].map(([name, all]) => ({ name, values: [...all].join(', ') }));
}

function formFrom(lines: readonly Line[], before: ProductForm): ProductForm {
  const rows = lines.map(({ row }) => row);
  const variants = rows.reduce(withRow, before.variants);
  const { title = '', handle = '', description = '' } = rows[0] ?? {};
  return {
    ...before,
    ...{ variants, options: optionsIn(variants), title: title || before.title, handle: handle || before.handle },
    description: description || before.description,
  };
}

/** What taking in a file would do, product by product; nothing has been done yet. */
export function planSheet(
  rows: readonly SheetRow[],
  products: readonly Product[],
  { vendorId, currency }: { readonly vendorId: string; readonly currency: string },
): readonly SheetStep[] {
  const known = new Map(products.map((product) => [product.handle, product]));
  const lines = rows.map((row, place): Line => ({ line: place + 2, row }));
  const groups = Map.groupBy(lines, ({ row }) => row.handle || row.title || '');
  return [...groups.values()].map((group): SheetStep => {
    const { handle = '', title = '' } = group[0]?.row ?? {};
    const product = known.get(handle);
    const about = { lines: group.map(({ line }) => line), title: title || product?.title || handle };
    const problems = problemsIn(group, product === undefined, currency);
    if (problems.length > 0) return { ...about, what: 'wrong', problems };
    const before = product ? formOf(product, currency) : { ...emptyForm, variants: [] };
    const form = formFrom(group, before);
    if (!product) return { ...about, what: 'new', product: newProductOf(form, vendorId, currency) };
    const change = changeOf(form, product, currency);
    const isSame = JSON.stringify(change) === JSON.stringify(changeOf(before, product, currency));
    return isSame ? { ...about, what: 'same' } : { ...about, what: 'changed', change };
  });
}

/** Of products in one request, which takes 1 MB: a character may be three bytes. */
const mostCharacters = 300_000;
/** A sheet has no more. */
const mostRows = 200;

type Piece = { readonly create: CreatedRow[]; readonly change: ChangedRow[]; length: number };

/** What a plan would do, in as many sheets as it takes. */
export function piecesOf(
  steps: readonly SheetStep[],
): readonly { readonly create: readonly CreatedRow[]; readonly change: readonly ChangedRow[] }[] {
  const pieces: Piece[] = [];
  for (const step of steps) {
    if (step.what !== 'new' && step.what !== 'changed') continue;
    const line = step.lines[0] ?? 1;
    const { length } = JSON.stringify(step);
    const piece = roomFor(pieces, length);
    piece.length += length;
    if (step.what === 'new') piece.create.push({ line, product: step.product });
    else piece.change.push({ line, change: step.change });
  }
  return pieces.map(({ create, change }) => ({ create, change }));
}

function roomFor(pieces: Piece[], length: number): Piece {
  const last = pieces.at(-1);
  if (last && last.length + length <= mostCharacters && last.create.length + last.change.length < mostRows) return last;
  const next: Piece = { create: [], change: [], length: 0 };
  pieces.push(next);
  return next;
}
