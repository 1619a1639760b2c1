import type { IncomingHttpHeaders } from 'node:http';
import { day, second } from '../../actors/runtime/time.ts';
import type { Answer } from '../answer.ts';
import { accessTokenMs } from '../identity/access-tokens.ts';

export type SessionTokens = { readonly accessToken: string; readonly refreshToken: string };

/** The two tokens of a session as a browser keeps them: no script sees them, no other site's page sends them. */
export type SessionCookies = {
  read(headers: IncomingHttpHeaders): { readonly access?: string; readonly refresh?: string };
  write(tokens: SessionTokens): readonly string[];
  clear(): readonly string[];
};

/** As long as a session that nobody uses lives. */
const refreshMs = 30 * day;
/** Given up a little before it ends, so that none arrives just too late. */
const accessMs = accessTokenMs - 30 * second;

/** Over HTTPS the browser itself sees to it that no other host and no plain page can set them. */
export function createSessionCookies(publicUrl: string): SessionCookies {
  const isSecure = publicUrl.startsWith('https:');
  const prefix = isSecure ? '__Host-' : '';
  const [access, refresh] = [`${prefix}souk-access`, `${prefix}souk-refresh`];
  const cookie = (name: string, value: string, ageMs: number): string =>
    [
      `${name}=${value}`,
      'Path=/',
      `Max-Age=${ageMs / second}`,
      'HttpOnly',
      'SameSite=Strict',
      ...(isSecure ? ['Secure'] : []),
    ].join('; ');
  return {
    read: ({ cookie: sent }) => {
      const given = parse(sent ?? '');
      const [one, other] = [given.get(access), given.get(refresh)];
      return { ...(one && { access: one }), ...(other && { refresh: other }) };
    },
    write: (tokens) => [cookie(access, tokens.accessToken, accessMs), cookie(refresh, tokens.refreshToken, refreshMs)],
    clear: () => [cookie(access, '', 0), cookie(refresh, '', 0)],
  };
}

/** Our values are letters, digits, dots and dashes: nothing to decode. */
const parse = (sent: string): ReadonlyMap<string, string> =>
  new Map(
    sent.split(';').map((part): [string, string] => {
      const [name = '', ...value] = part.split('=');
      return [name.trim(), value.join('=').trim()];
    }),
  );

export const settingCookies = (answer: Answer, cookies: readonly string[]): Answer =>
  cookies.length === 0
    ? answer
    : { ...answer, forCaller: [...(answer.forCaller ?? []), ...cookies.flatMap((one) => ['Set-Cookie', one])] };
