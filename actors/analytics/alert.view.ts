import { rowKey } from '../../tenants/isolation.ts';
import type { Row } from '../runtime/rows/rows.ts';
import { change, put, viewOf } from '../runtime/view.ts';
import { usualEveryMinutes } from './alert-rule.ts';
import type { AnalyticsEvents } from './contract.ts';

/** Of the tenant whose people alone look over all of them. */
const platform = 'platform';

export type AlertRow = Row & {
  readonly tenantId: typeof platform;
  /** The tenant that has it. */
  readonly of: string;
  readonly alertId: string;
  readonly everyMinutes: number;
};

const keyOf = (tenantId: string, id: string): string => rowKey(platform, 'alerts', tenantId, id);

/** The alerts of all tenants, for whoever looks at them when it is time. */
export const alertDirectory = viewOf<AnalyticsEvents>()<AlertRow>({
  name: 'alert-directory',
  version: 1,
  indexes: { all: ['tenantId', 'of', 'alertId'] },
  on: {
    'analytics.alertSaved': ({ terms: { id: alertId, rule } }, { tenantId: of }) => {
      const { everyMinutes = usualEveryMinutes } = rule;
      return [put(keyOf(of, alertId), { tenantId: platform, of, alertId, everyMinutes })];
    },
    'analytics.alertRemoved': ({ id }, { tenantId }) => [change<AlertRow>(keyOf(tenantId, id), () => undefined)],
  },
});
