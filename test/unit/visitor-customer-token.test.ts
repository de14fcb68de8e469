import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCustomers } from '../../src/visitor/customer-token.ts';
import { testSite } from '../support/site.ts';

const issuer = 'https://login.example';
const audience = 'shop';
const now = Date.parse('2026-11-22T12:00:00Z');
const site = testSite();

let server: Server;
let jwksUri: string;
let isAway = false;
let asked = 0;
const pair = await generateKeyPair('RS256');
const stranger = await generateKeyPair('RS256');
beforeAll(async () => {
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }];
  server = createServer((_, response) => {
    asked += 1;
    if (isAway) response.writeHead(503).end();
    else response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  jwksUri = `http://127.0.0.1:${(server.address() as { port: number }).port}/jwks`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

interface Signed {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: CryptoKey | Uint8Array;
  readonly from?: string;
  readonly to?: string;
  readonly seconds?: number;
}

function sign({
  claims = {},
  header = {},
  key = pair.privateKey,
  from = issuer,
  to = audience,
  seconds = 60,
}: Signed = {}) {
  const at = now / 1000;
  return new SignJWT({ email: 'Ann@Mail.example', email_verified: true, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'one', ...header })
    .setSubject('ann')
    .setIssuer(from)
    .setAudience(to)
    .setIssuedAt(at)
    .setExpirationTime(at + seconds)
    .sign(key);
}

function create(options: Partial<Parameters<typeof createCustomers>[0]['issuers'][number]> = {}, clock = () => now) {
  const unreachable: string[] = [];
  const customers = createCustomers({
    issuers: [{ issuer, audience, jwksUri, clockToleranceSeconds: 5, ...options }],
    personOf: async () => null,
    unreachable: (name) => void unreachable.push(name),
    now: clock,
  });
  return Object.assign(customers, { unreachable });
}

describe('visitor: customer token', () => {
  it('speaks for a customer, with an address only when the issuer has verified it', async () => {
    const subject = { issuer, id: 'ann', email: 'ann@mail.example', customerKey: null };
    expect(await create().verify(await sign(), site)).toEqual(subject);
    const unverified = await sign({ claims: { email_verified: false } });
    expect(await create().verify(unverified, site)).toEqual({ ...subject, email: null });
    const withKey = await sign({ claims: { crm: 'ct-1' } });
    expect(await create({ customerClaim: 'crm' }).verify(withKey, site)).toMatchObject({ customerKey: 'ct-1' });
  });

  it('refuses what is not signed by the issuer, for us, by an algorithm that is asked for, or now', async () => {
    const [head = '', body = ''] = (await sign()).split('.');
    const none = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    // The classic: our public key as a shared secret.
    const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(pair.publicKey)));
    const refused = {
      'of another key': await sign({ key: stranger.privateKey }),
      'of an unknown key': await sign({ header: { kid: 'two' } }),
      'of another issuer': await sign({ from: 'https://evil.example' }),
      'for somebody else': await sign({ to: 'other' }),
      over: await sign({ seconds: -6 }),
      'not begun': await sign({ claims: { nbf: now / 1000 + 6 } }),
      unsigned: `${none}.${body}.`,
      'without its signature': `${head}.${body}.`,
      'by a shared secret': await sign({ key: secret, header: { alg: 'HS256' } }),
      'no token': 'hello',
      'a token of nothing': '..',
    };
    for (const [why, token] of Object.entries(refused)) expect(await create().verify(token, site), why).toBe('INVALID');
    expect(await create({ algorithms: ['ES256'] }).verify(await sign(), site)).toBe('INVALID');
    expect(await create({ brands: ['other'] }).verify(await sign(), site)).toBe('INVALID');
    expect(await create().verify(await sign({ seconds: -4 }), site)).toMatchObject({ id: 'ann' });
  });

  it('is over when it is over, also when it was verified before', async () => {
    let at = now;
    const customers = create({}, () => at);
    const token = await sign();
    expect(await customers.verify(token, site)).toMatchObject({ id: 'ann' });
    expect(customers.isOver(token)).toBe(false);
    at += 65_000;
    expect(await customers.verify(token, site)).toBe('INVALID');
    expect(customers.isOver(token)).toBe(true);
  });

  it('asks for keys once, and goes on with them while the issuer is away', async () => {
    const customers = create();
    asked = 0;
    await customers.verify(await sign(), site);
    isAway = true;
    expect(await customers.verify(await sign({ claims: { n: 1 } }), site)).toMatchObject({ id: 'ann' });
    expect(asked).toBe(1);
    expect(await create().verify(await sign(), site)).toBe('UNKNOWN');
    isAway = false;
  });
});
