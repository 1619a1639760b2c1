import type { Vault } from './vault.ts';

const personsAPage = 1_000;

/** Keys, who was forgotten, and secrets, as they are; answers how many persons. What the other vault has of them is replaced. */
export async function copyVault(from: Vault, to: Vault): Promise<number> {
  let copied = 0;
  for (let after = ''; ; ) {
    const page = await from.page(after, personsAPage);
    const last = page.at(-1);
    if (!last) break;
    await to.keep(page);
    copied += page.length;
    after = last.person;
  }
  for (const [name, secret] of await from.secrets('')) await to.keepSecret(name, secret);
  return copied;
}
