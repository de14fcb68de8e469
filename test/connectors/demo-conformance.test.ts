import { testConnector } from '../../src/testing.ts';
import { openDemo, subjectOf } from './demo-sites.ts';

const demo = openDemo();
const everybody = Array.from({ length: 50 }, (_, nth) => `ct-${10_001 + nth}`);
const { contacts } = demo.backends.crm.contacts('nachtwit', everybody) as {
  contacts: { contactId: string; emailAddress: string; membership: string }[];
};
const members = contacts.slice(0, 2);
const customers = {
  ids: members.map(({ contactId }) => contactId),
  emails: members.map(({ emailAddress }) => emailAddress),
  loyaltyCards: members.map(({ membership }) => membership),
};
const skus = ['NW-101-80200-MED', 'NW-101-80200-FIR'];

testConnector({
  ...subjectOf('pim', demo, ['products']),
  known: { products: { ids: ['nw-101', 'nw-140', 'nw-102'], handles: ['matras-wadden', 'bed-wadden'] } },
});

testConnector({
  ...subjectOf('shop', demo, ['products', 'categories', 'prices']),
  known: {
    products: { ids: ['nw-101', 'nw-140', 'nw-102'], handles: ['matras-wadden', 'bed-wadden'] },
    categories: { ids: ['pillows', 'bedding'], handles: ['hoofdkussens', 'bedden'] },
    prices: { skus },
    search: { text: 'matras', categoryId: 'mattresses' },
  },
});

testConnector({
  ...subjectOf('stock', demo, ['stock']),
  known: { stock: { skus }, locations: { ids: ['nachtwit-utrecht', 'nachtwit-groningen'] } },
});

testConnector({
  ...subjectOf('dam', demo, ['media']),
  known: { media: { ids: ['nw-101.front', 'nachtwit.story-2'] } },
});

testConnector({
  ...subjectOf('cms', demo, ['content']),
  known: {
    content: {
      paths: ['/', '/magazine'],
      slots: [
        { slot: 'product-story', subject: { type: 'product', id: 'nw-101' } },
        { slot: 'category-top', subject: { type: 'category', id: 'pillows' } },
      ],
    },
  },
});

testConnector({
  ...subjectOf('crm', demo, ['reviews']),
  skip: { 'reviews.byIds: reads differently on the other site': 'a review is in one language and on its sites only' },
  known: {
    reviews: { productIds: ['nw-101', 'nw-102'], ids: ['rv-nw-101-nl-1', 'rv-nw-101-nl-2'] },
    customers,
  },
});
