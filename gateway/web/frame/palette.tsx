import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../design/dialog.tsx';
import { type Command, matching } from './commands.ts';
import { useKeys } from './keys.ts';
import './palette.css';

type PaletteProps = { readonly commands: readonly Command[] };

/** Everything by its name: Ctrl-K (or the Apple key and K), a few letters, Enter. */
export function Palette({ commands }: PaletteProps) {
  const { t } = useTranslation('common');
  const [open, setOpen] = useState(false);
  useKeys({ 'mod+k': () => setOpen(true), '/': () => setOpen(true) });
  const close = () => setOpen(false);
  return (
    <>
      <button type="button" className="palette-opener soft small" onClick={() => setOpen(true)}>
        {t('palette.open')} <kbd>Ctrl K</kbd>
      </button>
      <Dialog open={open} onClose={close} title={t('palette.title')}>
        <Choices commands={commands} onChosen={close} />
      </Dialog>
    </>
  );
}

const mostShown = 12;

function Choices({ commands, onChosen }: PaletteProps & { readonly onChosen: () => void }) {
  const { t } = useTranslation('common');
  const id = useId();
  const [typed, setTyped] = useState('');
  const [{ of, at }, setPlace] = useState({ of: '', at: 0 });
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const found = matching(commands, typed).slice(0, mostShown);
  // With another letter the first one is meant again.
  const place = of === typed ? at : 0;
  const run = (command: Command | undefined) => {
    if (!command) return;
    onChosen();
    command.run();
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setPlace({ of: typed, at: (place + step + found.length) % Math.max(1, found.length) });
    else if (event.key === 'Enter') run(found[place]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="stack">
      <input
        ref={field}
        className="input"
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={found[place] && `${id}-${place}`}
        aria-label={t('palette.title')}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={press}
      />
      <Options id={id} commands={found} place={place} onChosen={run} />
    </div>
  );
}

type OptionsProps = {
  readonly id: string;
  readonly commands: readonly Command[];
  readonly place: number;
  readonly onChosen: (command: Command) => void;
};

const Options = ({ id, commands, place, onChosen }: OptionsProps) => {
  const { t } = useTranslation('common');
  return (
    <div id={id} role="listbox" aria-label={t('palette.title')} className="palette-list">
      {commands.map((command, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field above, as in every combobox.
        <div
          key={command.id}
          id={`${id}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === place}
          className="palette-item"
          onClick={() => onChosen(command)}
        >
          {command.label}
          {command.key && <kbd>{command.key}</kbd>}
        </div>
      ))}
      {commands.length === 0 && <p className="soft">{t('palette.nothing')}</p>}
    </div>
  );
};
