import { type ChangeEvent, type FormEvent, useState } from 'react';

type Entered<Name extends string> = Readonly<Record<Name, string>>;
/** What is wrong with a text, as a sentence; undefined: nothing. In the order in which they stand on the page. */
type Rules<Name extends string> = { readonly [Field in Name]?: (text: string) => string | undefined };
type Changed = ChangeEvent<HTMLInputElement | HTMLSelectElement>;

/** What ties a field to its form. */
export type TiedField = {
  readonly name: string;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onChange: (event: Changed) => void;
};

/**
 * A short form of texts, as a shopper fills in: a library for forms weighs more than all of them together. What is wrong
 * is said once somebody has tried to send it.
 */
export function useFields<Name extends string>(first: Entered<Name>, rules: Rules<Name> = {}) {
  const [entered, setEntered] = useState(first);
  const [isTried, setTried] = useState(false);
  const wrongWith = (name: Name) => rules[name]?.(entered[name]);
  const firstWrong = (): Name | undefined => {
    for (const name in rules) if (wrongWith(name)) return name;
    return undefined;
  };
  const change = (texts: Partial<Entered<Name>>) => setEntered((before) => ({ ...before, ...texts }));
  const field = (name: Name): TiedField => ({
    name,
    value: entered[name],
    wrong: isTried ? wrongWith(name) : undefined,
    onChange: ({ target }) => change({ [name]: target.value } as Partial<Entered<Name>>),
  });
  const submit = (send: (entered: Entered<Name>) => void) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wrong = firstWrong();
    if (wrong === undefined) return send(entered);
    setTried(true);
    const place = event.currentTarget.elements.namedItem(wrong);
    if (place instanceof HTMLElement) place.focus();
  };
  return { entered, field, change, submit };
}
