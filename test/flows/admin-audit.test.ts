import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAdminSchema } from '../../src/admin/schema.ts';
import { type AdminClient, operatorOf } from '../support/admin.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';

const site = 'nachtwit-nl';
const errors = 'userErrors { code field message }';

/** Of each mutation one call that works, in an order in which they do. */
const calls: Readonly<Record<string, string>> = {
  configReload: `configReload { ${errors} }`,
  cacheFlush: `cacheFlush(tags: ["product.nw-101", "stock.NW-101.status"]) { ${errors} }`,
  segmentCreate: `segmentCreate(site: "${site}", key: "often", definition: $one) { ${errors} segment { version } }`,
  segmentUpdate: `segmentUpdate(site: "${site}", key: "often", definition: $two, expectedVersion: 1) { ${errors} segment { version } }`,
  experimentCreate: `experimentCreate(site: "${site}", key: "tone", definition: {
    arms: [{ key: "control", weight: 0.5 }, { key: "warm", weight: 0.5 }] }) { ${errors} experiment { version } }`,
  experimentUpdate: `experimentUpdate(site: "${site}", key: "tone", expectedVersion: 1, definition: { coverage: 0.5,
    arms: [{ key: "control", weight: 0.5 }, { key: "warm", weight: 0.5 }] }) { ${errors} experiment { version } }`,
  slotVariantCreate: `slotVariantCreate(site: "${site}", slot: "side", key: "warm", definition: { priority: 1, content: {
    type: "Banner", text: "Warm", tone: null, link: null, endsAt: null } }) { ${errors} }`,
  slotVariantUpdate: `slotVariantUpdate(site: "${site}", slot: "side", key: "warm", expectedVersion: 1, definition: {
    priority: 2, content: { type: "Banner", text: "Warmer", tone: null, link: null, endsAt: null } }) { ${errors} }`,
  slotVariantArchive: `slotVariantArchive(site: "${site}", slot: "side", key: "warm", expectedVersion: 2) { ${errors} }`,
  segmentArchive: `segmentArchive(site: "${site}", key: "often", expectedVersion: 2) { ${errors} }`,
  experimentArchive: `experimentArchive(site: "${site}", key: "tone", expectedVersion: 2) { ${errors} }`,
  reconcile: `reconcile(connector: "shop", wait: true) { ${errors} report { connector error } }`,
  asideRetry: `asideRetry(id: 1) { userErrors { code } }`,
  asideDrop: `asideDrop(id: 1) { ${errors} }`,
  webhookPause: `webhookPause(id: "partner") { ${errors} }`,
  webhookReplay: `webhookReplay(id: "partner") { ${errors} replayed }`,
  webhookResume: `webhookResume(id: "partner") { ${errors} }`,
  profileExport: `profileExport(by: { email: "ada@example.com" }, reason: "ticket 7") { userErrors { code } }`,
  profileErase: `profileErase(by: { email: "ada@example.com" }, reason: "ticket 8") { userErrors { code } }`,
  keyCreate: `keyCreate(input: { name: "till", role: VIEWER }) { ${errors} key { id } }`,
  keyRevoke: `keyRevoke(id: $key) { ${errors} }`,
  previewLinkCreate: `previewLinkCreate(site: "${site}", input: { moment: "2026-11-23T00:00:00Z" }) { ${errors} url }`,
};

/** Those of which nothing comes here: nobody has the address, and what is kept aside stays so. They are noted as well. */
const inVain = ['profileExport', 'profileErase', 'asideRetry'];

