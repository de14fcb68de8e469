/** Processes that are killed and readers that are cut while deliveries come in; and what came of it. */
import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Outcome } from '../../src/changes/append.ts';
import type { Draft } from '../../src/changes/draft.ts';
import type { Change } from '../../src/contract/changes.ts';
import type { FromNode, ToNode } from './change-node.ts';
import { startSenders } from './change-senders.ts';

export interface ChaosPlan {
  readonly url: string;
  /** Processes: one on SQLite. */
  readonly nodes: number;
  readonly writers: number;
  readonly readers: number;
  /** How often a reader is cut off at a random moment, and how often a process is killed with -9. */
  readonly cuts: number;
  readonly kills: number;
  /** Restarts the database under them; called twice. */
  readonly restart?: () => Promise<void>;
}

export interface ChaosReport {
  readonly accepted: number;
  readonly logged: number;
  readonly stale: number;
  readonly resent: number;
  /** Refusals that the processes answered, by code. */
  readonly refusals: Record<string, number>;
  readonly cuts: number;
  readonly kills: number;
  readonly restarts: number;
  /** Accepted changes that are not in the log, and logged ones that a reader did not get. */
  readonly lost: number;
  /** Deliveries that are in the log twice, and changes that a reader got twice from where it went on. */
  readonly doubled: number;
  /** Changes of an entity that came before an older version of it, and positions that came before a lower one. */
  readonly disordered: number;
}

interface Node {
  child: ChildProcess;
  ready: Promise<void>;
  alive: boolean;
  /** Deliveries since it was started. */
  answered: number;
}

interface Reader {
  node: number;
  run: number;
  /** Position after which it goes on: what it has dealt with, or on purpose a little less. */
  cursor: number;
  readonly seen: Map<number, Change>;
  /** Position of the last one in this run. */
  last: number;
}

