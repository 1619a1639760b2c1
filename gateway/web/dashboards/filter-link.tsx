import { useTranslation } from 'react-i18next';

type FilterLinkProps = { readonly name: string; readonly onChosen: () => void };

/** A thing that the whole board can be narrowed to. */
export function FilterLink({ name, onChosen }: FilterLinkProps) {
  const { t } = useTranslation('dashboards');
  return (
    <button type="button" className="filter-link" title={t('filter.only', { name })} onClick={onChosen}>
      {name}
    </button>
  );
}
