// Longer than a file of code may be: in one file because it is a table of faults, read as a whole.
/** One deliberate fault: edits to the source, each of which must match exactly once. */
export interface Fault {
  /** Which of the eight rules of the footprint it breaks; see docs/footprint.md. */
  readonly rule: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;
  readonly name: string;
  readonly edits: readonly Edit[];
  /** Who must see it: the model (default), or the unit tests where the model has no such event (aborted requests). */
  readonly by?: 'units';
}

export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

const cache = (name: string) => `src/cache/${name}.ts`;

const unmemoised: Edit = {
  file: cache('snapshot'),
  find: 'if (known !== undefined) return known;',
  replace: '',
};

const inputs: readonly Fault[] = [
  {
    rule: 1,
    name: 'a key from the union of inputs known at lookup',
    edits: [
      {
        file: cache('trie'),
        find: 'const open = new Map(inputs);',
        replace: `const seen = new Set<string>();
      const collect = (at: TrieNode<E, F>) => {
        for (let { question } = at; question !== null; question = question.next) {
          seen.add(question.input);
          for (let child = question.first; child !== null; child = child.sibling) collect(child);
        }
      };
      collect(node);
      const open = new Map([...inputs].filter(([name]) => seen.size === 0 || seen.has(name)));`,
      },
    ],
  },
  {
    rule: 1,
    name: 'inputs read again at store time',
    edits: [
      unmemoised,
      {
        file: cache('responses'),
        find: 'const made = await make(recorder);',
        replace: `const made = await make(recorder);
    for (const name of recorder.inputs.keys()) (recorder.inputs as Map<string, unknown>).set(name, snapshot.ask(name));`,
      },
    ],
  },
  {
    rule: 1,
    name: 'inputs not memoised',
    edits: [unmemoised, { file: cache('recorder'), find: 'if (known !== undefined) return known;', replace: '' }],
  },
  {
    rule: 1,
    name: 'a visitor memo that survives a profile change',
    edits: [
      {
        file: cache('snapshot'),
        find: 'const answers = new Map<string, InputValue>();',
        replace: `const answers = memos.get(source as object) ?? new Map<string, InputValue>();
  memos.set(source as object, answers);`,
      },
      {
        file: cache('snapshot'),
        find: '/** `source` must never change',
        replace: 'const memos = new WeakMap<object, Map<string, InputValue>>();\n/** `source` must never change',
      },
    ],
  },
  {
    rule: 1,
    name: 'values joined without their names',
    edits: [
      {
        file: cache('trie'),
        find: 'let question = findQuestion(node, (input) => open.has(input));',
        replace: 'let question = node.question ?? undefined;',
      },
      {
        file: cache('trie'),
        find: 'const value = open.get(question.input) as InputValue;\n        open.delete(question.input);',
        replace: `const name = open.has(question.input) ? question.input : ([...open.keys()][0] as string);
        const value = open.get(name) as InputValue;
        open.delete(name);`,
      },
    ],
  },
  {
    rule: 1,
    name: 'a flight shared by its first key: inputs not verified',
    edits: [
      {
        file: cache('responses'),
        find: 'for (const [input, value] of footprint.inputs) if (snapshot.ask(input) !== value) return false;',
        replace: '',
      },
    ],
  },
];

