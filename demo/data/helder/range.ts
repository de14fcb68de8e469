import type { BrandRange } from '../types.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { marketing } from './marketing.ts';
import { nl } from './nl.ts';
import { places } from './places.ts';

const frameColours = ['black', 'tortoise', 'crystal', 'olive', 'wine'];
const frameMeasures = [
  { key: 'bridge', from: 16, to: 22 },
  { key: 'temple', from: 140, to: 150 },
];
const lensWidth = { key: 'lensWidth', from: 47, to: 54 };

export const helder: BrandRange = {
  key: 'helder',
  name: 'Helder',
  prefix: 'hd',
  lines: [
    'Lumen',
    'Iris',
    'Vonk',
    'Prisma',
    'Zenit',
    'Facet',
    'Kristal',
    'Horizon',
    'Spectra',
    'Aurora',
    'Mira',
    'Nova',
    'Opaal',
    'Solis',
    'Vista',
    'Radius',
    'Dageraad',
    'Komeet',
    'Halo',
    'Gloed',
    'Saffier',
    'Orion',
    'Kompas',
    'Polder',
  ],
  groups: ['glasses', 'sun', 'lenses', 'care'],
  categories: [
    {
      key: 'optical-frames',
      group: 'glasses',
      weight: 7,
      shape: 'frame',
      axes: [
        { key: 'lensWidth', values: ['46', '48', '50', '52', '54'], atLeast: 2, atMost: 3 },
        { key: 'colour', values: frameColours, atLeast: 1, atMost: 3 },
      ],
      traits: [
        { key: 'form', values: ['round', 'panto', 'square', 'cat-eye'] },
        { key: 'material', values: ['acetate', 'titanium', 'steel'] },
        { key: 'prescription', values: ['single-vision', 'varifocal'] },
      ],
      measures: frameMeasures,
      price: { from: 119, to: 269 },
      goesWith: ['cases', 'lens-care', 'sunglasses'],
    },
    {
      key: 'sunglasses',
      group: 'sun',
      weight: 5,
      shape: 'sunglasses',
      axes: [{ key: 'colour', values: frameColours, atLeast: 2, atMost: 4 }],
      traits: [
        { key: 'form', values: ['round', 'panto', 'square', 'aviator'] },
        { key: 'filter', values: ['polarised', 'gradient', 'brown'] },
        { key: 'material', values: ['acetate', 'titanium', 'steel'] },
        { key: 'prescription', values: ['single-vision', 'varifocal'] },
      ],
      measures: [lensWidth, ...frameMeasures],
      price: { from: 99, to: 219 },
      goesWith: ['cases', 'lens-care', 'optical-frames'],
    },
    {
      key: 'reading-glasses',
      group: 'glasses',
      weight: 3,
      shape: 'frame',
      axes: [
        { key: 'strength', values: ['100', '150', '200', '250', '300'], atLeast: 3, atMost: 5 },
        { key: 'colour', values: frameColours, atLeast: 1, atMost: 2 },
      ],
      traits: [
        { key: 'form', values: ['round', 'panto', 'square'] },
        { key: 'material', values: ['acetate', 'steel'] },
      ],
      measures: [lensWidth, ...frameMeasures],
      price: { from: 29, to: 69 },
      goesWith: ['cases', 'lens-care', 'optical-frames'],
    },
    {
      key: 'kids-frames',
      group: 'glasses',
      weight: 3,
      shape: 'frame',
      axes: [
        { key: 'lensWidth', values: ['40', '42', '44', '46'], atLeast: 2, atMost: 3 },
        { key: 'colour', values: ['sky', 'berry', 'olive', 'crystal'], atLeast: 2, atMost: 3 },
      ],
      traits: [
        { key: 'form', values: ['round', 'square'] },
        { key: 'material', values: ['flex', 'acetate'] },
        { key: 'prescription', values: ['single-vision'] },
      ],
      measures: [
        { key: 'bridge', from: 14, to: 17 },
        { key: 'temple', from: 120, to: 130 },
      ],
      price: { from: 69, to: 129 },
      goesWith: ['cases', 'lens-care', 'sunglasses'],
    },
    {
      key: 'contact-lenses',
      group: 'lenses',
      weight: 3,
      shape: 'contact-lens',
      axes: [
        { key: 'pack', values: ['30', '90'], atLeast: 1, atMost: 2 },
        { key: 'power', values: ['m100', 'm200', 'm300', 'm400', 'p200'], atLeast: 3, atMost: 5 },
      ],
      traits: [
        { key: 'wear', values: ['daily', 'two-weekly', 'monthly'] },
        { key: 'lensMaterial', values: ['silicone-hydrogel', 'hydrogel'] },
      ],
      measures: [
        { key: 'waterContent', from: 38, to: 58 },
        { key: 'oxygen', from: 26, to: 156 },
      ],
      price: { from: 17, to: 34 },
      goesWith: ['lens-care', 'sunglasses', 'cases'],
    },
    {
      key: 'lens-care',
      group: 'care',
      weight: 2,
      shape: 'spray',
      axes: [{ key: 'volume', values: ['30', '100', '250'], atLeast: 2, atMost: 3 }],
      traits: [
        { key: 'cleaner', values: ['spray', 'solution', 'foam'] },
        { key: 'safeFor', values: ['coated', 'all-lenses'] },
      ],
      measures: [{ key: 'keeps', from: 3, to: 12 }],
      price: { from: 6, to: 14 },
      goesWith: ['cases', 'contact-lenses', 'optical-frames'],
    },
    {
      key: 'cases',
      group: 'care',
      weight: 3,
      shape: 'case',
      axes: [{ key: 'colour', values: ['black', 'olive', 'wine', 'sky'], atLeast: 1, atMost: 4 }],
      traits: [
        { key: 'casing', values: ['hard-case', 'folding-case', 'pouch'] },
        { key: 'skin', values: ['leather', 'cork', 'felt'] },
      ],
      measures: [{ key: 'weight', from: 22, to: 90 }],
      price: { from: 15, to: 49 },
      goesWith: ['lens-care', 'optical-frames', 'sunglasses'],
    },
  ],
  places,
  priceSteps: [0, 25, 50, 100, 150, 200, 300],
  colours: {
    black: '#33333a',
    tortoise: '#8f5b33',
    crystal: '#bfd0d6',
    olive: '#717852',
    wine: '#7d3648',
    sky: '#7fa9cc',
    berry: '#b65a80',
  },
  scenery: [
    ['#dcebf2', '#a9cbdb', '#4f86a3', '#fff7d8'],
    ['#fbe9d2', '#f0bf8d', '#c97b55', '#fffaf0'],
    ['#e4efe6', '#a9c9b4', '#55826d', '#fefbe6'],
    ['#ece6f2', '#bfb0d4', '#77659b', '#fff3dc'],
  ],
  copy: { nl, de, en },
  marketing,
  experiment: 'helder-rail',
};
