/** Records of a file as RFC 4180 has it, by the names in its first line; a semicolon divides where the first line says so. */
export function parseCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const plain = text.replace(/^\uFEFF/, '');
  const [head = ''] = plain.split(/\r?\n/, 1);
  const divider = head.includes(';') && !head.includes(',') ? ';' : ',';
  const [names = [], ...lines] = linesOf(plain, divider);
  return lines
    .filter((cells) => cells.some((cell) => cell.trim() !== ''))
    .map((cells) => Object.fromEntries(names.map((name, place) => [name.trim(), (cells[place] ?? '').trim()])));
}

function linesOf(text: string, divider: string): readonly (readonly string[])[] {
  const cell = new RegExp(`("(?:[^"]|"")*"|[^${divider}\\r\\n]*)(${divider}|\\r?\\n|$)`, 'g');
  const lines: string[][] = [[]];
  for (const [whole, value = '', end = ''] of text.matchAll(cell)) {
    lines.at(-1)?.push(unquoted(value));
    if (end.endsWith('\n')) lines.push([]);
    if (whole === '' || end === '') break;
  }
  return lines;
}

/** Without its quotes, and without the mark that keeps spreadsheets from taking it for a formula. */
const unquoted = (value: string): string =>
  (value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value).replace(/^'(?=[=+@-])/, '');
