/** The process that behaves: visitors who look at pages as fast as they come, and who do something at a given rate. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerParent, clock } from './child.ts';
import { runConnection } from './connection.ts';
import { consentId, pageId, trackId } from './fixture/behaviour.ts';
import { siteKey } from './fixture/sites.ts';
import { visitors } from './fixture/visitors.ts';

export interface Paged {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export interface Sent {
  /** Events that were sent and acknowledged. */
  readonly accepted: number;
  readonly perSecond: number;
  /** Of a call, in milliseconds. */
  readonly p99: number;
}

/** Visitors who do something; the pages are asked for by others, none of whom has said yes to anything. */
const doing = visitors.slice(0, 2_000);
const looking = visitors.slice(-1_000);
const pages = 50;
const connections = 32;
const eventsPerCall = 20;

function pageOf(visitor: string, nth: number): Buffer {
  const search = new URLSearchParams({
    documentId: pageId,
    variables: JSON.stringify({ path: `/page-${nth % pages}` }),
  });
  const head = [`GET /${siteKey(0)}/graphql?${search} HTTP/1.1`, 'host: localhost', 'accept: application/json'];
  return Buffer.from([...head, `etalage-visitor: ${visitor}`, '', ''].join('\r\n'));
}

const bothGranted = ['ANALYTICS', 'PERSONALISATION'].map((purpose) => ({ purpose, granted: true }));

function quantile(times: readonly number[], share: number): number {
  const sorted = Float64Array.from(times).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

async function ask<T>(port: number, visitor: string, documentId: string, variables: object): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${port}/${siteKey(0)}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'etalage-visitor': visitor },
    body: JSON.stringify({ documentId, variables }),
  });
  const { data, errors } = (await response.json()) as { data: T; errors?: readonly { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  return data;
}

async function track(port: number, visitor: string, events: readonly object[]): Promise<number> {
  const { track } = await ask<{ track: { accepted: number } }>(port, visitor, trackId, { events });
  return track.accepted;
}

function eventOf(nth: number) {
  const category = `category-${nth % 30}`;
  const properties = { sku: `sku-${nth % 500}`, category, brand: `brand-${nth % 8}`, price: '89.90' };
  return { id: randomUUID(), name: nth % 9 === 0 ? 'PRODUCT_ADDED' : 'PRODUCT_VIEWED', properties };
}

answerParent({
  /** Everybody who is going to do something says yes to it. */
  async consent({ port }: { port: number }): Promise<void> {
    let nth = 0;
    const one = async () => {
      for (let visitor = doing[nth++]; visitor; visitor = doing[nth++])
        await ask(port, visitor.token, consentId, { consents: bothGranted });
    };
    await Promise.all(Array.from({ length: connections }, one));
  },

  /** Pages as fast as they come, for a time. */
  async page({ port, ms }: { port: number; ms: number }): Promise<Paged> {
    const requests = Array.from({ length: 5_000 }, (_, nth) => pageOf(looking[nth % looking.length]?.token ?? '', nth));
    const times: number[] = [];
    let nth = 0;
    const started = performance.now();
    const next = () => (performance.now() - started < ms ? requests[nth++ % requests.length] : undefined);
    const answered = (_: number, took: number) => void times.push(took);
    await Promise.all(Array.from({ length: connections }, () => runConnection({ port, next, answered })));
    const seconds = (performance.now() - started) / 1_000;
    return {
      requests: times.length,
      perSecond: times.length / seconds,
      p50: quantile(times, 0.5),
      p99: quantile(times, 0.99),
    };
  },

  /** Events at a rate, whether or not the server keeps up: each call has one visitor's. */
  async track({ port, ms, perSecond }: { port: number; ms: number; perSecond: number }): Promise<Sent> {
    const everyMs = (1_000 * eventsPerCall) / perSecond;
    const times: number[] = [];
    const calls: Promise<number>[] = [];
    const started = performance.now();
    for (let nth = 0; performance.now() - started < ms; nth += 1) {
      await sleep(Math.max(0, started + nth * everyMs - performance.now()));
      const at = performance.now();
      const visitor = doing[(nth * 7) % doing.length]?.token ?? '';
      const events = Array.from({ length: eventsPerCall }, (_, one) => eventOf(nth * eventsPerCall + one));
      calls.push(track(port, visitor, events).finally(() => times.push(performance.now() - at)));
    }
    const seconds = (performance.now() - started) / 1_000;
    const accepted = (await Promise.all(calls)).reduce((sum, count) => sum + count, 0);
    return { accepted, perSecond: accepted / seconds, p99: quantile(times, 0.99) };
  },

  /** From the moment an event is sent until the visitor's page is another one; one visitor after the other. */
  async change({ port, times }: { port: number; times: number }): Promise<number[]> {
    const found: number[] = [];
    for (const { token } of visitors.slice(3_000, 3_000 + times)) {
      await ask(port, token, consentId, { consents: bothGranted });
      const show = () => ask<{ page: { sections: [{ text: string }] } }>(port, token, pageId, { path: '/page-0' });
      const before = (await show()).page.sections[0].text;
      const at = clock();
      await track(port, token, [
        { id: randomUUID(), name: 'PRODUCT_ADDED', properties: { sku: 'a', category: 'beds' } },
      ]);
      while ((await show()).page.sections[0].text === before) await sleep(0);
      found.push(clock() - at);
    }
    return found;
  },
});
