import type { Vault } from '../../../actors/runtime/vault/vault.ts';

/** Secrets in memory; gateways of one installation share one. */
export function memoryVault(): Vault {
  const secrets = new Map<string, string>();
  const none = async () => [];
  return {
    ensure: none,
    find: none,
    forget: async () => undefined,
    secret: async (name, make) => {
      const secret = secrets.get(name) ?? make();
      secrets.set(name, secret);
      return secret;
    },
    secrets: async (prefix) => new Map([...secrets].filter(([name]) => name.startsWith(prefix))),
    page: async () => [],
    keep: async () => undefined,
    keepSecret: async () => undefined,
    close: async () => undefined,
  };
}
