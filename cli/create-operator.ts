import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { TenantRole } from '../actors/runtime/contract.ts';
import { readSettings } from '../settings.ts';
import { askingAs } from './asking.ts';
import { connect } from './connect.ts';
import { errorSentence, UsageError } from './sentence.ts';

const usage = `npm run create-operator -- --email MAIL [--tenant NAME] [--name NAME]

Makes a login, or gives one that is there the role. In the tenant platform (the default) it runs the installation:
it makes tenants and names their operators. In any other tenant, which must be there, it is an operator.
The password is taken from SOUK_PASSWORD (8 to 200 characters); without it one is made and printed once.
DATA_DIR says where the data lies; a Souk that runs on it is worked through.`;

const platform = 'platform';
const passwordBytes = 15;

type Asked = { readonly email: string; readonly tenant: string; readonly name: string };

function readArguments(): Asked {
  const option = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ options: { email: option, tenant: option, name: option } });
    const { email, tenant = platform, name = 'Operator' } = values;
    if (email === undefined) throw new UsageError(usage);
    return { email, tenant, name };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`${errorText(error)}\n\n${usage}`);
  }
}

const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function run(): Promise<void> {
  const { email, tenant, name } = readArguments();
  const given = process.env.SOUK_PASSWORD;
  const password = given ?? randomBytes(passwordBytes).toString('base64url');
  const connection = await connect(readSettings(process.env));
  try {
    const ask = askingAs(connection.transport, tenant);
    await checkTenant(ask, tenant);
    const roles: TenantRole[] = [tenant === platform ? 'platform' : 'operator'];
    // Not repeated by a second run: the same mail address meets the same account by itself.
    await ask(
      'customers.provision',
      { email, name, password, roles },
      `create-operator:${randomBytes(16).toString('hex')}`,
    );
    console.log(`${email} is ${roles.join(', ')} of the tenant ${tenant}.`);
    if (given === undefined) console.log(`Password, shown once (an account that was there keeps its own): ${password}`);
  } finally {
    await connection.close();
  }
}

async function checkTenant(ask: ReturnType<typeof askingAs>, tenant: string): Promise<void> {
  if (tenant === platform) return;
  const { terms } = await ask('tenants.terms', {}, 'create-operator:look');
  if (!terms)
    throw new UsageError(`There is no tenant ${tenant}: a login of the tenant platform makes one (POST /v1/tenants).`);
}

run().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(errorSentence(error));
    process.exit(1);
  },
);
