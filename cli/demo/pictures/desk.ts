import { box, type Colours, circle, line, many, mix, moved, path, turned } from './canvas.ts';

/** Of paper, for walls and desks; and what children play with. */
export const notebook = ({ main, dark, light, accent }: Colours): string =>
  turned(
    -6,
    [
      box([246, 186, 330, 450], { fill: mix(dark, '#000000', 0.2) }, 16),
      box([236, 176, 330, 450], { fill: '#fffaf0' }, 14),
      box([224, 166, 330, 450], { fill: main }, 14),
      box([224, 166, 52, 450], { fill: dark, opacity: 0.5 }, 14),
      box([320, 260, 180, 100], { fill: '#fffaf0' }, 8),
      line('M346 298 h128 M346 326 h84', dark, 8, 0.7),
      line('M510 166 v450', accent, 16),
      circle(410, 480, 40, { stroke: light, width: 8 }),
    ].join(''),
  );

const card = (place: number, { main, accent, light }: Colours): string =>
  turned(
    -16 + place * 16,
    [
      box([290, 220, 240, 340], { fill: ['#fffaf0', light, '#ffffff'][place] ?? light }, 10),
      path('M350 460 h120 v40 q-60 24 -120 0 Z', { fill: main }),
      path('M350 460 q20 -30 40 0 q20 -30 40 0 q20 -30 40 0 Z', { fill: accent }),
      line('M410 440 v-50', main, 9),
      circle(410, 372, 12, { fill: '#f2c14e' }),
    ].join(''),
    400,
    700,
  );

export const cards = (colours: Colours): string => many(3, (place) => card(place, colours));

export const calendar = ({ main, dark, light, accent }: Colours): string =>
  [
    box([220, 140, 360, 510], { fill: '#fffaf0' }, 6),
    box([220, 140, 360, 260], { fill: main }),
    path('M220 400 L330 250 L410 340 L470 280 L580 400 Z', { fill: dark, opacity: 0.7 }),
    circle(490, 210, 36, { fill: accent }),
    many(28, (n) =>
      box([248 + (n % 7) * 45, 440 + Math.floor(n / 7) * 48, 28, 28], { fill: n === 11 ? accent : light }, 6),
    ),
    line('M330 120 v40 M470 120 v40', dark, 12),
  ].join('');

export const print = ({ main, dark, light, accent }: Colours): string =>
  [
    box([190, 110, 420, 540], { fill: '#6f5240' }, 6),
    box([212, 132, 376, 496], { fill: '#fffaf0' }),
    box([260, 180, 280, 400], { fill: light }),
    circle(440, 270, 54, { fill: accent }),
    path('M260 580 L260 460 Q330 390 400 450 Q470 510 540 430 L540 580 Z', { fill: main }),
    path('M260 580 L260 530 Q360 470 540 540 L540 580 Z', { fill: dark }),
  ].join('');

const pencil = (place: number, colour: string): string =>
  turned(
    -24 + place * 12,
    [
      box([384, 220, 32, 330], { fill: colour }),
      path('M384 220 L400 160 L416 220 Z', { fill: '#f0d2a8' }),
      path('M394 184 L400 160 L406 184 Z', { fill: colour }),
      box([384, 530, 32, 26], { fill: '#d6cfc4' }),
    ].join(''),
    400,
    720,
  );

export const pencils = ({ main, dark, light, accent }: Colours): string =>
  [
    many(5, (place) => pencil(place, [main, accent, light, dark, mix(accent, main, 0.5)][place] ?? main)),
    path('M280 460 L520 460 L500 660 L300 660 Z', { fill: dark }),
    box([272, 450, 256, 40], { fill: main }, 10),
  ].join('');

export const wrap = ({ main, light, accent }: Colours): string =>
  [0, 1, 2]
    .map((place) =>
      turned(
        -20 + place * 20,
        [
          box([350, 160, 100, 500], { fill: [main, light, accent][place] ?? main }, 10),
          many(8, (n) => circle(376 + (n % 2) * 46, 200 + n * 58, 10, { fill: [accent, main, light][place] ?? light })),
          box([350, 400, 100, 30], { fill: '#fffaf0' }),
        ].join(''),
        400,
        760,
      ),
    )
    .join('');

export const fox = ({ main, dark, accent }: Colours): string =>
  [
    path('M520 600 Q690 590 670 420 Q640 470 590 480 Q540 500 500 560 Z', { fill: main }),
    path('M650 500 Q676 460 670 420 Q640 470 610 476 Z', { fill: '#fffaf0' }),
    path('M300 400 Q260 660 320 660 L500 660 Q560 600 500 400 Z', { fill: main }),
    path('M350 470 Q340 640 400 650 Q460 640 450 470 Z', { fill: '#fffaf0' }),
    path('M240 300 L260 160 L350 230 L450 230 L540 160 L560 300 Q520 440 400 460 Q280 440 240 300 Z', { fill: main }),
    path('M244 310 Q330 330 400 456 Q300 450 244 310 Z M556 310 Q470 330 400 456 Q500 450 556 310 Z', {
      fill: '#fffaf0',
    }),
    circle(330, 310, 14, { fill: dark }),
    circle(470, 310, 14, { fill: dark }),
    circle(400, 436, 20, { fill: accent }),
  ].join('');

export const blocks = ({ main, dark, light, accent }: Colours): string =>
  (
    [
      [200, 480, main],
      [410, 480, accent],
      [305, 290, light],
    ] as const
  )
    .map(([x, y, fill], n) =>
      moved(
        x,
        y,
        1,
        [
          box([0, 0, 180, 180], { fill }, 18),
          box([18, 18, 144, 144], { stroke: '#ffffff', width: 6, opacity: 0.6 }, 10),
          [
            circle(90, 90, 40, { fill: dark }),
            path('M90 44 L136 128 H44 Z', { fill: '#fffaf0' }),
            box([54, 54, 72, 72], { fill: dark }, 8),
          ][n] ?? '',
        ].join(''),
      ),
    )
    .join('');

export const train = ({ main, dark, light, accent }: Colours): string =>
  [
    box([190, 470, 420, 90], { fill: main }, 20),
    box([420, 330, 170, 170], { fill: accent }, 16),
    box([452, 364, 106, 74], { fill: light }, 10),
    box([250, 370, 60, 110], { fill: dark }, 10),
    box([236, 350, 88, 34], { fill: accent }, 10),
    many(4, (n) => circle(240 + n * 106, 596, 54, { fill: dark }) + circle(240 + n * 106, 596, 22, { fill: light })),
    many(3, (n) => circle(290 + n * 52, 300 - n * 56, 22 + n * 10, { fill: '#ffffff', opacity: 0.7 })),
  ].join('');
