import { box, type Colours, circle, ellipse, line, many, path, shine } from './canvas.ts';

/** What stands in kitchens: things that hold something. */
const speckles = (colour: string): string =>
  many(26, (n) => circle(250 + ((n * 97) % 300), 370 + ((n * 61) % 250), 3 + (n % 3), { fill: colour, opacity: 0.35 }));

export const mug = ({ main, dark, light, accent }: Colours): string =>
  [
    line('M560 400 q110 0 100 90 q-10 90 -120 84', main, 40),
    path('M230 330 L250 620 Q252 660 300 660 L500 660 Q548 660 550 620 L570 330 Z', { fill: main }),
    path('M239 470 L250 620 Q252 660 300 660 L500 660 Q548 660 550 620 L561 470 Z', { fill: accent, opacity: 0.85 }),
    speckles(dark),
    shine('M262 350 L280 640 L330 640 L316 350 Z'),
    ellipse(400, 330, 170, 40, { fill: light }),
    ellipse(400, 334, 148, 30, { fill: dark }),
  ].join('');

export const bowl = ({ main, dark, light, accent }: Colours): string =>
  [
    path('M170 400 Q180 640 360 660 L440 660 Q620 640 630 400 Z', { fill: main }),
    path('M178 470 Q210 500 400 500 Q590 500 622 470 L616 510 Q580 545 400 545 Q220 545 184 510 Z', { fill: accent }),
    shine('M210 420 Q220 600 330 648 L300 600 Q250 540 250 420 Z'),
    ellipse(400, 400, 230, 58, { fill: light }),
    ellipse(400, 406, 204, 44, { fill: dark, opacity: 0.9 }),
  ].join('');

export const plate = ({ main, dark, light, accent }: Colours): string =>
  [
    circle(400, 420, 240, { fill: dark, opacity: 0.35 }),
    circle(400, 408, 240, { fill: main }),
    circle(400, 408, 206, { stroke: accent, width: 12 }),
    circle(400, 408, 160, { fill: light, opacity: 0.5 }),
    path('M240 300 Q300 210 420 196 Q330 250 290 330 Z', { fill: '#ffffff', opacity: 0.35 }),
  ].join('');

export const jug = ({ main, dark, light, accent }: Colours): string =>
  [
    line('M540 330 q120 20 100 140 q-16 90 -120 90', main, 36),
    path('M280 250 Q250 430 230 520 Q220 660 330 660 L470 660 Q580 660 570 520 Q550 430 530 250 Z', { fill: main }),
    path('M226 560 Q222 660 330 660 L470 660 Q578 660 572 560 Q400 600 226 560 Z', { fill: accent }),
    shine('M300 280 Q270 450 260 540 Q256 620 300 640 L330 640 Q290 560 345 280 Z'),
    path('M280 250 Q230 216 212 240 Q240 262 280 290 Q400 316 530 250 Q400 200 280 250 Z', { fill: light }),
    ellipse(410, 252, 104, 22, { fill: dark }),
  ].join('');

const stem = (x: number, y: number, lean: number, petal: string): string =>
  [
    line(`M400 300 Q${400 + lean / 2} 220 ${x} ${y}`, '#5d7a4c', 9),
    many(6, (n) => {
      const angle = (n * Math.PI) / 3;
      return circle(x + Math.cos(angle) * 24, y + Math.sin(angle) * 24, 22, { fill: petal });
    }),
    circle(x, y, 16, { fill: '#f2c14e' }),
  ].join('');

export const vase = ({ main, dark, light, accent }: Colours): string =>
  [
    stem(340, 150, -80, accent),
    stem(470, 120, 90, light),
    path(
      'M366 300 Q372 390 300 450 Q240 530 290 620 Q310 660 400 660 Q490 660 510 620 Q560 530 500 450 Q428 390 434 300 Z',
      {
        fill: main,
      },
    ),
    path('M276 500 Q400 560 524 500 Q534 530 528 560 Q400 610 272 560 Q266 530 276 500 Z', {
      fill: accent,
      opacity: 0.8,
    }),
    shine('M330 460 Q270 540 310 620 Q330 640 350 644 Q310 560 372 440 Z'),
    ellipse(400, 300, 36, 12, { fill: dark }),
  ].join('');

