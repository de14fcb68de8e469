import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type GraphQLInputType, getNamedType, isEnumType, isInputObjectType, isLeafType, isNonNullType } from 'graphql';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Role, roles } from '../../src/admin/grants.ts';
import { needsOf } from '../../src/admin/guard.ts';
import { createAdminSchema } from '../../src/admin/schema.ts';
import { type AdminClient, adminClient, operatorOf, postAdmin } from '../support/admin.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';

const schema = createAdminSchema();
const roots = needsOf(schema).filter(({ isRoot }) => isRoot);

/** A value that fits a type, and means nothing. */
function literalOf(type: GraphQLInputType): string {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name ?? '';
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields());
    const given = named.isOneOf ? fields.slice(-1) : fields.filter((field) => isNonNullType(field.type));
    return `{${given.map((field) => `${field.name}: ${literalOf(field.type)}`).join(', ')}}`;
  }
  return (
    { Int: '0', Float: '0', Boolean: 'false', JSON: '{}', DateTime: '"2026-11-22T00:00:00Z"' }[named.name] ?? '"none"'
  );
}

/** An operation of nothing but one root field, with arguments that name nothing there is. */
function operationOf(type: string, name: string): string {
  const field = (type === 'Query' ? schema.getQueryType() : schema.getMutationType())?.getFields()[name];
  if (!field) throw new Error(`no ${type}.${name}`);
  const args = field.args
    .filter(({ type: of }) => isNonNullType(of))
    .map((arg) => `${arg.name}: ${literalOf(arg.type)}`);
  const selected = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return `${type.toLowerCase()} { ${name}${args.length > 0 ? `(${args.join(', ')})` : ''}${selected} }`;
}

