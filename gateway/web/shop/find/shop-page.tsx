import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { hasCode } from '../../api/problem.ts';
import { ProblemView, Skeleton } from '../../design/states.tsx';
import { MissingPage } from '../../frame/missing-page.tsx';
import type { Query } from '../../frame/query.ts';
import { shopQuery } from '../queries.ts';
import { useTitle } from '../use-title.ts';
import { type Finding, findingOf } from './finding.ts';
import { Listing } from './listing.tsx';

/** One vendor: who they are, and all they sell. */
export function Page() {
  const { handle = '' } = useParams({ strict: false }) as { handle?: string };
  const query = useSearch({ strict: false }) as Query;
  const navigate = useNavigate();
  const { data: shop, error, refetch } = useQuery(shopQuery(handle));
  useTitle(shop?.name);
  if (hasCode(error, 'NOT_FOUND', 'UNKNOWN_VENDOR')) return <MissingPage />;
  if (error) return <ProblemView error={error} onRetry={() => void refetch()} />;
  const finding = { ...findingOf(query), vendor: handle };
  const find = ({ vendor: _, ...search }: Finding) =>
    void navigate({ to: '/shops/$handle', params: { handle }, search, resetScroll: false });
  const title = (
    <>
      <h1>{shop?.name ?? <Skeleton width="14rem" />}</h1>
      <p className="listing-about">{shop?.description}</p>
    </>
  );
  return <Listing title={title} finding={finding} fixed="vendor" onFind={find} />;
}
