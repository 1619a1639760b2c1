import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { checkWalls } from '../../tools/walls/check.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'souk-walls-'));
});

afterEach(() => rmSync(root, { recursive: true }));

/** A small house: each file with what it imports, by paths from the root. */
function build(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const HOUSE = {
  'actors/runtime/contract.ts': 'export type Access = string;',
  'actors/runtime/decider.ts': 'export type Decision = string;',
  'actors/runtime/money.ts': 'export type Money = number;',
  'actors/runtime/flow.ts': 'export const flow = 1;',
  'actors/runtime/world.ts': "import { randomBytes } from 'node:crypto';\nexport const world = randomBytes;",
  'actors/registry.ts': "import type { Orders } from './orders/contract.ts';\nexport type Registry = Orders;",
  'actors/orders/contract.ts': "import type { Access } from '../runtime/contract.ts';\nexport type Orders = Access;",
  'actors/orders/order.ts':
    "import type { Orders } from './contract.ts';\nimport type { Decision } from '../runtime/decider.ts';\nexport const order: Orders | Decision = '';",
  'actors/orders/order.view.ts': "import { order } from './order.ts';\nexport const view = order;",
  'actors/orders/orders.service.ts':
    "import { createHash } from 'node:crypto';\nimport { order } from './order.ts';\nexport const service = [createHash, order];",
  'actors/stock/contract.ts': "import type { Money } from '../runtime/money.ts';\nexport type Stock = Money;",
  'actors/stock/stock.ts': 'export const stock = 1;',
  'tenants/isolation.ts': 'export const key = 1;',
  'gateway/http.ts': "import type { Registry } from '../actors/registry.ts';\nexport type Http = Registry;",
} as const;

/** The names of the walls that stop the planted file. */
async function stoppedBy(path: string, text: string): Promise<readonly string[]> {
  build({ ...HOUSE, [path]: text });
  const { broken } = await checkWalls(root);
  return [...new Set(broken.map((sentence) => sentence.split('\n')[1]?.trim().split(':')[0] ?? sentence))];
}

test('a house with all its walls is let stand, and every file of it was read', async () => {
  build(HOUSE);
  await expect(checkWalls(root)).resolves.toEqual({ files: Object.keys(HOUSE).length, broken: [] });
});

test('says who went where through which wall, and the way out', async () => {
  build({ ...HOUSE, 'actors/orders/order.ts': "import '../runtime/world.ts';" });
  const { broken } = await checkWalls(root);
  expect(broken).toEqual([
    expect.stringMatching(/^actors\/orders\/order\.ts -> actors\/runtime\/world\.ts\n {2}rules: .*adapter/),
  ]);
});

test.each([
  ['contract', 'actors/orders/contract.ts', "import '../runtime/world.ts';"],
  ['contract-types', 'actors/orders/contract.ts', "import { x } from '../stock/contract.ts';"],
  ['schemas', 'actors/orders/contract.schemas.ts', "import '../runtime/flow.ts';"],
  ['rules', 'actors/orders/order.ts', "import { createHash } from 'node:crypto';"],
  ['rules', 'actors/orders/parts/part.ts', "import { stock } from '../../stock/stock.ts';"],
  ['rules-types', 'actors/orders/order.ts', "import { x } from '../stock/contract.ts';"],
  ['service', 'actors/orders/orders.service.ts', "import { stock } from '../stock/stock.ts';"],
  ['view', 'actors/orders/order.view.ts', "import type { Registry } from '../registry.ts';"],
  ['view-types', 'actors/orders/order.view.ts', "import { x } from '../stock/contract.ts';"],
  ['flow', 'actors/orders/order.flow.ts', "import { order } from './order.ts';"],
  ['adapter', 'actors/orders/mail.adapter.ts', "import { stock } from '../stock/stock.ts';"],
  ['adapter', 'actors/orders/engine/find.ts', "import { stock } from '../../stock/stock.ts';"],
  ['isolation-imports-nothing', 'tenants/isolation.ts', "import { createHash } from 'node:crypto';"],
  ['runtime-knows-no-domain', 'actors/runtime/flow.ts', "import type { Stock } from '../stock/contract.ts';"],
  ['contracts-are-the-only-door', 'gateway/http.ts', "import { stock } from '../actors/stock/stock.ts';"],
  ['web', 'gateway/web/shop/cart.tsx', "import { http } from '../../http.ts';"],
  ['web-types', 'gateway/web/shop/cart.tsx', "import { x } from '../../../actors/stock/contract.ts';"],
  ['web-is-for-browsers', 'gateway/web/shop/cart.tsx', "import { join } from 'node:path';"],
  ['faces-stand-apart', 'gateway/web/shop/cart.tsx', "import { x } from '../portal/stock.ts';"],
  ['gateway-knows-paths-of-pages', 'gateway/http.ts', "import { x } from './web/portal/stock.ts';"],
  ['tests-are-for-tests', 'cli/start.ts', "import '../tests/given.ts';"],
  ['everything-resolves', 'cli/start.ts', "import './nowhere.ts';"],
  ['no-circles', 'actors/runtime/flow.ts', "import './flow.ts';"],
])('the wall %s stops a planted import', async (wall, path, text) => {
  build({ 'tests/given.ts': '', 'gateway/web/portal/stock.ts': 'export const x = 1;' });
  await expect(stoppedBy(path, text)).resolves.toContain(wall);
});

test.each([
  [
    'rules may name what another contract says',
    'actors/orders/order.ts',
    "import type { Stock } from '../stock/contract.ts';",
  ],
  [
    'an engine touches the outside',
    'actors/orders/engine/find.ts',
    "import 'node:sqlite';\nimport '../../runtime/world.ts';",
  ],
])('%s', async (_sentence, path, text) => {
  await expect(stoppedBy(path, text)).resolves.toEqual([]);
});

test('actors do not know the edges', async () => {
  build({ 'gateway/problem.ts': '' });
  await expect(stoppedBy('actors/runtime/flow.ts', "import '../../gateway/problem.ts';")).resolves.toEqual([
    'actors-know-no-edge',
  ]);
});

test('Moleculer stays in its folders', async () => {
  build({ 'node_modules/moleculer/package.json': '{"main":"main.js"}', 'node_modules/moleculer/main.js': '' });
  await expect(stoppedBy('realtime/server.ts', "import 'moleculer';")).resolves.toEqual([
    'moleculer-stays-in-its-folders',
  ]);
  await expect(stoppedBy('realtime/server.ts', '')).resolves.toEqual([]);
});

test('there are no barrels', async () => {
  build({ 'realtime/index.ts': '' });
  await expect(stoppedBy('realtime/server.ts', "import './index.ts';")).resolves.toEqual(['no-barrels']);
});
