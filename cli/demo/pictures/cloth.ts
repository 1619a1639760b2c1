import { box, type Colours, circle, line, many, path, shine, turned } from './canvas.ts';

/** What is woven, knitted and sewn. */
export const towel = ({ main, dark, light, accent }: Colours): string =>
  [
    box([160, 150, 480, 26], { fill: '#8a6a4d' }, 13),
    path('M250 160 L250 620 Q325 640 400 620 Q475 600 550 620 L550 160 Z', { fill: main }),
    many(4, (n) => box([250, 440 + n * 38, 300, n % 2 === 0 ? 18 : 8], { fill: n % 2 === 0 ? accent : light })),
    many(24, (n) => line(`M${256 + n * 12.4} 616 v24`, main, 5)),
    path('M400 160 L400 620 Q430 612 450 610 L440 160 Z', { fill: dark, opacity: 0.18 }),
    shine('M270 170 h50 v440 q-26 6 -50 8 Z'),
  ].join('');

const fold = (place: number, { main, dark, accent }: Colours): string =>
  [
    box([180, 560 - place * 96, 440, 92], { fill: place % 2 === 0 ? main : accent }, 40),
    line(`M210 ${632 - place * 96} H590`, dark, 5, 0.35),
    many(9, (n) => line(`M${232 + n * 42} ${576 - place * 96} v56`, '#ffffff', 4, 0.25)),
  ].join('');

export const blanket = (colours: Colours): string => many(4, (place) => fold(place, colours));

export const cushion = ({ main, dark, light, accent }: Colours): string =>
  [
    path('M170 270 Q400 210 630 270 Q676 440 630 640 Q400 700 170 640 Q124 440 170 270 Z', { fill: main }),
    many(6, (n) =>
      line(`M${210 + n * 76} 262 Q${196 + n * 81} 450 ${210 + n * 76} 650`, n % 2 === 0 ? accent : light, 16, 0.8),
    ),
    line('M170 270 Q400 210 630 270 Q676 440 630 640 Q400 700 170 640 Q124 440 170 270', dark, 8, 0.35),
    circle(400, 452, 22, { fill: dark, opacity: 0.6 }),
  ].join('');

export const runner = ({ main, dark, accent, light }: Colours): string =>
  turned(
    -8,
    [
      box([120, 330, 560, 200], { fill: main }),
      many(14, (n) => line(`M${130 + n * 40} 340 l20 46 l20 -46 M${130 + n * 40} 440 l20 46 l20 -46`, light, 6, 0.8)),
      box([120, 410, 560, 16], { fill: accent }),
      many(17, (n) => line(`M118 ${336 + n * 12} h-30 M682 ${336 + n * 12} h30`, dark, 4, 0.7)),
    ].join(''),
  );

export const bag = ({ main, dark, light, accent }: Colours): string =>
  [
    line('M300 330 Q300 130 400 130 Q500 130 500 330', dark, 18),
    path('M200 320 L600 320 L630 650 Q400 680 170 650 Z', { fill: main }),
    path('M200 320 L600 320 L604 370 L196 370 Z', { fill: light }),
    path('M300 470 Q400 400 500 470 Q500 580 400 600 Q300 580 300 470 Z', { fill: accent }),
    line('M340 500 q60 -50 120 0 M360 540 q40 -30 80 0', '#ffffff', 9, 0.8),
  ].join('');

export const scarf = ({ main, dark, light, accent }: Colours): string =>
  [
    path('M240 230 Q400 140 560 230 Q600 330 520 360 Q400 300 280 360 Q200 330 240 230 Z', { fill: main }),
    path('M300 330 L250 640 L380 650 L400 340 Z', { fill: main }),
    path('M420 340 L470 620 L590 590 L500 330 Z', { fill: dark, opacity: 0.85 }),
    many(4, (n) =>
      line(`M${290 - n * 8} ${410 + n * 56} L${396 - n * 4} ${414 + n * 58}`, n % 2 === 0 ? accent : light, 20),
    ),
    many(9, (n) => line(`M${256 + n * 15} 640 l-4 36`, main, 6)),
    line('M270 270 Q400 190 530 270', light, 12, 0.6),
  ].join('');

export const socks = ({ main, dark, light, accent }: Colours): string => {
  const sock = [
    path('M300 200 L420 200 L424 450 Q520 470 560 540 Q590 620 500 640 Q340 660 310 560 Z', { fill: main }),
    box([296, 190, 128, 64], { fill: accent }, 14),
    path('M470 480 Q560 510 566 580 Q560 640 490 642 Q520 560 470 480 Z', { fill: accent }),
    many(3, (n) => line(`M308 ${310 + n * 50} H420`, light, 14, 0.8)),
    line('M318 560 Q350 610 420 616', dark, 7, 0.4),
  ].join('');
  return `<g transform="translate(-120 10)">${sock}</g><g transform="translate(60 -20)">${sock}</g>`;
};

export const apron = ({ main, dark, light, accent }: Colours): string =>
  [
    line('M330 220 Q400 90 470 220', dark, 14),
    line('M210 400 Q150 420 130 500 M590 400 Q650 420 670 500', dark, 12),
    path('M320 210 L480 210 Q490 330 590 390 L600 650 L200 650 L210 390 Q310 330 320 210 Z', { fill: main }),
    path('M280 450 H520 V560 Q400 600 280 560 Z', { fill: accent }),
    line('M280 450 H520 M400 450 V582', light, 7),
    line('M330 236 H470', light, 7, 0.8),
  ].join('');
