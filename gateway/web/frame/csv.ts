type Item = Readonly<Record<string, unknown>>;

/** A spreadsheet takes what begins so for a formula; a number with its sign is none. */
const formula = /^(?:[=@\t\r]|[+-](?!\d[\d.,]*$))/;

function cell(value: unknown): string {
  const text = String(value ?? '');
  const safe = typeof value === 'string' && formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Items as RFC 4180 has them, under the fields of the first one. */
export function csvOf(items: readonly Item[]): string {
  const fields = Object.keys(items[0] ?? {});
  return [fields.join(','), ...items.map((item) => fields.map((field) => cell(item[field])).join(',')), ''].join(
    '\r\n',
  );
}
