import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVisitorTokens } from '../../src/visitor/token.ts';
import { type DemoServer, documentOf, startDemo } from '../support/demo.ts';
import { contactsOf, type DemoContact } from '../support/known-visitor.ts';
import { createBrowser } from '../support/visitor-browser.ts';

const secrets = ['a secret of at least thirty-two bytes'];
const site = 'nachtwit-nl';
const identify =
  'mutation($input: IdentifyInput!) { identify(input: $input) { visitor { id recognition customer { email } } challenge { kind expiresAt } userErrors { code field } } }';
const confirm =
  'mutation($code: String!) { identifyConfirm(code: $code) { visitor { id recognition customer { id email firstName } } userErrors { code field } } }';
const me = '{ visitor { id recognition customer { id email firstName } } }';

let demo: DemoServer;
let now = Date.parse('2026-11-22T12:00:00Z');
let [contact, other, third] = [] as unknown as [DemoContact, DemoContact, DemoContact];
beforeAll(async () => {
  demo = await startDemo({ config: { visitorSecrets: secrets }, server: { now: () => now } });
  [contact, other, third] = contactsOf(demo, 'nachtwit', 3) as [DemoContact, DemoContact, DemoContact];
});
afterAll(() => demo.close());

const open = (at = site) => createBrowser(demo.server.url, at);

/** The code of the newest mail to an address. */
async function codeFor(address: string, after = 0): Promise<string> {
  const newest = () =>
    demo.server.outbox
      .list()
      .slice(after)
      .findLast(({ to }) => to === address)
      ?.text.match(/\b\d{8}\b/)?.[0];
  await expect.poll(newest).toBeTypeOf('string');
  return newest() as string;
}

async function becomeKnown(email = contact.emailAddress, browser = open()) {
  const before = demo.server.outbox.list().length;
  // Each has limits of their own.
  now += 3_600_000;
  await browser.ask(identify, { input: { email } });
  const { data } = await browser.ask(confirm, { code: await codeFor(email, before) });
  expect(data.identifyConfirm).toMatchObject({ visitor: { recognition: 'KNOWN' }, userErrors: [] });
  return browser;
}

