import type { Shape } from '../data/types.ts';
import { bothSides, circle, type Draw, line, type Paint, path, rect } from './pencil.ts';

const shirtWhite = '#f8f6f0';

/** What is woven into the cloth, as an SVG pattern; nothing for a plain one. */
function weaveOf({ values, light, dark }: Paint): string {
  const tiles: Readonly<Record<string, string>> = {
    pinstripe: `<pattern id="weave" width="22" height="22" patternUnits="userSpaceOnUse"><path d="M11 0V22" stroke="${light}" stroke-width="2.4"/></pattern>`,
    herringbone: `<pattern id="weave" width="28" height="20" patternUnits="userSpaceOnUse"><path d="M0 20L14 0M14 20L28 0M0 10L7 0M7 20L21 0M21 20L28 10" stroke="${light}" stroke-width="2" opacity=".55" transform="scale(1 .5)"/><path d="M0 0L14 20M14 0L28 20M7 0L21 20" stroke="${light}" stroke-width="2" opacity=".55" transform="translate(0 10) scale(1 .5)"/></pattern>`,
    check: `<pattern id="weave" width="64" height="64" patternUnits="userSpaceOnUse"><path d="M10 0V64M18 0V64M0 10H64M0 18H64" stroke="${light}" stroke-width="3" opacity=".6"/><path d="M46 0V64M0 46H64" stroke="${dark}" stroke-width="3" opacity=".8"/></pattern>`,
  };
  const stripes =
    values.tint === 'bengal'
      ? `<pattern id="weave" width="18" height="18" patternUnits="userSpaceOnUse"><path d="M4 0V18" stroke="#ffffff" stroke-width="8" opacity=".85"/></pattern>`
      : undefined;
  return stripes ?? tiles[values.pattern ?? ''] ?? '';
}

/** A piece of cloth: its colour, and the weave over it. */
function piece(d: string, fill: string, paint: Paint): string {
  return path(d, fill) + (weaveOf(paint) ? path(d, 'url(#weave)') : '');
}

const defsOf = (paint: Paint) => `<defs>${weaveOf(paint)}</defs>`;

const hanger =
  line('M600 214V190Q600 150 634 150Q664 152 660 184', '#8a8177', 9) +
  path('M330 322Q420 250 600 214Q780 250 870 322L862 336Q760 276 600 244Q440 276 338 336Z', '#b89a72');

const collarAndTie = ({ accent }: Paint) =>
  path('M534 250Q600 292 666 250L606 580H594Z', shirtWhite) +
  path('M576 300H624L618 338L642 530L600 586L558 530L582 338Z', accent) +
  path('M576 300H624L618 340H582Z', '#000000', 'opacity=".18"') +
  bothSides(
    path('M534 250Q560 284 600 300L562 358L516 272Z', '#ffffff') + line('M600 300L562 358L516 272', '#d9d4c8', 3),
  );

/** The left half of a jacket, as far as a hem. */
function halfJacket(paint: Paint, hem: number): string {
  const { main, dark, light } = paint;
  return [
    piece(`M408 284Q362 296 348 366L292 ${hem - 84}Q336 ${hem - 58} 384 ${hem - 76}L430 480Z`, dark, paint),
    piece(
      `M534 248L410 284Q388 292 392 340L420 520Q430 640 398 ${hem - 14}Q500 ${hem + 12} 600 ${hem - 4}V578Z`,
      main,
      paint,
    ),
    line(`M430 480Q440 620 414 ${hem - 120}`, dark, 4, 'opacity=".55"'),
    // The lapel, with its notch.
    piece('M534 248L492 262L456 418L508 428L482 462L600 584V566L548 300Z', light, paint),
    line('M492 262L456 418L508 428L482 462L600 582', dark, 4, 'opacity=".7"'),
    path(`M424 ${hem - 210}L548 ${hem - 200}L546 ${hem - 168}L420 ${hem - 178}Z`, dark),
  ].join('');
}

