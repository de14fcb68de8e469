import { describe, expect, it } from 'vitest';
import type { StockRecord } from '../../src/contract/records.ts';
import { toStock } from '../../src/loaders/stock.ts';
import { countOf } from '../../src/resolvers/availability.ts';
import { pageOf } from '../../src/resolvers/connection.ts';
import { fromFacet, toFilters } from '../../src/resolvers/filters.ts';
import { fromGlobalId, toGlobalId } from '../../src/resolvers/global-id.ts';
import { speak } from '../../src/resolvers/speech.ts';
import { textLanguages, textsFor } from '../../src/texts/texts.ts';
import { testSite } from '../support/site.ts';

const site = testSite();
const stock = (quantity: number | null, status: StockRecord['status'] = 'IN_STOCK'): StockRecord => ({
  sku: 'S',
  status,
  quantity,
  asOf: '2026-11-22T09:00:00.000Z',
});

describe('loaders: stock', () => {
  it('is low under the threshold and out at nothing, whatever the backend calls it', () => {
    const statuses = [0, 1, 9, 10, 40].map((quantity) => toStock(stock(quantity), site).status);
    expect(statuses).toEqual(['OUT_OF_STOCK', 'LOW_STOCK', 'LOW_STOCK', 'IN_STOCK', 'IN_STOCK']);
    expect(toStock(stock(null, 'LOW_STOCK'), site).status).toBe('LOW_STOCK');
    expect(toStock(stock(0, 'BACKORDER'), site).status).toBe('BACKORDER');
  });

  it('tells a quantity, and when it was recorded, only while it is small: 40 and 39 are the same', () => {
    const few = { sku: 'S', status: 'LOW_STOCK', quantity: 3, asOf: '2026-11-22T09:00:00.000Z' };
    expect(toStock(stock(3), site)).toEqual(few);
    expect(toStock(stock(40), site)).toEqual({ sku: 'S', status: 'IN_STOCK', quantity: null, asOf: null });
    expect(toStock(stock(40), site)).toEqual(toStock({ ...stock(39), asOf: '2026-11-22T10:00:00.000Z' }, site));
  });

  it('is counted over variants while each is told', () => {
    const told = [3, 4].map((quantity) => toStock(stock(quantity), site));
    expect(countOf(told)).toEqual({ quantity: 7, asOf: '2026-11-22T09:00:00.000Z' });
    expect(countOf([...told, toStock(stock(40), site)])).toEqual({ quantity: null, asOf: null });
    expect(countOf([])).toEqual({ quantity: null, asOf: null });
  });
});

describe('resolvers: global ids', () => {
  it('come back as they went out', () => {
    for (const key of ['nw-101', 'a:b', '/magazine/één', 'p\nSKU']) {
      expect(fromGlobalId(toGlobalId('Page', key))).toEqual({ type: 'Page', key });
    }
  });

  it('are refused when they are not ours', () => {
    for (const id of ['', 'x', '%%%', Buffer.from('Secret:1').toString('base64url'), `${toGlobalId('Page', '/')}=`]) {
      expect(() => fromGlobalId(id)).toThrow('id: expected an id that this API gave out');
    }
  });
});

describe('resolvers: connections', () => {
  const items = ['a', 'b', 'c', 'd'];
  const page = (list: readonly string[], first: number, after?: string | null) =>
    pageOf(list, (item) => item, { first, after });

  it('reads on to the end', () => {
    const one = page(items, 3);
    expect(one).toMatchObject({ nodes: ['a', 'b', 'c'], pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const two = page(items, 3, one.pageInfo.endCursor);
    expect(two).toMatchObject({ nodes: ['d'], pageInfo: { hasNextPage: false, hasPreviousPage: true } });
  });

  it('goes on after the same item when others came before it', () => {
    const { endCursor } = page(items, 2).pageInfo;
    expect(page(['new', ...items], 2, endCursor).nodes).toEqual(['c', 'd']);
  });

  it('refuses a cursor of another list', () => {
    expect(() => page(items, 2, 'nonsense')).toThrow('after: expected a cursor of this list');
  });
});

describe('resolvers: filters', () => {
  it('take prices exactly, in minor units', () => {
    const { price } = toFilters([{ price: { min: '12.5', max: '99.99' } }], 'EUR');
    expect(price).toEqual({ min: 1250, max: 9999 });
  });

  it('collect the values of one attribute', () => {
    const filters = [{ attribute: 'size', value: '90' }, { attribute: 'size', value: '140' }, { available: true }];
    expect(toFilters(filters, 'EUR')).toMatchObject({ attributes: { size: ['90', '140'] }, available: true });
  });

  it('are refused when they say nothing, with the place', () => {
    expect(() => toFilters([{ available: true }, {}], 'EUR')).toThrow('filters[1]: expected');
    expect(() => toFilters([{ attribute: 'size' }], 'EUR')).toThrow('filters[0]: expected both attribute and value');
    expect(() => toFilters([{ price: { min: '1.005' } }], 'EUR')).toThrow('filters[0].price.min');
  });

  it('come with each facet value, ready to send back', () => {
    const values = [{ value: '1000-2500', label: '', count: 2 }];
    const facet = fromFacet({ key: 'price', label: 'Prijs', type: 'PRICE_RANGE', values }, 'EUR');
    expect(facet.values[0]?.input).toEqual({ price: { min: '10.00', max: '25.00' } });
  });
});

describe('resolvers: speech', () => {
  it('says whole sentences that fit in the time, but always the first', () => {
    const sentences = ['One two three.', 'Four five six seven eight.', 'Nine.'];
    expect(speak(sentences, 2).text).toBe('One two three.');
    expect(speak(sentences, 0).text).toBe('One two three.');
    expect(speak(sentences, null).text).toBe(sentences.join(' '));
  });

  it('escapes what would be markup in SSML', () => {
    expect(speak(['Soap & <b>water</b>.'], null).ssml).toBe(
      '<speak><s>Soap &amp; &lt;b&gt;water&lt;/b&gt;.</s></speak>',
    );
  });
});

describe('texts', () => {
  it('have a different sentence in every language', () => {
    const sold = textLanguages.map((language) => textsFor(language).availability('OUT_OF_STOCK', null));
    expect(new Set(sold).size).toBe(textLanguages.length);
  });
});
