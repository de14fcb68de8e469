import { z } from 'zod';
import { type Connector, defineConnector } from '../../src/contract/connector.ts';
import { createAsk, createCheck, inOrder } from '../connector.ts';
import { changesFrom } from '../feed.ts';
import { listByBrand } from '../listing.ts';
import type { Dam } from './backend.ts';

const assetsShape = z.object({
  assets: z.array(
    z.object({
      assetId: z.string(),
      description: z.string(),
      dimensions: z.object({ w: z.int().positive(), h: z.int().positive() }),
      renditions: z.tuple([
        z.object({ preset: z.literal('original'), href: z.url() }),
        z.object({ preset: z.literal('scaled'), href: z.string() }),
      ]),
    }),
  ),
});

const revisionsShape = z.object({
  rows: z.array(z.object({ assetId: z.string(), revision: z.string() })),
  next: z.int().nullable(),
});

/** Pictures of the demo group: `media`. */
export const dam = defineConnector(({ backend }: { backend: Dam }): Connector => {
  const ask = createAsk('dam', backend.wire);
  return {
    name: 'dam',
    check: createCheck('dam', backend.wire),
    changes: changesFrom(
      backend.feed,
      ({ assetId }) => [{ kind: 'media', key: assetId }],
      (query) =>
        listByBrand(query, async (brand, after) => {
          const logged = { capability: 'changes', method: 'list', keys: 1 };
          const { rows, next } = await ask(logged, query, revisionsShape, () => backend.revisions(brand, after));
          return {
            rows: rows.map(({ assetId, revision }) => ({ kind: 'media', key: assetId, fingerprint: revision })),
            next,
          };
        }),
    ),
    media: {
      async byIds(ids, call) {
        if (ids.length === 0) return [];
        const logged = { capability: 'media', method: 'byIds', keys: ids.length };
        const { assets } = await ask(logged, call, assetsShape, () => backend.assets(ids, call.locale));
        return inOrder(
          ids,
          assets,
          ({ assetId }) => assetId,
          ({ assetId, description, dimensions, renditions }) => ({
            id: assetId,
            url: renditions[0].href,
            renditionUrl: renditions[1].href,
            altText: description,
            width: dimensions.w,
            height: dimensions.h,
          }),
        );
      },
    },
  };
});
