import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { StaffRole } from '../../../../actors/runtime/contract.ts';
import type { Invitation, StaffMember } from '../../../../actors/vendors/contract.ts';
import { ask } from '../../api/ask.ts';
import { asked } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { SelectField, TextField } from '../../design/field.tsx';
import { Badge, ProblemView } from '../../design/states.tsx';
import { Table } from '../../design/table.tsx';
import { showToast } from '../../design/toast-list.ts';
import { When } from '../../design/values.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { OwnShop, type OwnShopAbout } from '../own-shop.tsx';

export const TeamPage = () => <OwnShop>{(about) => <Team about={about} />}</OwnShop>;

const roles: readonly StaffRole[] = ['owner', 'manager', 'fulfiller', 'viewer'];

function Team({ about }: { readonly about: OwnShopAbout }) {
  const { t } = useTranslation('portal');
  const { vendor, may } = about;
  const staff = useQuery({ ...asked('vendors.staff', { id: vendor.id }), enabled: may('team') });
  const leaving = useLeaving(vendor.id);
  if (!may('team')) return <p>{t('team.notYours')}</p>;
  if (staff.error) return <ProblemView error={staff.error} />;
  if (!staff.data) return <PageWaiting />;
  return (
    <>
      <h1>{t('team.title')}</h1>
      {leaving.error && <ProblemView error={leaving.error} />}
      <Members about={about} members={staff.data.members} onRemove={leaving.mutate} />
      {staff.data.invitations.length > 0 && (
        <Invitations invitations={staff.data.invitations} onWithdraw={leaving.mutate} />
      )}
      <Invite vendorId={vendor.id} />
    </>
  );
}

function useLeaving(vendorId: string) {
  const { t } = useTranslation('portal');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (accountId: string) => ask('vendors.removeStaff', { id: vendorId, accountId }),
    onSuccess: () => {
      showToast(t('team.removed'));
      void queries.invalidateQueries({ queryKey: ['vendors.staff'] });
    },
  });
}

type MembersProps = {
  readonly about: OwnShopAbout;
  readonly members: readonly StaffMember[];
  readonly onRemove: (accountId: string) => void;
};

const Members = ({ about: { account }, members, onRemove }: MembersProps) => {
  const { t } = useTranslation(['portal', 'common']);
  return (
    <Table
      caption={t('team.title')}
      rows={members}
      keyOf={({ accountId }) => accountId}
      columns={[
        {
          id: 'who',
          head: t('team.who'),
          cell: ({ accountId, name }) =>
            accountId === account.id ? (
              <strong>{t('team.you', { name: account.name ?? '' })}</strong>
            ) : (
              (name ?? <code>{accountId}</code>)
            ),
        },
        { id: 'role', head: t('team.role'), cell: ({ role }) => <Badge>{t(`team.is.${role}`)}</Badge> },
        {
          id: 'act',
          head: <span className="unseen">{t('common:remove')}</span>,
          cell: ({ accountId }) =>
            accountId !== account.id && (
              <Button size="small" kind="quiet" onClick={() => onRemove(accountId)}>
                {t('common:remove')}
              </Button>
            ),
        },
      ]}
    />
  );
};

type InvitationsProps = { readonly invitations: readonly Invitation[]; readonly onWithdraw: (id: string) => void };

const Invitations = ({ invitations, onWithdraw }: InvitationsProps) => {
  const { t } = useTranslation('portal');
  return (
    <section className="stack">
      <h2>{t('team.invited')}</h2>
      <Table
        caption={t('team.invited')}
        rows={invitations}
        keyOf={({ id }) => id}
        columns={[
          { id: 'email', head: t('team.email'), cell: ({ email }) => email ?? '–' },
          { id: 'role', head: t('team.role'), cell: ({ role }) => <Badge>{t(`team.is.${role}`)}</Badge> },
          { id: 'until', head: t('team.until'), cell: ({ expiresAt }) => <When at={expiresAt} /> },
          {
            id: 'act',
            head: <span className="unseen">{t('team.withdraw')}</span>,
            cell: ({ id }) => (
              <Button size="small" kind="quiet" onClick={() => onWithdraw(id)}>
                {t('team.withdraw')}
              </Button>
            ),
          },
        ]}
      />
    </section>
  );
};

type Invited = { readonly email: string; readonly role: StaffRole };

function Invite({ vendorId }: { readonly vendorId: string }) {
  const { t } = useTranslation('portal');
  const queries = useQueryClient();
  const { register, handleSubmit, reset } = useForm<Invited>({ defaultValues: { email: '', role: 'fulfiller' } });
  const inviting = useMutation({
    mutationFn: (invited: Invited) => ask('vendors.invite', { id: vendorId, ...invited }),
    onSuccess: ({ email }) => {
      showToast(t('team.sent', { email: email ?? '' }));
      reset();
      void queries.invalidateQueries({ queryKey: ['vendors.staff'] });
    },
  });
  return (
    <form className="card stack narrow" onSubmit={handleSubmit((invited) => inviting.mutate(invited))}>
      <h2>{t('team.invite')}</h2>
      {inviting.error && <ProblemView error={inviting.error} />}
      <TextField label={t('team.email')} type="email" required {...register('email')} />
      <SelectField
        label={t('team.role')}
        hint={t('team.roleHint')}
        options={roles.map((value) => ({ value, label: t(`team.is.${value}`) }))}
        {...register('role')}
      />
      <Button type="submit" busy={inviting.isPending}>
        {t('team.invite')}
      </Button>
    </form>
  );
}
