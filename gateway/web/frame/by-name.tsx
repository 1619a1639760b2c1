import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { TextField } from '../design/field.tsx';
import { ProblemView } from '../design/states.tsx';

type ByNameProps = {
  readonly title: string;
  /** What will happen, in a sentence. */
  readonly about: string;
  /** What has to be typed before it can. */
  readonly name: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSure: () => void;
  readonly onClose: () => void;
  /** What else has to be said. */
  readonly children?: ReactNode;
};

/** For what cannot be taken back, or hits many: whoever is sure types the name of the thing. */
export function ByName({ title, about, name, busy, error, onSure, onClose, children }: ByNameProps) {
  const { t } = useTranslation('common');
  const [typed, setTyped] = useState('');
  return (
    <Dialog open onClose={onClose} title={title} about={about}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed === name) onSure();
        }}
      >
        {error ? <ProblemView error={error} /> : null}
        {children}
        <TextField
          label={t('byName.type', { name })}
          autoComplete="off"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button type="submit" kind="danger" busy={busy} disabled={typed !== name}>
          {title}
        </Button>
      </form>
    </Dialog>
  );
}
