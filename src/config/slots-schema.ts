import { z } from 'zod';

const key = z.string('a key').min(1, 'a key');
const text = z.string('a text');
const instant = z.iso.datetime({ offset: true, error: 'an instant, ISO 8601: 2026-11-22T09:30:00Z' });
const list = z.array(key, 'a list of keys').min(1, 'at least one key');

const link = z
  .strictObject({ title: text, url: z.url('an absolute URL') }, 'an object: a link with title and url')
  .nullable();
const image = z.strictObject({ mediaId: key }, 'an object with the mediaId of an image').nullable();
const intent = z.enum(['POPULAR', 'RECENT', 'PERSONAL'], 'one of POPULAR, RECENT and PERSONAL').nullable();

const content = z
  .discriminatedUnion(
    'type',
    [
      z.strictObject({ type: z.literal('Hero'), heading: text.nullable(), body: text.nullable(), image, link }),
      z.strictObject({
        type: z.literal('Banner'),
        text,
        tone: text.nullable(),
        link,
        endsAt: instant.nullable(),
      }),
      z.strictObject({
        type: z.literal('Story'),
        heading: text.nullable(),
        html: text.nullable(),
        image,
        productIds: z.array(key),
      }),
      z.strictObject({ type: z.literal('ProductRail'), heading: text.nullable(), productIds: z.array(key), intent }),
      z.strictObject({
        type: z.literal('PopUp'),
        heading: text.nullable(),
        text,
        link,
        afterSeconds: z.int('whole seconds').nonnegative('seconds from 0').nullable(),
      }),
      z.strictObject({
        type: z.literal('Badge'),
        code: key,
        text,
        productIds: z.array(key),
        categoryIds: z.array(key),
      }),
      z.strictObject({
        type: z.literal('ProductOrder'),
        sort: z
          .enum(
            ['RELEVANCE', 'BEST_SELLING', 'PRICE_ASC', 'PRICE_DESC', 'NEWEST', 'TITLE'],
            'an order of the schema’s enum ProductSort',
          )
          .nullable(),
        first: z.array(key),
        last: z.array(key),
      }),
    ],
    'content of type Hero, Banner, Story, ProductRail, PopUp, Badge or ProductOrder',
  )
  .meta({ id: 'SlotContent' });

const when = z.strictObject(
  {
    channels: list.optional(),
    from: instant.optional(),
    until: instant.optional(),
    priceGroups: list.optional(),
    segments: list.optional().describe('In at least one of them.'),
    experiment: z
      .strictObject({ key, arm: key, control: z.boolean('true or false').optional() }, 'an object: key and arm')
      .optional(),
    cap: key.optional(),
  },
  'an object: when it may be shown',
);

/** What sites themselves have for slots. Null removes what was inherited. */
export const slotsSchema = z
  .record(
    z.string(),
    z
      .strictObject(
        {
          page: z.string('the path of a page').startsWith('/', 'a path, which begins with /').optional(),
          variants: z.array(
            z.strictObject(
              { key, when: when.optional(), priority: z.number('a number'), content },
              'an object: a variant',
            ),
            'a list of variants',
          ),
        },
        'an object: a slot',
      )
      .nullable(),
    'an object of slots by key',
  )
  .meta({ id: 'Slots', description: 'What fills slots besides what the content’s own source has for them.' });
