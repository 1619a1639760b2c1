type BarProps = { readonly value: number; readonly most: number };

/** How much of the most there is; the number stands beside it. */
export const Bar = ({ value, most }: BarProps) => (
  <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden>
    <rect width={most > 0 ? Math.max(0, (value / most) * 100) : 0} height={10} />
  </svg>
);