const positions: readonly Fault[] = [
  {
    rule: 2,
    name: 'positions read after the data',
    edits: [
      {
        file: cache('entries'),
        find: 'index.movedSince(tags, footprint.asOf)',
        replace: 'index.movedSince(tags, index.sequence())',
      },
    ],
  },
  {
    rule: 2,
    name: 'positions of an entity read after the data',
    edits: [
      {
        file: cache('loading'),
        find: 'const { ref, asOf } = flight;\n    const now = clock();\n    const declared',
        replace:
          'const { ref } = flight;\n    const asOf = index.sequence();\n    const now = clock();\n    const declared',
      },
    ],
  },
  {
    rule: 2,
    name: 'a joiner takes a load that began before a change',
    edits: [
      {
        file: cache('loading'),
        find: 'return index.movedSince(own, flight.asOf) ? undefined : flight;',
        replace: 'return flight;',
      },
    ],
  },
  {
    rule: 2,
    name: 'a joiner takes the load of a list that began before a change',
    edits: [
      {
        file: cache('loading'),
        find: 'if (kindOf(ref.kind)?.dependsOn && flight.arrivals !== index.arrivals()) return undefined;',
        replace: '',
      },
    ],
  },
  {
    rule: 2,
    name: 'a flight shared, its tags not verified',
    edits: [
      {
        file: cache('responses'),
        find: 'if (index.movedSince(footprint.tags, footprint.asOf)) return false;\n    if (index.settled(footprint.tags, arrival) !== undefined) return false;',
        replace: '',
      },
    ],
  },
  {
    rule: 2,
    name: 'a flight shared while a change of it is open',
    edits: [
      {
        file: cache('responses'),
        find: 'if (index.settled(footprint.tags, arrival) !== undefined) return false;',
        replace: '',
      },
    ],
  },
  {
    rule: 2,
    name: 'evicted history without a floor',
    edits: [{ file: cache('history'), find: 'if (sequence < floor) return true;', replace: '' }],
  },
  {
    rule: 2,
    name: 'evicted history without a floor, for the shared level',
    edits: [{ file: cache('history'), find: 'if (position < floorPosition) return false;', replace: '' }],
  },
  {
    rule: 2,
    name: 'the shared level believed without a look at what moved',
    edits: [
      {
        file: cache('shared-level'),
        find: 'if (!index.holdsAt(tags, position) || !index.holdsAt(announced, position)) return false;',
        replace: '',
      },
    ],
  },
  {
    rule: 2,
    name: 'an answer served while a change of it is open',
    edits: [
      {
        file: cache('responses'),
        find: 'const settled = entry.doubts > 0 ? index.settled(entry.tags, arrival) : undefined;',
        replace: 'const settled = undefined;',
      },
    ],
  },
  {
    rule: 2,
    name: 'what is stored while a change is open is not in doubt',
    edits: [{ file: cache('tag-index'), find: 'dependent.doubts += doubts.get(tag)?.size ?? 0;', replace: '' }],
  },
];

