import { z } from 'zod';
import { type Connector, defineConnector } from '../../src/contract/connector.ts';
import { createAsk, createCheck, inOrder } from '../connector.ts';
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

/** Pictures of the demo group: `media`. */
export const dam = defineConnector(({ backend }: { backend: Dam }): Connector => {
  const ask = createAsk('dam', backend.wire);
  return {
    name: 'dam',
    check: createCheck('dam', backend.wire),
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
