import { expect, test } from '@jest/globals';
import { Errors } from 'moleculer';
import { toSoukError } from '../../actors/runtime/errors.ts';

test('A call that Moleculer gave up waiting for may be tried again: nobody knows what became of it', () => {
  const late = new Errors.RequestTimeoutError({ action: 'analytics.live', nodeID: 'node-1' });
  expect(toSoukError(late)).toMatchObject({ type: 'DEADLINE_PASSED', class: 'Unavailable', retryable: true });
});
