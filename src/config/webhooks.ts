/** What the configuration says of outbound webhooks, and what is right for a subscription wherever it is written. */
import { isIP } from 'node:net';
import { z } from 'zod';

/** Who is told of changes. */
export interface WebhookSubscription {
  /** `https://…`; a user or a password in it is refused. */
  readonly url: string;
  /** Sign what is sent: `whsec_` and base64 of 24 bytes or more. Two while one is replaced by the other; both sign. */
  readonly secrets: readonly string[];
  /** Only changes of these kinds: `product`, `price`. Default all. */
  readonly kinds?: readonly string[];
  /** Only what concerns these sites. Default all. */
  readonly sites?: readonly string[];
  /** Only what moves one of these tags, the names that CDNs are told; `product.*` is all that begin so. Default all. */
  readonly tags?: readonly string[];
}

export interface WebhooksConfig {
  /** By id. More may be added on the command line, which are kept in the store. */
  readonly subscriptions?: Readonly<Record<string, WebhookSubscription>>;
  /**
   * What may be reached although it is not on the public internet: names of hosts, addresses, and networks such as
   * `10.1.0.0/16`.
   */
  readonly reach?: readonly string[];
  /** Whether receivers without TLS are served. Default false. */
  readonly plainHttp?: boolean;
  /** Time for one request, from the look-up of its host to its status, in milliseconds. Default 10,000. */
  readonly deadlineMs?: number;
  /** Requests to one receiver at the same time. Default 8. */
  readonly concurrency?: number;
  /** The longest pause before the second try, in milliseconds; each later one may be twice as long. Default 5,000. */
  readonly retryMs?: number;
  /** The longest pause between two tries, in milliseconds. Default 8 hours. */
  readonly retryCapMs?: number;
  /** From the first try on, in milliseconds: then an event is a dead letter; and a receiver that took nothing is paused. Default 3 days. */
  readonly giveUpMs?: number;
  /** How long what was delivered is kept, in milliseconds. Default a day. */
  readonly keepDeliveredMs?: number;
  /** How long dead letters are kept, in milliseconds. Default 30 days. */
  readonly keepDeadMs?: number;
}

const day = 86_400_000;

/** The same with every default filled in. */
export function completeWebhooks(config: WebhooksConfig = {}): Required<WebhooksConfig> {
  return {
    subscriptions: {},
    reach: [],
    plainHttp: false,
    deadlineMs: 10_000,
    concurrency: 8,
    retryMs: 5_000,
    retryCapMs: day / 3,
    giveUpMs: 3 * day,
    keepDeliveredMs: day,
    keepDeadMs: 30 * day,
    ...config,
  };
}

export const webhookId = /^[a-z0-9][a-z0-9-]{0,62}$/;

const words = {
  id: 'an id of lower case letters, digits and hyphens, at most 63',
  url: 'an http(s) URL without a user or a password',
  secret: 'base64 of 24 to 64 bytes, after an optional whsec_',
} as const;

/** What is wrong with a receiver's URL, as what was expected; null when nothing is. */
export function wrongUrl(text: string): string | null {
  const url = URL.parse(text);
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password ? null : words.url;
}

/** The key that a secret stands for; null when it is none. */
export function readWebhookSecret(secret: string): Buffer | null {
  const text = secret.replace(/^whsec_/, '');
  const key = Buffer.from(text, 'base64');
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && key.length >= 24 && key.length <= 64 ? key : null;
}

/** A network, as the address that it begins with and the bits that count; null for the name of a host; undefined for neither. */
export function readNetwork(entry: string): { address: string; family: 4 | 6; bits: number } | null | undefined {
  const [address = '', prefix, ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0) return /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9.])?$/.test(entry) ? null : undefined;
  const most = family === 4 ? 32 : 128;
  const bits = prefix === undefined ? most : /^\d{1,3}$/.test(prefix) ? Number(prefix) : most + 1;
  return rest.length > 0 || bits > most ? undefined : { address, family: family === 4 ? 4 : 6, bits };
}

const reach = 'a host, an address, or a network such as 10.1.0.0/16';

const names = z
  .array(z.string().min(1), 'a list of names')
  .min(1, 'at least one name; leave it out for all')
  .optional();
const positive = z.int('a whole number').positive('a whole number above 0').optional();

const subscription = z.strictObject(
  {
    url: z.string(words.url).refine((text) => wrongUrl(text) === null, words.url),
    secrets: z
      .array(
        z.string(words.secret).refine((text) => readWebhookSecret(text) !== null, words.secret),
        'a list of secrets, the newest first',
      )
      .min(1, 'at least one secret')
      .max(2, 'at most two secrets: one, and the one that it replaces'),
    kinds: names,
    sites: names,
    tags: names,
  },
  'an object with url and secrets',
) satisfies z.ZodType<WebhookSubscription>;

/** The shape of `webhooks` in a configuration. */
export const webhooksShape = z.strictObject(
  {
    subscriptions: z.record(z.string().regex(webhookId, words.id), subscription, 'subscriptions by id').optional(),
    reach: z
      .array(
        z.string(reach).refine((entry) => readNetwork(entry) !== undefined, reach),
        'a list of hosts, addresses and networks',
      )
      .optional(),
    plainHttp: z.boolean('true or false').optional(),
    deadlineMs: positive,
    concurrency: positive,
    retryMs: positive,
    retryCapMs: positive,
    giveUpMs: positive,
    keepDeliveredMs: positive,
    keepDeadMs: positive,
  },
  'an object: outbound webhooks',
) satisfies z.ZodType<WebhooksConfig>;
