import { subject } from '../reference/remote.ts';
import { type Breaches, eachRecord, withConnector, withMethod } from './breach.ts';

const euros = (minor: number) => ({ minor, currency: 'EUR' });
const { products } = subject.known;

export const breachesOfRecords: Breaches = {
  'has a name that a configuration can use': {
    'a name with spaces': withConnector((connector) => ({ ...connector, name: 'The Shop' })),
  },
  'is tested in all that it can do': {
    'an unknown capability': { subject: { ...subject, known: { ...subject.known, stock: undefined } }, method: '' },
    'a capability that is missing': withConnector((connector) => ({ ...connector, stock: undefined })),
    'an untested optional method': {
      subject: { ...subject, known: { ...subject.known, products: { ...products, skus: undefined } } },
      method: '',
    },
  },
  'finds nothing wrong with a backend in good health': {
    'a false alarm': withConnector((connector) => ({
      ...connector,
      check: async () => [{ problem: 'none', fix: 'Relax.' }],
    })),
  },
  'closes, and closes again': {
    'a second close that fails': withConnector((connector) => {
      let closed = false;
      return {
        ...connector,
        async close() {
          if (closed) throw new Error('already closed');
          closed = true;
        },
      };
    }),
  },
  'answers records of the contract': {
    'a price of nothing': withMethod(
      'prices.bySkus',
      eachRecord(() => ({ price: euros(0) })),
    ),
    'a price in a float': withMethod(
      'prices.bySkus',
      eachRecord(() => ({ price: euros(45.5) })),
    ),
    'a price beyond safe integers': withMethod(
      'prices.bySkus',
      eachRecord(() => ({ price: euros(2 ** 53) })),
    ),
    'a foreign currency': withMethod(
      'prices.bySkus',
      eachRecord(() => ({ price: { minor: 100, currency: 'USD' } })),
    ),
    'a former price that is lower': withMethod(
      'prices.bySkus',
      eachRecord(() => ({ compareAtPrice: euros(1) })),
    ),
    "a vendor's field": withMethod(
      'media.byIds',
      eachRecord(() => ({ mimeType: 'image/jpeg' })),
    ),
    'a relative URL': withMethod(
      'media.byIds',
      eachRecord(() => ({ url: '/assets/1.jpg' })),
    ),
    'a date that is not ISO': withMethod(
      'stock.bySkus',
      eachRecord(() => ({ asOf: 'Mon, 01 Jun 2026' })),
    ),
    'in stock without stock': withMethod(
      'stock.bySkus',
      eachRecord(() => ({ status: 'IN_STOCK', quantity: 0 })),
    ),
    'a script in the text': withMethod(
      'products.byIds',
      eachRecord(() => ({ descriptionHtml: '<img onerror=x>' })),
    ),
    'a SKU twice': withMethod(
      'products.byIds',
      eachRecord(() => ({
        variants: ['1', '2'].map((id) => ({ id, sku: 'same', title: '', selectedOptions: [] })),
      })),
    ),
    'reviews oldest first': withMethod(
      'reviews.byProducts',
      eachRecord(({ nodes }) => ({ nodes: nodes.toReversed() })),
    ),
    'reviews that are not published': withMethod(
      'reviews.byProducts',
      eachRecord(({ nodes }) => ({ nodes: nodes.map((review) => ({ ...review, status: 'PENDING' })) })),
    ),
    'fewer reviews counted than shown': withMethod(
      'reviews.byProducts',
      eachRecord(() => ({ count: 0 })),
    ),
    'a mean without reviews': withMethod(
      'reviews.byProducts',
      eachRecord(() => ({ averageRating: null })),
    ),
    'a category below itself': withMethod(
      'categories.byIds',
      eachRecord(({ id, handle, title }) => ({ children: [{ id, handle, title }] })),
    ),
  },
};
