import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/button.tsx';
import { Empty } from '../../design/states.tsx';
import { PageWaiting } from '../../frame/page-waiting.tsx';

type Pages<Item> = InfiniteData<{ readonly items: readonly Item[] }>;

type FoundPagesProps<Item> = {
  readonly found: UseInfiniteQueryResult<Pages<Item>>;
  readonly icon: LucideIcon;
  /** Where there is nothing. */
  readonly none: string;
  readonly children: (items: readonly Item[]) => ReactNode;
};

/** What was found so far, and the way to more of it. */
export function FoundPages<Item>({ found, icon, none, children }: FoundPagesProps<Item>) {
  const { t } = useTranslation('console');
  const items = found.data?.pages.flatMap((page) => page.items);
  return (
    <>
      {found.isPending && <PageWaiting />}
      {items?.length === 0 && <Empty icon={icon} title={none} />}
      {items && items.length > 0 && children(items)}
      {found.hasNextPage && (
        <Button kind="plain" busy={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
          {t('orders.more')}
        </Button>
      )}
    </>
  );
}
