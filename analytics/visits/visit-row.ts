import type { Visit } from '../../actors/analytics/contract.ts';
import { type Columns, type RowLine, rowLine } from '../clickhouse.ts';

/** Of the table `visits`, in the order of a row's values. */
export const visitColumns: Columns = [
  'tenant',
  'type',
  'at',
  'session',
  'visitor',
  'product',
  'sku',
  'order_id',
  'query',
  'results',
  'position',
  'step',
  'value',
  'source',
  'device',
  'is_bot',
  'weight',
];

/** What is the same of all that one browser tells at once. */
export type Whose = {
  readonly tenantId: string;
  /** A pseudonym. */
  readonly visitor: string;
  readonly device: string;
  readonly isBot: boolean;
};

export const visitRow = ({ tenantId, visitor, device, isBot }: Whose, visit: Visit, weight: number): RowLine =>
  rowLine([
    tenantId,
    visit.type,
    visit.at,
    visit.session,
    visitor,
    visit.product,
    visit.sku,
    visit.order,
    visit.query,
    visit.results,
    visit.position,
    visit.step,
    visit.value,
    visit.source,
    device,
    isBot ? 1 : 0,
    weight,
  ]);

/** Rows that nobody can count leave their number. */
export const refusedRow = ({ tenantId, device, isBot }: Whose, refused: number, at: number): RowLine =>
  rowLine([tenantId, 'refused', at, '', '', '', '', '', '', 0, 0, '', refused, '', device, isBot ? 1 : 0, 1]);
