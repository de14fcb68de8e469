import { describe, expect, it } from 'vitest';
import { allProducts, callFor, openDemo } from '../connectors/demo-sites.ts';

const demo = openDemo({ origin: 'https://shop.example/' });
const serve = demo.routes['/media/'];

async function get(url: string): Promise<Response> {
  if (!serve) throw new Error('the demo serves no media');
  return serve(new Request(url));
}

describe('demo: media', () => {
  it('serves every picture of a product where the DAM says, as SVG without outside references', async () => {
    const [product] = await allProducts(demo, 'zalf-gb');
    const ids = (product?.images ?? []).flatMap((image) => ('mediaId' in image ? [image.mediaId] : []));
    const images = (await demo.connector('dam').media?.byIds(ids, callFor('zalf-gb'))) ?? [];
    expect(images).toHaveLength(3);
    for (const image of images) {
      if (!image || image instanceof Error) throw new Error('a picture is missing');
      expect(image.url).toMatch(/^https:\/\/shop\.example\/media\//);
      const response = await get(image.url);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain('image/svg+xml');
      const svg = await response.text();
      expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 1200 1200" width="1200"/);
      expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href|<script|undefined|NaN/);
    }
  });

  it('draws every category and story', async () => {
    const products = await allProducts(demo, 'nachtwit-nl');
    for (const { id } of products.slice(0, 12)) {
      const response = await get(`https://shop.example/media/${id}.front.svg`);
      expect(response.status, id).toBe(200);
    }
    expect((await get('https://shop.example/media/nachtwit.story-6.svg')).status).toBe(200);
    expect((await get('https://shop.example/media/zalf.sun-care.svg')).status).toBe(200);
  });

  it('fits a picture into the box asked for, keeps its proportions and never enlarges it', async () => {
    const sizeAt = async (query: string) =>
      /width="(\d+)" height="(\d+)"/
        .exec(await (await get(`https://shop.example/media/zalf.home.svg${query}`)).text())
        ?.slice(1);
    expect(await sizeAt('?w=480&h=')).toEqual(['480', '270']);
    expect(await sizeAt('?w=480&h=90')).toEqual(['160', '90']);
    expect(await sizeAt('?w=4000')).toEqual(['1600', '900']);
  });

  it.each([
    ['zalf.home.svg?w=0', 400],
    ['zalf.home.svg?w=4001', 400],
    ['zalf.home.svg?h=1e3', 400],
    ['zalf.nothing.svg', 404],
    ['zf-999999.front.svg', 404],
    ['zf-101.back.svg', 404],
    ['../etc/passwd', 404],
  ])('answers %s with %i', async (path, status) => {
    expect((await get(`https://shop.example/media/${path}`)).status).toBe(status);
  });

  it('draws the same picture every time, and another for another product', async () => {
    const again = await (await get('https://shop.example/media/zf-101.front.svg')).text();
    expect(await (await get('https://shop.example/media/zf-101.front.svg')).text()).toBe(again);
    expect(await (await get('https://shop.example/media/zf-109.front.svg')).text()).not.toBe(again);
  });
});