const entities: readonly Fault[] = [
  {
    rule: 3,
    name: 'a hit of the entity cache records nothing',
    edits: [
      {
        file: cache('outcome'),
        find: 'const { ref, error } = outcome;',
        replace: "const { ref, error } = outcome;\n  if (outcome.from === 'L1') return outcome.value as Value | null;",
      },
    ],
  },
  {
    rule: 3,
    name: 'a joined load records nothing',
    edits: [
      {
        file: cache('outcome'),
        find: 'const { ref, error } = outcome;',
        replace:
          "const { ref, error } = outcome;\n  if (outcome.from === 'JOINED' && !error) return outcome.value as Value | null;",
      },
    ],
  },
  {
    rule: 3,
    name: 'one memo for several readers, and only the first records',
    edits: [
      {
        file: 'test/model/replica.ts',
        find: 'async function load(recorder: Recorder, kind: string, key: string, facets: readonly string[] | null) {',
        replace: `const memos = new WeakMap<Recorder, Map<string, unknown>>();
  async function load(recorder: Recorder, kind: string, key: string, facets: readonly string[] | null) {
    const memo = memos.get(recorder) ?? new Map<string, unknown>();
    memos.set(recorder, memo);
    if (!memo.has(kind + key)) memo.set(kind + key, await loadOnce(recorder, kind, key, facets));
    return memo.get(kind + key);
  }
  async function loadOnce(recorder: Recorder, kind: string, key: string, facets: readonly string[] | null) {`,
      },
    ],
  },
  {
    rule: 3,
    name: 'a read used only for a decision is not tagged',
    edits: [
      {
        file: 'test/model/replica.ts',
        find: "return load(recorder, 'item', question.key, question.facets);",
        replace:
          "return load(question.decides ? { ...recorder, read() {}, tag() {}, took() {}, merge() {} } : recorder, 'item', question.key, question.facets);",
      },
    ],
  },
  {
    rule: 3,
    name: 'entities read together record nothing',
    edits: [
      {
        file: cache('entities'),
        find: 'recorder.took({ asOf: Number.POSITIVE_INFINITY, until, softUntil, fleeting: false }, read);',
        replace: '',
      },
    ],
  },
  {
    rule: 3,
    name: 'entities read together are not looked at again one by one',
    edits: [{ file: cache('bundles'), find: 'if (!kept.fresh || kept.doubts > 0) return false;', replace: '' }],
  },
  {
    rule: 3,
    name: 'entities read together while one is in doubt',
    edits: [
      {
        file: cache('bundles'),
        find: 'if (!kept.fresh || kept.doubts > 0) return false;',
        replace: 'if (!kept.fresh) return false;',
      },
    ],
  },
  {
    rule: 3,
    name: 'an entity that was pushed out is still taken for fresh by those who read it together with others',
    by: 'units',
    edits: [{ file: cache('entity-store'), find: 'kept.fresh = false;\n    const { kind', replace: 'const { kind' }],
  },
  {
    rule: 3,
    name: 'memory is read at once though a list is in doubt',
    edits: [
      {
        file: cache('entities'),
        find: 'if (kept === undefined || kept.doubts > 0) return undefined;',
        replace: 'if (kept === undefined) return undefined;',
      },
    ],
  },
  {
    rule: 3,
    name: 'a load aborted when its first waiter leaves',
    by: 'units',
    edits: [
      {
        file: cache('flights'),
        find: 'if (--flight.waiters === 0 && --batch.awaited === 0) {',
        replace: 'flight.waiters -= 1;\n      {',
      },
    ],
  },
  {
    rule: 3,
    name: 'a load never aborted',
    by: 'units',
    edits: [{ file: cache('flights'), find: 'batch.controller.abort(signal.reason);', replace: '' }],
  },
];

const facets: readonly Fault[] = [
  {
    rule: 4,
    name: 'a change compared with the first value seen, not with the last',
    edits: [
      {
        file: cache('observations'),
        find: 'observed.set(name, { ref, prints, since: before?.since ?? now });',
        replace: 'if (before === undefined) observed.set(name, { ref, prints, since: now });',
      },
    ],
  },
  {
    rule: 4,
    name: 'only the reload of a change observes',
    edits: [
      {
        file: cache('loading'),
        find: 'observations.observe(entity, value, now);',
        replace:
          "if (from === 'L2' || flight.reload || observations.of(entity.kind, entity.key).length === 0) observations.observe(entity, value, now);",
      },
      {
        file: cache('loading'),
        find: 'flights.set(refName(ref), flight);',
        replace: 'flight.reload = !useShared;\n        flights.set(refName(ref), flight);',
      },
    ],
  },
  {
    rule: 4,
    name: 'an entity whose change cannot be looked into moves nothing',
    edits: [
      {
        file: cache('invalidation'),
        find: 'if (known.includes(false)) observations.forget(change.kind, change.key, change.position);',
        replace: '',
      },
    ],
  },
  {
    rule: 4,
    name: 'an entity nobody has seen moves nothing',
    edits: [
      {
        file: cache('invalidation'),
        find: 'if (seen.length === 0) observations.forget(kind, key, position);',
        replace: '',
      },
      {
        file: cache('invalidation'),
        find: 'if (refs.length === 0 || !refs.every((ref) => observations.coveredBefore(ref, happened)))',
        replace: 'if (refs.length > 0 && !refs.every((ref) => observations.coveredBefore(ref, happened)))',
      },
    ],
  },
  {
    rule: 4,
    name: 'what was observed is forgotten, and what depends on it stays',
    edits: [
      {
        file: cache('observations'),
        find: "if (reason === 'evict') index.move",
        replace: "if (reason === 'never') index.move",
      },
    ],
  },
];

