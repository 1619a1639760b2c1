import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api/ask.ts';
import { Button } from '../../design/button.tsx';
import { ProblemView } from '../../design/states.tsx';
import { sessionQuery } from '../../session/session.ts';
import { SignedIn } from '../../session/signed-in.tsx';
import { keepShop } from '../own-shop.ts';
import '../portal.css';

/** Where the link of an invitation's mail leads. */
export const InvitationPage = () => <SignedIn face="/vendor">{() => <Accept />}</SignedIn>;

function Accept() {
  const { t } = useTranslation('portal');
  const { id = '' } = useParams({ strict: false });
  const queries = useQueryClient();
  const navigate = useNavigate();
  const token = new URLSearchParams(location.search).get('token') ?? '';
  const accepting = useMutation({
    mutationFn: () => ask('vendors.acceptInvitation', { id, token }),
    onSuccess: async () => {
      keepShop(id);
      await queries.refetchQueries(sessionQuery);
      await navigate({ to: '/vendor' });
    },
  });
  return (
    <div className="card stack narrow centred">
      <h1>{t('invitation.title')}</h1>
      <p className="soft">{t('invitation.about')}</p>
      {accepting.error && <ProblemView error={accepting.error} />}
      <Button wide busy={accepting.isPending} onClick={() => accepting.mutate()}>
        {t('invitation.accept')}
      </Button>
    </div>
  );
}
