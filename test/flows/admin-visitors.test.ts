import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminClient, operatorOf } from '../support/admin.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';
import { contactsOf, createKnown, type DemoContact } from '../support/known-visitor.ts';

const site = 'nachtwit-nl';

describe('flows: support for a person who asked for help', () => {
  let demo: DemoServer;
  let operator: AdminClient;
  let contact: DemoContact;
  beforeAll(async () => {
    demo = await startDemo({ config: { store: ':memory:' } });
    [contact] = contactsOf(demo, 'nachtwit', 1) as [DemoContact];
    operator = await operatorOf(demo.server, 'OPERATOR');
  });
  afterAll(() => demo.close());

  const look = `query ($by: VisitorBy!) { visitor(by: $by, reason: "ticket 7") { id recognition consents { purpose } } }`;
  const by = (email: string) => ({ by: { email } });

  it('finds a proven address however it is written, and no other', async () => {
    await createKnown(demo, site, contact);
    const { visitor } = await operator.data(look, by(` ${contact.emailAddress.toUpperCase()} `));
    expect(visitor).toMatchObject({ id: expect.any(String), recognition: 'KNOWN', consents: [] });
    expect(await operator.data(look, { by: { visitorId: visitor.id } })).toEqual({ visitor });
    expect(await operator.data(look, by('nobody@example.com'))).toEqual({ visitor: null });
    expect(await operator.data(look, by(contact.emailAddress.slice(1)))).toEqual({ visitor: null });
  });

  it('exports and erases on their behalf, and holds nothing afterwards', async () => {
    const ask = (mutation: string, more: string) =>
      operator.data(
        `mutation ($by: VisitorBy!) { ${mutation}(by: $by, reason: "ticket 8") { ${more} userErrors { code message } } }`,
        by(contact.emailAddress),
      );
    const { profileExport } = await ask('profileExport', 'data');
    expect(profileExport).toMatchObject({ userErrors: [], data: expect.any(Object) });
    expect(Object.keys(profileExport.data).length).toBeGreaterThan(0);
    const { profileErase } = await ask('profileErase', 'erased');
    expect(profileErase.userErrors).toEqual([]);
    expect(Object.values(profileErase.erased).some((count) => Number(count) > 0)).toBe(true);
    expect(await operator.data(look, by(contact.emailAddress))).toEqual({ visitor: null });
    expect((await ask('profileErase', 'erased')).profileErase.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const owner = await operatorOf(demo.server, 'OWNER');
    const { auditLog } = await owner.data('{ auditLog(first: 100) { action target diff reason } }');
    expect(JSON.stringify(auditLog)).not.toContain(contact.emailAddress);
    expect(auditLog.filter(({ action }: { action: string }) => action === 'visitor')).toHaveLength(5);
  });
});
