import { hash } from 'node:crypto';
import type { AnswerMeta, Stamp } from '../../actors/runtime/headers.ts';
import type { Answer } from '../answer.ts';
import { readJson } from '../body.ts';
import { gatewayError } from '../codes.ts';
import { type Exchange, headerOf } from '../exchange.ts';
import type { Identity } from '../identity/identify.ts';
import { decodePath } from '../params.ts';
import { rankOf } from '../places/rank.ts';
import { asSoukError, problemAnswer } from '../problem.ts';
import { type Bound, boundOfTenant } from '../rate-limit.ts';
import { admit, asCaller } from './admission.ts';
import { fileAnswer } from './file.ts';
import { commandIdOf, keyOf, type Outcome } from './idempotency.ts';
import type { Asked, RouteKit } from './kit.ts';
import { checkIfMatch } from './precondition.ts';
import { isUndecided, type Reply, readAnswer, stampedBy, versionField, writeAnswer } from './route-answer.ts';
import { inputOf, toParams } from './route-params.ts';
import type { Route } from './routes.ts';

/** One request for one action: who asks, may it, what does it ask, and what came of it. */
export async function serveRoute(
  kit: RouteKit,
  route: Route,
  reader: Route | undefined,
  exchange: Exchange,
): Promise<Answer> {
  const identity = await admit(await kit.identify.identify(exchange), route);
  const forCaller = kit.limits.take(...boundsOf(kit, route, identity));
  const input = inputOf(route, exchange, route.safe ? {} : await readJson(exchange.req));
  const params = toParams(input, kit, route, exchange, identity);
  const asked: Asked = { kit, route, reader, exchange, identity, input, params };
  const purpose = { tenantId: identity.tenantId, action: route.action, rank: rankOf(route, exchange) };
  const answer = await kit.places.run(purpose, () => (route.safe ? read(asked) : write(asked)));
  return { ...answer, forCaller };
}

function boundsOf({ identify, callerPerMinute }: RouteKit, { action, contract }: Route, identity: Identity): Bound[] {
  const { tenantId } = identity;
  const caller = ownerOf(identity);
  return [
    boundOfTenant(tenantId, identify.termsOf(tenantId)),
    { key: `caller ${caller}`, perMinute: callerPerMinute },
    { key: `${action} ${caller}`, perMinute: contract.mostAMinute ?? 0 },
  ];
}

async function read(asked: Asked): Promise<Answer> {
  const { kit, exchange, identity } = asked;
  const seen = [...kit.recentWrites.of(ownerOf(identity)), ...claimed(exchange, identity)];
  // A question changes nothing, so it needs no name of its own.
  const reply = await ask(asked, exchange.traceId, { seen });
  if (!asked.route.contract.files) return readAnswer(asked, reply);
  return fileAnswer(reply, (offset) =>
    ask({ ...asked, params: { ...asked.params, offset } }, exchange.traceId, { seen }),
  );
}

const stampPattern = /^[\w-]+\/[\w-]+\/[\w-]+@\d{1,15}$/;

/** What the caller says it has seen, if that could be a thing of its tenant. */
function claimed({ headers }: Exchange, { tenantId }: Identity): readonly Stamp[] {
  const stamp = headerOf(headers, versionField.toLowerCase());
  return stamp?.startsWith(`${tenantId}/`) && stampPattern.test(stamp) ? [stamp] : [];
}

const ownerOf = ({ tenantId, scope }: Identity): string => `${tenantId} ${scope}`;

async function write(asked: Asked): Promise<Answer> {
  const { kit, route, exchange, identity, input } = asked;
  const key = keyOf(exchange.headers['idempotency-key']);
  if (key === undefined) {
    if (route.contract.idempotency === 'required') throw gatewayError('IDEMPOTENCY_KEY_REQUIRED');
    return (await perform(asked, kit.world.randomId())).answer;
  }
  const commandId = commandIdOf(identity.tenantId, identity.scope, `${route.method} ${route.path}`, key);
  return kit.idempotency.once(commandId, hash('sha256', JSON.stringify(input), 'base64url'), () =>
    perform(asked, commandId),
  );
}

/** A refusal of a decider is as final as a success; everything else may turn out otherwise next time. */
async function perform(asked: Asked, commandId: string): Promise<Outcome> {
  try {
    const expected = await expectation(asked);
    const reply = await ask(asked, commandId, expected ? { expected } : {});
    const stamp = stampedBy(reply.meta);
    if (stamp) asked.kit.recentWrites.note(ownerOf(asked.identity), stamp);
    const isFinal = !isUndecided(asked, reply) && !asked.route.translation.momentary;
    return { answer: await writeAnswer(asked, reply), keep: isFinal };
  } catch (error) {
    const { class: errorClass, type } = asSoukError(error);
    if (errorClass !== 'Rejected' || type === 'PRECONDITION_FAILED') throw error;
    return { answer: problemAnswer(error, asked.exchange.traceId), keep: true };
  }
}

/** For an `If-Match` the thing is read as its GET would read it: by the path alone. */
function expectation(asked: Asked): Promise<Stamp | undefined> {
  const { exchange, route, reader } = asked;
  const path = decodePath(exchange.params);
  const names = reader?.pathParams ?? [];
  const params = Object.fromEntries(names.map((name, place) => [name, path[route.pathParams[place] ?? name]]));
  const readNow = reader && (() => read({ ...asked, route: reader, params }));
  return checkIfMatch(headerOf(exchange.headers, 'if-match'), readNow);
}

type Also = { readonly expected?: Stamp; readonly seen?: readonly Stamp[] };

async function ask({ kit, route, exchange, identity, params }: Asked, commandId: string, also: Also): Promise<Reply> {
  const about = {
    tenantId: identity.tenantId,
    commandId,
    traceId: exchange.traceId,
    deadlineMs: kit.requestTimeoutMs,
    ...also,
  };
  return asCaller(identity, async (caller) => {
    const meta: AnswerMeta = {};
    const result = await kit.ask(route.action, params, { ...about, caller }, meta);
    return { result, meta };
  });
}
