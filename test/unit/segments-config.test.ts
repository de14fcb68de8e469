import { describe, expect, it } from 'vitest';
import { parseSites } from '../../src/config/sites-file.ts';
import { ConfigError } from '../../src/contract/errors.ts';

const banner = { type: 'Banner', text: 'Hello', tone: null, link: null, endsAt: null };

/** The problems of a sites file with this at the group's level. */
function problemsOf(group: Record<string, unknown>, country = 'NL'): readonly string[] {
  const sites = { 'acme-nl': { country, language: 'nl', currency: 'EUR', url: 'https://acme.example' } };
  const text = JSON.stringify({ group, brands: { acme: { name: 'Acme', sites } } });
  try {
    parseSites('sites.json', text, []);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ path, expected, found, suggestion }) =>
      `${path}: expected ${expected}, found ${found}${suggestion ? `; did you mean ${suggestion}?` : ''}`.replace(
        'brands.acme.sites.acme-nl.',
        '',
      ),
    );
  }
}
const segment = (when: Record<string, unknown>) => ({ title: 'T', because: {}, when });
const slot = (when: Record<string, unknown>, key = 'a') => ({
  variants: [{ key, priority: 0, when, content: banner }],
});
const arms = [
  { key: 'calm', weight: 0.5 },
  { key: 'bold', weight: 0.5 },
];

describe('segments: in the sites file', () => {
  it('are taken when they are right, with slots, caps, layers and a holdout', () => {
    const group = {
      segments: { loyal: segment({ 'profile.orders': { $gte: 3 } }) },
      experiments: {
        one: { arms, layer: { key: 'top', from: 0, to: 0.5 }, version: 2 },
        two: { arms, layer: { key: 'top', from: 0.5, to: 1 } },
      },
      caps: { often: { times: 3, hours: 24 } },
      holdout: 0.05,
      timeZone: 'Europe/Amsterdam',
      slots: { top: slot({ segments: ['loyal'], cap: 'often', experiment: { key: 'one', arm: 'calm' } }) },
    };
    expect(problemsOf(group)).toEqual([]);
  });

  it('are refused with the place of what is wrong', () => {
    expect(problemsOf({ segments: { loyal: segment({ orders: 3 }) } })).toEqual([
      'segments.loyal.when.orders: expected profile.*, behaviour.*, a fact of context.*, or one of $and, $or, $nor, $not and $savedGroup, found the key "orders"; did you mean profile.orders?',
    ]);
    const round = { a: segment({ $savedGroup: { id: 'b' } }), b: segment({ $savedGroup: { id: 'a' } }) };
    expect(problemsOf({ segments: round })).toEqual([
      'segments.b.when.$savedGroup: expected a segment that does not refer back to this one, found the circle a -> b -> a',
    ]);
    expect(problemsOf({ segments: { late: segment({ 'context.hour': 23 }) } }, 'US')).toEqual([
      'segments.late.when: expected timeZone at the site, since clocks in US differ, found nothing',
    ]);
    expect(problemsOf({ timeZone: 'Amsterdam' })).toEqual([
      'timeZone: expected a time zone of IANA: Europe/Amsterdam, found "Amsterdam"',
    ]);
  });

  it('keep experiments of one layer apart', () => {
    const experiments = {
      one: { arms, layer: { key: 'top', from: 0, to: 0.6 } },
      two: { arms, layer: { key: 'top', from: 0.5, to: 1 } },
      three: { arms, layer: { key: 'side', from: 0.9, to: 0.1 } },
    };
    expect(problemsOf({ experiments })).toEqual([
      'experiments.two.layer: expected a part of the layer top that no other experiment has, found 0.5 to 1, where one has 0 to 0.6',
      'experiments.three.layer: expected a part of the layer: from below to, found 0.9 to 0.1',
    ]);
  });

  it('are there for the slots that name them, and so are caps, experiments and arms', () => {
    const group = { segments: { loyal: segment({}) }, experiments: { hero: { arms } }, caps: {} };
    const slots = {
      one: slot({ segments: ['loyal', 'loyl'] }),
      two: slot({ cap: 'often' }),
      three: slot({ experiment: { key: 'hero', arm: 'loud' } }),
      four: slot({ experiment: { key: 'heroes', arm: 'calm' } }),
    };
    expect(problemsOf({ ...group, slots })).toEqual([
      'slots.one.variants[0].when.segments[1]: expected the key of a segment of the site, found "loyl"; did you mean loyal?',
      'slots.two.variants[0].when.cap: expected the key of a cap of the site, found "often"',
      'slots.three.variants[0].when.experiment.arm: expected an arm of the experiment, found "loud"',
      'slots.four.variants[0].when.experiment.key: expected the key of an experiment of the site, found "heroes"; did you mean hero?',
    ]);
    expect(problemsOf({ slots: { one: slot({ segment: ['loyal'] }) } })[0]).toContain('did you mean segments?');
  });
});
