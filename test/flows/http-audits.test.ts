import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn } from './http-stand-in.ts';

// The audits of GraphQL over HTTP: https://github.com/graphql/graphql-http#audits
let server: StandIn;
beforeAll(async () => {
  server = await startStandIn();
});
afterAll(() => server.close());

const audits = serverAudits({ url: () => server.url, fetchFn: fetch });

describe('flows: GraphQL over HTTP', () => {
  it('has all the audits', () => {
    expect(audits).toHaveLength(61);
  });

  for (const { id, name, fn } of audits) {
    it(`passes ${id}: ${name}`, async () => {
      expect(await fn()).toEqual({ id, name, status: 'ok' });
    });
  }
});
