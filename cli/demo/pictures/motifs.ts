import { type Colours, coloursOf, picture } from './canvas.ts';
import { apron, bag, blanket, cushion, runner, scarf, socks, towel } from './cloth.ts';
import { blocks, calendar, cards, fox, notebook, pencils, print, train, wrap } from './desk.ts';
import { basket, board, candle, lamp, plant, seeds, soap, spoons, stool, tray, trowel } from './house.ts';
import { bottle, bowl, jar, jug, kettle, mill, mug, plate, pouch, tin, vase } from './vessels.ts';

/** Everything that the demo shop can show, by the name of its motif. */
const motifs = {
  apron,
  bag,
  basket,
  blanket,
  blocks,
  board,
  bottle,
  bowl,
  calendar,
  candle,
  cards,
  cushion,
  fox,
  jar,
  jug,
  kettle,
  lamp,
  mill,
  mug,
  notebook,
  pencils,
  plant,
  plate,
  pouch,
  print,
  runner,
  scarf,
  seeds,
  soap,
  socks,
  spoons,
  stool,
  tin,
  towel,
  train,
  tray,
  trowel,
  vase,
  wrap,
} satisfies Record<string, (colours: Colours) => string>;

export type Motif = keyof typeof motifs;

/** An SVG of 800 by 800; `main` and `accent` are colours like `#3f6c8a`. */
export function draw(motif: Motif, main: string, accent: string): string {
  const colours = coloursOf(main, accent);
  return picture(motifs[motif](colours), colours);
}
