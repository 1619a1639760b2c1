import type { AnyActionContract, AnyContract } from '../routes/routes.ts';
import { code, table } from './markdown.ts';

const head = `# Who may do what

Each action's contract says it in \`access\`, and one place enforces it (\`actors/runtime/caller.ts\`). *All* roles may ask for
everything in their tenant, *own* roles for what belongs to them: a shopper's orders, the shop a vendor's staff works in, the cart
or order whose secret a guest has. A stranger gets 404, a colleague without the role 403, a visitor 401. Roles are read again for each
request. Made from the contracts by \`npm run docs:api\`.

| role | is |
| --- | --- |
| \`anyone\` | no log-in needed |
| \`guest\` | shows the secret of one cart or order (\`Souk-Token\`) |
| \`shopper\` | logged in |
| \`owner\`, \`manager\`, \`fulfiller\`, \`viewer\` | staff of one vendor |
| \`operator\`, \`analyst\`, \`ops\` | people of the tenant |
| \`platform\` | people of the installation, in the tenant \`platform\` |
`;

const rolesOf = (roles: readonly string[] = []): string => roles.map(code).join(', ');

const row = ([action, { rest, access, summary }]: readonly [string, AnyActionContract]): readonly string[] => [
  rest ? code(rest) : '',
  code(action),
  summary,
  rolesOf(access.all),
  rolesOf(access.own),
];

const isInternal = ({ access }: AnyActionContract): boolean => !access.all?.length && !access.own?.length;

function section({ area, actions }: AnyContract): string {
  const all = Object.entries(actions);
  const open = all.filter(([, action]) => !isInternal(action));
  const inner = all.filter(([, action]) => isInternal(action)).map(([name]) => code(name));
  const shown = open.length > 0 ? table(['route', 'action', 'what it does', 'all', 'own'], open.map(row)) : '';
  const rest = inner.length > 0 ? `${shown && '\n'}Only other actors may ask ${inner.join(', ')}.\n` : '';
  return `\n## ${area}\n\n${shown}${rest}`;
}

/** The whole of docs/access.md. */
export const accessPage = (contracts: readonly AnyContract[]): string => head + contracts.map(section).join('');
