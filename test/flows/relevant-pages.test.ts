import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVisitorTokens } from '../../src/visitor/token.ts';
import { type DemoServer, startDemo } from '../support/demo.ts';

const secret = 'a secret of at least thirty-two bytes';
let demo: DemoServer;
beforeAll(async () => {
  demo = await startDemo({ config: { visitorSecrets: [secret] } });
});
afterAll(() => demo.close());

const query = `{ page(path: "/") { sections {
  __typename key decision { variant because }
  ... on Hero { heading body }
  ... on ProductRail { heading items { product { id } } }
  ... on Story { heading }
  ... on PopUp { text afterSeconds }
} } }`;

const kinds = ['new', 'comparing', 'loyal', 'lapsed', 'silent'] as const;
type Kind = (typeof kinds)[number];

const sites = [
  'nachtwit-nl',
  'nachtwit-de',
  'nachtwit-be-fr',
  'helder-nl',
  'helder-gb',
  'helder-de',
  'zalf-nl',
  'zalf-fr',
  'zalf-gb',
  'rits-nl',
] as const;

interface Section {
  readonly __typename: string;
  readonly key: string;
  readonly decision: { readonly variant: string; readonly because: string };
  readonly heading?: string;
  readonly text?: string;
}

async function showTo(site: string, kind: Kind | null): Promise<readonly Section[]> {
  const brand = site.split('-')[0] ?? '';
  const persona = demo.personas.find(({ key }) => key === `${brand}-${kind}`);
  const token =
    persona && createVisitorTokens({ secrets: [secret], audience: brand }).issue(Date.now(), persona.visitorId);
  const { data, errors } = await demo.ask(site, query, {}, token ? { 'etalage-visitor': token } : {});
  expect(errors).toBeUndefined();
  return data.page.sections;
}

const sectionOf = (sections: readonly Section[], key: string) => sections.find((section) => section.key === key);

describe.each(sites)('flows: relevant pages: %s', (site) => {
  it('differs for a new visitor, a comparing, a loyal and a lapsed one, and says why', async () => {
    const anonymous = await showTo(site, null);
    const always = sectionOf(anonymous, 'hero')?.decision.because;
    const shown = await Promise.all(kinds.slice(0, 4).map((kind) => showTo(site, kind)));
    for (const part of ['hero', 'popular', 'pop-up']) {
      const sections = shown.map((sections) => sectionOf(sections, part));
      const words = sections.map((section) => section?.heading ?? section?.text);
      expect(new Set([...words, sectionOf(anonymous, part)?.heading]).size).toBe(5);
      const reasons = sections.map((section) => section?.decision.because ?? '');
      expect(new Set(reasons).size).toBe(4);
      for (const reason of reasons) {
        expect(reason).toMatch(/^\p{Lu}.{10,}$/u);
        expect(reason).not.toBe(always);
      }
    }
  });

  it('names no segment and no experiment', async () => {
    for (const kind of kinds.slice(0, 4)) {
      const variants = (await showTo(site, kind)).map(({ decision }) => decision.variant).join(' ');
      expect(variants).not.toMatch(/new|compar|loyal|lapsed|rail|instead/i);
    }
  });

  it('is for a loyal visitor without consent what it is for anybody', async () => {
    const uncounted = (sections: readonly Section[]) => sections.filter(({ key }) => key !== 'chosen');
    expect(uncounted(await showTo(site, 'silent'))).toEqual(uncounted(await showTo(site, null)));
  });
});

describe('flows: relevant pages', () => {
  it('shows no pop-up to who is in no group', async () => {
    for (const site of sites) expect(sectionOf(await showTo(site, null), 'pop-up')).toBeUndefined();
  });

  it('tries another heading above what the shops chose, on every site', async () => {
    for (const site of sites) {
      const [brand = ''] = site.split('-');
      const tokens = createVisitorTokens({ secrets: [secret], audience: brand });
      const headings = new Set<string | undefined>();
      for (let nth = 0; nth < 24; nth += 1) {
        const { data } = await demo.ask(site, query, {}, { 'etalage-visitor': tokens.issue(Date.now()) });
        headings.add(sectionOf(data.page.sections, 'chosen')?.heading);
      }
      expect(headings.size, site).toBe(2);
    }
  });
});
