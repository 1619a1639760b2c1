import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Account } from '../../actors/customers/contract.ts';
import { mailsIn, mailTo, tokenIn } from './mails.given.ts';
import { type LogIn, logIn, register } from './market.given.ts';
import { type Document, promisedBy } from './promised.given.ts';
import { type Souk, startSouk } from './souk-process.ts';
import { type Visitor, visitor } from './visitor.ts';

let souk: Souk;
let guest: Visitor;

beforeAll(async () => {
  souk = await startSouk();
  guest = visitor(souk.url, {}, promisedBy(await visitor(souk.url).get<Document>('/openapi.json')));
});

const refresh = (refreshToken: string) => guest.ask<LogIn>('POST', '/auth/refresh', { body: { refreshToken } });

const tryLogIn = (email: string, password: string) => guest.ask('POST', '/auth/login', { body: { email, password } });

describe('a session', () => {
  test('goes on with each refresh, and its tokens are new ones', async () => {
    const { session } = await register(guest, 'ann@example.org', 'Ann');
    const next = await refresh(session.refreshToken);
    expect(next.status).toBe(200);
    expect(next.body.refreshToken).not.toBe(session.refreshToken);
    const holder = guest.with({ authorization: `Bearer ${next.body.accessToken}` });
    expect(await holder.get<Account>('/me')).toMatchObject({ email: 'ann@example.org', name: 'Ann' });
    expect(next.headers.get('cache-control')).toBe('no-store');
  });

  test('ends for thief and owner when a token is used twice', async () => {
    const { session } = await logIn(guest, 'shopper@demo.example');
    const next = await refresh(session.refreshToken);
    expect(await refresh(session.refreshToken)).toMatchObject({ status: 401, body: { code: 'SESSION_REUSED' } });
    expect(await refresh(next.body.refreshToken)).toMatchObject({ status: 401, body: { code: 'SESSION_ENDED' } });
  });

  test('ends with the log-out, which may be said twice', async () => {
    const { session } = await logIn(guest, 'shopper@demo.example');
    const { refreshToken } = session;
    const leave = () => guest.ask('POST', '/auth/logout', { body: { refreshToken } });
    expect([(await leave()).status, (await leave()).status]).toEqual([204, 204]);
    expect(await refresh(refreshToken)).toMatchObject({ status: 401, body: { code: 'SESSION_ENDED' } });
  });

  test('is nobody’s when its token is none of ours', async () => {
    const { session } = await logIn(guest, 'shopper@demo.example');
    const [head, , proof] = session.accessToken.split('.');
    const claims = Buffer.from(JSON.stringify({ sub: session.account.id, tenant: 'demo', roles: ['operator'] }));
    const forged = [head, claims.toString('base64url'), proof].join('.');
    for (const authorization of [
      `Bearer ${forged}`,
      'Bearer x',
      'Basic YTpi',
      'Bearer',
      `Bearer ${session.refreshToken}`,
    ]) {
      const { status, headers } = await guest.with({ authorization }).ask('GET', '/me');
      expect({ status, asks: headers.get('www-authenticate') }).toEqual({ status: 401, asks: 'Bearer' });
    }
    expect((await refresh(session.refreshToken.replace('.1.', '.2.'))).status).toBe(401);
    expect((await refresh(session.accessToken)).status).toBe(401);
  });
});

describe('a password', () => {
  test('is set anew by the token of the mail, once, and ends every session', async () => {
    const { session } = await register(guest, 'bob@example.org');
    await guest.post('/auth/password/forgot', { email: 'Bob@Example.org' });
    const token = tokenIn(await mailTo(souk.directory, 'bob@example.org', 'password'));
    const reset = (password: string) => guest.ask('POST', '/auth/password/reset', { body: { token, password } });
    expect((await reset('short')).status).toBe(400);
    expect((await reset('another horse battery')).status).toBe(204);
    expect(await reset('yet another battery')).toMatchObject({ status: 409, body: { code: 'RESET_EXPIRED' } });

    expect((await refresh(session.refreshToken)).status).toBe(401);
    expect((await tryLogIn('bob@example.org', 'souk-demo')).status).toBe(401);
    expect((await tryLogIn('bob@example.org', 'another horse battery')).status).toBe(200);
  });

  test('of an address that nobody has is answered as any other, and no mail is written', async () => {
    const known = await guest.ask('POST', '/auth/password/forgot', { body: { email: 'ann@example.org' } });
    const unknown = await guest.ask('POST', '/auth/password/forgot', { body: { email: 'nobody@example.org' } });
    expect([unknown.status, unknown.text]).toEqual([known.status, known.text]);
    await mailTo(souk.directory, 'ann@example.org', 'password');
    expect((await mailsIn(souk.directory)).filter(({ to }) => to === 'nobody@example.org')).toEqual([]);
  });

  test('cannot be guessed: after ten failures of one account the next has to wait', async () => {
    const { account } = await register(guest, 'cleo@example.org');
    const guesses = Array.from({ length: 10 }, (_, place) => tryLogIn('cleo@example.org', `guess number ${place}`));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 401 && status !== 429)).toEqual([]);
    const last = await tryLogIn('cleo@example.org', 'souk-demo');
    expect(last).toMatchObject({ status: 429, body: { code: 'TOO_MANY_LOGINS' } });
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await tryLogIn('ann@example.org', 'souk-demo')).status).toBe(200);
    expect(last.text).not.toContain(account.id);
  });

  test('is stored nowhere, neither is its owner’s address readable in the journal', async () => {
    await register(guest, 'dora.secret@example.org', 'Dora Discreet');
    await souk.stop();
    for (const name of (await readdir(souk.directory)).filter((file) => /^(journal|snapshots)/.test(file))) {
      const bytes = (await readFile(`${souk.directory}/${name}`)).toString('latin1');
      expect({ name, leaks: /dora\.secret|Dora Discreet|souk-demo/.test(bytes) }).toEqual({ name, leaks: false });
    }
  });
});
