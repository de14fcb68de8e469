import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AdminClient, operatorOf } from '../support/admin.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { requirement } from '../support/requirement.ts';

const postgres = requirement('postgres');
const site = 'nachtwit-nl';
const page = '{ page(path: "/") { sections { ... on Banner { text } ... on Hero { heading } } } }';

describe(`flows: what operators edit, on every replica${postgres.reason}`, () => {
  let database: TestPostgres;
  let replicas: readonly DemoServer[] = [];
  let operator: AdminClient;
  let slot: string;

  beforeAll(async () => {
    if (!postgres.met) return;
    database = await startPostgres(postgres.path);
    const store = await database.createDatabase();
    replicas = [await startDemo({ config: { store } }), await startDemo({ config: { store } })];
    operator = await operatorOf((replicas[0] as DemoServer).server, 'OWNER');
    const { data } = await (replicas[0] as DemoServer).ask(site, '{ page(path: "/") { sections { key } } }');
    slot = data.page.sections[0].key;
  }, 60_000);
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()));
    await database?.stop();
  });

  const banner = (text: string) => ({
    ...{ priority: 5_000, content: { type: 'Banner', text, tone: null, link: null, endsAt: null } },
  });
  async function write(mutation: string, more: string, definition: unknown): Promise<string> {
    const data = await operator.data(
      `mutation ($definition: SlotVariantInput!) {
        ${mutation}(site: "${site}", slot: "${slot}", key: "news", definition: $definition ${more}) {
          cursor userErrors { field message } } }`,
      { definition },
    );
    expect(data[mutation].userErrors).toEqual([]);
    return data[mutation].cursor;
  }
  const textOn = async (replica: DemoServer, headers = {}) =>
    JSON.stringify((await replica.ask(site, page, {}, headers)).data);

  it.skipIf(!postgres.met)('is in the next answer of all that know of it, and soon in those of all', async () => {
    for (const replica of replicas) await textOn(replica);
    let version = 0;
    for (const text of ['Eerste', 'Tweede', 'Derde', 'Vierde']) {
      const cursor = await (version === 0
        ? write('slotVariantCreate', '', banner(text))
        : write('slotVariantUpdate', `, expectedVersion: ${version}`, banner(text)));
      version += 1;
      for (const replica of replicas) expect(await textOn(replica, { 'etalage-after': cursor })).toContain(text);
    }
    await write('slotVariantUpdate', `, expectedVersion: ${version}`, banner('Laatste'));
    expect(await textOn(replicas[0] as DemoServer)).toContain('Laatste');
    await expect.poll(() => textOn(replicas[1] as DemoServer)).toContain('Laatste');
  });

  it.skipIf(!postgres.met)('drops what all of them remember, when it is told to', async () => {
    const [one, other] = replicas as [DemoServer, DemoServer];
    const held = async (replica: DemoServer) => {
      const { process } = await (await operatorOf(replica.server, 'VIEWER')).data(
        '{ process { responses { entries } } }',
      );
      return process.responses.entries;
    };
    await Promise.all([textOn(one), textOn(other)]);
    expect(await held(other)).toBeGreaterThan(0);
    const { cacheFlush } = await operator.data('mutation { cacheFlush(all: true) { cursor userErrors { message } } }');
    expect(cacheFlush.userErrors).toEqual([]);
    await expect.poll(() => held(one)).toBe(0);
    await expect.poll(() => held(other)).toBe(0);
  });

  it.skipIf(!postgres.met)('knows keys that another replica made, and forgets those that it ended', async () => {
    const [one, other] = replicas as [DemoServer, DemoServer];
    const viewer = await operatorOf(one.server, 'VIEWER');
    const ask = () =>
      fetch(`${other.server.url}/admin/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${viewer.key}` },
        body: '{"query":"{ operator { name } }"}',
      });
    expect((await ask()).status).toBe(200);
    await operator.data(`mutation { keyRevoke(id: "${viewer.key.slice(4, 16)}") { userErrors { message } } }`);
    expect((await ask()).status).toBe(401);
  });
});
