import { type ClickHouse, isTooLarge, type QueryParams } from './clickhouse.ts';
import type { Question, Scope } from './queries/question.ts';

/** Questions of one tenant under way at once. */
const mostOfOneTenant = 6;

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

export function createAsk(clickHouse: ClickHouse): Ask {
  const underWay = new Map<string, number>();
  return async <Row>({ tenantId, vendorId = '' }: Scope, { sql }: { readonly sql: string }, params: QueryParams) => {
    const before = underWay.get(tenantId) ?? 0;
    if (before >= mostOfOneTenant) throw new TooManyQuestions(`${before} questions of ${tenantId} are under way`);
    underWay.set(tenantId, before + 1);
    try {
      return await clickHouse.query<Row>(sql, { ...params, tenant: tenantId, vendor: vendorId });
    } catch (error) {
      throw isTooLarge(error) ? new QuestionTooLarge('the question took more than it may', { cause: error }) : error;
    } finally {
      const left = (underWay.get(tenantId) ?? 1) - 1;
      if (left > 0) underWay.set(tenantId, left);
      else underWay.delete(tenantId);
    }
  };
}
