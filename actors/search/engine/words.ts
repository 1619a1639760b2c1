const longestWord = 20;
const mostQueryWords = 8;
const titleCharacters = 300;
const descriptionCharacters = 2_000;
const mostDescriptionWords = 150;
export const queryCharacters = 200;

/** Letters that are no letter with a mark, so that decomposing leaves them as they are. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
  ð: 'd',
  þ: 'th',
};

/** Scripts without spaces are searched by character; everything else by runs of letters and digits. */
const wordPattern =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}])+/gu;

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}'’]+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđıðþ]/g, (letter) => plain[letter] ?? letter);

/** Words in small letters without marks, cut at 20 characters; what is left holds no sign that a query could mean. */
export const wordsOf = (text: string): readonly string[] =>
  (fold(text).match(wordPattern) ?? []).map((word) => word.slice(0, longestWord));

/** The words of a search, at most eight; the last one may be unfinished. Empty when the text has no letter and no digit. */
export const queryWords = (text: string): readonly string[] =>
  wordsOf(text.slice(0, queryCharacters)).slice(0, mostQueryWords);

/** Titles sort without marks and capitals. */
export const titleKey = (title: string): string =>
  wordsOf(title.slice(0, titleCharacters)).join(' ').slice(0, 80).toWellFormed();

export type ProductText = { readonly title: readonly string[]; readonly all: readonly string[] };

export function productText(title: string, description: string): ProductText {
  const titleWords = [...new Set(wordsOf(title.slice(0, titleCharacters)))];
  const rest = [...new Set(wordsOf(description.slice(0, descriptionCharacters)))].slice(0, mostDescriptionWords);
  return { title: titleWords, all: [...new Set([...titleWords, ...rest])] };
}

/** Where a word stands: whole in the title (`t`) or anywhere (`a`), as a beginning in the title (`p`) or anywhere (`q`). */
type Kind = 't' | 'a' | 'p' | 'q';

const wordToken = (tenant: number, kind: Kind, word: string): string => `${tenant}${kind}${word}`;

const shelfToken = (shelf: number): string => `${shelf}s`;

/** In a loop: it is most of the work of storing a product. */
function addBeginnings(tokens: Set<string>, prefix: string, words: readonly string[]): void {
  for (const word of words) {
    for (let end = 1; end <= word.length; end += 1) tokens.add(prefix + word.slice(0, end));
  }
}

/**
 * What the full-text index stores of a product: tokens that begin with their tenant's number, so that one tenant's
 * search never reads what another's products hold. Beginnings are tokens too: an unfinished word costs one lookup.
 */
export function productTokens(tenant: number, text: ProductText, shelves: readonly number[]): string {
  const tokens = new Set(shelves.map(shelfToken));
  for (const word of text.title) tokens.add(wordToken(tenant, 't', word));
  for (const word of text.all) tokens.add(wordToken(tenant, 'a', word));
  addBeginnings(tokens, wordToken(tenant, 'p', ''), text.title);
  addBeginnings(tokens, wordToken(tenant, 'q', ''), text.all);
  return [...tokens].join(' ');
}

/** Tokens hold letters and digits only, so that a quoted one is always one token. */
const allOf = (tokens: readonly string[]): string => tokens.map((token) => `"${token}"`).join(' AND ');

const wordsMatch = (tenant: number, words: readonly string[], whole: Kind, beginning: Kind): readonly string[] =>
  words.map((word, place) => wordToken(tenant, place === words.length - 1 ? beginning : whole, word));

/** FTS5 expressions whose matches follow one another: all words in the title first, then all words anywhere. */
export function matchTiers(tenant: number, words: readonly string[], shelves: readonly number[]): readonly string[] {
  const facets = shelves.map(shelfToken);
  if (words.length === 0) return [allOf(facets)];
  const inTitle = allOf(wordsMatch(tenant, words, 't', 'p'));
  return [`${allOf(facets)} AND ${inTitle}`, `(${matchAnywhere(tenant, words, shelves)}) NOT (${inTitle})`];
}

export const matchAnywhere = (tenant: number, words: readonly string[], shelves: readonly number[]): string =>
  allOf([...shelves.map(shelfToken), ...wordsMatch(tenant, words, 'a', 'q')]);

/** Words as one text with a space around each, in which `needles` are looked up. */
export const spaced = (words: readonly string[]): string => ` ${words.join(' ')} `;

export const unspaced = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

/** What must stand in a `spaced` text for the words to match. */
export const needlesOf = (words: readonly string[]): readonly string[] =>
  words.map((word, place) => (place === words.length - 1 ? ` ${word}` : ` ${word} `));
