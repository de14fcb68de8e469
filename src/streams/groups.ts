/**
 * Many who ask the same are answered together: one execution for all who agree on the inputs that it read, again when it
 * no longer holds, and never twice at a time for the same ones.
 *
 * A member is in a group, whose state holds as far as is known, or in a look that is under way or waits for its turn. A
 * group whose tags move, or whose time is over, becomes a look of its members; a look that lands becomes groups. So
 * whatever happens meanwhile is one more look, and nothing queues up.
 */
import type { InputValue, Snapshot } from '../cache/snapshot.ts';
import { createTries, type TrieNode } from '../cache/trie.ts';
import type { Watch } from '../cache/watch.ts';
import type { RecognizedVisitor } from '../http/visitors.ts';
import { setAlarm } from './alarm.ts';

/** What an execution found. */
export interface Found<State> {
  readonly state: State;
  /** What it was made for; null when it is for nobody but who asked. */
  readonly inputs: ReadonlyMap<string, InputValue> | null;
  /** Milliseconds since the epoch up to which it holds by itself. */
  readonly until: number;
  /**
   * `SURE`: it holds until a tag moves. `LATE`: it may be older than a change that was announced. `OUTAGE`: something of it
   * is stale, missing or an error. All but the first are looked at again after a pause.
   */
  readonly standing: 'SURE' | 'LATE' | 'OUTAGE';
  /** Tells once when it no longer holds; null when it does not by now. */
  watch(moved: () => void): Watch | null;
}

/** Somebody who is to have the answer to a topic. `last`, `visitor` and `at` are written here, `last` by the topic. */
export interface Member<State> {
  /** Who asks, as of now. Null when they may not be answered any longer: then they have left. */
  look(): RecognizedVisitor | null;
  /** The inputs of that visitor. */
  snapshot(visitor: RecognizedVisitor): Snapshot;
  /** Nothing could be found for one who has been sent nothing yet: has them leave. */
  fail(): void;
  /** What it was sent last; null at first. */
  last: State | null;
  /** Who it was when it was last answered. */
  visitor: RecognizedVisitor | null;
  /** Where it is; null before and after. */
  at: Place<State> | null;
}

/** What is asked. */
export interface Topic<State> {
  /** Names it; the same name is the same topic. */
  readonly key: string;
  ask(visitor: RecognizedVisitor, member: Member<State>): Promise<Found<State>>;
  /** Sends a state, which was current at a log position, to each who was last sent another one. */
  deliver(found: Found<State>, position: number, members: Iterable<Member<State>>): void;
}

interface Place<State> {
  readonly topic: Topic<State>;
  readonly members: Set<Member<State>>;
  /** Looks in a row that found something other than `SURE`. */
  readonly tries: number;
}

type Look<State> = Place<State>;

interface Group<State> extends Place<State> {
  /** Null while a look that failed is waited for to be repeated. */
  readonly found: Found<State> | null;
  /** Where those find it who agree with it; null when it is for one alone. */
  readonly node: TrieNode<Group<State>, never> | null;
  readonly position: number;
  watch: Watch | null;
  stopAlarm: () => void;
}

export interface GroupsOptions {
  /** The log position up to which everything is known here. */
  readonly position: () => number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Is told of executions that failed as a whole. */
  readonly report: (error: unknown) => void;
  /** Executions at a time: what else is to be looked at waits. Default 64. */
  readonly atOnce?: number;
  /** From 0 to 1: spreads what would happen at the same time. Default Math.random. */
  readonly random?: () => number;
}

export interface Groups<State> {
  /** Answers a member now, and whenever its answer changes. Nothing is sent before this returns. */
  join(topic: Topic<State>, member: Member<State>): void;
  /** Takes a member out; nothing happens when it is out. */
  leave(member: Member<State>): void;
  /** Its visitor is another one than it was answered for: it may belong elsewhere. */
  move(member: Member<State>): void;
  /** Groups that hold or are looked at anew. */
  size(): number;
}

/** So often in a row a late state is held back from those who have one already. */
const heldBack = 3;
/** Pauses before what is not `SURE` is looked at again, in milliseconds: the first, doubled with each, and the longest. */
const pauses = { LATE: { first: 100, longest: 2_000 }, OUTAGE: { first: 2_000, longest: 16_000 } } as const;

