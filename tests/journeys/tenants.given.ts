import type { Tenant } from '../../actors/tenants/contract.ts';
import { logIn, type Person } from './market.given.ts';
import { run, type Souk } from './souk-process.ts';
import { visitor } from './visitor.ts';

export const password = 'correct horse battery';

/** The first login of the installation, which only the command can make. */
export async function logInToPlatform({ url, directory }: Souk): Promise<Person> {
  const env = { DATA_DIR: directory, SOUK_PASSWORD: password };
  const made = run('create-operator', ['--email', 'root@souk.example'], env);
  if ((await made.ended) !== 0) throw new Error(made.printed());
  return logIn(visitor(url, { 'souk-tenant': 'platform' }), 'root@souk.example', password);
}

/** An operator for a tenant that has none yet, as an import leaves it. */
export async function operatorOf({ url, directory }: Souk, tenant: string): Promise<Person> {
  const env = { DATA_DIR: directory, SOUK_PASSWORD: password };
  const email = `olga@${tenant}.example`;
  const made = run('create-operator', ['--email', email, '--tenant', tenant], env);
  if ((await made.ended) !== 0) throw new Error(made.printed());
  return logIn(visitor(url, { 'souk-tenant': tenant }), email, password);
}

/** A new marketplace, and its operator. */
export async function openTenant(root: Person, id: string): Promise<Person> {
  const operator = { email: `olga@${id}.example`, password };
  await root.post<Tenant>('/tenants', { id, name: `Market ${id}`, currency: 'GBP', operator });
  return logIn(visitor(root.url, { 'souk-tenant': id }), operator.email, password);
}
