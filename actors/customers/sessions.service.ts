import { on } from '../registry.ts';
import type { Rotation } from './contract.ts';
import type { CustomersHandlers } from './parts.service.ts';
import { type SessionState, session } from './session.ts';

const { command } = on(session);

const rotation = ({ accountId = '', epoch, generation, revoked }: SessionState): Rotation => ({
  accountId,
  epoch,
  generation,
  reused: revoked === 'reused',
});

export const sessionHandlers: Pick<
  CustomersHandlers,
  'customers.beginSession' | 'customers.rotate' | 'customers.logOut'
> = {
  'customers.beginSession': command({
    key: ({ id }) => id,
    command: ({ accountId, epoch }) => ({ type: 'begin', accountId, epoch }),
    answer: ({ generation }) => ({ generation }),
  }),
  'customers.rotate': command({
    key: ({ id }) => id,
    command: ({ generation }) => ({ type: 'rotate', generation }),
    answer: rotation,
  }),
  'customers.logOut': command({
    key: ({ sessionId }) => sessionId,
    command: () => ({ type: 'end' }),
    answer: () => ({}),
  }),
};
