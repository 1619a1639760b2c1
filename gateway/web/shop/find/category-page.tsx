import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../../../actors/catalog/contract.ts';
import { MissingPage } from '../../frame/missing-page.tsx';
import type { Query } from '../../frame/query.ts';
import { categoriesQuery } from '../queries.ts';
import { useTitle } from '../use-title.ts';
import { type Finding, findingOf } from './finding.ts';
import { Listing } from './listing.tsx';

/** A category and those below it. */
export function Page() {
  const { handle = '' } = useParams({ strict: false }) as { handle?: string };
  const query = useSearch({ strict: false }) as Query;
  const navigate = useNavigate();
  const { data: categories } = useQuery(categoriesQuery);
  const category = categories?.find((one) => one.handle === handle);
  useTitle(category?.name);
  if (categories && !category) return <MissingPage />;
  const finding = { ...findingOf(query), category: handle };
  const find = ({ category: _, ...search }: Finding) =>
    void navigate({ to: '/categories/$handle', params: { handle }, search, resetScroll: false });
  const title = <CategoryTitle category={category} categories={categories ?? []} />;
  return <Listing title={title} finding={finding} fixed="category" onFind={find} />;
}

type CategoryTitleProps = { readonly category: Category | undefined; readonly categories: readonly Category[] };

function CategoryTitle({ category, categories }: CategoryTitleProps) {
  const { t } = useTranslation('shop');
  const above = (category?.path ?? []).slice(0, -1).flatMap((id) => categories.find((one) => one.id === id) ?? []);
  return (
    <>
      <nav aria-label={t('find.above')}>
        <ol className="crumbs">
          <li>
            <Link to="/">{t('head.home')}</Link>
          </li>
          {above.map(({ id, handle, name }) => (
            <li key={id}>
              <Link to="/categories/$handle" params={{ handle }}>
                {name}
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      <h1>{category?.name ?? ' '}</h1>
    </>
  );
}