describe('flows: who may use the operator’s API', () => {
  let demo: DemoServer;
  let issuer: Awaited<ReturnType<typeof startIssuer>>;
  const clients = new Map<Role, AdminClient>();
  let now = Date.now();
  beforeAll(async () => {
    issuer = await startIssuer();
    const config = { store: ':memory:', admin: { issuer: issuer.config } };
    demo = await startDemo({ config, server: { now: () => now } });
    for (const role of roles) clients.set(role, await operatorOf(demo.server, role));
  });
  afterAll(async () => {
    await demo.close();
    issuer.close();
  });

  const codesOf = async (client: AdminClient | undefined, query: string) =>
    ((await client?.ask(query))?.errors ?? []).map(({ extensions }) => extensions.code);

  it.each(roots.map(({ type, field, need }) => [`${type}.${field}`, type, field, need] as const))(
    'gives each role what it may: %s',
    async (_, type, field, need) => {
      const query = operationOf(type, field);
      for (const role of roles) {
        const may = roles.indexOf(role) >= roles.indexOf(need?.requires ?? 'OWNER');
        const codes = await codesOf(clients.get(role), query);
        expect([role, codes.includes('FORBIDDEN')]).toEqual([role, !may]);
        // What it may, it is answered: nothing of the document itself is refused.
        expect(codes).not.toContain('BAD_USER_INPUT');
      }
    },
  );

  it('holds keys to their sites and areas', async () => {
    const own = await operatorOf(demo.server, 'OWNER', { sites: ['nachtwit-nl'] });
    expect((await own.data('{ sites { key } }')).sites).toEqual([{ key: 'nachtwit-nl' }]);
    expect(await codesOf(own, '{ segments(site: "nachtwit-nl") { key } }')).toEqual([]);
    expect(await codesOf(own, '{ segments(site: "zalf-nl") { key } }')).toEqual(['FORBIDDEN']);
    expect(await codesOf(own, '{ connectors { name } }')).toEqual(['FORBIDDEN']);
    const owner = clients.get('OWNER') as AdminClient;
    const { keyCreate } = await owner.data(
      'mutation { keyCreate(input: { name: "cache", role: OWNER, areas: [CACHE, KEYS] }) { secret userErrors { code } } }',
    );
    const limited = adminClient(demo.server.url, keyCreate.secret);
    expect(await codesOf(limited, '{ process { answers { site } } }')).toEqual([]);
    expect(await codesOf(limited, '{ changes { key } }')).toEqual(['FORBIDDEN']);
    const more = await limited.data(
      'mutation { keyCreate(input: { name: "more", role: OWNER }) { secret userErrors { code } } }',
    );
    expect(more).toEqual({ keyCreate: { secret: null, userErrors: [{ code: 'REFUSED' }] } });
  });

  it('answers the same to every key that opens nothing, and ends one that is revoked at once', async () => {
    const owner = clients.get('OWNER') as AdminClient;
    const make = async (expiresAt: number | null) =>
      demo.server.createKey?.({
        name: 'short',
        role: 'VIEWER',
        sites: null,
        areas: null,
        expiresAt,
      }) as Promise<string>;
    const short = await make(now + 1_000);
    const revoked = await make(null);
    const good = { query: '{ operator { id } }' };
    const status = async (key: string) =>
      (await postAdmin(demo.server.url, good, { authorization: `Bearer ${key}` })).status;
    expect([await status(short), await status(revoked)]).toEqual([200, 200]);
    now += 1_000;
    const id = revoked.slice(4, 16);
    expect(await owner.data(`mutation { keyRevoke(id: "${id}") { userErrors { code } } }`)).toEqual({
      keyRevoke: { userErrors: [] },
    });
    const forged = short.slice(0, 16) + revoked.slice(16);
    const bodies = new Set<string>();
    for (const key of [short, revoked, forged, 'etk_nothing', 'no.jwt.atall']) {
      const response = await postAdmin(demo.server.url, good, { authorization: `Bearer ${key}` });
      expect([response.status, response.headers.get('cache-control')]).toEqual([401, 'no-store']);
      bodies.add(await response.text());
    }
    expect(bodies.size).toBe(1);
    now += 120_000;
  });

  it('shows keys without what opens them', async () => {
    const text = JSON.stringify(await clients.get('OWNER')?.data('{ keys { id name role sites areas lastUsedAt } }'));
    for (const { key } of clients.values()) expect(text).not.toContain(key.slice(16));
    expect(text).toContain('lastUsedAt');
  });

  it('reads no cookie and no GET, and lets no other origin in', async () => {
    const { url } = demo.server;
    const key = clients.get('VIEWER')?.key;
    const cookie = await postAdmin(
      url,
      { query: '{ operator { id } }' },
      { cookie: `etalage_key=${key}; authorization=${key}` },
    );
    expect(cookie.status).toBe(401);
    const get = await fetch(`${url}/admin/graphql?query={operator{id}}`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
    const preflight = await fetch(`${url}/admin/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example' },
    });
    expect(preflight.status).toBe(405);
    const form = await fetch(`${url}/admin/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'text/plain' },
      body: JSON.stringify({ query: '{ operator { id } }' }),
    });
    expect(form.status).toBe(415);
    const ok = await postAdmin(url, { query: '{ operator { id } }' }, { authorization: `Bearer ${key}` });
    expect(ok.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('takes the group’s own tokens, by the roles of their claim', async () => {
    const claims = { groups: ['staff', 'shop-marketing'], name: 'Ada' };
    const query = '{ operator { id name role } }';
    expect(await adminClient(demo.server.url, await issuer.sign(claims)).data(query)).toEqual({
      operator: { id: 'token:ada', name: 'Ada', role: 'MARKETER' },
    });
    const refused = [
      await issuer.sign({ groups: ['staff'] }),
      await issuer.sign(claims, { audience: 'shop' }),
      await issuer.sign(claims, { expires: Math.floor(now / 1_000) - 3_600 }),
      await issuer.sign(claims, { forged: true }),
    ];
    for (const token of refused)
      expect((await postAdmin(demo.server.url, { query }, { authorization: `Bearer ${token}` })).status).toBe(401);
    now += 120_000;
  });

  it('listens no more for a while to who fails again and again', async () => {
    const fail = () => postAdmin(demo.server.url, { query: '{ operator { id } }' }, { authorization: 'Bearer wrong' });
    for (let times = 0; times < 10; times += 1) expect((await fail()).status).toBe(401);
    const held = await fail();
    expect(held.status).toBe(429);
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await held.json()).toMatchObject({ errors: [{ extensions: { code: 'TOO_MANY_FAILURES' } }] });
    now += 61_000;
    expect((await fail()).status).toBe(401);
    now += 61_000;
  });

  it('is bounded as the storefront’s is', async () => {
    const deep = `{ __schema { types { ${'ofType { '.repeat(30)} name ${'} '.repeat(30)} } } }`;
    expect(await codesOf(clients.get('VIEWER'), deep)).toEqual(['DOCUMENT_TOO_DEEP']);
    const many = `{ ${Array.from({ length: 101 }, (_, nth) => `a${nth}: operator { id }`).join(' ')} }`;
    expect(await codesOf(clients.get('VIEWER'), many)).toEqual(['DOCUMENT_TOO_MANY_ALIASES']);
    expect(await codesOf(clients.get('VIEWER'), '{ changes(first: 100000) { key } }')).toEqual(['BAD_USER_INPUT']);
  });
});

/** An issuer of tokens, with its keys on a free port. */
async function startIssuer() {
  const [own, other] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'ES256' };
  const server = createServer((_, response) => response.end(JSON.stringify({ keys: [jwk] })));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const config = {
    issuer: 'https://login.example/',
    audience: 'etalage',
    jwksUri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    roleClaim: 'groups',
    roles: { 'shop-marketing': 'MARKETER', 'shop-owners': 'OWNER' },
  } as const;
  return {
    config,
    sign: (claims: Record<string, unknown>, { audience = 'etalage', expires = 0, forged = false } = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: 'one' })
        .setIssuer(config.issuer)
        .setAudience(audience)
        .setSubject('ada')
        .setExpirationTime(expires || Math.floor(Date.now() / 1_000) + 86_400)
        .sign(forged ? other.privateKey : own.privateKey),
    close: () => server.close(),
  };
}