const lists: readonly Fault[] = [
  {
    rule: 5,
    name: 'a list without the tag of its collection',
    edits: [
      {
        file: cache('outcome'),
        find: 'if (facets === null) return tags;',
        replace: 'if (facets === null) return tags.filter((tag) => !dependsOn.includes(tag));',
      },
    ],
  },
  {
    rule: 5,
    name: 'a list kept as an entity without the tag of its collection',
    edits: [
      {
        file: cache('kinds'),
        find: 'for (const tag of dependsOn) {\n    tags.add(tag);',
        replace: 'for (const tag of dependsOn.slice(0, 0)) {\n    tags.add(tag);',
      },
    ],
  },
  {
    rule: 5,
    name: 'only the groups that an entity enters move',
    edits: [
      {
        file: cache('observations'),
        find: 'for (const tag of before.prints.keys()) if (!prints.has(tag)) moved.push(tag);',
        replace: '',
      },
    ],
  },
  {
    rule: 5,
    name: 'only the groups that an entity leaves move',
    edits: [
      {
        file: cache('observations'),
        find: 'for (const [tag, print] of prints) if (before.prints.get(tag) !== print) moved.push(tag);',
        replace:
          'for (const [tag, print] of prints) if (before.prints.has(tag) && before.prints.get(tag) !== print) moved.push(tag);',
      },
    ],
  },
  {
    rule: 5,
    name: 'a list drawn since the change happened is trusted',
    edits: [
      { file: cache('invalidation'), find: 'index.moveRecent(groupsTag(kind), position, happened);', replace: '' },
    ],
  },
  {
    rule: 5,
    name: 'a list trusted because its load began before the change',
    by: 'units',
    edits: [{ file: cache('loading'), find: 'readBy: clock(),', replace: 'readBy: madeAt,' }],
  },
  {
    rule: 5,
    name: 'an entity first seen since the change speaks for older lists',
    edits: [
      {
        file: cache('invalidation'),
        find: 'if (refs.length === 0 || !refs.every((ref) => observations.coveredBefore(ref, happened)))',
        replace: 'if (refs.length === 0)',
      },
    ],
  },
  {
    rule: 5,
    name: 'a not-found is not tagged by its handle',
    edits: [
      {
        file: cache('kinds'),
        find: 'const dependsOn = declared?.dependsOn?.(key, value) ?? [];',
        replace: 'const dependsOn = (value !== null && declared?.dependsOn?.(key, value)) || [];',
      },
    ],
  },
];

const time: readonly Fault[] = [
  {
    rule: 6,
    name: 'a future start ignored in until',
    edits: [
      {
        file: cache('recorder'),
        find: 'if (at > now) {\n        recorder.until = Math.min(recorder.until, at);',
        replace: 'if (at > now) {',
      },
    ],
  },
  {
    rule: 6,
    name: 'until ignored when looking up',
    edits: [
      {
        file: cache('responses'),
        find: 'now >= window.since && now < window.until;',
        replace: 'now >= window.since;',
      },
    ],
  },
  {
    rule: 6,
    name: 'a flight shared, its time not verified',
    edits: [{ file: cache('responses'), find: 'if (!holds(footprint, clock())) return false;', replace: '' }],
  },
  {
    rule: 6,
    name: 'a passed boundary ignored in since',
    by: 'units',
    edits: [
      {
        file: cache('recorder'),
        find: 'recorder.since = Math.max(recorder.since, at);\n      return true;',
        replace: 'return true;',
      },
    ],
  },
];

