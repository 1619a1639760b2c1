import type { EventAbout } from '../../actors/runtime/view.ts';
import { testTime } from './given.ts';

/** Where an event of a test stands. */
export const aboutOf = (fields: Partial<EventAbout> = {}): EventAbout => ({
  tenantId: 'acme',
  type: 'thing',
  id: 'thing_1',
  version: 1,
  eventId: 'acme/thing/thing_1@1',
  at: testTime,
  by: 'souk',
  partition: 'things/00',
  traceId: 'trace',
  ...fields,
});
