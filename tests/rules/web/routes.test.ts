import { expect, test } from '@jest/globals';
import { allContracts } from '../../../composition/contracts.ts';
import { analyticsRoutes } from '../../../gateway/web/api/analytics-routes.ts';
import { shopRoutes } from '../../../gateway/web/api/routes.ts';
import { workRoutes } from '../../../gateway/web/api/work-routes.ts';

test('pages ask each action where its contract offers it', () => {
  const offered = Object.fromEntries(
    allContracts.flatMap(({ actions }) => Object.entries(actions).map(([name, { rest }]) => [name, rest])),
  );
  const asked: Readonly<Record<string, string>> = { ...shopRoutes, ...workRoutes, ...analyticsRoutes };
  expect(asked).toEqual(Object.fromEntries(Object.keys(asked).map((name) => [name, offered[name]])));
});
