import { expect } from 'vitest';
import { type DemoServer, documentOf } from './demo.ts';
import { type Browser, createBrowser } from './visitor-browser.ts';

/** A contact of the demo's CRM, as it has them. */
export interface DemoContact {
  readonly contactId: string;
  readonly emailAddress: string;
  readonly membership: string;
  readonly givenName: string;
}

/** The first contacts of a brand. */
export function contactsOf(demo: DemoServer, brand: string, count: number): readonly DemoContact[] {
  const ids = Array.from({ length: 100 }, (_, nth) => `ct-${10_001 + nth}`);
  const { contacts } = demo.backends.crm.contacts(brand, ids) as { contacts: DemoContact[] };
  return contacts.slice(0, count);
}

/** A visitor who has proven to be a contact, by the code that was sent to them. */
export async function createKnown(demo: DemoServer, site: string, contact: DemoContact): Promise<Browser> {
  const browser = createBrowser(demo.server.url, site);
  const before = demo.server.outbox.list().length;
  await browser.ask(documentOf('Identify'), { input: { email: contact.emailAddress } });
  const code = () =>
    demo.server.outbox
      .list()
      .slice(before)
      .findLast(({ to }) => to === contact.emailAddress)
      ?.text.match(/\b\d{8}\b/)?.[0];
  await expect.poll(code).toBeTypeOf('string');
  const { data } = await browser.ask(documentOf('IdentifyConfirm'), { code: code() });
  expect(data.identifyConfirm).toMatchObject({ visitor: { recognition: 'KNOWN' }, userErrors: [] });
  return browser;
}
