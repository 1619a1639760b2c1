import type { Route } from '../routes/routes.ts';

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `dead-letters` -> `DeadLetters`. */
const pascal = (text: string): string => text.split(/[-.]/).map(capital).join('');

/** `categories` -> `category`, `orders` -> `order`; a word without a plural stays. */
const singular = (word: string): string =>
  word.length < 4
    ? word
    : word
        .replace(/ies$/, 'y')
        .replace(/sses$/, 'ss')
        .replace(/([^s])s$/, '$1');

/** Where a path is a place and not the thing that lies there. */
const things: Readonly<Record<string, string>> = { Me: 'Account', Inventory: 'Stock' };

/** `orders.cancelByRequest` -> `ordersCancelByRequest`. */
export const operationIdOf = ({ action }: Route): string => {
  const name = pascal(action);
  return name.charAt(0).toLowerCase() + name.slice(1);
};

/** The words of a path, each in the singular when one of many is meant: `/vendors/{id}/orders` -> Vendor, orders. */
const wordsOf = (path: string): readonly string[] =>
  path
    .slice(1)
    .split('/')
    .flatMap((segment, place, all) => {
      if (segment.startsWith('{')) return [];
      return [all[place + 1]?.startsWith('{') ? singular(segment) : segment];
    });

/** What a GET shows is called after its path: `/orders/{id}` an `Order`, `/orders` a page of them. */
export function shownName({ path }: Route, isPage: boolean): string {
  const words = wordsOf(path);
  const all = words.map(pascal).join('');
  return isPage ? `${all}Page` : (things[all] ?? all);
}

/** One item of a page: `OrdersItem`, unless it is known as something else. */
export const itemName = ({ path }: Route): string => `${wordsOf(path).map(singular).map(pascal).join('')}Item`;

export const bodyName = (route: Route): string => `${capital(operationIdOf(route))}Body`;

export const answerName = (route: Route): string => `${capital(operationIdOf(route))}Answer`;
