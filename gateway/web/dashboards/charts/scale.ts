/** Places in a drawing, in pixels from its upper left corner. */
export type Place = { readonly x: number; readonly y: number };

/** Room of a drawing around what is drawn, in pixels. */
export const room = { start: 64, end: 12, top: 12, bottom: 28 } as const;

/** Round numbers that people count in, from below the least value to above the greatest. */
export function ticksOf(least: number, most: number, about = 4): readonly number[] {
  const [low, high] = [Math.min(0, least), Math.max(most, 0)];
  if (low === high) return [0, 1];
  const rough = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  // What is counted comes in whole: half an order, or half a penny, is none.
  const step = Math.max(1, ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power);
  const first = Math.floor(low / step);
  const many = Math.ceil(high / step) - first + 1;
  return Array.from({ length: many }, (_, at) => (first + at) * step);
}

export type Scale = { readonly x: (at: number) => number; readonly y: (value: number) => number };

export type Size = { readonly width: number; readonly height: number };

/** Where the piece at a place, and where a value is drawn. */
export function scaleOf({ width, height }: Size, pieces: number, ticks: readonly number[]): Scale {
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const across = width - room.start - room.end;
  const down = height - room.top - room.bottom;
  return {
    x: (at) => room.start + (pieces > 1 ? (at / (pieces - 1)) * across : across / 2),
    y: (value) => room.top + (1 - (value - low) / (high - low)) * down,
  };
}

const written = ({ x, y }: Place): string => `${x.toFixed(1)},${y.toFixed(1)}`;

export const lineThrough = (places: readonly Place[]): string =>
  places.map((place, at) => `${at === 0 ? 'M' : 'L'}${written(place)}`).join('');

/** The same line, with all below it down to `base`. */
export function areaBelow(places: readonly Place[], base: number): string {
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return '';
  return `${lineThrough(places)}L${written({ x: last.x, y: base })}L${written({ x: first.x, y: base })}Z`;
}

/** Which piece is meant by a place across the drawing. */
export function pieceAt(x: number, width: number, pieces: number): number {
  const across = width - room.start - room.end;
  const at = Math.round(((x - room.start) / across) * (pieces - 1));
  return Math.max(0, Math.min(pieces - 1, Number.isFinite(at) ? at : 0));
}

/** Pieces whose time is written below them: as many as there is room for, evenly. */
export function labelledOf(pieces: number, width: number, labelWidth = 84): readonly number[] {
  const most = Math.max(1, Math.floor((width - room.start - room.end) / labelWidth));
  const step = Math.max(1, Math.ceil(pieces / most));
  return Array.from({ length: Math.ceil(pieces / step) }, (_, at) => at * step);
}
