import { flow } from '../registry.ts';

type About = { readonly id: string };
type Handle = { readonly handle: string };
type Member = { readonly accountId: string };

const claimOf = ({ handle }: Handle, { id }: About) => [{ kind: 'vendorHandle', value: handle, owner: id } as const];
const answerTo = ({ handle }: Handle, { id }: About) => ({ id, handle });
const settled = ({ accountId }: Member, { id }: About) => ({ id, accountId });

const claimsHandle = {
  ask: { 'claims.take': claimOf },
  answered: { 'vendors.acceptHandle': answerTo },
  refused: { 'vendors.refuseHandle': answerTo },
} as const;

/** A vendor waits for its handle; whoever joins or leaves it hears of it in their own account. */
export const vendorFlow = flow({
  name: 'vendor',
  from: 'start',
  rows: {
    'vendors.opened': claimsHandle,
    'vendors.handleProposed': claimsHandle,
    'vendors.staffJoined': {
      ask: { 'customers.join': ({ accountId, role }, { id }) => [{ id: accountId, vendorId: id, role }] },
      answered: { 'vendors.noteStaffSettled': settled },
    },
    'vendors.staffLeft': {
      ask: { 'customers.leave': ({ accountId }, { id }) => [{ id: accountId, vendorId: id }] },
      answered: { 'vendors.noteStaffSettled': settled },
    },
  },
});
