import { box, type Colours, circle, ellipse, line, many, mix, moved, path, shine, turned } from './canvas.ts';

/** Of wood and wax, for baths, windows and gardens. */
const grain = (x: number, y: number, width: number, stroke: string): string =>
  many(4, (n) =>
    line(`M${x + 20} ${y + n * 34} q${width / 3} -18 ${width / 2} 0 t${width / 2 - 40} 0`, stroke, 5, 0.35),
  );

export const board = ({ main, dark, light, accent }: Colours): string =>
  turned(
    -12,
    [
      path('M230 250 H570 Q610 250 610 290 V560 Q610 600 570 600 H230 Q190 600 190 560 V290 Q190 250 230 250 Z', {
        fill: main,
      }),
      path('M370 250 V170 Q370 130 400 130 Q430 130 430 170 V250 Z', { fill: main }),
      circle(400, 172, 14, { fill: dark }),
      grain(190, 320, 400, dark),
      grain(190, 470, 380, light),
      line('M196 560 Q196 596 230 596 H570', accent, 8, 0.7),
    ].join(''),
  );

const spoon = ({ main, dark, light }: Colours, lean: number): string =>
  turned(
    lean,
    [
      box([384, 340, 32, 330], { fill: main }, 16),
      ellipse(400, 260, 64, 100, { fill: main }),
      ellipse(400, 256, 44, 76, { fill: dark, opacity: 0.4 }),
      line('M396 380 v270', light, 6, 0.5),
    ].join(''),
    400,
    660,
  );

export const spoons = (colours: Colours): string =>
  spoon(colours, -18) + spoon({ ...colours, main: colours.accent }, 0) + spoon({ ...colours, main: colours.dark }, 18);

export const tray = ({ main, dark, light, accent }: Colours): string =>
  [
    ellipse(400, 500, 270, 140, { fill: dark }),
    ellipse(400, 480, 270, 140, { fill: main }),
    ellipse(400, 486, 232, 112, { fill: light, opacity: 0.5 }),
    moved(
      300,
      300,
      0.32,
      path('M230 330 L250 660 L550 660 L570 330 Z', { fill: accent }) + ellipse(400, 330, 170, 40, { fill: dark }),
    ),
    circle(330, 470, 40, { fill: accent, opacity: 0.8 }),
    circle(330, 466, 26, { fill: '#fffaf0' }),
  ].join('');

export const stool = ({ main, dark, light, accent }: Colours): string =>
  [
    path('M270 400 L220 670 L258 670 L320 400 Z M530 400 L580 670 L542 670 L480 400 Z', { fill: dark }),
    path('M376 400 L372 690 L428 690 L424 400 Z', { fill: mix(dark, main, 0.4) }),
    line('M252 560 H548', dark, 18),
    ellipse(400, 392, 200, 54, { fill: dark }),
    ellipse(400, 372, 200, 54, { fill: main }),
    ellipse(400, 368, 120, 28, { stroke: light, width: 6, opacity: 0.6 }),
    ellipse(400, 368, 60, 12, { stroke: accent, width: 5, opacity: 0.7 }),
  ].join('');

export const candle = ({ main, dark, light, accent }: Colours): string =>
  [
    circle(400, 220, 130, { fill: '#ffe9b0', opacity: 0.55 }),
    path('M400 130 Q446 210 424 250 Q400 282 376 250 Q354 210 400 130 Z', { fill: '#f6a623' }),
    path('M400 190 Q418 228 408 250 Q400 260 392 250 Q382 228 400 190 Z', { fill: '#fff4d6' }),
    line('M400 262 v40', dark, 8),
    box([270, 300, 260, 360], { fill: main }, 26),
    ellipse(400, 312, 130, 28, { fill: light }),
    box([270, 430, 260, 130], { fill: '#fffaf0' }),
    line('M320 480 h160 M350 516 h100', accent, 10),
    shine('M290 330 h36 v320 h-18 Q290 640 290 620 Z'),
  ].join('');

