import type { Shape } from '../data/types.ts';
import { bothSides, circle, type Draw, label, leaning, line, type Paint, path, rect } from './pencil.ts';

/** The left lens by form, around its own middle; the nose is at the right. */
const lenses: Readonly<Record<string, string>> = {
  round: 'M-152 0A152 152 0 1 1 152 0A152 152 0 1 1 -152 0Z',
  panto: 'M-158 -70Q-160 -138 -84 -140H78Q150 -140 150 -66C150 56 84 140 -4 140C-96 140 -156 48 -158 -70Z',
  square: 'M-166 -88Q-168 -126 -128 -128L112 -122Q152 -120 150 -84L138 72Q132 122 86 124H-78Q-134 124 -144 74Z',
  'cat-eye':
    'M-196 -142Q-40 -146 108 -100Q152 -86 148 -34C142 76 78 130 -22 128C-112 126 -152 52 -162 -36Q-168 -102 -196 -142Z',
  aviator:
    'M-150 -112Q0 -140 128 -110Q154 -102 150 -42C140 84 58 166 -32 160C-132 150 -166 22 -166 -58Q-166 -100 -150 -112Z',
};

/** How thick the rim is, by material. */
const rims: Readonly<Record<string, number>> = { acetate: 30, flex: 34, titanium: 11, steel: 15 };

const tints: Readonly<Record<string, readonly [top: string, bottom: string]>> = {
  polarised: ['#2d343c', '#475059'],
  gradient: ['#3b3a44', '#cfc6bd'],
  brown: ['#5f4128', '#8d6a48'],
};

/** Glasses seen from the front, arms open behind them. */
function drawGlasses({ main, dark, light, values }: Paint, tint: readonly [string, string] | null): string {
  const form = lenses[values.form ?? ''] ?? lenses.panto;
  const rim = rims[values.material ?? ''] ?? 24;
  const metal = rim < 20;
  const at = 'transform="translate(398 760)"';
  const speckled = values.colour === 'tortoise' && !metal;
  const lens = tint
    ? `<path d="${form}" fill="url(#tint)" opacity=".93" ${at}/>`
    : `<path d="${form}" fill="url(#glass)" ${at}/>`;
  const arm = path('M226 668L300 716L372 880L352 892L282 742L214 700Z', dark, 'opacity=".5"');
  const half = [
    arm,
    lens,
    `<g ${at}><path d="${form}" fill="none" stroke="${main}" stroke-width="${rim}" stroke-linejoin="round"/>`,
    speckled
      ? `<path d="${form}" fill="none" stroke="#3d2414" stroke-width="${rim}" stroke-dasharray="26 44 58 30 14 62" opacity=".5"/>`
      : '',
    `<path d="${form}" fill="none" stroke="${light}" stroke-width="${Math.max(3, rim / 6)}" opacity=".75" transform="scale(1.035)"/></g>`,
    // The hinge, and light that lies across the lens.
    metal ? rect(206, 676, 34, 16, 6, dark) : path('M200 652L252 662L246 716L206 706Z', main),
    circle(224, 684, 5, light),
    line('M322 690L372 640M328 742L432 640', '#ffffff', 11, `opacity="${tint ? 0.28 : 0.7}"`),
    metal
      ? `${line('M540 790Q556 800 558 826', dark, 5)}<ellipse cx="560" cy="838" rx="10" ry="20" fill="${light}"/>`
      : '',
  ].join('');
  const bridge = metal
    ? line('M548 716Q600 676 652 716', main, rim) +
      (values.form === 'aviator' ? line('M530 650Q600 630 670 650', main, rim) : '')
    : line('M552 722Q600 678 648 722', main, rim + 4) + line('M560 712Q600 680 640 712', light, 4, 'opacity=".7"');
  const [top, bottom] = tint ?? ['#f4fbff', '#cfe2ea'];
  const defs = `<defs><linearGradient id="${tint ? 'tint' : 'glass'}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}" stop-opacity="${tint ? 1 : 0.75}"/><stop offset="1" stop-color="${bottom}" stop-opacity="${tint ? 1 : 0.5}"/></linearGradient></defs>`;
  return defs + bothSides(half) + bridge;
}

/** A box of lenses, and one of them resting in front of it. */
function drawContactLens(paint: Paint): string {
  const { main, dark, light } = paint;
  return [
    path('M690 470L760 420V880L690 960Z', dark),
    path('M290 470L360 420H760L690 470Z', light),
    rect(290, 470, 400, 490, 6, '#fbfaf6'),
    path('M290 640Q420 560 520 660T690 640V960H290Z', main),
    circle(490, 770, 74, '#ffffff', 'opacity=".85"'),
    circle(490, 770, 34, main),
    circle(490, 770, 15, dark),
    label(paint, 490, 560, 54, '#3b3833'),
    '<defs><linearGradient id="lens" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#eaf6fb"/><stop offset="1" stop-color="#9cc6d8"/></linearGradient></defs>',
    path('M700 850Q716 950 860 956Q1004 950 1020 850Z', 'url(#lens)', 'opacity=".82"'),
    '<ellipse cx="860" cy="850" rx="160" ry="46" fill="#d7edf5" stroke="#ffffff" stroke-width="7"/>',
    '<ellipse cx="860" cy="866" rx="112" ry="26" fill="#b4d8e6" opacity=".7"/>',
    line('M742 880Q764 930 826 940', '#ffffff', 8, 'opacity=".85"'),
  ].join('');
}

