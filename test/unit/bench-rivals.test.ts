import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSame, readAnswers } from '../../bench/answers.ts';
import { vectorCount } from '../../bench/fixture/visitors.ts';
import { type Bench, createBench, type Target } from '../../bench/measure.ts';

/** The servers as a run starts them, each in a process of its own. */
let bench: Bench;
let etalage: Target;

beforeAll(async () => {
  bench = createBench({ seconds: 1, rounds: 1, note: () => {} });
  etalage = await bench.start('Etalage', 'etalage');
});
afterAll(() => bench.stop());

describe('bench: what is compared', () => {
  it('answers the same page to no two groups of visitors', async () => {
    const pages = await readAnswers(etalage, 1);
    expect(new Set(pages).size).toBe(vectorCount);
    for (const page of pages) {
      expect(Buffer.byteLength(page)).toBeGreaterThan(10_000);
      expect(Buffer.byteLength(page)).toBeLessThan(13_000);
    }
  });

  it.each([
    ['apollo', { mode: 'plain' }],
    ['apollo', { mode: 'lean' }],
    ['apollo', { mode: 'cached' }],
    ['yoga', {}],
  ] as const)('has the same data in the same order from %s %o, also the second time', async (kind, options) => {
    const rival = await bench.start(kind, kind, options);
    await checkSame([etalage, rival], 3);
    await checkSame([etalage, rival], 3);
  });

  it('refuses a server that answers something else', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'bench-'));
    const bodies = join(folder, 'bodies.json');
    await writeFile(bodies, JSON.stringify(['{"data":{"product":{"id":"another"}}}']));
    const other = await bench.start('another', 'bare', { bodies });
    await rm(folder, { recursive: true });
    await expect(checkSame([etalage, other], 1)).rejects.toThrow('another answers otherwise than Etalage');
  });

  it('sends what it was asked to send, and finds the server serving it', async () => {
    const { requests, p50, serverMicros } = await bench.send(etalage, 'hot', { requests: 96 });
    expect(requests).toBe(96);
    expect(p50).toBeGreaterThan(0);
    expect(serverMicros).toBeGreaterThan(0);
  });
});
