import { realWorld, type World } from '../actors/runtime/world.ts';
import { type ClickHouse, type FileFormat, type FileLimits, isTooLarge, type QueryParams } from './clickhouse.ts';
import type { Question, Scope } from './queries/question.ts';
import { Turns } from './turns.ts';

/** Of one tenant: under way at once, and waiting for that. A page of figures asks for a dozen at once. */
const mostAtOnce = 6;
const mostWaiting = 60;
const longestWaitMs = 5_000;

export class QuestionTooLarge extends Error {
  override readonly name = 'QuestionTooLarge';
}

export class TooManyQuestions extends Error {
  override readonly name = 'TooManyQuestions';
}

/** Asks a question for a scope. Tenant and vendor are bound here and nowhere else. */
export type Ask = <Params extends QueryParams, Row>(
  scope: Scope,
  question: Question<Params, Row>,
  params: Params,
) => Promise<readonly Row[]>;

export function createAsk(clickHouse: Pick<ClickHouse, 'query'>, world: Pick<World, 'after'> = realWorld): Ask {
  const turns = new Turns({ mostAtOnce, mostWaiting, longestWaitMs, after: world.after });
  return <Row>(scope: Scope, { sql }: { readonly sql: string }, params: QueryParams) =>
    inTurn(turns, scope, () => clickHouse.query<Row>(sql, bound(scope, params)));
}

/** Asks for the answer as a file: one at a time for each tenant, beside its questions. */
export type AskFile = (
  scope: Scope,
  question: { readonly sql: string },
  params: QueryParams,
  format: FileFormat,
) => Promise<Uint8Array>;

/** Before it is packed. */
export const mostOfFile: FileLimits = { rows: 500_000, bytes: 32 * 1_048_576 };

export function createAskFile(clickHouse: Pick<ClickHouse, 'file'>, world: Pick<World, 'after'> = realWorld): AskFile {
  const turns = new Turns({ mostAtOnce: 1, mostWaiting, longestWaitMs, after: world.after });
  return (scope, { sql }, params, format) =>
    inTurn(turns, scope, () => clickHouse.file(sql, bound(scope, params), format, mostOfFile));
}

const bound = ({ tenantId, vendorId = '' }: Scope, params: QueryParams): QueryParams => ({
  ...params,
  tenant: tenantId,
  vendor: vendorId,
});

async function inTurn<Answer>(turns: Turns, { tenantId }: Scope, ask: () => Promise<Answer>): Promise<Answer> {
  if (!(await turns.take(tenantId))) throw new TooManyQuestions(`too many questions of ${tenantId} are under way`);
  try {
    return await ask();
  } catch (error) {
    throw isTooLarge(error) ? new QuestionTooLarge('the question took more than it may', { cause: error }) : error;
  } finally {
    turns.leave(tenantId);
  }
}
