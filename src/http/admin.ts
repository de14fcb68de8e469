/** The operator's endpoint, `POST /admin/graphql`: for who has a key or a token of the group's own, and nobody else. */
import { execute } from '@graphql-tools/executor';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { AdminContext } from '../admin/context.ts';
import type { OperatorApi } from '../admin/create.ts';
import type { Operator } from '../admin/grants.ts';
import type { ServerLimits } from '../config/define.ts';
import { anyDocument } from '../config/documents.ts';
import { EtalageError } from '../contract/errors.ts';
import { isPassing } from '../store/errors.ts';
import { createMask, refusal } from './errors.ts';
import { maxTokens, measure, refuseExcess } from './limits.ts';
import { chooseMediaType } from './media-type.ts';
import { type Operation, readBody } from './operation.ts';
import { openSignal } from './signal.ts';
import { clientOf } from './streams/client.ts';
import { findDocument } from './trusted.ts';

export interface AdminOptions {
  readonly admin: OperatorApi;
  readonly limits: ServerLimits;
  readonly log: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Failures of one address within a minute, after which it is not listened to for the rest of it. */
const mostFailures = 10;
const failuresForMs = 60_000;

const bearer = /^Bearer +([\w.~+/=-]{1,8192})$/i;

/** No cookie is read, and no other origin is let read an answer: what opens this must be in the request, by intent. */
export function addAdmin(app: FastifyInstance, options: AdminOptions): void {
  const failures = createFailures(options.now);
  app.all('/admin/graphql', (request, reply) => answer(request, reply, failures, options));
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  failures: Failures,
  { admin, limits, log }: AdminOptions,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store').header('vary', 'accept, authorization');
  if (request.method !== 'POST') {
    reply.header('allow', 'POST');
    throw refusal('METHOD_NOT_ALLOWED', 'The operator’s API is asked by POST');
  }
  const mediaType = chooseMediaType(request.headers.accept);
  if (!mediaType) throw refusal('NOT_ACCEPTABLE', 'Answers are application/graphql-response+json or application/json');

  const origin = clientOf({ visitorId: null, profile: null }, request.raw, limits.streams.proxies);
  const operator = await authenticate(request, reply, origin, failures, admin);
  const { operation } = findDocument(readBody(request.headers['content-type'], request.body), anyDocument);
  const signal = openSignal(reply.raw, limits.requestMs);
  const result = await run(operation, admin.open(operator, origin, signal), admin.schema, limits, createMask(log));
  const status = result.data === undefined && mediaType !== 'application/json' ? 400 : 200;
  return reply.code(status).header('content-type', `${mediaType}; charset=utf-8`).send(JSON.stringify(result));
}

async function authenticate(
  request: FastifyRequest,
  reply: FastifyReply,
  origin: string,
  failures: Failures,
  admin: OperatorApi,
): Promise<Operator> {
  const retryMs = failures.heldFor(origin);
  if (retryMs > 0) {
    const seconds = Math.ceil(retryMs / 1_000);
    reply.header('retry-after', String(seconds));
    throw new EtalageError('TOO_MANY_FAILURES', 'Too many keys from here were wrong: wait before the next', {
      expose: true,
      retryAfterSeconds: seconds,
    });
  }
  const credential = bearer.exec(request.headers.authorization ?? '')?.[1];
  const operator = credential === undefined ? null : await admin.authenticate(credential).catch(storeAway);
  if (operator) return operator;
  failures.add(origin);
  reply.header('www-authenticate', 'Bearer');
  // The same for every reason: what is not there, over, revoked or mistyped is not told apart.
  throw refusal('UNAUTHENTICATED', 'The operator’s API is for who has a valid key: authorization: Bearer etk_…');
}

function storeAway(error: unknown): never {
  if (isPassing(error)) throw refusal('STORE_AWAY', 'Keys cannot be looked up now: ask again');
  throw error;
}

interface Answered {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

async function run(
  { query, operationName, variables }: Operation,
  context: AdminContext,
  schema: GraphQLSchema,
  limits: ServerLimits,
  mask: ReturnType<typeof createMask>,
): Promise<Answered> {
  const tell = (error: GraphQLError) => {
    const { message, locations, path } = error;
    return mask({ message, ...(locations?.length && { locations }), ...(path && { path }) }, error);
  };
  let document: ReturnType<typeof parse>;
  try {
    document = parse(query, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw refusal('BAD_REQUEST', `The document cannot be read: ${error.message}`);
  }
  const invalid = validate(schema, document, specifiedRules, { maxErrors: 20 });
  if (invalid.length > 0) return { errors: invalid.map(tell) };
  try {
    refuseExcess(measure(document, schema, operationName, variables), limits);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [tell(error)] };
  }
  const result = await execute({
    ...{ schema, document, operationName, contextValue: context, signal: context.signal },
    variableValues: variables,
  });
  context.signal.throwIfAborted();
  if ('initialResult' in result) throw new TypeError('the schema has no @defer or @stream to answer in parts');
  const { data, errors } = result as { data?: unknown; errors?: readonly GraphQLError[] };
  return { ...(errors?.length && { errors: errors.map(tell) }), ...(data !== undefined && { data }) };
}

/** How often who has failed. */
interface Failures {
  add(origin: string): void;
  /** For how many milliseconds it is not listened to any more; 0 when it is. */
  heldFor(origin: string): number;
}

function createFailures(now: () => number): Failures {
  const byOrigin = new LRUCache<string, { count: number; readonly endsAt: number }>({ max: 10_000 });
  const current = (origin: string) => {
    const found = byOrigin.get(origin);
    return found && now() < found.endsAt ? found : undefined;
  };
  return {
    add(origin) {
      const found = current(origin);
      if (found) found.count += 1;
      else byOrigin.set(origin, { count: 1, endsAt: now() + failuresForMs });
    },
    heldFor(origin) {
      const found = current(origin);
      return found && found.count >= mostFailures ? found.endsAt - now() : 0;
    },
  };
}
