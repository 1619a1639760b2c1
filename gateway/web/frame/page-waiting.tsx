import { Skeleton } from '../design/states.tsx';

/** While a page's own code is on its way. */
export const PageWaiting = () => (
  <div className="stack" aria-busy>
    <Skeleton width="40%" height="2rem" />
    <Skeleton height="12rem" />
  </div>
);