describe('flows: what operators do is written down', () => {
  const folder = mkdtempSync(join(tmpdir(), 'etalage-audit-'));
  const store = join(folder, 'etalage.db');
  let demo: DemoServer;
  let owner: AdminClient;
  const variables: Record<string, unknown> = {
    one: { title: 'Often', because: { nl: 'Vaak' }, when: { 'profile.orders': { $gte: 3 } } },
    two: { title: 'Often', because: { nl: 'Vaak' }, when: { 'profile.orders': { $gte: 4 } } },
  };
  const types: Readonly<Record<string, string>> = { one: 'SegmentInput!', two: 'SegmentInput!', key: 'ID!' };

  beforeAll(async () => {
    const partner = { url: 'http://127.0.0.1:9/', secrets: [`whsec_${Buffer.alloc(32, 7).toString('base64')}`] };
    const webhooks = { subscriptions: { partner }, plainHttp: true, reach: ['127.0.0.1'] };
    demo = await startDemo({ config: { store, webhooks } });
    owner = await operatorOf(demo.server, 'OWNER');
    const unreadable = { headers: {}, body: Buffer.from('{'), receivedAt: Date.now() };
    await demo.server.deliveriesAside.add(
      { source: 'shop', delivery: null, reason: 'unreadable', body: '{' },
      unreadable,
    );
  });
  afterAll(async () => {
    await demo?.close();
    rmSync(folder, { recursive: true });
  });

  async function mutate(name: string) {
    const text = calls[name] as string;
    const used = Object.keys(types).filter((variable) => text.includes(`$${variable}`));
    const head = used.length > 0 ? `(${used.map((variable) => `$${variable}: ${types[variable]}`).join(', ')})` : '';
    const given = Object.fromEntries(used.map((variable) => [variable, variables[variable]]));
    return owner.ask(`mutation ${head} { ${text} }`, given);
  }
  const log = async () =>
    (await owner.data('{ auditLog(first: 200) { id action actor role target site reason origin diff } }')).auditLog;

  it('has a call of every mutation', () => {
    const mutations = Object.keys(createAdminSchema().getMutationType()?.getFields() ?? {});
    expect(Object.keys(calls).sort()).toEqual(mutations.sort());
  });

  it.each(Object.keys(calls))('%s leaves one row, which says who did it', async (name) => {
    const before = await log();
    const { data, errors: failed } = await mutate(name);
    if (name !== 'asideRetry') expect(failed).toBeUndefined();
    if (!inVain.includes(name)) expect(data[name].userErrors).toEqual([]);
    if (name === 'keyCreate') variables.key = data.keyCreate.key.id;
    const after = await log();
    expect(after.length).toBe(before.length + 1);
    expect(after[0]).toMatchObject({
      ...{ action: name, role: 'OWNER', actor: expect.stringMatching(/^key:/) },
      origin: 'address 127.0.0.1',
    });
  });

  it('says what was changed, before and after', async () => {
    const [update] = (await log()).filter(({ action }: { action: string }) => action === 'segmentUpdate');
    expect(update).toMatchObject({
      ...{ target: 'segment often', site },
      diff: [{ path: 'when["profile.orders"].$gte', before: 3, after: 4 }],
    });
  });

  it('holds no address, and refuses reasons that do', async () => {
    const text = JSON.stringify(await log());
    expect(text).not.toContain('ada@');
    const { profileErase } = await owner.data(
      `mutation { profileErase(by: { visitorId: "nobody" }, reason: "asked by ada@example.com") { ${errors} } }`,
    );
    expect(profileErase.userErrors).toMatchObject([{ code: 'INVALID', field: 'reason' }]);
  });

  it('notes a look at a person, also when there was nobody', async () => {
    const before = await log();
    await owner.data('{ visitor(by: { email: "bob@example.com" }, reason: "ticket 9") { id } }');
    expect((await log())[0]).toMatchObject({ action: 'visitor', target: 'nobody', reason: 'ticket 9' });
    expect((await log()).length).toBe(before.length + 1);
  });

  it('notes nothing of what was refused', async () => {
    const before = await log();
    const { segmentUpdate } = await owner.data(
      `mutation ($definition: SegmentInput!) {
        segmentUpdate(site: "${site}", key: "never", definition: $definition, expectedVersion: 0) { ${errors} }
      }`,
      { definition: variables.one },
    );
    expect(segmentUpdate.userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await log()).length).toBe(before.length);
  });

  it('two who edit the same at once: one is told to look again', async () => {
    const create = `mutation ($one: SegmentInput!) { segmentCreate(site: "${site}", key: "both", definition: $one) { ${errors} } }`;
    await owner.data(create, { one: variables.one });
    const update = `mutation ($two: SegmentInput!) {
      segmentUpdate(site: "${site}", key: "both", definition: $two, expectedVersion: 1) { ${errors} segment { version } } }`;
    const answers = await Promise.all([1, 2, 3].map(() => owner.data(update, { two: variables.two })));
    const codes = answers.map(({ segmentUpdate }) => segmentUpdate.userErrors[0]?.code ?? 'DONE').sort();
    expect(codes).toEqual(['DONE', 'VERSION_CONFLICT', 'VERSION_CONFLICT']);
  });

  it('is whole, until somebody changes a row of it', async () => {
    const check = async () => (await owner.data('{ auditCheck { rows head brokenAt problem } }')).auditCheck;
    const whole = await check();
    expect(whole).toMatchObject({ brokenAt: null, problem: null, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const database = new DatabaseSync(store);
    database.exec('PRAGMA busy_timeout = 5000');
    database.exec("UPDATE audit SET actor = 'key:somebodyelse' WHERE id = 5");
    database.close();
    expect(await check()).toMatchObject({ brokenAt: 5, problem: 'it was changed' });
  });
});
