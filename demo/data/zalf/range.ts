import type { BrandRange } from '../types.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { marketing } from './marketing.ts';
import { nl } from './nl.ts';
import { places } from './places.ts';

const scents = ['unscented', 'rosemary', 'orange-blossom', 'sea-fennel', 'damask-rose'];
const care = [{ key: 'skin', values: ['dry', 'sensitive', 'all-skin'] }];

export const zalf: BrandRange = {
  key: 'zalf',
  name: 'Zalf',
  prefix: 'zf',
  lines: [
    'Meid',
    'Koraal',
    'Honingdauw',
    'Vlier',
    'Tuinbaas',
    'Bries',
    'Kamer Negen',
    'Hooi',
    'Wilgen',
    'Zandloper',
    'Dauw',
    'Pluk',
    'Regenton',
    'Moerbei',
    'Lamswol',
    'Strandjut',
    'Kruidhof',
    'Morgen',
    'Korenaar',
    'Appelbloem',
    'Vuurtoren',
    'Herbarium',
    'Zeezout',
    'Lente',
  ],
  groups: ['body', 'bath-hair', 'sun', 'gifts'],
  categories: [
    {
      key: 'hand-creams',
      group: 'body',
      weight: 4,
      shape: 'tube',
      axes: [
        { key: 'volume', values: ['30', '75', '150'], atLeast: 2, atMost: 3 },
        { key: 'scent', values: scents, atLeast: 1, atMost: 3 },
      ],
      traits: [{ key: 'base', values: ['shea-butter', 'oat', 'beeswax'] }, ...care],
      measures: [{ key: 'natural', from: 92, to: 99 }],
      price: { from: 6, to: 12 },
      goesWith: ['soaps', 'balms', 'gift-sets'],
      inci: {
        'shea-butter':
          'Aqua, Butyrospermum Parkii Butter, Glycerin, Cetearyl Alcohol, Prunus Amygdalus Dulcis Oil, Tocopherol, Xanthan Gum, Citric Acid',
        oat: 'Aqua, Avena Sativa Kernel Flour, Glycerin, Caprylic/Capric Triglyceride, Cetearyl Alcohol, Panthenol, Sodium Phytate',
        beeswax:
          'Aqua, Cera Alba, Helianthus Annuus Seed Oil, Glycerin, Cetyl Alcohol, Mel Extract, Tocopherol, Potassium Sorbate',
      },
    },
    {
      key: 'balms',
      group: 'body',
      weight: 3,
      shape: 'tin',
      axes: [{ key: 'volume', values: ['15', '40', '90'], atLeast: 2, atMost: 3 }],
      traits: [{ key: 'base', values: ['calendula', 'beeswax', 'lanolin'] }, ...care],
      measures: [{ key: 'natural', from: 97, to: 100 }],
      price: { from: 7, to: 14 },
      goesWith: ['hand-creams', 'body-oils', 'soaps'],
      inci: {
        calendula:
          'Helianthus Annuus Seed Oil, Calendula Officinalis Flower Extract, Cera Alba, Simmondsia Chinensis Seed Oil, Tocopherol',
        beeswax: 'Olea Europaea Fruit Oil, Cera Alba, Ricinus Communis Seed Oil, Propolis Extract, Tocopherol',
        lanolin: 'Lanolin, Prunus Amygdalus Dulcis Oil, Cera Alba, Squalane, Tocopherol',
      },
    },
    {
      key: 'body-oils',
      group: 'body',
      weight: 2,
      shape: 'bottle',
      axes: [
        { key: 'volume', values: ['50', '100'], atLeast: 1, atMost: 2 },
        { key: 'scent', values: scents, atLeast: 2, atMost: 3 },
      ],
      traits: [{ key: 'base', values: ['almond', 'sea-buckthorn', 'jojoba'] }, ...care],
      measures: [{ key: 'natural', from: 98, to: 100 }],
      price: { from: 16, to: 29 },
      goesWith: ['soaps', 'balms', 'gift-sets'],
      inci: {
        almond:
          'Prunus Amygdalus Dulcis Oil, Helianthus Annuus Seed Oil, Tocopherol, Rosmarinus Officinalis Leaf Extract',
        'sea-buckthorn': 'Helianthus Annuus Seed Oil, Hippophae Rhamnoides Fruit Oil, Squalane, Tocopherol',
        jojoba: 'Simmondsia Chinensis Seed Oil, Vitis Vinifera Seed Oil, Tocopherol',
      },
    },
    {
      key: 'soaps',
      group: 'bath-hair',
      weight: 4,
      shape: 'bar',
      axes: [{ key: 'scent', values: scents, atLeast: 2, atMost: 5 }],
      traits: [{ key: 'base', values: ['olive', 'goat-milk', 'clay'] }, ...care],
      measures: [
        { key: 'weight', from: 90, to: 140 },
        { key: 'natural', from: 98, to: 100 },
      ],
      price: { from: 5, to: 10 },
      goesWith: ['hand-creams', 'body-oils', 'gift-sets'],
      inci: {
        olive: 'Sodium Olivate, Sodium Cocoate, Aqua, Glycerin, Sodium Chloride',
        'goat-milk': 'Sodium Olivate, Sodium Cocoate, Caprae Lac, Aqua, Glycerin, Butyrospermum Parkii Butter',
        clay: 'Sodium Olivate, Sodium Cocoate, Aqua, Kaolin, Glycerin, Montmorillonite',
      },
    },
    {
      key: 'shampoos',
      group: 'bath-hair',
      weight: 3,
      shape: 'pump',
      axes: [
        { key: 'volume', values: ['100', '250', '500'], atLeast: 2, atMost: 3 },
        { key: 'scent', values: scents, atLeast: 1, atMost: 2 },
      ],
      traits: [
        { key: 'base', values: ['nettle', 'oat', 'aloe'] },
        { key: 'hair', values: ['fine', 'dry-hair', 'all-hair'] },
      ],
      measures: [{ key: 'natural', from: 90, to: 98 }],
      price: { from: 8, to: 15 },
      goesWith: ['conditioners', 'soaps', 'body-oils'],
      inci: {
        nettle:
          'Aqua, Coco-Glucoside, Sodium Cocoyl Glutamate, Glycerin, Urtica Dioica Leaf Extract, Citric Acid, Sodium Benzoate',
        oat: 'Aqua, Decyl Glucoside, Avena Sativa Kernel Extract, Glycerin, Panthenol, Citric Acid, Potassium Sorbate',
        aloe: 'Aqua, Aloe Barbadensis Leaf Juice, Coco-Glucoside, Glycerin, Betaine, Citric Acid, Sodium Benzoate',
      },
    },
    {
      key: 'conditioners',
      group: 'bath-hair',
      weight: 2,
      shape: 'pump',
      axes: [
        { key: 'volume', values: ['100', '250'], atLeast: 1, atMost: 2 },
        { key: 'scent', values: scents, atLeast: 1, atMost: 2 },
      ],
      traits: [
        { key: 'base', values: ['oat', 'flaxseed', 'shea-butter'] },
        { key: 'hair', values: ['fine', 'dry-hair', 'all-hair'] },
      ],
      measures: [{ key: 'natural', from: 92, to: 98 }],
      price: { from: 9, to: 16 },
      goesWith: ['shampoos', 'body-oils', 'soaps'],
      inci: {
        oat: 'Aqua, Cetearyl Alcohol, Avena Sativa Kernel Oil, Glycerin, Behentrimonium Chloride, Citric Acid',
        flaxseed: 'Aqua, Cetearyl Alcohol, Linum Usitatissimum Seed Extract, Glycerin, Panthenol, Citric Acid',
        'shea-butter':
          'Aqua, Cetearyl Alcohol, Butyrospermum Parkii Butter, Glycerin, Brassicamidopropyl Dimethylamine, Lactic Acid',
      },
    },
    {
      key: 'sun-care',
      group: 'sun',
      weight: 3,
      shape: 'tube',
      axes: [
        { key: 'volume', values: ['50', '100', '200'], atLeast: 1, atMost: 3 },
        { key: 'spf', values: ['20', '30', '50'], atLeast: 1, atMost: 3 },
      ],
      traits: [{ key: 'filter', values: ['zinc', 'light-fluid', 'tinted'] }, ...care],
      measures: [{ key: 'waterResistance', from: 40, to: 80 }],
      price: { from: 13, to: 24 },
      goesWith: ['body-oils', 'balms', 'shampoos'],
      inci: {
        zinc: 'Aqua, Zinc Oxide (nano), Caprylic/Capric Triglyceride, Glycerin, Polyglyceryl-3 Polyricinoleate, Tocopherol',
        'light-fluid':
          'Aqua, Dibutyl Adipate, Diethylamino Hydroxybenzoyl Hexyl Benzoate, Ethylhexyl Triazone, Glycerin, Tocopherol',
        tinted: 'Aqua, Zinc Oxide, Squalane, Glycerin, CI 77491, CI 77492, CI 77499, Tocopherol',
      },
    },
    {
      key: 'gift-sets',
      group: 'gifts',
      weight: 3,
      shape: 'box',
      axes: [{ key: 'scent', values: scents.slice(1), atLeast: 1, atMost: 4 }],
      traits: [
        { key: 'occasion', values: ['thank-you', 'new-home', 'winter-hands'] },
        { key: 'wrapping', values: ['linen-pouch', 'paper-box'] },
      ],
      measures: [{ key: 'pieces', from: 3, to: 5 }],
      price: { from: 24, to: 48 },
      goesWith: ['soaps', 'hand-creams', 'body-oils'],
    },
  ],
  places,
  priceSteps: [0, 10, 15, 20, 30, 50],
  colours: {
    unscented: '#efeadf',
    rosemary: '#8fa58a',
    'orange-blossom': '#eec48c',
    'sea-fennel': '#a8c6c4',
    'damask-rose': '#dba9a4',
    tinted: '#d3a988',
    zinc: '#f3efe6',
    calendula: '#e6ad4f',
    beeswax: '#e8c776',
    lanolin: '#eee3c8',
  },
  scenery: [
    ['#e9f0ee', '#a8c6c4', '#5f8a87', '#fffbe9'],
    ['#f7ead9', '#e3b981', '#a9744a', '#fff4cf'],
    ['#eef1e4', '#b3c3a0', '#748a62', '#fdfaea'],
    ['#f6e5e2', '#dba9a4', '#9a6a6b', '#fff6ee'],
  ],
  copy: { nl, en, fr },
  marketing,
  experiment: 'zalf-rail',
};
