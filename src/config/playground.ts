import { z } from 'zod';

/** An example visitor whom the playground can come as. Whoever opens it is given a token for them: it must be nobody real. */
export interface PlaygroundPersona {
  readonly key: string;
  /** For people: `Renske, a loyal customer`. */
  readonly title: string;
  /** Key of the brand on whose sites they come. */
  readonly brand: string;
  /** As in a visitor's token: 22 characters of base64url. What is remembered of them is in `profiles`. */
  readonly visitorId: string;
}

/** What the playground offers besides what the sites have. */
export interface PlaygroundConfig {
  readonly personas: readonly PlaygroundPersona[];
}

const text = z.string('a text').min(1, 'a text');

/** The shape of `playground` in a configuration. */
export const playgroundShape = z.strictObject(
  {
    personas: z.array(
      z.strictObject(
        {
          key: text,
          title: text,
          brand: text,
          visitorId: z.string('a visitor’s id').regex(/^[\w-]{22}$/, 'a visitor’s id: 22 characters of base64url'),
        },
        'an object: a persona',
      ),
      'a list of personas',
    ),
  },
  'an object: what the playground offers',
) satisfies z.ZodType<PlaygroundConfig>;