export async function runChaos(plan: ChaosPlan): Promise<ChaosReport> {
  const refusals: Record<string, number> = {};
  const waiting = new Map<number, { node: number; resolve: (outcome: Outcome | null) => void }>();
  const readers: Reader[] = [];
  let numbers = 0;
  let doubled = 0;
  let disordered = 0;
  let ending = false;

  function start(index: number): Node {
    const child = fork(fileURLToPath(new URL('./change-node.ts', import.meta.url)), [plan.url], {});
    const node: Node = { child, alive: false, answered: 0, ready: Promise.resolve() };
    node.ready = new Promise((resolve) => {
      child.on('message', (message: FromNode) => {
        if (message.type === 'ready') {
          node.alive = true;
          resolve();
        } else hear(message);
      });
      child.on('exit', resolve);
    });
    child.on('exit', () => {
      node.alive = false;
      for (const [number, { node: of, resolve }] of waiting) {
        if (of !== index) continue;
        waiting.delete(number);
        resolve(null);
      }
      // A supervisor would do the same: a process that ends is started again.
      if (!ending) nodes[index] = start(index);
    });
    void node.ready.then(() => readers.filter((reader) => reader.node === index).forEach(follow));
    return node;
  }

  function hear(message: Exclude<FromNode, { type: 'ready' }>): void {
    if (message.type === 'batch') {
      const reader = readers.find(({ run }) => run === message.run);
      if (reader && message.batch.type === 'CHANGES') take(reader, message.batch.changes);
      else if (reader) throw new Error('a gap in a log from which nothing is removed');
      return;
    }
    const waiter = waiting.get(message.number);
    waiting.delete(message.number);
    if (message.type === 'refused') refusals[message.code] = (refusals[message.code] ?? 0) + 1;
    const node = nodes[waiter?.node ?? -1];
    if (node) node.answered += 1;
    waiter?.resolve(message.type === 'accepted' ? message.outcome : null);
  }

  function take(reader: Reader, changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.position === reader.last) doubled += 1;
      if (change.position < reader.last) disordered += 1;
      reader.last = change.position;
      reader.seen.set(change.position, change);
      reader.cursor = change.position;
    }
  }

  function follow(reader: Reader): void {
    numbers += 1;
    // Messages of an older run that are still on their way are not heard any more: the line was cut.
    reader.run = numbers;
    reader.last = reader.cursor;
    post(reader.node, { type: 'follow', run: reader.run, after: reader.cursor });
  }

  function post(index: number, message: ToNode): boolean {
    const node = nodes[index];
    // The callback takes the error of a line that broke meanwhile; the exit tells the rest.
    return node?.alive === true && node.child.connected && node.child.send(message, () => undefined);
  }

  async function deliver(sender: number, draft: Draft): Promise<Outcome | null> {
    numbers += 1;
    const number = numbers;
    const index = sender % plan.nodes;
    while (!nodes[index]?.alive) await sleep(5);
    return new Promise((resolve) => {
      waiting.set(number, { node: index, resolve });
      post(index, { type: 'deliver', number, draft, alone: number % 2 === 0 });
    });
  }

  function cut(reader: Reader): void {
    post(reader.node, { type: 'cut', run: reader.run });
    reader.node = Math.floor(Math.random() * plan.nodes);
    // One in three dies before it has saved how far it came.
    if (Math.random() < 0.33) reader.cursor = Math.max(0, reader.cursor - Math.floor(Math.random() * 20));
    follow(reader);
  }

  const nodes: Node[] = [];
  for (let index = 0; index < plan.nodes; index += 1) nodes.push(start(index));
  await Promise.all(nodes.map((node) => node.ready));
  for (let n = 0; n < plan.readers; n += 1) {
    readers.push({ node: n % plan.nodes, run: 0, cursor: 0, seen: new Map(), last: 0 });
    follow(readers[n] as Reader);
  }
  const senders = startSenders(plan.writers, deliver);

  let kills = 0;
  let restarts = 0;
  for (let cuts = 1; cuts <= plan.cuts; cuts += 1) {
    await sleep(Math.random() * 30);
    const reader = readers[cuts % plan.readers] as Reader;
    // Only what is at work can be cut off or killed.
    while (!nodes[reader.node]?.alive) await sleep(5);
    cut(reader);
    if (kills < Math.floor((cuts * plan.kills) / plan.cuts)) {
      while ((nodes[kills % plan.nodes]?.answered ?? 0) < 5) await sleep(5);
      await sleep(Math.random() * 30);
      nodes[kills % plan.nodes]?.child.kill('SIGKILL');
      kills += 1;
    }
    if (plan.restart && restarts < Math.floor((cuts * 3) / plan.cuts) && restarts < 2) {
      restarts += 1;
      await plan.restart();
    }
  }
  await senders.stop();
  const log = await settle();
  ending = true;
  for (const { child } of nodes) child.kill('SIGKILL');
  return { ...judge(log), resent: senders.resent(), refusals, cuts: plan.cuts, kills, restarts };

  /** Waits until the readers stand still, then reads the whole log with a new one. */
  async function settle(): Promise<ReadonlyMap<number, Change>> {
    const fresh: Reader = { node: 0, run: 0, cursor: 0, seen: new Map(), last: 0 };
    await nodes[0]?.ready;
    readers.push(fresh);
    follow(fresh);
    let before = -1;
    for (let sum = 0; sum !== before; ) {
      before = sum;
      await sleep(1_500);
      sum = readers.reduce((total, reader) => total + reader.seen.size, 0);
    }
    readers.pop();
    return fresh.seen;
  }

  function judge(log: ReadonlyMap<number, Change>) {
    const byId = new Map<string, Change>();
    const newest = new Map<string, number>();
    let lost = 0;
    let stale = 0;
    for (const change of log.values()) {
      if (byId.has(change.id)) doubled += 1;
      byId.set(change.id, change);
      if ((change.version ?? 0) < (newest.get(change.key) ?? 0)) disordered += 1;
      newest.set(change.key, Math.max(newest.get(change.key) ?? 0, change.version ?? 0));
    }
    for (const [id, { draft, outcome }] of senders.accepted) {
      const logged = byId.get(id);
      if (logged && (outcome.result !== 'LOGGED' || outcome.position === logged.position)) continue;
      // Left out as stale is right only if a newer version is there.
      if (!logged && outcome.result !== 'LOGGED' && (draft.version ?? 0) < (newest.get(draft.key) ?? 0)) stale += 1;
      else lost += 1;
    }
    for (const reader of readers) for (const position of log.keys()) if (!reader.seen.has(position)) lost += 1;
    return { accepted: senders.accepted.size, logged: log.size, stale, lost, doubled, disordered };
  }
}
