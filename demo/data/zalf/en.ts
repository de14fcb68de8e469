import type { BrandCopy } from '../types.ts';
import { pages } from './pages-en.ts';

export const en: BrandCopy = {
  groups: {
    body: { title: 'Hands and body', handle: 'hands-and-body' },
    'bath-hair': { title: 'Bath and hair', handle: 'bath-and-hair' },
    sun: { title: 'Sun', handle: 'sun' },
    gifts: { title: 'Gifts', handle: 'gifts' },
  },
  categories: {
    'hand-creams': {
      title: 'Hand creams',
      handle: 'hand-creams',
      noun: 'hand-cream',
      titles: {
        'shea-butter': '{line} hand cream with shea butter',
        oat: '{line} hand cream with oat',
        beeswax: '{line} hand cream with beeswax',
      },
      openings: [
        '{line} sinks in before you have found your keys.',
        'For hands that wash up, weed and type: {line} leaves no greasy fingerprints.',
      ],
      care: 'Put a pea of cream on the back of one hand and rub the backs together. Keep the tube below 25 °C.',
      banner: 'Hands tell everything. Let them say something nice.',
      story: {
        heading: 'Backs first, palms last',
        html: '<p>Your palms have oil enough of their own. Rub back against back, and save the last of it for the cuticles. It halves what you use.</p>',
      },
      happy: [
        'Sinks in fast and never sticky.',
        'The cracks had gone within a week.',
        'The small tube lives in my coat.',
      ],
      mixed: ['Nice, though the scent is on the strong side.', 'Good, but the tube is soon empty.'],
      unhappy: ['Stays greasy on me.', 'The cap broke the first time I dropped it.'],
    },
    balms: {
      title: 'Balms',
      handle: 'balms',
      noun: 'balm',
      titles: { calendula: '{line} calendula balm', beeswax: '{line} beeswax balm', lanolin: '{line} lanolin balm' },
      openings: [
        '{line} is the balm we began with: five ingredients and a tin.',
        'For lips, elbows and whatever is chapped: a little {line} goes a long way.',
      ],
      care: 'Warm the balm between two fingers. Use within twelve months of opening.',
      banner: 'One tin for lips, elbows and heels.',
      story: {
        heading: 'Why there is no water in it',
        html: '<p>A cream is two thirds water and so has to be preserved. A balm does not. That is why the tin is small and lasts for months.</p>',
      },
      happy: ['Saves my lips every winter.', 'The tiniest bit is plenty.', 'Lovely on the baby too.'],
      mixed: ['Works well, but rather hard when it’s cold.', 'The lid is a fiddle to open.'],
      unhappy: ['Too greasy for my taste.', 'All I can smell is sheep.'],
    },
    'body-oils': {
      title: 'Body oils',
      handle: 'body-oils',
      noun: 'body-oil',
      titles: { almond: '{line} almond oil', 'sea-buckthorn': '{line} sea buckthorn oil', jojoba: '{line} jojoba oil' },
      openings: [
        '{line} goes on wet skin and is dry by the time you hang up the towel.',
        'Three drops of {line} will do for two legs.',
      ],
      care: 'Smooth on damp skin straight after a shower. Keep the bottle out of the sun.',
      banner: 'Oil after the shower: the shortest way to soft skin.',
      story: {
        heading: 'On wet skin',
        html: '<p>Oil keeps moisture in but does not make any. So do not dry off: pat, oil, dress. The skin locks the water in and stays supple all day.</p>',
      },
      happy: ['Smells wonderful and isn’t sticky.', 'No more dry shins.', 'One bottle lasts for months.'],
      mixed: ['A good oil, but the pump spits at times.', 'You do have to wait before dressing.'],
      unhappy: ['Left marks on my blouse.', 'It made my skin drier, if anything.'],
    },
    soaps: {
      title: 'Soaps',
      handle: 'soaps',
      noun: 'soap',
      titles: { olive: '{line} olive oil soap', 'goat-milk': '{line} goat’s milk soap', clay: '{line} clay soap' },
      openings: [
        '{line} rests for six weeks on wooden shelves before the bar is wrapped.',
        'A bar of {line} does the work of two bottles and weighs next to nothing in your case.',
      ],
      care: 'Keep the bar on a dry rack and it will last well over six weeks.',
      banner: 'No bottle, no pump, no plastic.',
      story: {
        heading: 'Six weeks of patience',
        html: '<p>Cold-stirred soap is mild only once all the lye has turned. That takes six weeks and cannot be hurried. Each bar loses a tenth of its weight meanwhile, so we cut them generously.</p>',
      },
      happy: ['Lathers well and doesn’t dry me out.', 'The whole bathroom smells of it.', 'Outlasts any bottle.'],
      mixed: ['Nice bar, but it goes soft if left wet.', 'The scent is fainter than I expected.'],
      unhappy: ['Left my skin tight.', 'Snapped in two after a fortnight.'],
    },
    shampoos: {
      title: 'Shampoos',
      handle: 'shampoos',
      noun: 'shampoo',
      titles: { nettle: '{line} nettle shampoo', oat: '{line} oat shampoo', aloe: '{line} aloe shampoo' },
      openings: [
        '{line} lathers modestly. That is the idea: a lot of foam washes out the good as well.',
        'With {line} you can put off washing for a day.',
      ],
      care: 'Massage into wet hair, leave for a minute and rinse well.',
      banner: 'Less foam, more hair.',
      story: {
        heading: 'Wash once less',
        html: '<p>Wash daily and you teach your scalp to grease daily. Skip a day in week one and another in week three. After a month your hair is used to it.</p>',
      },
      happy: ['My hair stays fresh a day longer.', 'No more itching.', 'Soft hair even without conditioner.'],
      mixed: ['Lathers little, which takes some getting used to.', 'Fine, but I go through a lot of it.'],
      unhappy: ['Left my hair limp.', 'The pump didn’t work.'],
    },
    conditioners: {
      title: 'Conditioners',
      handle: 'conditioners',
      noun: 'conditioner',
      titles: {
        oat: '{line} oat conditioner',
        flaxseed: '{line} flaxseed conditioner',
        'shea-butter': '{line} shea conditioner',
      },
      openings: [
        '{line} untangles without weighing down.',
        'Two minutes of {line} and the comb goes through in one go.',
      ],
      care: 'Lengths only; leave for two minutes and rinse lukewarm.',
      banner: 'For hair that will not listen.',
      story: {
        heading: 'From the bottom up',
        html: '<p>Start at the tips and stop at the ears. The scalp needs no conditioner; the last four inches do, for they may be three years old.</p>',
      },
      happy: ['No more tears over my daughter’s tangles.', 'Shine without grease.', 'A little is enough.'],
      mixed: ['Good, but the scent doesn’t last.', 'A touch heavy for my fine hair.'],
      unhappy: ['Takes three rinses to get it out.', 'I saw no difference.'],
    },
    'sun-care': {
      title: 'Sun care',
      handle: 'sun-care',
      noun: 'sun-cream',
      titles: {
        zinc: '{line} mineral sun cream',
        'light-fluid': '{line} sun fluid',
        tinted: '{line} tinted sun cream',
      },
      openings: [
        '{line} protects against UVA and UVB and leaves no white mask.',
        'Most people use half of what they should. {line} spreads so easily that you take enough.',
      ],
      care: 'Apply generously, and again every two hours and after swimming. Do not leave it in a hot car.',
      banner: 'Behind glass, in April, too: put it on before you go.',
      story: {
        heading: 'A teaspoon for the face',
        html: '<p>That is how much it takes to reach the factor on the tube. For the whole body it is a shot glass. Use half, and you get a quarter of the protection.</p>',
      },
      happy: [
        'No white cast and no stinging eyes.',
        'A whole holiday without burning.',
        'The children no longer run away from it.',
      ],
      mixed: ['Protects well, but on the thick side.', 'Lovely, if dear for a whole family.'],
      unhappy: ['Leaves yellow marks on white shirts.', 'Burnt anyway after an hour’s swim.'],
    },
    'gift-sets': {
      title: 'Gift sets',
      handle: 'gift-sets',
      noun: 'gift-set',
      titles: {
        'thank-you': '{line} thank-you set',
        'new-home': '{line} new-home set',
        'winter-hands': '{line} winter hands set',
      },
      openings: [
        '{line} is a present that runs out, and that is the beauty of it.',
        'For those who have everything: {line} sits by the basin for a month, and then it is gone.',
      ],
      care: 'Keep the set cool and dry. Good for at least eighteen months.',
      banner: 'With a card that we write by hand.',
      story: {
        heading: 'The card',
        html: '<p>Type what you would like to say when you order. Marijke copies it out with a fountain pen on thick paper. In December the whole warehouse joins in.</p>',
      },
      happy: ['My mother-in-law was lost for words.', 'Beautifully wrapped.', 'The handwritten card made it.'],
      mixed: ['Nice set, but the box came dented.', 'Sweet, though the soaps are small.'],
      unhappy: ['Came a day after the birthday.', 'Not the scent I had ordered.'],
    },
  },
  attributes: {
    volume: { label: 'Size', unit: 'ml' },
    scent: {
      label: 'Scent',
      values: {
        unscented: ['Unscented'],
        rosemary: ['Rosemary'],
        'orange-blossom': ['Orange blossom'],
        'sea-fennel': ['Sea fennel'],
        'damask-rose': ['Rose'],
      },
    },
    spf: { label: 'SPF', values: { '20': ['SPF 20'], '30': ['SPF 30'], '50': ['SPF 50'] } },
    base: {
      label: 'Base',
      values: {
        'shea-butter': [
          'Shea butter',
          'Shea butter from a women’s co-operative in Burkina Faso softens the skin and lets it breathe.',
        ],
        oat: ['Oat', 'Oat calms an itch, as your grandmother knew, and is mild enough for every day.'],
        beeswax: ['Beeswax', 'Beeswax leaves a thin coat that keeps out wind and water.'],
        calendula: ['Calendula', 'The marigolds steep for four weeks in sunflower oil, in the sun.'],
        lanolin: ['Lanolin', 'Purified lanolin is, of all fats, the one most like your own.'],
        almond: ['Almond', 'Sweet almond oil is light and smells of next to nothing.'],
        'sea-buckthorn': [
          'Sea buckthorn',
          'Sea buckthorn from the dunes gives the oil its orange colour and plenty of vitamin E.',
        ],
        jojoba: ['Jojoba', 'Jojoba is really a liquid wax, which is why it sinks in so fast.'],
        olive: ['Olive oil', 'Olive oil makes a soft, creamy lather.'],
        'goat-milk': ['Goat’s milk', 'Fresh goat’s milk keeps the skin supple.'],
        clay: ['Clay', 'White clay takes up dirt and grease without scouring.'],
        nettle: ['Nettle', 'Nettles, picked by us in May, keep an oily scalp calm.'],
        aloe: ['Aloe vera', 'Aloe vera gives moisture and leaves no film.'],
        flaxseed: ['Flaxseed', 'Flaxseed makes a smooth gel that coats every hair.'],
      },
    },
    skin: {
      label: 'Skin type',
      values: {
        dry: ['Dry', 'Made for dry skin, which asks for oil more than for water.'],
        sensitive: ['Sensitive', 'Tested on sensitive skin; the unscented one has no essential oils.'],
        'all-skin': ['All skin', 'For every skin, from baby to grandfather.'],
      },
    },
    hair: {
      label: 'Hair type',
      values: {
        fine: ['Fine', 'For fine hair that soon falls flat.'],
        'dry-hair': ['Dry', 'For dry hair and coloured lengths.'],
        'all-hair': ['All hair', 'For the whole family, curls included.'],
      },
    },
    filter: {
      label: 'Filter',
      values: {
        zinc: ['Mineral', 'The zinc oxide stays on the skin and turns the sun away.'],
        'light-fluid': ['Light fluid', 'The fluid is as thin as milk and sits happily under make-up.'],
        tinted: ['Tinted', 'A touch of colour takes away the white of the zinc.'],
      },
    },
    occasion: {
      label: 'Occasion',
      values: {
        'thank-you': ['Thank you', 'Put together to say thank you without flowers.'],
        'new-home': ['New home', 'For the first evening among the boxes: soap, oil and a towel.'],
        'winter-hands': ['Winter hands', 'Everything for hands that work outdoors in January.'],
      },
    },
    wrapping: {
      label: 'Wrapping',
      values: {
        'linen-pouch': ['Linen pouch', 'Wrapped in a linen pouch that will later keep socks in a suitcase.'],
        'paper-box': ['Cardboard box', 'The box is recycled board, with a lid that sighs.'],
      },
    },
    natural: { label: 'Of natural origin', unit: '%' },
    weight: { label: 'Weight', unit: 'g' },
    waterResistance: { label: 'Water resistant', unit: 'minutes' },
    pieces: { label: 'Pieces', unit: 'pieces' },
    ingredients: { label: 'Ingredients (INCI)' },
    care: { label: 'How to use' },
  },
  closings: [
    'Made in small kettles, never tested on animals.',
    'We take the empty back in our shops.',
    'Try a small one first; the large one will wait.',
  ],
  seo: '{title} by Zalf: a short label, made in small kettles.',
  replies: {
    thanks: ['How kind, thank you.', 'Thank you! Marijke has pinned it up in the kitchen.'],
    sorry: [
      'We are sorry. A new one is on its way; do keep the other.',
      'No two skins are alike. Write to us and we will find you something else.',
    ],
  },
  pages,
};
