import type { Piece } from '../pieces.ts';

/** What a line over time is drawn of, and told of. */
export type LineChartProps = {
  /** What it shows, for those who do not see it. */
  readonly label: string;
  readonly pieces: readonly Piece[];
  readonly writeValue: (value: number, isShort?: boolean) => string;
  readonly writeStart: (start: string) => string;
  /** Leads to one piece more closely. */
  readonly onChosen?: ((start: string) => void) | undefined;
  /** What the line is called, and that of the span before. */
  readonly nowLabel: string;
  readonly beforeLabel: string;
};
