/** Names that the file has and no standard. */
const others = new Map(
  Object.entries({
    eire: 'IE',
    rsa: 'ZA',
    usa: 'US',
    'channel islands': 'JE',
    'czech republic': 'CZ',
    korea: 'KR',
    'west indies': 'AG',
    'hong kong': 'HK',
  }),
);

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** Codes that were given up (`UK`, `DD`) name today's countries too. */
const isCurrent = (code: string): boolean => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;

const codes: ReadonlyMap<string, string> = new Map(
  letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((code): [string, string][] => {
      const name = names.of(code);
      return name && isCurrent(code) ? [[name.toLowerCase(), code]] : [];
    }),
);

/** ISO 3166-1 alpha-2; `ZZ` (unknown) for what is no country, such as "Unspecified". */
export function countryCode(name: string): string {
  const key = name.trim().toLowerCase();
  return others.get(key) ?? codes.get(key) ?? 'ZZ';
}
