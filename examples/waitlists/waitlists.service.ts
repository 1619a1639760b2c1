import { bind } from '../../actors/runtime/service.ts';
import { waitlistsContract } from './contract.schemas.ts';
import type { WaitlistsActions } from './contract.ts';
import { waitlist } from './waitlist.ts';

const { on, service } = bind<WaitlistsActions>();
const { command, read } = on(waitlist);

const key = ({ sku }: { sku: string }) => sku;
const owner = (_: unknown, { customerId }: { customerId: string }) => ({ customerId });

export const waitlists = service<WaitlistsActions>(waitlistsContract, {
  'waitlists.join': command({
    key,
    owner,
    command: ({ customerId }) => ({ type: 'join', customerId }),
    answer: ({ members }, { customerId }) => ({ place: members.indexOf(customerId) + 1 }),
  }),
  'waitlists.leave': command({
    key,
    owner,
    command: ({ customerId }) => ({ type: 'leave', customerId }),
    answer: ({ members }) => ({ waiting: members.length }),
  }),
  'waitlists.get': read({ key, answer: ({ members }) => ({ waiting: members.length }) }),
});
