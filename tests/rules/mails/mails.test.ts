import { describe, expect, test } from '@jest/globals';
import { mailsContract } from '../../../actors/mails/contract.schemas.ts';
import type { Letter } from '../../../actors/mails/contract.ts';
import type { Mail } from '../../../actors/mails/mailer.ts';
import { mailsService } from '../../../actors/mails/mails.service.ts';
import { testTime } from '../given.ts';

type Run = (params: unknown, ctx: unknown) => Promise<unknown>;

const terms = { name: 'Acme', locale: 'en-GB' };
const rang = {
  ...{ kind: 'alert', name: 'Few orders', what: 'orders of sales', when: 'below', than: 3 },
  ...{ minutes: 60, figure: 2, unit: 'count', isTrial: false },
};
const letter: Letter = { kind: 'orderCancelled', orderId: 'ord_1', reason: 'OUT_OF_STOCK' };

/** The tasks of the service beside a mailer that keeps what it gets, or does what a test says. */
function service(answers: object = { 'tenants.terms': { terms } }, post?: () => Promise<boolean>) {
  const mails: Mail[] = [];
  const send = async (mail: Mail) => {
    mails.push(mail);
    return post ? post() : true;
  };
  const make = (kind: string, tenantId: string, ...ids: readonly string[]) => [kind, tenantId, ...ids].join('.');
  const mailer = { send, close: async () => {} };
  const { handlers } = mailsService({ mailer, publicUrl: 'https://souk.example', tokens: { make } });
  const known = new Map<unknown, boolean>();
  const call = async (name: string, params: { readonly key?: string; readonly sent?: boolean }) => {
    const { key, sent = false } = params;
    if (name === 'mails.outcome') return known.has(key) ? { sent: known.get(key) } : {};
    if (name === 'mails.note') known.set(key, sent);
    return (answers as Record<string, unknown>)[name];
  };
  const ctx = { tenantId: 'acme', now: () => testTime, call };
  const run = (name: string, params: unknown) => (handlers[name] as unknown as { run: Run }).run(params, ctx);
  return { mails, run };
}

describe('a mail', () => {
  test('is written for its tenant and sent under its key', async () => {
    const { mails, run } = service();
    expect(await run('mails.send', { key: 'e1', to: 'ada@example.com', letter })).toEqual({ sent: true });
    expect(mails).toMatchObject([
      { key: 'e1', to: 'ada@example.com', subject: 'Your order is cancelled', at: testTime },
    ]);
    expect(mails[0]?.text).toContain('https://souk.example/orders/ord_1?tenant=acme&token=order.acme.ord_1\n\nAcme');
  });
  test.each([true, false])('is handed over once under its key, whether it was taken (%s) or not', async (taken) => {
    const { mails, run } = service({ 'tenants.terms': { terms } }, async () => taken);
    const asked = { key: 'e1', to: 'ada@example.com', letter };
    expect([await run('mails.send', asked), await run('mails.send', asked)]).toEqual([
      { sent: taken },
      { sent: taken },
    ]);
    expect(mails).toHaveLength(1);
    await run('mails.send', { ...asked, key: 'e2' });
    expect(mails).toHaveLength(2);
  });
  test.each([null, '17850@import.invalid'])('to %s is not sent', async (to) => {
    const { mails, run } = service();
    expect(await run('mails.send', { key: 'e1', to, letter })).toEqual({ sent: false });
    expect(mails).toEqual([]);
  });
  test.each<[object, number]>([
    [{ email: 'ana@example.com', roles: ['analyst'] }, 1],
    [{ email: 'ana@example.com', roles: ['operator'] }, 1],
    [{ email: 'ana@example.com', roles: [] }, 0],
    [{ email: null, roles: ['operator'] }, 0],
  ])('of an alert goes to whoever may see figures: %j', async (account, many) => {
    const { mails, run } = service({ 'tenants.terms': { terms }, 'customers.account': account });
    const { sent } = (await run('mails.sendAlert', { key: 'e1', accountId: 'acc_1', letter: rang })) as {
      sent: boolean;
    };
    expect([mails.length, sent]).toEqual([many, many === 1]);
    if (many) expect(mails[0]?.text).toContain('https://souk.example/dashboards/alerts?tenant=acme\n');
  });
  test.each<[object, object, RegExp]>([
    [{ v1: 'fulfiller' }, { offers: [{ title: 'Bud vase', options: { Glaze: 'Sea' } }] }, /^Bud vase, Sea is running/],
    [{ v1: 'owner' }, { offers: [] }, /^sku-1 is running out/],
    [{ v2: 'owner' }, { offers: [] }, /^$/],
  ])('of stock that is running out goes to whoever works there: %j', async (staff, offers, text) => {
    const account = { email: 'ada@example.com', roles: [], staff };
    const answers = { 'tenants.terms': { terms }, 'customers.account': account, 'catalog.offers': offers };
    const { mails, run } = service(answers);
    const asked = { key: 'e1', accountId: 'acc_1', vendorId: 'v1', sku: 'sku-1', available: 2, below: 3 };
    expect(await run('mails.sendStock', asked)).toEqual({ sent: mails.length === 1 });
    expect(mails[0]?.text ?? '').toMatch(text);
  });
  test('that the post refuses for good is done', async () => {
    const { run } = service({ 'tenants.terms': { terms } }, async () => false);
    expect(await run('mails.send', { key: 'e1', to: 'ada@example.com', letter })).toEqual({ sent: false });
  });
  test('that cannot be handed over now is for a later try', async () => {
    const cause = new Error('ECONNREFUSED');
    const { run } = service({ 'tenants.terms': { terms } }, () => Promise.reject(cause));
    await expect(run('mails.send', { key: 'e1', to: 'ada@example.com', letter })).rejects.toMatchObject({
      type: 'MAIL_UNAVAILABLE',
      retryable: true,
      cause,
    });
  });
  test('of a tenant without terms is sent in the name of its id', async () => {
    const { mails, run } = service({ 'tenants.terms': {} });
    await run('mails.send', { key: 'e1', to: 'ada@example.com', letter });
    expect(mails[0]?.text).toMatch(/\n\nacme\n$/);
  });
  test('of a cancelled order goes to whoever placed it', async () => {
    const order = { email: 'ada@example.com', number: '1042' };
    const { mails, run } = service({ 'tenants.terms': { terms }, 'orders.get': order });
    const asked = { key: 'e1', orderId: 'ord_1', reason: 'CANCELLED_BY_VENDOR' };
    expect(await run('mails.sendCancelled', asked)).toEqual({ sent: true });
    expect(mails[0]).toMatchObject({ to: 'ada@example.com', subject: 'Order 1042 is cancelled' });
  });
});

test('a letter of an unknown kind, or with a field too many, is not taken', () => {
  const accepts = (asked: unknown) =>
    mailsContract.actions['mails.send'].params.validate({ key: 'e', to: 'ada@example.com', letter: asked }).error ===
    undefined;
  expect(accepts(letter)).toBe(true);
  expect(accepts({ ...letter, bcc: 'all@example.com' })).toBe(false);
  expect(accepts({ kind: 'advert', orderId: 'ord_1' })).toBe(false);
});
