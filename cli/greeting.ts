import type { Engines } from '../composition/engines.ts';
import { areasOf } from '../composition/roles.ts';
import type { Settings } from '../settings.ts';
import type { Demo } from './demo/prepare.ts';
import { demoLogins, demoPassword } from './demo/shop.ts';

export type Greeting = {
  readonly port: number;
  readonly engines: Pick<Engines, 'directory' | 'names'>;
  readonly settings: Settings;
  readonly demo: Demo;
};

/** What `npm start` has done, for the person who typed it. */
export function greeting({ port, engines, settings, demo }: Greeting): string {
  const { directory, names } = engines;
  const url = `http://localhost:${port}`;
  return [
    '',
    `  Souk is open at   ${url}`,
    ...(settings.WEB === 'on'
      ? [
          `  Pages             shop ${url}   sellers ${url}/vendor`,
          `                    figures ${url}/dashboards   console ${url}/console`,
        ]
      : []),
    `  API               ${url}/v1      its manual: ${url}/v1/docs`,
    `  Live updates      ${url}/live (Socket.IO)`,
    `  Health, metrics   ${url}/health/ready   ${url}/metrics`,
    `  Data              ${names.place}`,
    `  Mail              ${mailsOf(settings, directory)}`,
    ...demoLines(demo),
    '',
    '  Ctrl-C stops it; nothing is lost.',
    '',
  ].join('\n');
}

function mailsOf({ SMTP_URL: smtp, ROLES: roles }: Settings, directory: string): string {
  if (smtp) return 'by SMTP';
  return areasOf(roles).includes('mails') ? `${directory}/mail (.eml files)` : 'where nodes with jobs keep theirs';
}

/** For a node that has no gateway. */
export const inner = (port: number, { ROLES: roles }: Settings): string =>
  `  Souk is open at   http://localhost:${port} as ${roles.join(', ')}: health and metrics. Ctrl-C stops it; nothing is lost.`;

const demoLines = ({ shop, fill }: Demo): string[] =>
  shop === 'none'
    ? ['', '  No logins yet: npm run create-operator -- --email you@example.com makes the first.']
    : [
        '',
        `  The demo shop ${shop === 'made' ? 'was made just now' : 'is there from before'}${fill ? ', and its shelves are being filled' : ''}. Logins, password ${demoPassword}:`,
        ...demoLogins.map(({ email, name }) => `    ${email.padEnd(26)}${name}`),
      ];
