import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { suggestionsQuery } from '../queries.ts';
import { entriesOf, nextActive, type Suggested } from './suggested.ts';
import './search-box.css';

/** What is typed, what could be meant, and which of it is marked. */
function useSuggesting() {
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const wished = typed.trim();
  const { data } = useQuery(suggestionsQuery(useDeferredValue(wished)));
  const entries = wished.length < 2 ? [] : entriesOf(data);
  const isShown = isOpen && entries.length > 0;
  const go = (path: string, search = {}) => {
    setOpen(false);
    void navigate({ to: path, search });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const chosen = isShown ? entries[active] : undefined;
    if (chosen) go(chosen.path);
    else go('/search', { q: wished });
  };
  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setOpen(false);
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setOpen(true);
    setActive(nextActive(active, event.key, entries.length));
  };
  const type = (text: string) => {
    setTyped(text);
    setActive(-1);
    setOpen(true);
  };
  return { typed, entries, active, isShown, go, submit, walk, type, close: () => setOpen(false) };
}

/** Search with suggestions while somebody types, walked with the arrow keys. */
export function SearchBox() {
  const { t } = useTranslation('shop');
  const listId = useId();
  const { typed, entries, active, isShown, go, submit, walk, type, close } = useSuggesting();
  const optionId = (place: number) => `${listId}-${place}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: what is inside is what matters to older readers.
    <form className="search-box" role="search" onSubmit={submit} onBlur={leaving(close)}>
      <Search aria-hidden size={18} />
      <input
        className="input"
        type="search"
        role="combobox"
        name="q"
        autoComplete="off"
        aria-label={t('find.label')}
        placeholder={t('find.placeholder')}
        aria-expanded={isShown}
        aria-controls={isShown ? listId : undefined}
        aria-activedescendant={isShown && active >= 0 ? optionId(active) : undefined}
        value={typed}
        onChange={({ target }) => type(target.value)}
        onKeyDown={walk}
      />
      {isShown && <SuggestionList id={listId} entries={entries} active={active} optionId={optionId} onChoose={go} />}
    </form>
  );
}

/** The focus has left the whole of it, not only one part for another. */
const leaving = (leave: () => void) => (event: { currentTarget: Element; relatedTarget: EventTarget | null }) => {
  if (!event.currentTarget.contains(event.relatedTarget as Node | null)) leave();
};

type SuggestionListProps = {
  readonly id: string;
  readonly entries: readonly Suggested[];
  readonly active: number;
  readonly optionId: (place: number) => string;
  readonly onChoose: (path: string) => void;
};

function SuggestionList({ id, entries, active, optionId, onChoose }: SuggestionListProps) {
  const { t } = useTranslation('shop');
  return (
    <div className="suggestions" id={id} role="listbox" aria-label={t('find.suggestions')}>
      {entries.map(({ path, text, kind, image }, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field, which keeps the focus.
        <div
          key={path}
          id={optionId(place)}
          className="suggestion"
          role="option"
          tabIndex={-1}
          aria-selected={place === active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(path)}
        >
          {image ? <img src={image} alt="" width={36} height={36} /> : <span className="suggestion-blank" />}
          <span>{text}</span>
          <span className="soft small">{t(`find.kind.${kind}`)}</span>
        </div>
      ))}
    </div>
  );
}
