import type { BrandCopy } from '../types.ts';
import { pages } from './pages-en.ts';

export const en: BrandCopy = {
  groups: {
    glasses: { title: 'Glasses', handle: 'glasses' },
    sun: { title: 'Sun', handle: 'sun' },
    lenses: { title: 'Lenses', handle: 'lenses' },
    care: { title: 'Cases and care', handle: 'cases-and-care' },
  },
  categories: {
    'optical-frames': {
      title: 'Frames',
      handle: 'frames',
      noun: 'glasses',
      titles: {
        round: '{line} round glasses',
        panto: '{line} panto glasses',
        square: '{line} square glasses',
        'cat-eye': '{line} cat-eye glasses',
      },
      openings: [
        '{line} weighs less than the letter your prescription came in.',
        'Put on {line} and nobody asks whether you have new glasses. They ask whether you have been on holiday.',
      ],
      care: 'Rinse under lukewarm water and dry with the cloth. Your jumper is not the cloth.',
      banner: 'Prescription lenses are in the price. The thin ones, too.',
      story: {
        heading: 'Three numbers on the arm',
        html: '<p>Look inside your old pair: it says something like 50-20-145. Those are the width of a lens, the bridge over your nose and the length of the arm, in millimetres. Choose a frame within two of each, and it will sit well from the first minute.</p>',
      },
      happy: [
        'So light I forget it’s there.',
        'At last a bridge that stays put.',
        'The colour is even better than on screen.',
      ],
      mixed: ['Lovely pair, though it needed adjusting in the shop.', 'Good, but the arms are on the long side.'],
      unhappy: ['Keeps sliding down my nose.', 'A screw came loose within a month.'],
    },
    sunglasses: {
      title: 'Sunglasses',
      handle: 'sunglasses',
      noun: 'sunglasses',
      titles: {
        round: '{line} round sunglasses',
        panto: '{line} panto sunglasses',
        square: '{line} square sunglasses',
        aviator: '{line} aviator sunglasses',
      },
      openings: [
        '{line} keeps out the glare and lets in the summer.',
        'In the garden, on the road, by the sea: with {line} you only shut your eyes to nap.',
      ],
      care: 'Salt and sand scratch. Rinse first, wipe after.',
      banner: 'All our sunglasses stop a hundred per cent of UV. It isn’t an extra; it’s the point.',
      story: {
        heading: 'Dark is not the same as safe',
        html: '<p>Behind a dark lens your pupil opens. If the lens does not stop UV, more of it gets in than without. Ours stop everything up to 400 nanometres, however light the tint.</p>',
      },
      happy: ['No more glare off the water.', 'Stays on, even on a bike.', 'My full prescription, and still so flat.'],
      mixed: ['Good lens, but off it comes in a tunnel.', 'Lovely, if a bit larger than I thought.'],
      unhappy: ['I can’t read my phone through it.', 'Too wide for a narrow face.'],
    },
    'reading-glasses': {
      title: 'Reading glasses',
      handle: 'reading-glasses',
      noun: 'reading-glasses',
      titles: {
        round: '{line} round reading glasses',
        panto: '{line} panto reading glasses',
        square: '{line} square reading glasses',
      },
      openings: [
        '{line} is for the small print, and for the day your arms get too short.',
        'One {line} by the bed and one in the kitchen: you will never have to look for it.',
      ],
      care: 'Polish with the cloth, and put the pair down arms first.',
      banner: 'Two pairs, because one is always in the other room.',
      story: {
        heading: 'Which strength do you need?',
        html: '<p>Hold this page at arm’s length and bring it in to sixteen inches. If it reads easily, you need none. If not, start at +1.00 and go up until the letters are sharp, and no further.</p>',
      },
      happy: ['I can read the menu again.', 'Light, and the lens is really clear.', 'Bought three straight away.'],
      mixed: ['Good pair, but half a strength less would have done.', 'Nice, if a little tight.'],
      unhappy: ['It gives me a headache.', 'The coating came off after a year.'],
    },
    'kids-frames': {
      title: 'Children’s glasses',
      handle: 'childrens-glasses',
      noun: 'kids-glasses',
      titles: { round: '{line} round glasses for children', square: '{line} square glasses for children' },
      openings: [
        '{line} may be dropped, swum in and borrowed by a little brother.',
        'Children pick {line} with their eyes shut, because it pinches nowhere.',
      ],
      care: 'Lukewarm water and a drop of washing-up liquid. Yes, even for peanut butter.',
      banner: 'Broken in the playground? For the first year we mend it for nothing.',
      story: {
        heading: 'A millimetre a year',
        html: '<p>A child’s nose changes faster than a child’s feet. Drop in every six months: we bend the arms and measure again. It costs nothing and takes one glass of squash.</p>',
      },
      happy: ['Sat on three times, still in one piece.', 'Our daughter won’t take it off.', 'Stays on at football.'],
      mixed: ['Fine, but the colour is brighter than I thought.', 'Sturdy, though heavy for a four-year-old.'],
      unhappy: ['Scratched within a week.', 'Slides off his nose when he reads.'],
    },
    'contact-lenses': {
      title: 'Contact lenses',
      handle: 'contact-lenses',
      noun: 'contact-lens',
      titles: {
        daily: '{line} daily lenses',
        'two-weekly': '{line} two-weekly lenses',
        monthly: '{line} monthly lenses',
      },
      openings: [
        'All you notice of {line} is how well you can see.',
        '{line} stays moist into the evening, even in front of a screen.',
      ],
      care: 'Wash and dry your hands, then the lens. Never use tap water.',
      banner: 'Through the letter box every month, and cancelled with one click.',
      story: {
        heading: 'Is it inside out?',
        html: '<p>Put the lens on a fingertip and look at it from the side. If the edge stands straight up like a bowl, it is right. If it curls out like a saucer, turn it over.</p>',
      },
      happy: ['I still can’t feel them at eleven at night.', 'They go in easily.', 'No more dry eyes at work.'],
      mixed: ['Good lens, but the box is a fiddle to open.', 'Fine, if rather thin to get hold of.'],
      unhappy: ['They sting after six hours.', 'One of the blisters was empty.'],
    },
    'lens-care': {
      title: 'Cleaning',
      handle: 'cleaning',
      noun: 'lens-cleaner',
      titles: { spray: '{line} lens spray', solution: '{line} contact lens solution', foam: '{line} cleaning foam' },
      openings: [
        'Press twice, wipe once: {line} sees no need to make more of it.',
        '{line} takes off the grease and leaves the coating on.',
      ],
      care: 'Keep the bottle upright and the cap on. Not in your eyes, unless it is the solution.',
      banner: 'Refill it in the shop: half the price, none of the plastic.',
      story: {
        heading: 'Your jumper is sandpaper',
        html: '<p>There is dust in cotton and grit in dust. One wipe across a dry lens polishes the scratches in. Wet it first, then wipe, and always with a clean cloth.</p>',
      },
      happy: ['No streaks.', 'A bottle lasts me six months.', 'Smells of nothing, which is how I like it.'],
      mixed: ['Works well, though the pump is stiff.', 'Good stuff; the cloth could be larger.'],
      unhappy: ['It leaked in my bag.', 'Leaves a film on mine.'],
    },
    cases: {
      title: 'Cases',
      handle: 'cases',
      noun: 'case',
      titles: { 'hard-case': '{line} hard case', 'folding-case': '{line} folding case', pouch: '{line} pouch' },
      openings: [
        '{line} survives your rucksack, and so do the glasses in it.',
        'Glasses in {line} are glasses nobody sits on.',
      ],
      care: 'Wipe with a damp cloth and leave open to dry.',
      banner: 'Where are my glasses? Here.',
      story: {
        heading: 'A hundred times on the sofa',
        html: '<p>We asked our opticians where glasses break. On the sofa, said nearly all of them. So before a case goes on sale it spends a hundred goes under a cushion, with twelve and a half stone on top.</p>',
      },
      happy: ['Snaps shut beautifully.', 'Finally a case for a coat pocket.', 'The leather gets better by the month.'],
      mixed: ['Nice case, just too small for my sunglasses.', 'Good, but the magnet is fierce.'],
      unhappy: ['The seam came undone.', 'Rubs off on my pale bag.'],
    },
  },
  attributes: {
    lensWidth: { label: 'Lens width', unit: 'mm' },
    bridge: { label: 'Bridge', unit: 'mm' },
    temple: { label: 'Arm length', unit: 'mm' },
    colour: {
      label: 'Colour',
      values: {
        black: ['Black'],
        tortoise: ['Tortoise'],
        crystal: ['Crystal'],
        olive: ['Olive'],
        wine: ['Wine red'],
        sky: ['Sky blue'],
        berry: ['Raspberry'],
      },
    },
    form: {
      label: 'Shape',
      values: {
        round: ['Round', 'Round suits a square face, and everybody who likes round.'],
        panto: ['Panto', 'Panto is straight above and round below: ninety years old and kind to every face.'],
        square: ['Square', 'The straight brow gives a round face a line.'],
        'cat-eye': ['Cat-eye', 'The corners lift, and your face follows.'],
        aviator: ['Aviator', 'The drop shape follows the eye socket and lets in little light from the side.'],
      },
    },
    material: {
      label: 'Material',
      values: {
        acetate: [
          'Acetate',
          'The acetate is made of cotton and wood pulp, sawn from one sheet and polished for three days.',
        ],
        titanium: ['Titanium', 'Titanium is light, springs back and leaves your skin alone.'],
        steel: ['Stainless steel', 'The steel is two millimetres thin, and can still be bent to fit.'],
        flex: ['Flexible nylon', 'The nylon folds double and comes back, even after judo.'],
      },
    },
    prescription: {
      label: 'Prescription',
      values: {
        'single-vision': ['Single vision', 'Ready for single-vision lenses from -8 to +6.'],
        varifocal: ['Single vision and varifocal', 'Deep enough for varifocals, with room left to read.'],
      },
    },
    filter: {
      label: 'Lens',
      values: {
        polarised: ['Polarised', 'The polarised lens takes the glare off water and wet tarmac.'],
        gradient: ['Graduated', 'The tint fades downwards, so the book in your lap stays light.'],
        brown: ['Brown', 'A brown lens adds contrast, even behind clouds.'],
      },
    },
    strength: {
      label: 'Strength',
      values: { '100': ['+1.00'], '150': ['+1.50'], '200': ['+2.00'], '250': ['+2.50'], '300': ['+3.00'] },
    },
    pack: { label: 'Contents', values: { '30': ['30 lenses'], '90': ['90 lenses'] } },
    power: {
      label: 'Power',
      values: { m100: ['-1.00'], m200: ['-2.00'], m300: ['-3.00'], m400: ['-4.00'], p200: ['+2.00'] },
    },
    wear: {
      label: 'Wear',
      values: {
        daily: ['One day', 'A fresh lens every morning, gone every night: no solution and no little box.'],
        'two-weekly': ['Two weeks', 'A new pair every fortnight, with nights in the solution.'],
        monthly: ['One month', 'Thirty days from one pair: the thrifty choice for daily wear.'],
      },
    },
    lensMaterial: {
      label: 'Lens material',
      values: {
        'silicone-hydrogel': [
          'Silicone hydrogel',
          'Silicone hydrogel lets plenty of oxygen through, even when the day is long.',
        ],
        hydrogel: ['Hydrogel', 'Hydrogel is soft and supple: good to start with.'],
      },
    },
    waterContent: { label: 'Water content', unit: '%' },
    oxygen: { label: 'Oxygen', unit: 'Dk/t' },
    volume: { label: 'Size', unit: 'ml' },
    cleaner: {
      label: 'Kind',
      values: {
        spray: ['Spray', 'The spray is made without alcohol, for every day.'],
        solution: ['Solution', 'The solution cleans, rinses and stores soft lenses.'],
        foam: ['Foam', 'The foam clings where the grease is: along the rim and by the nose.'],
      },
    },
    safeFor: {
      label: 'Suitable for',
      values: {
        coated: ['Coated lenses', 'Tested on anti-glare coatings: a thousand wipes and no wear.'],
        'all-lenses': ['All lenses', 'For any lens, from reading glasses to a diving mask.'],
      },
    },
    keeps: { label: 'Keeps once open', unit: 'months' },
    casing: {
      label: 'Kind',
      values: {
        'hard-case': ['Hard', 'The hard shell takes the knock; the felt takes the glasses.'],
        'folding-case': ['Folding', 'Empty, it folds flat and disappears into a pocket.'],
        pouch: ['Pouch', 'The pouch is also the cloth.'],
      },
    },
    skin: {
      label: 'Outside',
      values: {
        leather: ['Leather', 'Vegetable-tanned leather that darkens where you hold it.'],
        cork: ['Cork', 'Cork from Portugal: light, warm and shy of water.'],
        felt: ['Wool felt', 'Felt of leftover wool, thick enough to be noticed and to break a fall.'],
      },
    },
    weight: { label: 'Weight', unit: 'g' },
    care: { label: 'Care' },
  },
  closings: [
    'Try four frames at home, for five days, for nothing.',
    'Any of our shops will adjust it, without an appointment.',
    'Not sharp? We grind new lenses until they are.',
  ],
  seo: '{title} by Helder: prescription lenses included, four frames to try at home.',
  replies: {
    thanks: ['How kind of you. See you soon!', 'Thank you. The lens lab has pinned it to the board.'],
    sorry: [
      'We can do better. Drop in and we will adjust it.',
      'Sorry! A label to send it back is in your post today.',
    ],
  },
  pages,
};
