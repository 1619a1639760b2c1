import { type AnswerMeta, type Stamp, stampOf } from '../../actors/runtime/headers.ts';
import { type Answer, emptyAnswer, jsonAnswer, tagged, textAnswer } from '../answer.ts';
import { type Asked, isAsync } from './kit.ts';
import { type Route, versionPath } from './routes.ts';
import { tableOf, tableType, wantsTable } from './table.ts';

export type Reply = { readonly result: unknown; readonly meta: AnswerMeta };

/** Which version of which actor an answer shows, or has just made. */
export const versionField = 'Souk-Version';

export const stampedBy = ({ stream, version }: AnswerMeta): Stamp | undefined =>
  stream === undefined || version === undefined ? undefined : stampOf(stream, version);

/** What a question is answered with. Whoever kept it may ask again whether it is still so. */
export async function readAnswer(asked: Asked, { result, meta }: Reply): Promise<Answer> {
  const { kind, guestOf } = asked.identity.caller;
  const isPublic = kind === 'anyone' && !guestOf;
  const { route, exchange } = asked;
  const fields = {
    'Cache-Control': isPublic ? 'no-cache' : 'private, no-cache',
    [versionField]: stampedBy(meta),
    ...(route.contract.table !== undefined && { Vary: 'Accept' }),
  };
  if (wantsTable(route, exchange)) return tagged(textAnswer(route.status, tableType, tableOf(route, result), fields));
  return tagged(jsonAnswer(route.status, await bodyOf(asked, result), fields));
}

/** What a change is answered with. */
export async function writeAnswer(asked: Asked, { result, meta }: Reply): Promise<Answer> {
  const { route, reader, exchange } = asked;
  const deferred = isAsync(route, exchange);
  const status = deferred || isUndecided(asked, { result, meta }) ? 202 : route.status;
  const fields = {
    'Cache-Control': 'no-store',
    Location: status === 201 || status === 202 ? placeOf(route, result) : undefined,
    'Preference-Applied': deferred ? 'respond-async' : undefined,
    [versionField]: stampedBy(meta),
    'Idempotent-Replayed': meta.replayed ? 'true' : undefined,
  };
  if (status === 204) return emptyAnswer(204, fields);
  const answer = jsonAnswer(status, await bodyOf(asked, result), fields);
  // The same form as the GET's has the same tag: the next If-Match needs no GET before it.
  return reader && reader.contract.result === route.contract.result ? tagged(answer) : answer;
}

/** It may turn out either way: what the caller gets is how it stands. */
export const isUndecided = ({ route }: Asked, { result, meta }: Reply): boolean =>
  meta.undecided === true || (route.translation.isUndecided?.(result) ?? false);

async function bodyOf({ kit, route, exchange, identity }: Asked, result: unknown): Promise<unknown> {
  const translate = route.translation.toBody;
  if (!translate) return result ?? {};
  return translate(result, { ...kit, ...identity, address: exchange.address, respondAsync: isAsync(route, exchange) });
}

function placeOf({ makesAt }: Route, result: unknown): string | undefined {
  const { id } = (result ?? {}) as { readonly id?: unknown };
  return makesAt !== undefined && typeof id === 'string' ? `${versionPath}${makesAt}${id}` : undefined;
}