/** A bottle, with the head that its cleaner needs, on a folded cloth. */
function drawSpray(paint: Paint): string {
  const { main, dark, light, accent, values } = paint;
  const heads: Readonly<Record<string, string>> = {
    spray:
      rect(480, 330, 120, 90, 14, '#34383d') +
      path('M470 330Q470 270 530 262H640V312H600V330Z', '#34383d') +
      rect(636, 274, 30, 26, 6, '#5a6067'),
    solution: rect(486, 320, 108, 100, 12, '#fbfaf6') + rect(506, 290, 68, 40, 10, accent),
    foam:
      rect(500, 350, 80, 70, 10, '#fbfaf6') +
      rect(528, 270, 24, 90, 6, '#d9d6cf') +
      rect(470, 246, 150, 44, 20, '#fbfaf6'),
  };
  return [
    path('M560 880L930 820L1010 900L640 965Z', accent),
    path('M560 880L930 820L940 836L580 900Z', '#ffffff', 'opacity=".45"'),
    line('M620 930L980 868M600 905L960 846', '#ffffff', 3, 'opacity=".5" stroke-dasharray="10 9"'),
    leaning(
      paint,
      (heads[values.cleaner ?? ''] ?? '') +
        path('M430 480Q430 420 490 418H590Q650 420 650 480V910Q650 960 600 960H480Q430 960 430 910Z', main) +
        rect(430, 590, 220, 230, 0, '#fbfaf6') +
        rect(452, 450, 22, 480, 11, light, 'opacity=".8"') +
        path('M650 480V910Q650 960 600 960H590Q628 950 628 905V480Z', dark, 'opacity=".35"') +
        label(paint, 540, 690, 38, '#3b3833') +
        circle(520, 750, 20, 'none', `stroke="${dark}" stroke-width="5"`) +
        circle(566, 750, 20, 'none', `stroke="${dark}" stroke-width="5"`) +
        line('M540 748Q543 742 546 748', dark, 5),
    ),
  ].join('');
}

/** Of names on leather and felt. */
const engraved = '#f4efe4';

/** What glasses are kept in: a shell, a folded prism or a pouch. */
function drawCase(paint: Paint): string {
  const { main, dark, light, values } = paint;
  if (values.casing === 'pouch')
    return [
      path(
        'M360 600Q350 560 390 540Q600 590 810 540Q850 560 840 600L880 900Q880 960 820 960H380Q320 960 320 900Z',
        main,
      ),
      path('M390 540Q600 590 810 540L790 470Q600 520 410 470Z', light),
      line('M392 548Q600 600 808 548', dark, 9),
      line('M808 548Q880 570 900 660M808 548Q860 600 850 690', dark, 7),
      circle(900, 668, 13, dark) + circle(850, 698, 13, dark),
      line('M420 620Q400 760 410 920M780 620Q800 760 790 920', dark, 4, 'opacity=".35"'),
      label(paint, 600, 790, 60, engraved),
    ].join('');
  if (values.casing === 'folding-case')
    return [
      path('M210 960L330 640H930L1010 960Z', main),
      path('M330 640L270 800L210 960L170 920L290 620Z', dark),
      path('M330 640H930L950 720H300Z', light, 'opacity=".8"'),
      line('M340 700H938', dark, 4, 'stroke-dasharray="14 12" opacity=".6"'),
      circle(630, 722, 16, dark),
      label(paint, 620, 860, 60, engraved),
    ].join('');
  return [
    path('M190 800Q190 600 420 590H800Q1010 600 1010 800Z', light),
    path('M190 800H1010Q1010 955 860 960H340Q190 955 190 800Z', main),
    path('M860 960Q1010 955 1010 800H960Q950 930 820 960Z', dark, 'opacity=".5"'),
    rect(190, 790, 820, 20, 8, dark),
    rect(560, 776, 80, 48, 12, dark) + circle(600, 800, 9, light),
    line('M250 760Q270 650 420 636', '#ffffff', 12, 'opacity=".4"'),
    line('M230 850H970', dark, 4, 'stroke-dasharray="14 12" opacity=".4"'),
    label(paint, 600, 905, 50, engraved),
  ].join('');
}

export const eyewear = {
  frame: (paint) => drawGlasses(paint, null),
  sunglasses: (paint) => drawGlasses(paint, tints[paint.values.filter ?? ''] ?? ['#2d343c', '#475059']),
  'contact-lens': drawContactLens,
  spray: drawSpray,
  case: drawCase,
} satisfies Partial<Record<Shape, Draw>>;
