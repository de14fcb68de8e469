import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digestOfVisitor } from '../../src/visitor/digests.ts';
import { type DemoServer, documentOf, startDemo } from '../support/demo.ts';
import { contactsOf, createKnown, type DemoContact } from '../support/known-visitor.ts';

const site = 'nachtwit-nl';
const folder = mkdtempSync(join(tmpdir(), 'etalage-erase-'));
const lines: string[] = [];
let demo: DemoServer;
beforeAll(async () => {
  demo = await startDemo({
    log: pino({ level: 'debug' }, { write: (line) => void lines.push(line) }),
    config: { visitorSecrets: ['a secret of at least thirty-two bytes'], store: join(folder, 'etalage.db') },
  });
});
afterAll(async () => {
  await demo.close();
  rmSync(folder, { recursive: true });
});

/** The database, its log of writes and whatever lies beside them, as bytes. */
const files = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'latin1')] as const);

const erase =
  'mutation { profileErase { erased receipt { id at removed { name count } told untold } userErrors { code } } }';

describe('flows: profile erase', () => {
  it('leaves nothing of a person: not in the files, the log, the mails or the CRM', async () => {
    const [contact] = contactsOf(demo, 'nachtwit', 1) as [DemoContact];
    const browser = await createKnown(demo, site, contact);
    const consents = ['ANALYTICS', 'PERSONALISATION'].map((purpose) => ({ purpose, granted: true }));
    await browser.ask(documentOf('ConsentUpdate'), { consents });
    const { id } = (await browser.ask('{ visitor { id } }')).data.visitor;
    const event = { id: 'e-1', name: 'PRODUCT_VIEWED', properties: { productId: 'nw-101' } };
    await browser.ask(documentOf('Track'), { events: [event] });
    await demo.server.profiles.update(id, (state) => ({ ...state, explicit: { pillow: 'a-very-special-pillow' } }));
    const link = (await browser.ask(documentOf('ProfileExport'))).data.profileExport.url as string;
    const known = [id, contact.contactId, 'a-very-special-pillow'];
    const held = files()
      .map(([, bytes]) => bytes)
      .join('');
    for (const word of known) expect(held, word).toContain(word);

    const token = browser.token as string;
    const { data } = await browser.ask(erase);
    expect(data.profileErase).toMatchObject({ erased: true, userErrors: [], receipt: { told: ['crm'], untold: [] } });
    const removed = Object.fromEntries(
      data.profileErase.receipt.removed.map(({ name, count }: { name: string; count: number }) => [name, count]),
    );
    expect(removed).toMatchObject({ profile: 1, identities: 2, consents: 2, mails: 1 });

    const words = [...known, contact.emailAddress, contact.givenName, contact.membership, token];
    for (const [name, bytes] of files())
      for (const word of words) expect(bytes.includes(word), `${word} in ${name}`).toBe(false);
    for (const word of words) expect(lines.join('').includes(word), `${word} in the log`).toBe(false);
    expect(JSON.stringify(demo.server.outbox.list())).not.toContain(contact.emailAddress);
    expect(JSON.stringify(data)).not.toContain(id);
    expect(demo.backends.crm.contacts('nachtwit', [contact.contactId])).toEqual({ contacts: [] });
    expect(await demo.server.profiles.state(id)).toBeNull();
    expect((await fetch(link)).status).toBe(404);

    // What is left is that somebody is gone: by a digest that leads back to nobody, so that no token brings them back.
    expect(
      files()
        .map(([, bytes]) => bytes)
        .join(''),
    ).toContain(digestOfVisitor(id));
    expect(browser.last.get('set-cookie')).toContain('etalage_visitor=; Max-Age=0');
    browser.token = token;
    expect((await browser.ask('{ visitor { id recognition } }')).data.visitor.id).toBe('anonymous');
    await browser.ask(documentOf('ConsentUpdate'), { consents });
    expect((await browser.ask('{ visitor { id } }')).data.visitor.id).not.toBe(id);
    expect(await demo.server.profiles.state(id)).toBeNull();
  });

  it('removes nothing while somebody who holds data cannot be told, and can be asked again', async () => {
    const [, contact] = contactsOf(demo, 'nachtwit', 3) as [DemoContact, DemoContact];
    const browser = await createKnown(demo, site, contact);
    demo.backends.crm.wire.faults.mode = 'failing';
    const refused = (await browser.ask(erase)).data.profileErase;
    demo.backends.crm.wire.faults.mode = 'ok';
    expect(refused).toEqual({ erased: false, receipt: null, userErrors: [{ code: 'ERASE_NOT_NOW' }] });
    const visitor = (await browser.ask('{ visitor { customer { email } } }')).data.visitor;
    expect(visitor.customer.email).toBe(contact.emailAddress);
    expect((await browser.ask(erase)).data.profileErase.erased).toBe(true);
  });
});
