import Joi, { type ObjectSchema } from 'joi';
import type { ActionName, ParamsOf, ResultOf } from '../../actors/registry.ts';
import type { Tokens } from '../../actors/runtime/tokens.ts';
import type { JsonObject } from '../body.ts';
import type { AccessTokens } from '../identity/access-tokens.ts';
import type { Identity } from '../identity/identify.ts';
import { exampleTokens, openRefreshToken, refreshParams, sessionFields, showSession } from '../identity/sessions.ts';

export type TranslationKit = { readonly tokens: Tokens; readonly accessTokens: AccessTokens };
type Asked = Identity & TranslationKit & { readonly address: string; readonly respondAsync: boolean };

/** Where HTTP says something else than the contract: secrets are made and opened here, never by an actor. */
export type Translation<Params = unknown, Result = unknown> = {
  /** What HTTP takes instead of the params. */
  readonly takes?: { readonly schema: ObjectSchema; readonly example: JsonObject };
  /** Fields of the params that no caller may fill. */
  readonly hides?: readonly (keyof Params & string)[];
  readonly toParams?: (input: JsonObject, asked: Asked) => JsonObject;
  /** What HTTP gives besides the result. */
  readonly adds?: { readonly fields: Joi.PartialSchemaMap; readonly example: JsonObject };
  /** Fields of the result that stay inside. */
  readonly drops?: readonly (keyof Result & string)[];
  /** `Prefer: respond-async` is heard: 202 as soon as the thing is begun. */
  readonly respondsAsync?: true;
  /** The answer came before the decision: 202. */
  readonly isUndecided?: (result: Result) => boolean;
  /** The answer is good for a moment only: a retry is answered anew. */
  readonly momentary?: true;
  readonly toBody?: (result: Result, asked: Asked) => object | Promise<object>;
};

type Translations = { readonly [Name in ActionName]?: Translation<ParamsOf<Name>, ResultOf<Name>> };

const refreshToken = { schema: refreshParams, example: { refreshToken: exampleTokens.refreshToken } };

const session = {
  momentary: true as const,
  drops: ['sessionId', 'generation'] as const,
  adds: { fields: sessionFields, example: exampleTokens },
  toBody: (result: ResultOf<'customers.logIn'>, { tenantId, tokens, accessTokens }: Asked) =>
    showSession(result, tenantId, tokens, accessTokens),
};

const guestToken = {
  fields: { token: Joi.string() },
  example: { token: 'cart_3f6h9k2m5p8r1t4v7x0z.bm90LWEtcmVhbC1wcm9vZi1oZXJlISEh' },
};

const translations: Translations = {
  'customers.register': session,
  'customers.logIn': {
    ...session,
    hides: ['address'],
    toParams: (input, { address }) => ({ ...input, address }),
  },
  'customers.refresh': {
    ...session,
    takes: refreshToken,
    toParams: ({ refreshToken: token }, { tenantId, tokens }) => openRefreshToken(String(token), tenantId, tokens),
  },
  'customers.logOut': {
    takes: refreshToken,
    toParams: ({ refreshToken: token }, { tenantId, tokens }) => {
      const { sessionId } = openRefreshToken(String(token), tenantId, tokens);
      return { sessionId };
    },
  },
  /** A guest's cart and the order made of it are opened by a secret each: `token`, sent back as `Souk-Token`. */
  'carts.create': {
    adds: guestToken,
    toBody: (cart, { tenantId, tokens }) => ({
      ...cart,
      ...(cart.customerId === undefined && { token: tokens.make('cart', tenantId, cart.id) }),
    }),
  },
  /** The gateway asks for the pieces of a file by itself. */
  'analytics.exportFile': { hides: ['offset'] },
  'orders.checkout': {
    hides: ['wait'],
    respondsAsync: true,
    isUndecided: ({ status }) => status === 'placed' || status === 'reserved',
    toParams: (input, { respondAsync }) => (respondAsync ? { ...input, wait: false } : input),
    adds: guestToken,
    toBody: (order, { tenantId, tokens }) => ({
      ...order,
      ...(order.customerId === undefined && { token: tokens.make('order', tenantId, order.id) }),
    }),
  },
};

export const translationOf = (action: string): Translation =>
  (translations as Readonly<Record<string, Translation | undefined>>)[action] ?? {};
