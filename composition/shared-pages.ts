import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RedisConnection } from '../actors/runtime/redis/connection.ts';
import type { Vault } from '../actors/runtime/vault/vault.ts';
import { realWorld } from '../actors/runtime/world.ts';
import type { WebFiles } from '../gateway/browser/files.ts';
import { RedisPages } from '../gateway/redis-pages.ts';
import type { SharedPages } from '../gateway/shared-pages.ts';

const secretName = 'pages of gateways';
const packageFile = new URL('../package.json', import.meta.url);

/** While nodes are upgraded each finds the pages of its own release alone. */
const releaseOf = (web: WebFiles | undefined): string =>
  hash('sha256', readFileSync(packageFile, 'utf8') + (web?.page('shop') ?? ''));

export async function pagesOf(redis: RedisConnection, vault: Vault, web: WebFiles | undefined): Promise<SharedPages> {
  const secret = await vault.secret(secretName, () => realWorld.randomId() + realWorld.randomId());
  return new RedisPages({ redis, world: realWorld, secret, release: releaseOf(web) });
}
