/** Something that can be done or gone to by its name. */
export type Command = {
  readonly id: string;
  readonly label: string;
  /** What else it may be called by. */
  readonly also?: string;
  /** The key that does it without the palette. */
  readonly key?: string;
  readonly run: () => void;
};

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Those that have every word that was typed, what begins with it first. */
export function matching(commands: readonly Command[], typed: string): readonly Command[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const found = commands.filter(({ label, also = '' }) => {
    const text = plain(`${label} ${also}`);
    return words.every((word) => text.includes(word));
  });
  const begins = ({ label }: Command): boolean => words.length > 0 && plain(label).startsWith(words[0] ?? '');
  return [...found.filter(begins), ...found.filter((command) => !begins(command))];
}
