import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Draft } from '../../src/changes/draft.ts';
import { type ChangeLog, openChangeLog } from '../../src/changes/log.ts';
import { changesCommand } from '../../src/cli/changes.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';

function draft(key: string, rest: Partial<Draft> = {}): Draft {
  return { source: 'pim', at: 0, kind: 'product', key, ...rest };
}

describe('flows: the command line looks at the change log beside a server that writes it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'etalage-test-'));
  const file = join(folder, 'etalage.db');
  let store: Store;
  let log: ChangeLog;
  beforeAll(async () => {
    store = await openStore(file);
    log = await openChangeLog(store, { retention: { changes: 2 }, trimEveryMs: 0 });
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(async () => {
    await log.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs it in this process; `until` says at which line it is interrupted. */
  async function run(args: readonly string[], until = /never/): Promise<string> {
    let out = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += text;
      if (until.test(out)) process.emit('SIGINT');
      return true;
    });
    await changesCommand().parseAsync([...args, '--store', file], { from: 'user' });
    return out;
  }

  it('tails from a position, and tells a gap', async () => {
    await log.record(
      ['a', 'b', 'c'].map((key) => draft(key, { facets: ['title'], version: 7, sites: ['nachtwit-nl'] })),
    );
    await log.trim();
    const out = await run(['tail', '--after', '0'], /product c/);
    expect(out).toContain('gap: the changes after 0, up to 1, are no longer kept');
    expect(out).toContain('2  1970-01-01T00:00:00.000Z  pim  product b  title  v7  nachtwit-nl');
  });

  it('tails from now on, as JSON, only what was asked for', async () => {
    const running = run(['tail', '--json', '--kind', 'price'], /"kind":"price"/);
    const writing = setInterval(() => void log.record([draft('x'), draft('y', { kind: 'price' })]), 50);
    const [line = ''] = (await running).split('\n');
    clearInterval(writing);
    expect(JSON.parse(line)).toMatchObject({ key: 'y', kind: 'price', facets: null });
  });

  it('counts what is kept and shows how far readers are', async () => {
    await log.confirm('webhooks', 1);
    const out = await run(['stats']);
    expect(out).toMatch(/^Log [0-9a-f-]{36}: positions 2 to \d+ are kept; 0 deliveries are kept aside\./);
    expect(out).toMatch(/pim +product +\d+ /);
    expect(out).toMatch(/webhooks +1 +\d+ /);
    expect(JSON.parse(await run(['stats', '--json']))).toMatchObject({ trimmedTo: 1 });
  });
});