function drawJacket(paint: Paint): string {
  const { dark, light, accent } = paint;
  const hem = 900;
  return [
    defsOf(paint),
    hanger,
    collarAndTie(paint),
    bothSides(halfJacket(paint, hem)),
    line(`M600 584V${hem}`, dark, 4),
    path('M676 476L762 462L764 484L680 498Z', dark),
    path('M690 474L706 440L722 468L742 436L748 464Z', accent),
    [620, 716].map((y) => circle(616, y, 12, dark, `stroke="${light}" stroke-width="3"`)).join(''),
    [790, 806, 822].map((y) => circle(850, y, 5, light)).join(''),
  ].join('');
}

const legs = ({ main, dark, light }: Paint, top: number) =>
  bothSides(
    path(`M500 ${top}H600V${top + 150}L584 960H478Q474 700 500 ${top}Z`, main) +
      line(`M540 ${top + 30}L530 952`, light, 4, 'opacity=".8"') +
      path(`M600 ${top + 150}L584 960H566L592 ${top + 120}Z`, dark, 'opacity=".45"'),
  );

/** The jacket on its hanger with the trousers below it. */
function drawSuit(paint: Paint): string {
  return `${legs(paint, 540)}<g transform="translate(222 88) scale(.63)">${drawJacket(paint)}</g>`;
}

function drawCoat(paint: Paint): string {
  const { main, dark, light } = paint;
  const half = [
    piece('M404 290Q352 304 336 384L280 900Q330 926 384 908L432 500Z', dark, paint),
    piece('M530 250L408 290Q386 298 390 350L418 540Q410 860 366 1084Q490 1106 610 1090V600Z', main, paint),
    piece('M530 246L478 262L432 430L500 446L468 486L606 640V588L548 306Z', light, paint),
    line('M478 262L432 430L500 446L468 486L606 640', dark, 4, 'opacity=".7"'),
    path('M414 742L468 722L478 744L424 766Z', dark),
  ].join('');
  return [
    defsOf(paint),
    // Longer than the rest of the wardrobe, so hung a little further away.
    '<g transform="translate(82 16) scale(.863)">',
    hanger,
    path('M534 250Q600 292 666 250L612 600H588Z', '#d8cdbb'),
    bothSides(half),
    line('M612 640V1090', dark, 4),
    [690, 780, 870].map((y) => circle(556, y, 14, dark) + circle(654, y, 14, dark)).join(''),
    '</g>',
  ].join('');
}

function drawShirt(paint: Paint): string {
  const { main, dark, light, values } = paint;
  const half = [
    piece('M410 280Q360 292 344 366L286 806Q334 834 386 816L432 490Z', main, paint),
    path('M410 280Q360 292 344 366L286 806Q334 834 386 816L432 490Z', dark, 'opacity=".3"'),
    path('M290 780L390 792L386 836Q332 848 282 824Z', light),
    piece('M530 246L412 280Q390 290 394 340L420 540Q424 720 404 890Q500 930 602 920V300Z', main, paint),
  ].join('');
  const points = values.collar === 'cutaway' ? 'L524 372L486 276Z' : 'L566 392L510 280Z';
  return [
    defsOf(paint),
    hanger,
    path('M534 244Q600 214 666 244L640 300Q600 330 560 300Z', dark),
    bothSides(half),
    rect(578, 318, 44, 602, 2, light, 'opacity=".9"'),
    line('M578 322V918M622 322V918', dark, 3, 'opacity=".45"'),
    [400, 500, 600, 700, 800].map((y) => circle(600, y, 8, '#ffffff', `stroke="${dark}" stroke-width="3"`)).join(''),
    path('M456 470H548V560L502 590L456 560Z', light, `opacity=".7" stroke="${dark}" stroke-width="3"`),
    bothSides(
      path(`M532 240Q560 292 600 312${points}`, light) +
        line(`M532 240Q560 292 600 312${points}`, dark, 3, 'opacity=".6"') +
        (values.collar === 'button-down' ? circle(552, 366, 6, '#ffffff', `stroke="${dark}" stroke-width="2"`) : ''),
    ),
  ].join('');
}

