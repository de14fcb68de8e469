import type { Shape } from '../data/types.ts';
import { type Draw, label, leaning, lowered, path, rect, stitches } from './pencil.ts';
import { eyewear } from './shapes-eyewear.ts';
import { menswear } from './shapes-menswear.ts';

/** Each stands on y = 960, within 1200 x 1200. */
export const shapes: Readonly<Record<Shape, Draw>> = {
  ...eyewear,
  ...menswear,
  mattress: ({ main, dark, light }) =>
    lowered(
      150,
      path('M250 560L520 440H1060L950 560Z', light) +
        rect(170, 560, 800, 250, 46, main) +
        path('M950 570L1060 450V690L960 800Z', dark) +
        stitches('M200 640H940M200 730H940', dark),
    ),
  topper: ({ main, dark, light }) =>
    lowered(
      160,
      path('M230 690L520 560H1080L960 690Z', light) +
        rect(160, 690, 810, 110, 40, main) +
        stitches('M190 745H940', dark) +
        path('M960 695L1080 565V660L965 795Z', dark),
    ),
  bed: ({ main, dark, light, accent }) =>
    rect(150, 330, 70, 630, 14, dark) +
    rect(150, 360, 220, 330, 24, main) +
    rect(220, 620, 830, 120, 34, '#fbf9f4') +
    path('M420 610Q720 560 1050 630V740H420Z', accent) +
    rect(170, 730, 880, 90, 12, main) +
    rect(980, 700, 60, 260, 12, dark) +
    rect(250, 560, 190, 90, 40, light),
  'box-spring': ({ main, dark, light }) =>
    rect(140, 300, 130, 600, 30, main) +
    stitches('M205 340V860', dark) +
    rect(250, 560, 810, 90, 36, '#fbf9f4') +
    rect(250, 640, 810, 120, 20, light) +
    rect(250, 750, 810, 150, 20, main) +
    rect(290, 900, 26, 60, 6, '#2c2a28') +
    rect(990, 900, 26, 60, 6, '#2c2a28') +
    rect(280, 500, 210, 90, 40, '#ffffff'),
  nightstand: ({ main, dark, light }) =>
    rect(390, 440, 420, 400, 18, main) +
    rect(370, 420, 460, 40, 12, light) +
    rect(430, 500, 340, 130, 10, light) +
    rect(430, 660, 340, 130, 10, dark, 'opacity=".5"') +
    `<circle cx="600" cy="565" r="16" fill="${dark}"/>` +
    rect(410, 840, 34, 120, 8, dark) +
    rect(756, 840, 34, 120, 8, dark),
  duvet: ({ main, dark, light }) =>
    path('M210 660Q230 470 430 500T760 470Q1010 450 1010 640Q1060 900 850 890T420 900Q180 920 210 660Z', '#fbf9f4') +
    path('M210 700Q420 640 620 700T1012 690Q1040 900 850 890T420 900Q190 915 210 700Z', main) +
    stitches('M400 520Q380 700 420 890M620 500Q600 700 630 890M830 480Q820 680 850 880', dark) +
    path('M210 700Q420 640 620 700T1012 690L1010 730Q800 700 620 740T212 740Z', light),
  pillow: ({ main, dark, light }) =>
    path('M230 520Q600 420 970 520Q1040 700 970 880Q600 960 230 880Q160 700 230 520Z', main) +
    path('M300 580Q600 500 900 580Q840 640 600 640T300 580Z', light, 'opacity=".8"') +
    stitches('M250 545Q600 450 950 545Q1010 700 950 855Q600 930 250 855Q190 700 250 545Z', dark),
  linen: ({ main, dark, light, accent }) =>
    rect(250, 800, 700, 110, 44, dark) +
    rect(265, 690, 670, 120, 48, main) +
    rect(255, 580, 690, 120, 48, light) +
    rect(290, 470, 620, 120, 48, accent) +
    stitches('M300 640H900M310 750H890M300 855H900', dark) +
    `<circle cx="840" cy="530" r="12" fill="${dark}"/>`,
  tube: (paint) =>
    leaning(
      paint,
      path('M440 250H760L720 820H480Z', paint.main) +
        rect(430, 220, 340, 44, 8, paint.dark) +
        rect(490, 820, 220, 140, 18, paint.dark) +
        path('M440 250H500L530 820H480Z', paint.light, 'opacity=".6"') +
        label(paint, 600, 520, 54, '#3b3833') +
        rect(530, 560, 140, 4, 2, '#3b3833'),
    ),
  tin: (paint) =>
    `<ellipse cx="600" cy="860" rx="330" ry="100" fill="${paint.dark}"/>` +
    rect(270, 640, 660, 220, 0, paint.main) +
    `<ellipse cx="600" cy="640" rx="330" ry="100" fill="${paint.light}"/>` +
    `<ellipse cx="600" cy="636" rx="270" ry="76" fill="none" stroke="${paint.dark}" stroke-width="5" opacity=".5"/>` +
    label(paint, 600, 656, 58, '#3b3833'),
  bottle: (paint) =>
    leaning(
      paint,
      rect(540, 230, 120, 150, 16, '#2f2b27') +
        path('M550 370H650Q660 440 760 480V910Q760 960 710 960H490Q440 960 440 910V480Q540 440 550 370Z', paint.main) +
        rect(470, 590, 260, 240, 6, '#fbf8f0') +
        rect(455, 500, 26, 420, 13, paint.light, 'opacity=".7"') +
        label(paint, 600, 720, 50, '#3b3833'),
    ),
  bar: (paint) =>
    path('M300 640L420 560H960L880 640Z', paint.light) +
    rect(270, 640, 620, 250, 46, paint.main) +
    path('M885 650L962 566V790L886 872Z', paint.dark) +
    rect(340, 690, 480, 150, 36, paint.dark, 'opacity=".18"') +
    label(paint, 580, 785, 64, '#3b3833'),
  pump: (paint) =>
    path('M560 260H760V300H640V380H560Z', '#2f2b27') +
    rect(530, 370, 140, 60, 12, '#2f2b27') +
    rect(420, 430, 360, 530, 56, paint.main) +
    rect(450, 460, 36, 470, 18, paint.light, 'opacity=".7"') +
    rect(470, 580, 260, 250, 6, '#fbf8f0') +
    label(paint, 600, 715, 50, '#3b3833'),
  box: (paint) =>
    rect(290, 520, 620, 440, 14, paint.main) +
    rect(260, 440, 680, 110, 14, paint.light) +
    rect(560, 440, 80, 520, 0, paint.accent) +
    path('M600 440Q480 300 420 370T600 440Q720 300 780 370T600 440Z', paint.accent) +
    label(paint, 420, 780, 44, '#3b3833'),
};