export const soap = ({ main, dark, light, accent }: Colours): string =>
  [
    box([190, 420, 420, 230], { fill: dark }, 60),
    box([190, 390, 420, 230], { fill: main }, 60),
    box([250, 440, 300, 130], { stroke: light, width: 9 }, 40),
    path('M400 464 q54 30 0 86 q-54 -56 0 -86 Z', { fill: accent }),
    many(5, (n) =>
      circle(240 + n * 88, 330 - (n % 3) * 56, 24 + (n % 2) * 18, { stroke: light, width: 6, opacity: 0.9 }),
    ),
  ].join('');

const leaf = (x: number, y: number, lean: number, fill: string): string =>
  turned(
    lean,
    path(`M${x} ${y} q70 -90 0 -210 q-70 120 0 210 Z`, { fill }) + line(`M${x} ${y} v-170`, '#ffffff', 4, 0.3),
    x,
    y,
  );

export const plant = ({ main, dark, light, accent }: Colours): string =>
  [
    [-58, -30, 0, 30, 58].map((lean, n) => leaf(400, 440, lean, mix('#4f7a51', accent, n * 0.09))).join(''),
    path('M270 430 H530 L500 660 H300 Z', { fill: main }),
    box([256, 410, 288, 60], { fill: dark }, 12),
    path('M300 520 Q400 560 506 520 L500 570 Q400 606 306 570 Z', { fill: light, opacity: 0.7 }),
  ].join('');

export const seeds = ({ main, dark, light, accent }: Colours): string =>
  turned(
    5,
    [
      box([260, 170, 280, 480], { fill: main }, 8),
      box([260, 170, 280, 70], { fill: dark }, 8),
      box([290, 270, 220, 250], { fill: '#fffaf0' }, 8),
      line('M400 500 V400', '#5d7a4c', 10),
      many(8, (n) => {
        const angle = (n * Math.PI) / 4;
        return circle(400 + Math.cos(angle) * 40, 366 + Math.sin(angle) * 40, 28, { fill: accent });
      }),
      circle(400, 366, 26, { fill: '#f2c14e' }),
      line('M310 570 h180 M340 604 h120', light, 10),
    ].join(''),
  );

export const trowel = ({ main, dark, light, accent }: Colours): string =>
  turned(
    32,
    [
      box([372, 110, 56, 210], { fill: main }, 26),
      box([372, 150, 56, 26], { fill: accent }),
      box([388, 310, 24, 80], { fill: dark }),
      path('M310 390 H490 Q500 540 400 680 Q300 540 310 390 Z', { fill: light }),
      path('M400 400 V660 Q310 540 316 400 Z', { fill: '#ffffff', opacity: 0.35 }),
    ].join(''),
  );

export const lamp = ({ main, dark, light, accent }: Colours): string =>
  [
    ellipse(400, 470, 250, 190, { fill: '#ffe9b0', opacity: 0.4 }),
    box([384, 380, 32, 250], { fill: dark }),
    ellipse(400, 640, 120, 28, { fill: dark }),
    path('M310 150 H490 L570 400 H230 Z', { fill: main }),
    path('M230 400 H570 L562 372 H238 Z', { fill: accent }),
    path('M330 160 L262 390 H320 L366 160 Z', { fill: light, opacity: 0.5 }),
  ].join('');

export const basket = ({ main, dark, light, accent }: Colours): string =>
  [
    line('M230 390 Q400 110 570 390', dark, 26),
    path('M190 380 H610 L570 650 H230 Z', { fill: main }),
    many(5, (n) => line(`M${200 + n * 6} ${420 + n * 52} H${600 - n * 6}`, n % 2 === 0 ? dark : light, 14, 0.45)),
    many(7, (n) => line(`M${232 + n * 56} 390 L${254 + n * 49} 646`, dark, 10, 0.35)),
    box([176, 360, 448, 50], { fill: accent }, 24),
  ].join('');
