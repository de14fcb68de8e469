import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, startDemo } from '../support/demo.ts';
import { createBrowser } from '../support/visitor-browser.ts';

const secrets = ['a secret of at least thirty-two bytes'];
const site = 'nachtwit-nl';
const identify =
  'mutation($input: IdentifyInput!) { identify(input: $input) { visitor { id recognition customer { email } } challenge { kind expiresAt } userErrors { code field } } }';
const confirm =
  'mutation($code: String!) { identifyConfirm(code: $code) { visitor { id recognition customer { id email firstName } } userErrors { code field } } }';
const me = '{ visitor { id recognition customer { id email firstName } } }';

let demo: DemoServer;
const now = Date.parse('2026-11-22T12:00:00Z');
let contact: { contactId: string; emailAddress: string; membership: string; givenName: string };
beforeAll(async () => {
  demo = await startDemo({ config: { visitorSecrets: secrets }, server: { now: () => now } });
  const { contacts } = demo.backends.crm.contacts('nachtwit', ['ct-10001']) as { contacts: (typeof contact)[] };
  contact = contacts[0] as typeof contact;
});
afterAll(() => demo.close());

const open = (at = site) => createBrowser(demo.server.url, at);

/** The code of the newest mail to an address. */
async function codeFor(address: string): Promise<string> {
  return expect
    .poll(
      () =>
        demo.server.outbox
          .list()
          .findLast(({ to }) => to === address)
          ?.text.match(/\b\d{8}\b/)?.[0],
    )
    .toBeTypeOf('string')
    .then(
      () =>
        demo.server.outbox
          .list()
          .findLast(({ to }) => to === address)
          ?.text.match(/\b\d{8}\b/)?.[0] as string,
    );
}

async function becomeKnown(email = contact.emailAddress, browser = open()) {
  await browser.ask(identify, { input: { email } });
  const { data } = await browser.ask(confirm, { code: await codeFor(email) });
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
});
