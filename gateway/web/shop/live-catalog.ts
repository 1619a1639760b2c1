import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from '../live/live.ts';

/** However much is going on, so often is enough for somebody who reads. */
const lookEveryMs = 1_500;

/** Looks again at what a page shows when something on sale has changed: new, dearer, gone. */
export function useLiveCatalog(): void {
  const queries = useQueryClient();
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(waiting.current), []);
  const look = () => {
    waiting.current = undefined;
    for (const about of ['products', 'product', 'cart']) void queries.invalidateQueries({ queryKey: [about] });
  };
  const lookSoon = () => {
    waiting.current ??= setTimeout(look, lookEveryMs);
  };
  // The list itself is too long to be told: where it begins, and after a gap, what was shown may be older.
  useLive('catalog', { state: lookSoon, changes: lookSoon });
}
