/**
 * Nothing lost, doubled or out of order, whoever is cut off or killed. `ETALAGE_SOAK=1` runs it at length (1,000 cuts,
 * 100 kills) and prints what it saw.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runChaos } from '../support/change-chaos.ts';
import { type Database, databases } from '../support/stores.ts';

const soak = process.env.ETALAGE_SOAK === '1';
const dose = soak ? { cuts: 1_000, kills: 100 } : { cuts: 100, kills: 4 };

for (const { title, skip, start } of databases) {
  describe.skipIf(skip)(`flows: change log endures: ${title}`, () => {
    let database: Database;
    beforeAll(async () => {
      database = await start();
    });
    afterAll(() => database?.stop());

    it('brings every accepted change to every reader, once and in order, through cuts and kill -9', async () => {
      const { server } = database;
      const report = await runChaos({
        url: await database.createUrl(),
        // A SQLite file has one process; on Postgres each writer is one, or in the short run four are.
        nodes: server ? (soak ? 8 : 4) : 1,
        writers: 8,
        readers: 4,
        ...dose,
        restart: server ? () => server.restart('immediate', 300) : undefined,
      });
      if (soak) console.log(`${database.kind}: ${JSON.stringify(report)}`);
      expect(report).toMatchObject({ ...dose, lost: 0, doubled: 0, disordered: 0 });
      expect(report.logged).toBeGreaterThan(dose.cuts);
      if (server) expect(report.refusals.STORE_UNAVAILABLE).toBeGreaterThan(0);
    }, 1_800_000);
  });
}
