/** What a picture is painted with; all of it follows from one colour, so that a vendor's things look like one hand's. */
export type Colours = {
  readonly main: string;
  readonly dark: string;
  readonly light: string;
  readonly accent: string;
};

export const side = 800;

const parts = (colour: string): readonly number[] =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

const hex = (part: number): string => Math.round(part).toString(16).padStart(2, '0');

/** `share` of the other colour, 0 to 1. */
export function mix(colour: string, other: string, share: number): string {
  const others = parts(other);
  return `#${parts(colour)
    .map((part, place) => hex(part + ((others[place] ?? 0) - part) * share))
    .join('')}`;
}

export const coloursOf = (main: string, accent: string): Colours => ({
  main,
  accent,
  dark: mix(main, '#1d1a2b', 0.35),
  light: mix(main, '#ffffff', 0.45),
});

type Style = { readonly fill?: string; readonly stroke?: string; readonly width?: number; readonly opacity?: number };

function styled({ fill = 'none', stroke, width = 0, opacity }: Style): string {
  const line = stroke === undefined ? '' : ` stroke="${stroke}" stroke-width="${width}" stroke-linecap="round"`;
  return `fill="${fill}"${line}${opacity === undefined ? '' : ` opacity="${opacity}"`}`;
}

export const path = (d: string, style: Style): string => `<path d="${d}" ${styled(style)}/>`;

export const ellipse = (x: number, y: number, rx: number, ry: number, style: Style): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" ${styled(style)}/>`;

export const circle = (x: number, y: number, radius: number, style: Style): string =>
  ellipse(x, y, radius, radius, style);

type Box = readonly [x: number, y: number, width: number, height: number];

export const box = ([x, y, width, height]: Box, style: Style, round = 0): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" ${styled(style)}/>`;

export const line = (d: string, stroke: string, width: number, opacity = 1): string =>
  path(d, { stroke, width, opacity });

export const turned = (degrees: number, inner: string, x = 400, y = 400): string =>
  `<g transform="rotate(${degrees} ${x} ${y})">${inner}</g>`;

export const moved = (x: number, y: number, scale: number, inner: string): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})">${inner}</g>`;

/** The same thing `count` times, each told its place. */
export const many = (count: number, one: (place: number) => string): string =>
  Array.from({ length: count }, (_, place) => one(place)).join('');

/** A shine down the left side of round things. */
export const shine = (d: string): string => path(d, { fill: '#ffffff', opacity: 0.22 });

/** A thing on a table before a wall, lit from the upper left. */
export function picture(inner: string, { main }: Colours): string {
  const wall = mix(main, '#fbf7f0', 0.82);
  const table = mix(main, '#efe6d8', 0.72);
  const stage = [
    box([0, 0, side, side], { fill: wall }),
    circle(250, 210, 330, { fill: '#ffffff', opacity: 0.35 }),
    box([0, 590, side, 210], { fill: table }),
    ellipse(400, 664, 270, 34, { fill: mix(main, '#2a2438', 0.6), opacity: 0.2 }),
  ].join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">${stage}${inner}</svg>`;
}
