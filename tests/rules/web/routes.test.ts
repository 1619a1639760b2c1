import { expect, test } from '@jest/globals';
import { allContracts } from '../../../composition/contracts.ts';
import { routes } from '../../../gateway/web/api/routes.ts';

test('pages ask each action where its contract offers it', () => {
  const offered = Object.fromEntries(
    allContracts.flatMap(({ actions }) => Object.entries(actions).map(([name, { rest }]) => [name, rest])),
  );
  const asked: Readonly<Record<string, string>> = routes;
  expect(asked).toEqual(Object.fromEntries(Object.keys(asked).map((name) => [name, offered[name]])));
});
