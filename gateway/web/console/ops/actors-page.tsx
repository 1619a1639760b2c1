import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ActorPage } from '../../../../actors/ops/contract.ts';
import { asked } from '../../api/asked.ts';
import { Button } from '../../design/button.tsx';
import { SelectField, TextField } from '../../design/field.tsx';
import { ProblemView } from '../../design/states.tsx';
import { When } from '../../design/values.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';
import { SignedIn } from '../../session/signed-in.tsx';
import '../console.css';

export const ActorsPage = () => <SignedIn face="/console">{() => <Actors />}</SignedIn>;

const types = ['order', 'product', 'stock', 'cart', 'payment', 'fulfilment', 'book', 'vendor', 'account', 'tenant'];

type Asked = { readonly type: string; readonly id: string };

/** One actor as it is and how it came to be; which one stands in the address, so that it can be sent to a colleague. */
function Actors() {
  const { t } = useTranslation('console');
  const navigate = useNavigate();
  const { type = 'order', id = '' } = useSearch({ strict: false }) as Partial<Asked>;
  const { register, handleSubmit } = useForm<Asked>({ defaultValues: { type, id } });
  const look = handleSubmit((search) => void navigate({ to: '/console/actors', search: search as never }));
  return (
    <div className="stack">
      <h1>{t('actors.title')}</h1>
      <form className="row actor-form" onSubmit={look}>
        <SelectField
          label={t('actors.type')}
          options={types.map((value) => ({ value, label: value }))}
          {...register('type')}
        />
        <TextField label={t('actors.id')} required placeholder="ord_..." {...register('id')} />
        <Button type="submit">{t('actors.look')}</Button>
      </form>
      {id !== '' && <OneActor key={`${type} ${id}`} type={type} id={id} />}
    </div>
  );
}

function OneActor({ type, id }: Asked) {
  const { t } = useTranslation('console');
  const actor = useQuery(asked('ops.actor', { type, id }));
  if (actor.error) return <ProblemView error={actor.error} />;
  if (!actor.data) return <PageWaiting />;
  return (
    <div className="actor-panes">
      <section className="card stack">
        <h2>{t('actors.state', { version: actor.data.version })}</h2>
        <Json value={actor.data.state} />
      </section>
      <section className="card stack">
        <h2>{t('actors.events')}</h2>
        <Events actor={actor.data} />
      </section>
    </div>
  );
}

const Json = ({ value }: { readonly value: unknown }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
  <pre className="json" tabIndex={0}>
    {JSON.stringify(value, null, 2)}
  </pre>
);

const Events = ({ actor: { events } }: { readonly actor: ActorPage }) => (
  <ol className="events">
    {events.toReversed().map(({ version, at, by, events: told }) => (
      <li key={version}>
        <p className="row apart">
          <strong className="numbers">{version}</strong>
          <span className="soft small">
            <When at={at} /> · {by}
          </span>
        </p>
        <Json value={told} />
      </li>
    ))}
  </ol>
);
