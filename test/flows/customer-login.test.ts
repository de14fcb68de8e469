import { createServer, type Server } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, documentOf, startDemo } from '../support/demo.ts';
import { contactsOf, createKnown, type DemoContact } from '../support/known-visitor.ts';
import { createBrowser } from '../support/visitor-browser.ts';

const site = 'nachtwit-nl';
const pair = await generateKeyPair('ES256');
const page = '{ visitor { id recognition customer { id email } } }';

let issuer: Server;
let url: string;
let isAway = false;
let demo: DemoServer;
let contact: DemoContact;
beforeAll(async () => {
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' }];
  issuer = createServer((_, response) => {
    if (isAway) response.writeHead(503).end();
    else response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(issuer.address() as { port: number }).port}`;
  demo = await startDemo({
    config: {
      visitorSecrets: ['a secret of at least thirty-two bytes'],
      jwt: { issuers: [{ issuer: url, audience: 'shop', jwksUri: `${url}/jwks`, brands: ['nachtwit'] }] },
    },
  });
  [contact] = contactsOf(demo, 'nachtwit', 1) as [DemoContact];
});
afterAll(async () => {
  await demo.close();
  issuer.closeAllConnections();
  issuer.close();
});

async function login(sub: string, email: string, expires: string | number = '1h'): Promise<Record<string, string>> {
  const token = await new SignJWT({ email, email_verified: true })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .setSubject(sub)
    .setIssuer(url)
    .setAudience('shop')
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(pair.privateKey);
  return { authorization: `Bearer ${token}` };
}

describe('flows: customer login', () => {
  it('shows a customer who is logged in to themselves, without a token of ours', async () => {
    const headers = await login('ann', contact.emailAddress);
    const { data } = await createBrowser(demo.server.url, site).ask(page, {}, headers);
    expect(data.visitor).toEqual({
      id: 'anonymous',
      recognition: 'AUTHENTICATED',
      customer: { id: contact.contactId, email: contact.emailAddress },
    });
  });

  it('is the same person as the one who proved the address, with what the device brought', async () => {
    const known = await createKnown(demo, site, contact);
    const { id } = (await known.ask(page)).data.visitor;
    const app = createBrowser(demo.server.url, site, { 'etalage-channel': 'APP' });
    const granted = (purpose: string) => ({ consents: [{ purpose, granted: true }] });
    await app.ask(documentOf('ConsentUpdate'), granted('ANALYTICS'));
    const device = (await app.ask(page)).data.visitor.id;
    const headers = await login('ann', contact.emailAddress);
    await app.ask(documentOf('ConsentUpdate'), granted('PERSONALISATION'), headers);
    expect((await app.ask(page, {}, headers)).data.visitor).toMatchObject({ id, recognition: 'AUTHENTICATED' });
    const { consents } = (await known.ask(documentOf('Visitor'))).data.visitor;
    expect(consents.map((one: { granted: boolean }) => one.granted)).toEqual([true, true, false]);
    expect(await demo.server.profiles.state(device)).toBeNull();
    // Logged out, the device is known as theirs, and no more.
    expect((await app.ask(page)).data.visitor).toMatchObject({ id, recognition: 'KNOWN' });
  });

  it('refuses a token that is not valid with 401, on each request, whatever is remembered', async () => {
    const ask = (headers: Record<string, string>, at = site) =>
      fetch(`${demo.server.url}/${at}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: '{ site { key } }' }),
      });
    const good = await login('ann', contact.emailAddress);
    expect((await ask({})).status).toBe(200);
    expect((await ask(good)).status).toBe(200);
    const over = await login('ann', contact.emailAddress, Math.floor(Date.now() / 1000) - 100);
    for (const headers of [over, { authorization: `${good.authorization}x` }, { authorization: 'Bearer abc' }]) {
      const response = await ask(headers);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
    // The issuer is not asked about other brands.
    expect((await ask(good, 'zalf-nl')).status).toBe(401);
    // What is no token of a customer is somebody else's business: a password of a proxy.
    expect((await ask({ authorization: 'Basic abc' })).status).toBe(200);
  });

  it('goes on while the issuer is away', async () => {
    isAway = true;
    const headers = await login('ann', contact.emailAddress);
    const { data } = await createBrowser(demo.server.url, site).ask(page, {}, headers);
    expect(data.visitor.recognition).toBe('AUTHENTICATED');
    isAway = false;
  });
});
