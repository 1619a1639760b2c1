const kept = 'souk-tenant';

/** Links in mails name their tenant; the other pages of this tab then go on in it. Undefined: the host says which. */
export function chosenTenant(): string | undefined {
  const named = new URLSearchParams(location.search).get('tenant');
  if (named) sessionStorage.setItem(kept, named);
  return named ?? sessionStorage.getItem(kept) ?? undefined;
}
