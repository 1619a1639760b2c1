import type { ProductForm } from './product-form.ts';

/** What was typed and not saved, kept in this browser: a closed tab costs nothing. */
const keyOf = (of: string): string => `souk-draft-${of}`;

export const keepDraft = (of: string, form: ProductForm): void => localStorage.setItem(keyOf(of), JSON.stringify(form));

export const dropDraft = (of: string): void => localStorage.removeItem(keyOf(of));

export function findDraft(of: string): ProductForm | undefined {
  const kept = localStorage.getItem(keyOf(of));
  return kept === null ? undefined : (JSON.parse(kept) as ProductForm);
}