describe('flows: recognition', () => {
  it('makes a claim known by the code that was sent, and only then reads the customer', async () => {
    const browser = open();
    const claimed = await browser.ask(identify, { input: { email: ` ${contact.emailAddress.toUpperCase()} ` } });
    expect(claimed.data.identify).toMatchObject({
      visitor: { recognition: 'CLAIMED', customer: null },
      challenge: { kind: 'EMAIL_CODE', expiresAt: new Date(now + 600_000).toISOString() },
      userErrors: [],
    });
    expect((await browser.ask(me)).data.visitor).toMatchObject({ recognition: 'CLAIMED', customer: null });

    const code = await codeFor(contact.emailAddress);
    const known = await browser.ask(confirm, { code });
    const customer = { id: contact.contactId, email: contact.emailAddress, firstName: contact.givenName };
    expect(known.data.identifyConfirm).toMatchObject({ visitor: { recognition: 'KNOWN', customer }, userErrors: [] });
    expect((await browser.ask(me)).data.visitor).toMatchObject({ recognition: 'KNOWN', customer });
    // Once only.
    const again = await browser.ask(confirm, { code });
    expect(again.data.identifyConfirm.userErrors).toEqual([{ code: 'CODE_INVALID', field: ['code'] }]);
  });

  it('reads nothing for who typed an address or a card, whatever document asks', async () => {
    await becomeKnown();
    const thief = open();
    for (const input of [{ email: contact.emailAddress }, { loyaltyCard: contact.membership }]) {
      const { data } = await thief.ask(identify, { input });
      expect(data.identify).toMatchObject({ visitor: { recognition: 'CLAIMED', customer: null }, userErrors: [] });
      const visitor = (await thief.ask(documentOf('Visitor'))).data.visitor;
      expect(visitor).toMatchObject({ recognition: 'CLAIMED', customer: null, segments: [], affinities: [] });
      expect(JSON.stringify(visitor)).not.toContain(contact.emailAddress);
      const out = (await thief.ask(documentOf('ProfileExport'))).data.profileExport;
      expect(out).toMatchObject({ url: null, userErrors: [{ code: 'NOT_KNOWN' }] });
      const gone = (await thief.ask(documentOf('ProfileErase'))).data.profileErase;
      expect(gone).toMatchObject({ erased: false, userErrors: [{ code: 'NOT_KNOWN' }] });
    }
  });

  it('answers an address that nobody has as one that somebody has: the CRM is not even asked before', async () => {
    const { faults } = demo.backends.crm.wire;
    faults.mode = 'failing';
    const answerTo = async (input: Record<string, string>) => {
      const { data } = await open().ask(identify, { input });
      return { ...data.identify, visitor: { ...data.identify.visitor, id: 'id' } };
    };
    const known = await answerTo({ email: other.emailAddress });
    expect(known).toMatchObject({ challenge: { kind: 'EMAIL_CODE' }, userErrors: [] });
    expect(await answerTo({ email: 'nobody.at.all@mail.example' })).toEqual(known);
    expect(await answerTo({ loyaltyCard: other.membership })).toEqual(known);
    expect(await answerTo({ loyaltyCard: '9700999999' })).toEqual(known);
    faults.mode = 'ok';
  });

  it('sends the code of a card to the address of its owner, and to nobody else', async () => {
    now += 3_600_000;
    const browser = open();
    const before = demo.server.outbox.list().length;
    await browser.ask(identify, { input: { loyaltyCard: `9700 ${third.membership.slice(4)}` } });
    const code = await codeFor(third.emailAddress, before);
    const { data } = await browser.ask(confirm, { code });
    expect(data.identifyConfirm.visitor).toMatchObject({ recognition: 'KNOWN', customer: { id: third.contactId } });
  });

  it('refuses what is no address and no card, and both at once', async () => {
    const codes = async (input: Record<string, string>) =>
      (await open().ask(identify, { input })).data.identify.userErrors.map(({ code }: { code: string }) => code);
    expect(await codes({})).toEqual(['EXACTLY_ONE']);
    expect(await codes({ email: 'a@b.nl', loyaltyCard: '1234' })).toEqual(['EXACTLY_ONE']);
    for (const email of ['', 'a@b', 'a b@c.nl', '"<script>"@c.nl', `a@${'b'.repeat(300)}.nl`, 'a@b.nl\nBcc: c@d.nl'])
      expect(await codes({ email }), email).toEqual(['EMAIL_INVALID']);
    expect(await codes({ loyaltyCard: '<b>12</b>' })).toEqual(['CARD_INVALID']);
  });

  it('lets nobody guess a code: five tries, ten minutes, and only for who asked', async () => {
    const email = 'guess.me@mail.example';
    const browser = open();
    await browser.ask(identify, { input: { email } });
    const code = await codeFor(email);
    const invalid = { visitor: expect.anything(), userErrors: [{ code: 'CODE_INVALID', field: ['code'] }] };
    expect((await open().ask(confirm, { code })).data.identifyConfirm.userErrors).toEqual(invalid.userErrors);
    const wrong = (code: string) => String((Number(code) + 1) % 1e8).padStart(8, '0');
    for (let tries = 0; tries < 5; tries += 1)
      expect((await browser.ask(confirm, { code: wrong(code) })).data.identifyConfirm).toMatchObject(invalid);
    expect((await browser.ask(confirm, { code })).data.identifyConfirm).toMatchObject(invalid);

    const late = open();
    await late.ask(identify, { input: { email } });
    const next = await codeFor(email, demo.server.outbox.list().length - 1);
    now += 600_000;
    expect((await late.ask(confirm, { code: next })).data.identifyConfirm).toMatchObject(invalid);
  });

  it('sends no more than a few codes to one address, for one visitor, or from one network', async () => {
    const email = 'flooded@mail.example';
    const codes = [];
    for (let time = 0; time < 6; time += 1)
      codes.push((await open().ask(identify, { input: { email } })).data.identify.userErrors[0]?.code ?? null);
    expect(codes).toEqual([null, null, null, null, null, 'TOO_MANY_REQUESTS']);
    await expect.poll(() => demo.server.outbox.list().filter(({ to }) => to === email)).toHaveLength(5);
    now += 3_600_000;
    const one = open();
    const more = [];
    for (let nth = 0; nth < 6; nth += 1)
      more.push(
        (await one.ask(identify, { input: { email: `v${nth}@mail.example` } })).data.identify.userErrors.length,
      );
    expect(more).toEqual([0, 0, 0, 0, 0, 1]);
    const many = [];
    for (let nth = 0; nth < 30; nth += 1)
      many.push(
        (await open().ask(identify, { input: { email: `w${nth}@mail.example` } })).data.identify.userErrors.length,
      );
    expect(many.filter((errors) => errors === 1)).toHaveLength(6);
    now += 3_600_000;
  });

  it('gives the person a new token, so that one planted before the proof is nobody’s', async () => {
    const attacker = open();
    await attacker.ask(identify, { input: { email: 'mallory@mail.example' } });
    const planted = attacker.token;
    const victim = open();
    victim.token = planted;
    await becomeKnown(contact.emailAddress, victim);
    expect(victim.token).not.toBe(planted);
    expect((await attacker.ask(me)).data.visitor).toEqual({
      id: 'anonymous',
      recognition: 'ANONYMOUS',
      customer: null,
    });
    // A write with it begins anew, as somebody else.
    await attacker.ask(identify, { input: { email: 'mallory2@mail.example' } });
    expect((await attacker.ask(me)).data.visitor.recognition).toBe('CLAIMED');
    expect((await victim.ask(me)).data.visitor.customer.id).toBe(contact.contactId);
  });

  it('finds the same person on another channel, and leaves two people on one device apart', async () => {
    const web = await becomeKnown();
    const app = createBrowser(demo.server.url, site, { 'etalage-channel': 'APP' });
    await becomeKnown(contact.emailAddress, app);
    const id = (await web.ask(me)).data.visitor.id;
    expect((await app.ask(me)).data.visitor.id).toBe(id);
    // Somebody else at the same device proves another address: they become themselves, and the first stays who they are.
    await becomeKnown('partner@mail.example', app);
    const partner = (await app.ask(me)).data.visitor;
    expect(partner).toMatchObject({ recognition: 'KNOWN', customer: null });
    expect(partner.id).not.toBe(id);
    expect((await web.ask(me)).data.visitor).toMatchObject({ id, customer: { id: contact.contactId } });
  });

  it('takes no token that is forged, of another brand, of an older form, or over', async () => {
    const browser = await becomeKnown();
    const token = browser.token as string;
    const nobody = { id: 'anonymous', recognition: 'ANONYMOUS', customer: null };
    const as = async (given: string, at = site) => {
      const other = open(at);
      other.token = given;
      return (await other.ask(me)).data.visitor;
    };
    expect(await as(token)).toMatchObject({ recognition: 'KNOWN' });
    expect(await as(token, 'nachtwit-be-fr')).toMatchObject({ recognition: 'KNOWN' });
    expect(await as(token, 'zalf-nl')).toEqual(nobody);
    const [, id = '', version = '', expiry = '', signature = ''] = token.split('.');
    const forged = [
      `v1.${id}.${expiry}.${signature}`,
      `v2.${id}.0.${expiry}.${signature}`,
      `v2.${id}.${version}.zzzzzzz.${signature}`,
      `v2.${'A'.repeat(22)}.${version}.${expiry}.${signature}`,
      `v2.${id}.${version}.${expiry}.${'A'.repeat(43)}`,
      `v2.${id}.${version}.${expiry}.`,
      createVisitorTokens({ secrets: ['another secret, of more than 32 bytes'], audience: 'nachtwit' }).issue(
        now,
        id,
        9,
      ),
    ];
    for (const one of forged) expect(await as(one), one).toEqual(nobody);
    const before = now;
    now += 400 * 86_400_000;
    expect(await as(token)).toEqual(nobody);
    now = before;
  });

  it('hands out a token by header and cookie, to be kept by nobody else, and to mutations only', async () => {
    const browser = open();
    await browser.ask(me);
    expect(browser.last.get('etalage-visitor')).toBeNull();
    expect(browser.last.get('set-cookie')).toBeNull();
    await browser.ask(identify, { input: { email: 'cookie@mail.example' } });
    expect(browser.last.get('cache-control')).toBe('no-store');
    expect(browser.last.get('set-cookie')).toMatch(
      /^etalage_visitor=v2\.[\w.-]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const cookie = browser.last.get('set-cookie')?.split(';')[0] as string;
    const bare = open();
    expect((await bare.ask(me, {}, { cookie })).data.visitor.recognition).toBe('CLAIMED');
  });

  it('keeps no address, card or code where it writes', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'debug' }, { write: (line) => void lines.push(line) });
    const logged = await startDemo({ config: { visitorSecrets: secrets }, log });
    const browser = createBrowser(logged.server.url, site);
    await browser.ask(documentOf('Identify'), { input: { email: 'private.person@mail.example' } });
    await browser.ask(documentOf('IdentifyConfirm'), { code: '12345678' });
    await logged.close();
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines.join('')).not.toMatch(/private\.person|12345678|v2\./);
  });
});