/** `label` is its word for what is inside: a lid of cloth, of cork or of metal. */
export const jar = ({ main, dark, light, accent }: Colours): string =>
  [
    box([250, 330, 300, 330], { fill: main }, 46),
    box([250, 330, 300, 60], { fill: light, opacity: 0.45 }, 30),
    box([290, 430, 220, 150], { fill: '#fffaf0' }, 14),
    line('M320 480 h160 M340 515 h120 M360 548 h80', dark, 9, 0.7),
    path('M236 336 Q232 258 280 246 L520 246 Q568 258 564 336 Q480 316 400 330 Q320 316 236 336 Z', { fill: accent }),
    line('M244 322 Q400 300 556 322', dark, 8, 0.6),
    shine('M270 360 h34 v270 h-20 Q270 620 270 600 Z'),
  ].join('');

export const bottle = ({ main, dark, light, accent }: Colours): string =>
  [
    box([366, 130, 68, 76], { fill: accent }, 10),
    path(
      'M372 200 L372 290 Q296 330 296 420 L296 620 Q296 660 336 660 L464 660 Q504 660 504 620 L504 420 Q504 330 428 290 L428 200 Z',
      {
        fill: main,
      },
    ),
    box([296, 430, 208, 150], { fill: '#fffaf0' }),
    circle(400, 505, 44, { stroke: dark, width: 7 }),
    line('M400 470 v70 M378 490 q22 30 44 0', dark, 6),
    path('M316 420 Q316 350 372 310 L372 340 Q344 370 340 430 Z', { fill: light, opacity: 0.6 }),
  ].join('');

export const kettle = ({ main, dark, light, accent }: Colours): string =>
  [
    line('M270 330 Q280 170 400 170 Q520 170 530 330', dark, 26),
    path('M560 430 Q650 400 690 320 L716 340 Q690 480 580 540 Z', { fill: main }),
    path('M200 560 Q190 320 400 320 Q610 320 600 560 Q600 650 520 660 L280 660 Q200 650 200 560 Z', { fill: main }),
    path('M200 560 Q200 650 280 660 L520 660 Q600 650 600 560 Q400 620 200 560 Z', { fill: dark, opacity: 0.5 }),
    ellipse(400, 330, 110, 24, { fill: light }),
    circle(400, 300, 24, { fill: accent }),
    shine('M240 540 Q240 390 340 350 Q290 420 296 560 Z'),
  ].join('');

export const tin = ({ main, dark, light, accent }: Colours): string =>
  [
    box([250, 280, 300, 380], { fill: main }, 20),
    box([236, 230, 328, 84], { fill: light }, 20),
    line('M250 318 H550', dark, 6, 0.5),
    circle(400, 470, 104, { fill: '#fffaf0' }),
    path('M400 400 q60 50 0 140 q-60 -90 0 -140 Z', { fill: accent }),
    line('M400 420 V530', dark, 5, 0.6),
    shine('M272 330 h36 v310 h-24 Q272 636 272 620 Z'),
  ].join('');

export const pouch = ({ main, dark, light, accent }: Colours): string =>
  [
    path('M280 210 H520 L548 640 Q400 676 252 640 Z', { fill: main }),
    path('M280 210 H520 L516 270 H284 Z', { fill: dark }),
    line('M300 240 H500', light, 5, 0.6),
    box([310, 350, 180, 180], { fill: '#fffaf0' }, 12),
    path('M400 378 q70 60 0 128 q-70 -60 0 -128 Z', { fill: accent }),
    line('M396 392 q26 48 0 102', dark, 8, 0.7),
    line('M330 570 h140', accent, 10),
    shine('M300 280 h34 l-12 360 q-24 -2 -46 -8 Z'),
  ].join('');

export const mill = ({ main, dark, light, accent }: Colours): string =>
  [
    circle(400, 160, 26, { fill: accent }),
    path('M330 300 Q310 190 400 186 Q490 190 470 300 Z', { fill: main }),
    box([336, 296, 128, 22], { fill: dark }),
    path('M344 318 H456 Q430 420 486 520 L500 660 H300 L314 520 Q370 420 344 318 Z', { fill: main }),
    path('M314 520 H486 L490 560 H310 Z', { fill: dark, opacity: 0.4 }),
    line('M366 340 q20 100 -30 190', light, 12, 0.5),
  ].join('');
