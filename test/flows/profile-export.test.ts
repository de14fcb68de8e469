import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageOf } from '../../src/http/profile-exports.ts';
import { profileExportSchema } from '../../src/visitor/export-schema.ts';
import { type DemoServer, documentOf, startDemo } from '../support/demo.ts';
import { contactsOf, createKnown, type DemoContact } from '../support/known-visitor.ts';

let demo: DemoServer;
let now = Date.parse('2026-11-22T12:00:00Z');
beforeAll(async () => {
  demo = await startDemo({
    config: { visitorSecrets: ['a secret of at least thirty-two bytes'] },
    server: { now: () => now },
  });
});
afterAll(() => demo.close());

const site = 'nachtwit-nl';

async function linkOf(): Promise<{ url: string; email: string }> {
  const [contact] = contactsOf(demo, 'nachtwit', 1) as [DemoContact];
  const browser = await createKnown(demo, site, contact);
  await browser.ask(documentOf('ConsentUpdate'), { consents: [{ purpose: 'ANALYTICS', granted: true }] });
  const { profileExport } = (await browser.ask(documentOf('ProfileExport'))).data;
  expect(profileExport).toMatchObject({ expiresAt: new Date(now + 900_000).toISOString(), userErrors: [] });
  return { url: profileExport.url, email: contact.emailAddress };
}

describe('flows: profile export', () => {
  it('gives a person all that is held of them, as JSON by its schema', async () => {
    const { url, email } = await linkOf();
    const response = await fetch(url);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const exported = profileExportSchema.parse(await response.json());
    expect(exported.missing).toEqual([]);
    expect(exported.data).toMatchObject({
      profile: { recognition: 'KNOWN' },
      identities: { proofs: [{ kind: 'EMAIL' }], devices: [{ how: 'CODE EMAIL', site, channel: 'WEB' }] },
      consents: [{ site, purpose: 'ANALYTICS', granted: true, how: 'WEB' }],
      mails: expect.anything(),
      customer: { email },
    });
  });

  it('opens once, and not for long', async () => {
    const { url } = await linkOf();
    expect((await fetch(url, { headers: { 'sec-purpose': 'prefetch' } })).status).toBe(404);
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(url)).status).toBe(404);
    const late = await linkOf();
    now += 900_001;
    expect((await fetch(late.url)).status).toBe(404);
    expect((await fetch(late.url.replace(/[\w-]+$/, 'A'.repeat(43)))).status).toBe(404);
  });

  it('is a page for a browser, with every word as text', async () => {
    const { url, email } = await linkOf();
    const response = await fetch(url, { headers: { accept: 'text/html' } });
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).toContain(email);
    const hostile = '<script>alert("1")</script>';
    const html = pageOf(
      {
        format: 'etalage-profile-1',
        exportedAt: hostile,
        data: { [hostile]: [{ [hostile]: hostile }] },
        missing: [hostile],
      },
      hostile,
      'nl',
    );
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)');
  });

  it('says what could not be read', async () => {
    const { url } = await linkOf();
    demo.backends.crm.wire.faults.mode = 'failing';
    const exported = profileExportSchema.parse(await (await fetch(url)).json());
    demo.backends.crm.wire.faults.mode = 'ok';
    expect(exported.missing).toEqual(['customer']);
    expect(exported.data).not.toHaveProperty('customer');
  });
});
