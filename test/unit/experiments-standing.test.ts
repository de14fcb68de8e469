import { describe, expect, it } from 'vitest';
import type { ExperimentDefinition } from '../../src/experience/experiments.ts';
import { reportOn } from '../../src/experience/report.ts';
import { createStandings } from '../../src/experience/standing.ts';
import { testSite } from '../support/site.ts';

const hourMs = 3_600_000;
const site = testSite({
  experiments: { hero: { arms: ['calm', 'bold'].map((key) => ({ key, weight: 0.5 })) } },
  caps: { newsletter: { times: 3, hours: 24 }, survey: { times: 1, hours: 1 } },
});
const shownArm = { site: site.key, experiment: 'hero', arm: 'calm' };
const shownCap = { site: site.key, cap: 'newsletter' };

function create(options: { allowed?: (visitorId: string) => boolean } = {}) {
  const clock = { at: 1_000_000_000 };
  const standings = createStandings({
    site: (key) => (key === site.key ? site : undefined),
    mayRemember: options.allowed ?? (() => true),
    now: () => clock.at,
  });
  return { clock, standings, of: (visitorId: string) => standings.of(visitorId, site.key) };
}

describe('experiments: standing', () => {
  it('reports how visitors came to the arms, and when some are lost on the way', () => {
    const { standings } = create();
    const report = () => reportOn(site.experiments.hero as ExperimentDefinition, site.key, 'hero', standings);
    expect(report()).toMatchObject({
      arms: [{ visitors: 0 }, { visitors: 0 }],
      split: { chance: 1, isMismatch: false },
    });
    for (let nth = 0; nth < 100; nth += 1) standings.record(`calm-${nth}`, [shownArm]);
    for (let nth = 0; nth < 40; nth += 1) standings.record(`bold-${nth}`, [{ ...shownArm, arm: 'bold' }]);
    expect(report().arms).toEqual([
      { key: 'calm', weight: 0.5, visitors: 100 },
      { key: 'bold', weight: 0.5, visitors: 40 },
    ]);
    expect(report().split.isMismatch).toBe(true);
  });

  it('counts a visitor once for an arm within the window, and nobody without an id', () => {
    const { standings, clock } = create();
    for (let time = 0; time < 5; time += 1) standings.record('v1', [shownArm]);
    standings.record('v2', [shownArm, { ...shownArm, arm: 'bold' }]);
    standings.record(null, [shownArm]);
    expect(Object.fromEntries(standings.counts(site.key, 'hero'))).toEqual({ calm: 2, bold: 1 });
    clock.at += 24 * hourMs;
    standings.record('v1', [shownArm]);
    expect(standings.counts(site.key, 'hero').get('calm')).toBe(3);
    expect(standings.counts('elsewhere', 'hero').size).toBe(0);
  });

  it('keeps the first arm, the same object until there is something new', () => {
    const { standings, of } = create();
    expect(of('v1')).toBeUndefined();
    standings.record('v1', [shownArm]);
    const first = of('v1');
    expect(first).toEqual({ arms: { hero__0: 'calm' }, capped: [] });
    standings.record('v1', [{ ...shownArm, arm: 'bold' }]);
    expect(of('v1')).toBe(first);
  });

  it('reaches a cap at its last time, and leaves it when the first of them is long enough ago', () => {
    const { standings, of, clock } = create();
    standings.record('v1', [shownCap]);
    clock.at += hourMs;
    standings.record('v1', [shownCap]);
    expect(of('v1')?.capped ?? []).toEqual([]);
    clock.at += hourMs;
    standings.record('v1', [shownCap]);
    const reached = of('v1');
    expect(reached?.capped).toEqual(['newsletter']);
    clock.at += 22 * hourMs - 1;
    expect(of('v1')).toBe(reached);
    clock.at += 1;
    expect(of('v1')?.capped ?? []).toEqual([]);
    standings.record('v1', [shownCap]);
    expect(of('v1')?.capped).toEqual(['newsletter']);
    expect(of('v2')).toBeUndefined();
  });

  it('remembers nothing of who does not allow it, and forgets to say what was remembered as soon as they do not', () => {
    let allowed = true;
    const { standings, of } = create({ allowed: (visitorId) => allowed && visitorId !== 'shy' });
    standings.record('shy', [shownArm, shownCap, shownCap, shownCap]);
    standings.record('v1', [shownArm]);
    expect(of('shy')).toBeUndefined();
    expect(standings.counts(site.key, 'hero').get('calm')).toBe(2);
    expect(of('v1')).toBeDefined();
    allowed = false;
    expect(of('v1')).toBeUndefined();
  });

  it('lets a person keep the arms of their device, unless they have their own', () => {
    const { standings, of } = create();
    standings.record('device', [shownArm]);
    standings.merge('device', 'person');
    expect(of('person')?.arms).toEqual({ hero__0: 'calm' });
    expect(of('device')).toBeUndefined();
    standings.record('tablet', [{ ...shownArm, arm: 'bold' }]);
    standings.merge('tablet', 'person');
    expect(of('person')?.arms).toEqual({ hero__0: 'calm' });
    expect(standings.tell('person')).toEqual({ [site.key]: { arms: { hero__0: 'calm' }, shown: {} } });
    expect(standings.forget('person')).toBe(1);
    expect(standings.tell('person')).toBeNull();
    expect(of('person')).toBeUndefined();
  });
});
