import { z } from 'zod';
import type { Call } from '../../src/contract/call.ts';
import type { ChangeDraft, Listed } from '../../src/contract/changes.ts';
import { type Connector, defineConnector } from '../../src/contract/connector.ts';
import type { PageRecord, SectionContent, SlotRecord, VariantCondition } from '../../src/contract/records.ts';
import { createAsk, createCheck, inOrder } from '../connector.ts';
import { changesFrom } from '../feed.ts';
import { listByBrand } from '../listing.ts';
import type { Cms, Entry } from './backend.ts';

const link = z.object({ text: z.string(), path: z.string().startsWith('/') }).nullable();
const moment = z.iso.datetime().nullable();
const blockShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hero'), heading: z.string(), body: z.string(), asset: z.string(), link }),
  z.object({ kind: z.literal('banner'), text: z.string(), tone: z.string(), link, ends: moment }),
  z.object({
    kind: z.literal('story'),
    heading: z.string().nullable(),
    text: z.string(),
    asset: z.string().nullable(),
    articles: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('rail'),
    heading: z.string(),
    articles: z.array(z.string()),
    fill: z.enum(['POPULAR', 'RECENT', 'PERSONAL']).nullable(),
  }),
  z.object({ kind: z.literal('overlay'), text: z.string(), link, delay: z.int().nonnegative() }),
]);
const placeShape = z.object({
  name: z.string(),
  options: z.array(
    z.object({
      id: z.string(),
      block: blockShape,
      rank: z.int(),
      channels: z.array(z.string()).nullable(),
      audiences: z.array(z.string()).nullable(),
      trial: z.object({ name: z.string(), arm: z.string(), control: z.boolean() }).nullable(),
      cap: z.string().nullable(),
      from: moment,
      until: moment,
    }),
  ),
});
const pagesShape = z.object({
  entries: z.array(
    z.object({
      entryId: z.string(),
      fields: z.object({ path: z.string(), title: z.string(), description: z.string() }),
      places: z.array(placeShape),
    }),
  ),
});
type Option = z.infer<typeof placeShape>['options'][number];

const placesShape = z.object({ places: z.array(placeShape.nullable()) });

const entriesShape = z.object({
  entries: z.array(
    z.object({
      entryId: z.string(),
      contentType: z.enum(['page', 'categoryTop', 'productStory']),
      path: z.string().nullable(),
      places: z.array(z.string()),
      checksum: z.string(),
    }),
  ),
});

/** Pages and slots of the demo group: `content`. A site's setting `storefront` is the URL that its links begin with. */
export const cms = defineConnector(({ backend }: { backend: Cms }): Connector => {
  const ask = createAsk('cms', backend.wire);
  const storefrontOf = ({ site }: Call) =>
    typeof site.settings.storefront === 'string' ? site.settings.storefront : backend.origin;
  return {
    name: 'cms',
    check: createCheck('cms', backend.wire),
    changes: changesFrom(
      backend.feed,
      ({ entries }) => entries.flatMap(toChanges),
      (query) =>
        listByBrand(query, async (space, _after, locales) => {
          const logged = { capability: 'changes', method: 'list', keys: 1 };
          const rows: Listed[] = [];
          for (const locale of locales) {
            const answer = await ask(logged, query, entriesShape, () => backend.entries(space, locale));
            rows.push(...answer.entries.flatMap((entry) => toListed(entry, `${space} ${locale}`)));
          }
          return { rows, next: null };
        }),
    ),
    content: {
      async pagesByPaths(paths, call) {
        if (paths.length === 0) return [];
        const logged = { capability: 'content', method: 'pagesByPaths', keys: paths.length };
        const { entries } = await ask(logged, call, pagesShape, () =>
          backend.pages(call.site.brand, paths, call.locale),
        );
        return inOrder(
          paths,
          entries,
          ({ fields }) => fields.path,
          (entry) => toPage(entry, storefrontOf(call)),
        );
      },
      async slots(keys, call) {
        if (keys.length === 0) return [];
        const logged = { capability: 'content', method: 'slots', keys: keys.length };
        const queries = keys.map(({ slot, subject }) => ({
          name: slot,
          ...(subject?.type === 'category' && { category: subject.id }),
          ...(subject?.type === 'product' && { article: subject.id }),
        }));
        const { places } = await ask(logged, call, placesShape, () =>
          backend.places(call.site.brand, queries, call.locale),
        );
        return keys.map((_, at) => {
          const place = places[at];
          return place ? toSlot(place, storefrontOf(call)) : null;
        });
      },
    },
  };
});

/** A page by its path; what is placed elsewhere by the names of its places, since a story shows with every product of a category. */
function toChanges({ contentType, fields, places }: Entry): ChangeDraft[] {
  if (contentType === 'page') return fields.path === undefined ? [] : [{ kind: 'page', key: fields.path }];
  return places.map(({ name }) => ({ kind: 'slots', key: name }));
}

/** As `toChanges` names them, each entry in a scope of its own. */
function toListed(
  { entryId, contentType, path, places, checksum: fingerprint }: z.infer<typeof entriesShape>['entries'][number],
  within: string,
): Listed[] {
  if (contentType === 'page') return path === null ? [] : [{ kind: 'page', key: path, fingerprint, scope: within }];
  return places.map((name) => ({ kind: 'slots', key: name, fingerprint, scope: `${within} ${entryId}` }));
}

function toPage(
  { entryId, fields, places }: z.infer<typeof pagesShape>['entries'][number],
  storefront: string,
): PageRecord {
  const { path, title, description } = fields;
  return {
    id: entryId,
    path,
    title,
    seo: { title, description },
    sections: places.map((place) => toSlot(place, storefront)),
  };
}

function toSlot({ name, options }: z.infer<typeof placeShape>, storefront: string): SlotRecord {
  return {
    key: name,
    variants: options.map((option) => {
      const when = toCondition(option);
      return {
        key: option.id,
        priority: option.rank,
        content: toContent(option.block, storefront),
        ...(Object.keys(when).length > 0 && { when }),
      };
    }),
  };
}

function toCondition({ channels, audiences, trial, cap, from, until }: Option): VariantCondition {
  return {
    ...(channels && { channels }),
    ...(from && { from }),
    ...(until && { until }),
    ...(audiences && { segments: audiences }),
    ...(trial && { experiment: { key: trial.name, arm: trial.arm, control: trial.control } }),
    ...(cap && { cap }),
  };
}

function toContent(block: z.infer<typeof blockShape>, storefront: string): SectionContent {
  const toLink = (one: z.infer<typeof link>) =>
    one && { title: one.text, url: `${storefront.replace(/\/+$/, '')}${one.path}` };
  switch (block.kind) {
    case 'hero':
      return {
        type: 'Hero',
        heading: block.heading,
        body: block.body,
        image: { mediaId: block.asset },
        link: toLink(block.link),
      };
    case 'banner':
      return { type: 'Banner', text: block.text, tone: block.tone, link: toLink(block.link), endsAt: block.ends };
    case 'story':
      return {
        type: 'Story',
        heading: block.heading,
        html: block.text,
        image: block.asset === null ? null : { mediaId: block.asset },
        productIds: block.articles,
      };
    case 'rail':
      return { type: 'ProductRail', heading: block.heading, productIds: block.articles, intent: block.fill };
    case 'overlay':
      return {
        type: 'PopUp',
        heading: null,
        text: block.text,
        link: toLink(block.link),
        afterSeconds: block.delay,
      };
  }
}
