import { realWorld, type World } from '../actors/runtime/world.ts';
import { type ClickHouse, isTooLarge, type QueryParams } from './clickhouse.ts';
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
  return async <Row>({ tenantId, vendorId = '' }: Scope, { sql }: { readonly sql: string }, params: QueryParams) => {
    if (!(await turns.take(tenantId))) throw new TooManyQuestions(`too many questions of ${tenantId} are under way`);
    try {
      return await clickHouse.query<Row>(sql, { ...params, tenant: tenantId, vendor: vendorId });
    } catch (error) {
      throw isTooLarge(error) ? new QuestionTooLarge('the question took more than it may', { cause: error }) : error;
    } finally {
      turns.leave(tenantId);
    }
  };
}
