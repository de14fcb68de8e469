import { z } from 'zod';
import type { SharedStore } from '../cache/shared-level.ts';
import type { FindPlace, FindWeather } from '../context/arrivals.ts';
import type { ConfigProblem } from '../contract/errors.ts';
import type { Profiles } from '../contract/profile.ts';
import type { PolicyOptions } from '../loaders/policy.ts';
import { adminShape } from './admin.ts';
import { checkConnectors } from './connector-shape.ts';
import type { EtalageConfig, LimitOptions } from './define.ts';
import { documentsModes } from './documents.ts';
import { eventsShape } from './events.ts';
import { nearest } from './nearest.ts';
import { playgroundShape } from './playground.ts';
import { describeFound, formatPath, problemsOf } from './problems.ts';
import { serverPaths } from './resolve-sites.ts';
import { jwtShape, visitorsShape } from './visitors.ts';
import { webhooksShape } from './webhooks.ts';

const positive = z.int('a whole number').positive('a whole number above 0').optional();

const policyOptions = z.strictObject(
  {
    timeoutMs: positive,
    concurrency: positive,
    queue: z.int().nonnegative('a whole number from 0').optional(),
    maxAgeMs: z.int().nonnegative('a whole number from 0').optional(),
    pollMs: positive,
    reconcileMs: z.int().nonnegative('a whole number from 0').optional(),
    recheckMs: z.int().nonnegative('a whole number from 0').optional(),
  },
  'an object: a call policy',
) satisfies z.ZodType<PolicyOptions>;

const streamLimits = z.strictObject(
  {
    total: positive,
    perClient: positive,
    perConnection: positive,
    proxies: z.int().nonnegative('a whole number from 0').optional(),
    bufferBytes: positive,
    slowMs: positive,
    heartbeatMs: positive,
    initMs: positive,
  },
  'an object of limits',
);

const limits = z.strictObject(
  {
    bodyBytes: positive,
    depth: positive,
    cost: positive,
    aliases: positive,
    requestMs: positive,
    streams: streamLimits.optional(),
  },
  'an object of limits',
) satisfies z.ZodType<LimitOptions>;

const hasMethod = (value: unknown, name: string) =>
  typeof (value as Record<string, unknown> | null)?.[name] === 'function';

const keyv = z.custom<SharedStore>((value) => hasMethod(value, 'getMany') && hasMethod(value, 'set'), 'a Keyv store');

const configSchema = z.strictObject(
  {
    connectors: z.array(z.unknown(), 'a list of connectors'),
    sites: z.custom<string | URL>(
      (value) => (typeof value === 'string' && value !== '') || (value instanceof URL && value.protocol === 'file:'),
      'the path of the sites file, or its file: URL',
    ),
    routes: z
      .record(
        z.string().regex(/^(\/[^/?#]+)+\/?$/, 'a path prefix such as /media/, or one path such as /robots.txt'),
        z.custom((value) => typeof value === 'function', 'a function of a Request'),
        'an object of handlers by path prefix',
      )
      .optional(),
    policy: z
      .strictObject(
        {
          default: policyOptions.optional(),
          connectors: z.record(z.string(), policyOptions, 'an object of policies by connector').optional(),
        },
        'an object with default and connectors',
      )
      .optional(),
    limits: limits.optional(),
    documents: z
      .strictObject(
        {
          manifest: z
            .union(
              [z.string().min(1), z.instanceof(URL), z.record(z.string(), z.string())],
              'the path of a manifest, its file: URL, or an object of texts by id',
            )
            .optional(),
          mode: z.enum(documentsModes, 'any or trusted').optional(),
        },
        'an object with manifest and mode',
      )
      .optional(),
    cache: z
      .union(
        [
          z.literal(false),
          z.strictObject({
            limits: z.record(z.string(), z.unknown()).optional(),
            shared: z.strictObject({ store: keyv, ttlMs: z.int().positive(), timeoutMs: positive }).optional(),
          }),
        ],
        'false, or an object with limits and shared: { store, ttlMs }',
      )
      .optional(),
    explain: z.boolean('true or false').optional(),
    store: z.string('a file, or postgres://…').min(1, 'a file, or postgres://…').optional(),
    visitorSecrets: z
      .array(
        z.string('a secret').min(32, 'a secret of at least 32 bytes'),
        'a list of secrets, the one that signs first',
      )
      .min(1, 'at least one secret')
      .optional(),
    profiles: z.custom<Profiles>((value) => hasMethod(value, 'get'), 'an object with get(visitorId)').optional(),
    arrivals: z
      .strictObject(
        {
          place: z.custom<FindPlace>((value) => typeof value === 'function', 'a function').optional(),
          weather: z.custom<FindWeather>((value) => typeof value === 'function', 'a function').optional(),
          most: positive,
        },
        'an object: place and weather',
      )
      .optional(),
    visitors: visitorsShape.optional(),
    events: eventsShape.optional(),
    playground: playgroundShape.optional(),
    jwt: jwtShape.optional(),
    webhooks: webhooksShape.optional(),
    admin: adminShape.optional(),
  } satisfies Record<keyof EtalageConfig, z.ZodType>,
  'an object, made by defineConfig',
);

/** Everything that is wrong with what a configuration file exports. An empty list makes it an `EtalageConfig`. */
export function checkConfig(exported: unknown): ConfigProblem[] {
  const parsed = configSchema.safeParse(exported);
  const problems = parsed.success ? [] : problemsOf(configSchema, parsed.error, exported);
  const { connectors, policy, routes } = (exported ?? {}) as Partial<Record<keyof EtalageConfig, unknown>>;
  const list = Array.isArray(connectors) ? connectors : [];
  return [...problems, ...checkConnectors(list), ...checkPolicyNames(policy, list), ...checkRoutes(routes)];
}

function checkPolicyNames(policy: unknown, connectors: readonly unknown[]): ConfigProblem[] {
  const named = (policy as EtalageConfig['policy'] | undefined)?.connectors;
  if (typeof named !== 'object' || named === null) return [];
  const names = connectors.map((connector) => String((connector as { name?: unknown } | null)?.name));
  return Object.keys(named)
    .filter((name) => !names.includes(name))
    .map((name) => ({
      path: formatPath(['policy', 'connectors', name]),
      expected: 'the name of a connector',
      found: `the key ${JSON.stringify(name)}`,
      suggestion: nearest(name, names),
    }));
}

/** The first parts of the paths that the routes take: `media` for `/media/`. */
export function routeRoots(routes: EtalageConfig['routes']): string[] {
  return Object.keys(routes ?? {}).flatMap((prefix) => prefix.split('/')[1] || []);
}

function checkRoutes(routes: unknown): ConfigProblem[] {
  if (typeof routes !== 'object' || routes === null) return [];
  return Object.keys(routes)
    .filter((prefix) => serverPaths.includes(prefix.split('/')[1] ?? ''))
    .map((prefix) => ({
      path: formatPath(['routes', prefix]),
      expected: 'a path that the server does not use itself',
      found: describeFound(prefix),
    }));
}
