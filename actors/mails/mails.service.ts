import type { Account } from '../customers/contract.ts';
import { type Actions, on, service, task } from '../registry.ts';
import { codeError } from '../runtime/codes.ts';
import { toSoukError } from '../runtime/errors.ts';
import type { AnyService, Ctx } from '../runtime/service.ts';
import type { Tokens } from '../runtime/tokens.ts';
import { mailsContract } from './contract.schemas.ts';
import type { Letter, MailsActions } from './contract.ts';
import { writeLetter } from './letters.ts';
import { linkOf } from './links.ts';
import { mail, mailId } from './mail.ts';
import type { Mail, Mailer } from './mailer.ts';

const { command, read } = on(mail);

export type MailsOptions = {
  readonly mailer: Mailer;
  /** How people reach this install: every link begins with it. */
  readonly publicUrl: string;
  readonly tokens: Pick<Tokens, 'make'>;
};

/** People of an import live at the reserved domain `.invalid`: nobody writes to them. */
const isReachable = (to: string | null): to is string => to !== null && !to.endsWith('.invalid');

type Sending = MailsActions['mails.send']['params'];

async function write(letter: Letter, { publicUrl, tokens }: MailsOptions, ctx: Ctx<Actions>) {
  const { tenantId } = ctx;
  const { terms } = await ctx.call('tenants.terms', {});
  const link = linkOf(letter, { publicUrl, tenantId, token: (kind, ...ids) => tokens.make(kind, tenantId, ...ids) });
  return writeLetter(letter, { shop: terms?.name ?? tenantId, locale: terms?.locale ?? 'en', link });
}

async function post(mailer: Mailer, letter: Mail): Promise<boolean> {
  try {
    return await mailer.send(letter);
  } catch (cause) {
    throw Object.assign(codeError(mailsContract.codes, 'MAIL_UNAVAILABLE'), { cause });
  }
}

/** A flow that lost its place asks again for every mail there ever was. */
async function send({ key, to, letter }: Sending, options: MailsOptions, ctx: Ctx<Actions>) {
  if (!isReachable(to)) return { sent: false };
  const known = (await ctx.call('mails.outcome', { key })).sent;
  if (known !== undefined) return { sent: known };
  const written = await write(letter, options, ctx);
  const sent = await post(options.mailer, { key, to, ...written, at: ctx.now() });
  await ctx.call('mails.note', { key, sent });
  return { sent };
}

type Addressee = Pick<Account, 'email' | 'roles' | 'staff'>;

/** One that is not there any more is nobody's. */
async function accountOf(ctx: Ctx<Actions>, id: string): Promise<Addressee> {
  try {
    return await ctx.call('customers.account', { id });
  } catch (error) {
    if (toSoukError(error).class !== 'NotFound') throw error;
    return { email: null, roles: [], staff: {} };
  }
}

/** One that is sold no more is called by its sku. */
async function titleOf(ctx: Ctx<Actions>, sku: string): Promise<string> {
  const { offers } = await ctx.call('catalog.offers', { skus: [sku] });
  const [offer] = offers;
  return offer ? [offer.title, ...Object.values(offer.options)].join(', ') : sku;
}

const maySeeFigures = (roles: readonly string[]): boolean => roles.includes('operator') || roles.includes('analyst');

export const mailsService = (options: MailsOptions): AnyService =>
  service<MailsActions>(mailsContract, {
    'mails.send': task((sending, ctx) => send(sending, options, ctx)),
    'mails.sendCancelled': task(async ({ key, orderId, reason }, ctx) => {
      const { email: to, number } = await ctx.call('orders.get', { id: orderId });
      const letter: Letter = { kind: 'orderCancelled', orderId, reason, ...(number !== undefined && { number }) };
      return send({ key, to, letter }, options, ctx);
    }),
    'mails.sendAlert': task(async ({ key, accountId, letter }, ctx) => {
      const { email: to, roles } = await accountOf(ctx, accountId);
      return maySeeFigures(roles) ? send({ key, to, letter }, options, ctx) : { sent: false };
    }),
    'mails.sendStock': task(async ({ key, accountId, vendorId, sku, ...count }, ctx) => {
      const { email: to, staff } = await accountOf(ctx, accountId);
      if (staff[vendorId] === undefined) return { sent: false };
      return send({ key, to, letter: { kind: 'stockLow', title: await titleOf(ctx, sku), ...count } }, options, ctx);
    }),
    'mails.outcome': read({ key: mailId, answer: ({ sent }) => ({ ...(sent !== undefined && { sent }) }) }),
    'mails.note': command({ key: mailId, command: ({ sent }) => ({ type: 'note', sent }), answer: () => ({}) }),
  });
