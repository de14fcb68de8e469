import type { InputValue, Snapshot } from './snapshot.ts';

/** A question that executions have asked at this point, and where each answer leads. */
interface Question<E, F> {
  readonly input: string;
  readonly byValue: Map<InputValue, TrieNode<E, F>>;
}

/** A point in a question trie: what is answered by now, and what else may be asked. */
export interface TrieNode<E, F> {
  readonly parent: TrieNode<E, F> | null;
  /** Where it hangs in its parent's questions; for a root, the key of the trie. */
  readonly input: string;
  readonly value: InputValue;
  entry: E | undefined;
  /** The execution under way for whoever fell off the trie here. */
  flight: F | undefined;
  readonly questions: Question<E, F>[];
}

/**
 * Question tries, one per key. An entry lies at the end of the inputs that its execution asked, under the values that it was
 * given; so it is found by exactly those who agree with it on all of them.
 */
export interface Tries<E, F> {
  /** The entry that agrees with the snapshot on everything and for which `usable` holds. */
  find(key: string, snapshot: Snapshot, now: number, usable: (entry: E, now: number) => boolean): E | undefined;
  /** Where a search that finds nothing falls off; made if the trie is new. */
  edge(key: string, snapshot: Snapshot): TrieNode<E, F>;
  /** The place for an execution that asked these inputs; made if it is new. */
  place(key: string, inputs: ReadonlyMap<string, InputValue>): TrieNode<E, F>;
  /** Removes a node that holds nothing, and those above it that then hold nothing. */
  prune(node: TrieNode<E, F>): void;
  /** Tries that hold something. */
  size(): number;
}

export function createTries<E, F>(): Tries<E, F> {
  const roots = new Map<string, TrieNode<E, F>>();

  function createNode(parent: TrieNode<E, F> | null, input: string, value: InputValue): TrieNode<E, F> {
    return { parent, input, value, entry: undefined, flight: undefined, questions: [] };
  }

  function root(key: string): TrieNode<E, F> {
    let node = roots.get(key);
    if (node === undefined) {
      node = createNode(null, key, null);
      roots.set(key, node);
    }
    return node;
  }

  function search(
    node: TrieNode<E, F>,
    snapshot: Snapshot,
    now: number,
    usable: (entry: E, now: number) => boolean,
  ): E | undefined {
    if (node.entry !== undefined && usable(node.entry, now)) return node.entry;
    const { questions } = node;
    for (let nth = 0; nth < questions.length; nth += 1) {
      const question = questions[nth] as Question<E, F>;
      const child = question.byValue.get(snapshot.ask(question.input));
      const found = child && search(child, snapshot, now, usable);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  return {
    find(key, snapshot, now, usable) {
      const node = roots.get(key);
      return node && search(node, snapshot, now, usable);
    },
    edge(key, snapshot) {
      let node = root(key);
      for (;;) {
        let next: TrieNode<E, F> | undefined;
        for (const { input, byValue } of node.questions) {
          next = byValue.get(snapshot.ask(input));
          if (next !== undefined) break;
        }
        if (next === undefined) return node;
        node = next;
      }
    },
    place(key, inputs) {
      let node = root(key);
      const open = new Map(inputs);
      while (open.size > 0) {
        // Questions that are there already come first: fewer probes for everybody.
        let question = node.questions.find(({ input }) => open.has(input));
        if (question === undefined) {
          const [first] = open.keys();
          question = { input: first as string, byValue: new Map() };
          node.questions.push(question);
        }
        const value = open.get(question.input) as InputValue;
        open.delete(question.input);
        let child = question.byValue.get(value);
        if (child === undefined) {
          child = createNode(node, question.input, value);
          question.byValue.set(value, child);
        }
        node = child;
      }
      return node;
    },
    prune(start) {
      let node = start;
      while (node.entry === undefined && node.flight === undefined && node.questions.length === 0) {
        const { parent, input, value } = node;
        if (parent === null) {
          if (roots.get(input) === node) roots.delete(input);
          return;
        }
        const at = parent.questions.findIndex((question) => question.input === input);
        const question = parent.questions[at];
        if (question?.byValue.get(value) !== node) return;
        question.byValue.delete(value);
        if (question.byValue.size === 0) parent.questions.splice(at, 1);
        node = parent;
      }
    },
    size: () => roots.size,
  };
}