export function createGroups<State>(options: GroupsOptions): Groups<State> {
  const { now, position, report, atOnce = 64, random = Math.random } = options;
  const tries = createTries<Group<State>, never>();
  const groups = new Set<Group<State>>();
  const waiting = new Set<Look<State>>();
  const underWay = new Set<Look<State>>();
  /** Looks of those who have just come: others who come meanwhile join them. */
  const arriving = new Map<string, Look<State>>();
  let pumping = false;

  function enqueue(topic: Topic<State>, members: Iterable<Member<State>>, count: number): Look<State> {
    const look: Look<State> = { topic, members: new Set(members), tries: count };
    for (const member of look.members) member.at = look;
    waiting.add(look);
    // Not at once: it may be called for in the middle of an invalidation, and others are to have their turn.
    if (!pumping) setImmediate(pump);
    pumping = true;
    return look;
  }

  function pump(): void {
    pumping = false;
    for (const look of waiting) {
      if (underWay.size >= atOnce) return;
      waiting.delete(look);
      if (arriving.get(look.topic.key) === look) {
        arriving.delete(look.topic.key);
        settleIn(look);
      }
      begin(look);
    }
  }

  const usable = ({ watch, found }: Group<State>, at: number) =>
    found !== null && at < found.until && watch?.holds() === true;

  /** Those who find a group that is theirs need no execution. */
  function settleIn({ topic, members }: Look<State>): void {
    for (const member of members) {
      const visitor = member.look();
      if (!visitor) continue;
      const group = tries.find(topic.key, member.snapshot(visitor), now(), usable);
      if (!group) continue;
      members.delete(member);
      settle(group, new Map([[member, visitor]]));
    }
  }

  function begin(look: Look<State>): void {
    for (const leader of look.members) {
      const visitor = leader.look();
      if (!visitor) continue;
      const at = position();
      underWay.add(look);
      look.topic
        .ask(visitor, leader)
        .then(
          (found) => land(look, leader, visitor, found, at),
          (error) => fall(look, error),
        )
        // What is thrown while something is sent must not stop what waits.
        .catch(report)
        .finally(() => {
          underWay.delete(look);
          pump();
        });
      return;
    }
  }

  /** One synchronous block: from the check that it still holds to the watch that tells when it no longer does. */
  function land(
    { topic, members, tries: count }: Look<State>,
    leader: Member<State>,
    asker: RecognizedVisitor,
    found: Found<State>,
    at: number,
  ): void {
    const theirs = new Map<Member<State>, RecognizedVisitor>();
    const others: Member<State>[] = [];
    for (const member of members) {
      const visitor = member.look();
      if (!visitor) continue;
      if ((member === leader && isSame(visitor, asker)) || agree(found.inputs, member.snapshot(visitor)))
        theirs.set(member, visitor);
      else others.push(member);
    }
    const nextTries = found.standing === 'SURE' ? 0 : count + 1;
    if (theirs.size > 0) settle(form(topic, found, at, nextTries, theirs), theirs);
    // Each value of the inputs that are known to matter is looked at apart: all that is known not to be shared.
    for (const some of apart(found.inputs, others)) enqueue(topic, some, count);
  }

  /** The group for what was found: the one that is there, if that holds, or a new one that takes its place and members. */
  function form(
    topic: Topic<State>,
    found: Found<State>,
    at: number,
    count: number,
    theirs: Map<Member<State>, RecognizedVisitor>,
  ): Group<State> {
    const node = found.inputs && tries.place(topic.key, found.inputs);
    const before = node?.entry;
    if (before && usable(before, now()) && (before.tries === 0 || count > 0)) return before;
    if (before) {
      // It is in doubt, or an outage that is over: what was found is newer.
      for (const member of before.members) if (member.visitor) theirs.set(member, member.visitor);
      node.entry = undefined;
      detach(before);
    }
    const group: Group<State> = {
      topic,
      members: new Set(),
      tries: count,
      found,
      node,
      position: at,
      watch: null,
      stopAlarm: () => {},
    };
    if (node) node.entry = group;
    groups.add(group);
    group.watch = found.watch(() => again(group));
    const pause = found.standing === 'SURE' ? Number.POSITIVE_INFINITY : now() + pauseOf(found.standing, count);
    group.stopAlarm = setAlarm(Math.min(found.until, pause), now, () => again(group));
    return group;
  }

  function settle(group: Group<State>, members: ReadonlyMap<Member<State>, RecognizedVisitor>): void {
    const { found, topic, tries: count } = group;
    if (!found) return;
    const sent: Member<State>[] = [];
    for (const [member, visitor] of members) {
      member.at = group;
      member.visitor = visitor;
      group.members.add(member);
      if (member.last === null || found.standing !== 'LATE' || count > heldBack) sent.push(member);
    }
    topic.deliver(found, group.position, sent);
    if (group.watch === null) again(group);
    else if (group.members.size === 0) detach(group);
  }

  /** Its members are looked at anew. */
  function again(group: Group<State>): void {
    if (!detach(group) || group.members.size === 0) return;
    enqueue(group.topic, group.members, group.tries);
  }

  function detach(group: Group<State>): boolean {
    if (!groups.delete(group)) return false;
    group.watch?.close();
    group.stopAlarm();
    const { node } = group;
    if (node?.entry !== group) return true;
    node.entry = undefined;
    tries.prune(node);
    return true;
  }

  /** Nothing was found: those who have something keep it for the while. */
  function fall({ topic, members, tries: count }: Look<State>, error: unknown): void {
    report(error);
    for (const member of members) if (member.last === null) member.fail();
    if (members.size === 0) return;
    const group: Group<State> = {
      topic,
      members,
      tries: count + 1,
      found: null,
      node: null,
      position: 0,
      watch: null,
      stopAlarm: () => {},
    };
    for (const member of members) member.at = group;
    groups.add(group);
    group.stopAlarm = setAlarm(now() + pauseOf('OUTAGE', count + 1), now, () => again(group));
  }

  function pauseOf(standing: 'LATE' | 'OUTAGE', count: number): number {
    const { first, longest } = pauses[standing];
    return Math.min(first * 2 ** (count - 1), longest) * (0.9 + 0.2 * random());
  }

  function leave(member: Member<State>): void {
    const { at } = member;
    member.at = null;
    if (!at?.members.delete(member) || at.members.size > 0) return;
    waiting.delete(at);
    if (arriving.get(at.topic.key) === at) arriving.delete(at.topic.key);
    if (groups.has(at as Group<State>)) detach(at as Group<State>);
  }

  function join(topic: Topic<State>, member: Member<State>): void {
    const look = arriving.get(topic.key);
    if (look) {
      look.members.add(member);
      member.at = look;
    } else arriving.set(topic.key, enqueue(topic, [member], 0));
  }

  return {
    join,
    leave,
    move(member) {
      const { at } = member;
      // One that is being looked at is asked who they are when the look lands.
      if (!at || !groups.has(at as Group<State>)) return;
      leave(member);
      join(at.topic, member);
    },
    size: () => groups.size + waiting.size + underWay.size,
  };
}

/** Whether all inputs of the two are equal: they come from the token and from the profile. */
export function isSame(one: RecognizedVisitor, other: RecognizedVisitor): boolean {
  return one === other || (one.visitorId === other.visitorId && one.profile === other.profile);
}

function agree(inputs: ReadonlyMap<string, InputValue> | null, snapshot: Snapshot): boolean {
  if (inputs === null) return false;
  for (const [name, value] of inputs) if (snapshot.ask(name) !== value) return false;
  return true;
}

/** Members by their values of the inputs; each alone when nothing is shared. */
function apart<State>(
  inputs: ReadonlyMap<string, InputValue> | null,
  members: readonly Member<State>[],
): Iterable<Member<State>[]> {
  if (inputs === null) return members.map((member) => [member]);
  const names = [...inputs.keys()];
  const vectors = Map.groupBy(members, (member) => {
    const visitor = member.look();
    return visitor && JSON.stringify(names.map((name) => member.snapshot(visitor).ask(name)));
  });
  vectors.delete(null);
  return vectors.values();
}