function drawTrousers(paint: Paint): string {
  const { main, dark, light } = paint;
  const half = [
    piece('M436 250H600V520L566 958H398Q392 600 436 250Z', main, paint),
    path('M600 470L566 958H536L588 440Z', dark, 'opacity=".45"'),
    line('M512 320L478 948', light, 5, 'opacity=".85"'),
    line('M444 300Q470 372 440 420', dark, 5, 'opacity=".7"'),
    path('M398 924H568L566 958H398Z', dark, 'opacity=".5"'),
  ].join('');
  return [
    defsOf(paint),
    bothSides(half),
    rect(432, 214, 336, 52, 8, dark),
    [470, 560, 640, 730].map((x) => rect(x - 8, 206, 16, 70, 4, main)).join(''),
    circle(600, 240, 9, light),
    line('M600 266V440Q596 470 584 490', dark, 4),
  ].join('');
}

function drawTie(paint: Paint): string {
  const { main, dark, light, accent, values } = paint;
  const blade =
    values.tieCloth === 'knitted' ? 'M578 330H622L672 850V940H528V850Z' : 'M576 330H624L706 836L600 956L494 836Z';
  const woven =
    values.tieCloth === 'silk-twill'
      ? `<pattern id="silk" width="70" height="70" patternUnits="userSpaceOnUse" patternTransform="rotate(38)"><path d="M0 18H70" stroke="${light}" stroke-width="14"/><path d="M0 36H70" stroke="${accent}" stroke-width="4"/></pattern>`
      : `<pattern id="silk" width="18" height="18" patternUnits="userSpaceOnUse"><path d="M0 9L4.500 0L9 9L13.500 18L18 9" fill="none" stroke="${light}" stroke-width="2.500" opacity=".7"/></pattern>`;
  return [
    `<defs>${woven}</defs>`,
    // Loop around an invisible neck, tail, blade, knot.
    line('M566 236Q480 130 600 118Q720 130 634 236', dark, 40),
    path('M596 330L650 330L690 760L640 800L600 740Z', dark),
    path(blade, main) + path(blade, 'url(#silk)'),
    line('M600 352V470', dark, 7, 'opacity=".5"'),
    path('M544 222Q600 246 656 222L630 336Q600 350 570 336Z', main),
    path('M544 222Q600 246 656 222L630 336Q600 350 570 336Z', 'url(#silk)'),
    path('M620 236L656 222L630 336L606 344Z', dark, 'opacity=".4"'),
  ].join('');
}

/** A fan of cut cloth, pinked along its lower edges, held by a ring. */
function drawSwatch(paint: Paint): string {
  const { main, dark, light, accent } = paint;
  const edge = 'l-12 -14l-12 14'.repeat(14);
  const sample = `M432 300H768V890${edge}Z`;
  const cut = [
    { colour: accent, angle: 30 },
    { colour: light, angle: 15 },
    { colour: dark, angle: 0 },
    { colour: light, angle: -14 },
  ].map(
    ({ colour, angle }) =>
      `<g transform="rotate(${angle} 600 330)">${path(sample, colour)}${line('M432 300V880', '#000000', 3, 'opacity=".12"')}</g>`,
  );
  return [
    defsOf(paint),
    '<g transform="translate(0 44)">',
    ...cut,
    `<g transform="rotate(-28 600 330)">${piece(sample, main, paint)}${rect(452, 320, 296, 84, 6, shirtWhite)}<text x="600" y="376" font-family="Georgia, serif" font-size="42" text-anchor="middle" fill="#3b3833">${paint.label}</text></g>`,
    circle(590, 322, 34, 'none', 'stroke="#b8a079" stroke-width="10"'),
    '</g>',
  ].join('');
}

export const menswear = {
  suit: drawSuit,
  jacket: drawJacket,
  coat: drawCoat,
  shirt: drawShirt,
  trousers: drawTrousers,
  tie: drawTie,
  swatch: drawSwatch,
} satisfies Partial<Record<Shape, Draw>>;