const identity: readonly Fault[] = [
  {
    rule: 7,
    name: 'an answer that read the visitor itself is kept and shared',
    edits: [
      {
        file: cache('recorder'),
        find: "if (privacy === 'PRIVATE') recorder.private = true;",
        replace: '',
      },
      {
        file: cache('responses'),
        find: 'for (const [input, value] of footprint.inputs) if (snapshot.ask(input) !== value) return false;',
        replace:
          "for (const [input, value] of footprint.inputs) if (input !== 'id' && snapshot.ask(input) !== value) return false;",
      },
    ],
  },
  {
    rule: 7,
    name: 'an answer that read the visitor itself is kept',
    by: 'units',
    edits: [
      {
        file: cache('entries'),
        find: 'if (!made.storable || footprint.private || footprint.fleeting) return undefined;',
        replace: 'if (!made.storable || footprint.fleeting) return undefined;',
      },
    ],
  },
];

const age: readonly Fault[] = [
  {
    rule: 8,
    name: 'a webhook before the backend shows it: no version check',
    edits: [
      {
        file: cache('fences'),
        find: 'if (loaded !== undefined && loaded < version && now < at + forgetMs) return true;',
        replace: '',
      },
    ],
  },
  {
    rule: 8,
    name: 'a load older than announced is kept after the last retry',
    edits: [
      {
        file: cache('loading'),
        find: 'const early = outdated || groupKindsOf',
        replace: 'const early = groupKindsOf',
      },
    ],
  },
  {
    rule: 8,
    name: 'a list kept while its backend does not show what was announced',
    edits: [
      {
        file: cache('loading'),
        find: 'outdated || groupKindsOf(dependsOn).some((kind) => fences.open(kind, now))',
        replace: 'outdated',
      },
    ],
  },
  {
    rule: 8,
    // Alone it cannot be seen: a refresh that finds other data moves the tags, and is then not stored at all.
    name: "a refresh stored under the old entry's key, without the check of what moved",
    edits: [
      {
        file: cache('entries'),
        find: 'const node = tries.place(key, footprint.inputs);',
        replace: 'const node = tries.place(key, footprint.place ?? footprint.inputs);',
      },
      { file: cache('entries'), find: 'live: true,', replace: 'live: true,\n        inputs: footprint.inputs,' },
      {
        file: cache('responses'),
        find: 'renewals.set(entry, Number.POSITIVE_INFINITY);',
        replace: 'renewals.set(entry, Number.POSITIVE_INFINITY);\n    Object.assign(asked, { place: entry.inputs });',
      },
      {
        file: cache('responses'),
        find: 'const made = await make(recorder);',
        replace: `const made = await make(recorder);
    if (!acceptsStale) Object.assign(recorder, { place: arguments[0].place, asOf: index.sequence() });`,
      },
    ],
  },
  {
    rule: 8,
    name: 'an entity that has moved is served while it is renewed',
    edits: [
      {
        file: cache('entities'),
        find: 'kept?.fresh === true && now < kept.until;',
        replace: 'kept !== undefined && now < kept.until;',
      },
    ],
  },
  {
    rule: 8,
    name: 'a stale value that stands in for a failing backend is not marked',
    edits: [
      {
        file: cache('outcome'),
        find: "if (outcome.from === 'STALE')",
        replace: 'if (outcome.ageMs < 0)',
      },
    ],
  },
  {
    rule: 8,
    name: 'a degraded answer lives until a change ends it',
    edits: [
      {
        file: cache('entries'),
        find: 'const until = degraded.length > 0 ? Math.min(footprint.until, now + degradedMs) : footprint.until;',
        replace: 'const { until } = footprint;',
      },
    ],
  },
  {
    rule: 8,
    name: 'a value that was overtaken is written to the shared level',
    edits: [
      {
        file: cache('loading'),
        find: "else if (settle(flight, answer, 'LOADED', old)) {",
        replace:
          "else {\n          settle(flight, answer, 'LOADED', old);\n          flight.position = index.position();",
      },
    ],
  },
];

export const faults: readonly Fault[] = [
  ...inputs,
  ...positions,
  ...entities,
  ...facets,
  ...lists,
  ...time,
  ...identity,
  ...age,
];
