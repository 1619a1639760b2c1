import Joi from 'joi';
import type { Session } from '../../actors/customers/contract.ts';
import { runtimeError } from '../../actors/runtime/errors.ts';
import { second } from '../../actors/runtime/time.ts';
import type { Tokens } from '../../actors/runtime/tokens.ts';
import { type AccessTokens, accessTokenMs } from './access-tokens.ts';

/** What a log-in looks like over HTTP: the session itself never leaves, two tokens made of it do. */
export const sessionFields = {
  accessToken: Joi.string().required(),
  refreshToken: Joi.string().required(),
  tokenType: Joi.string().valid('Bearer').required(),
  /** Seconds. */
  expiresIn: Joi.number().integer().required(),
};

export const exampleTokens = {
  accessToken: 'eyJhbGciOiJFZERTQSIsImtpZCI6Ims2ODkifQ.eyJzdWIiOiJhY2NfMSJ9.c2lnbmF0dXJl',
  refreshToken: 'ses_5q8r1t4v7x0z3b6d9f2h.1.bm90LWEtcmVhbC1wcm9vZi1oZXJlISEh',
  tokenType: 'Bearer',
  expiresIn: accessTokenMs / second,
};

export const refreshParams = Joi.object<{ refreshToken: string }>({ refreshToken: Joi.string().max(1_000).required() });

export async function showSession(session: Session, tenantId: string, tokens: Tokens, access: AccessTokens) {
  const { sessionId, generation, account } = session;
  return {
    account,
    accessToken: await access.make(account.id, tenantId, sessionId),
    refreshToken: tokens.make('refresh', tenantId, sessionId, String(generation)),
    tokenType: 'Bearer',
    expiresIn: accessTokenMs / second,
  };
}

export function openRefreshToken(token: string, tenantId: string, tokens: Tokens) {
  const [sessionId, generation] = tokens.open('refresh', tenantId, token) ?? [];
  if (sessionId === undefined || generation === undefined) throw runtimeError('UNAUTHENTICATED');
  return { sessionId, generation: Number(generation) };
}
