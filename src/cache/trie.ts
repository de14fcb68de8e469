import { addBranch, type Branch, type Branches, findBranch, hasBranches, removeBranch } from './branches.ts';
import type { InputValue, Snapshot } from './snapshot.ts';

/** A question that executions have asked at this point, and where each answer leads. */
interface Question<E, F> extends Branches<TrieNode<E, F>> {
  readonly input: string;
  /** Another one that was asked at this point. */
  next: Question<E, F> | null;
}

/** A point in a question trie: what is answered by now, and what else may be asked. */
export interface TrieNode<E, F> extends Branch<TrieNode<E, F>> {
  readonly parent: TrieNode<E, F> | null;
  /** Where it hangs in its parent's questions; for a root, the key of the trie. */
  readonly input: string;
  entry: E | undefined;
  /** The execution under way for whoever fell off the trie here. */
  flight: F | undefined;
  /** The first of the questions that were asked here. */
  question: Question<E, F> | null;
}

/**
 * Question tries, one per key. An entry lies at the end of the inputs that its execution asked, under the values that it was
 * given; so it is found by exactly those who agree with it on all of them.
 */
export interface Tries<E, F> {
  /** The entry that agrees with the snapshot on everything and for which `usable` holds. */
  find(key: string, snapshot: Snapshot, now: number, usable: (entry: E, now: number) => boolean): E | undefined;
  /** Does the same for one key, again and again, without looking for its trie each time. */
  finder(key: string): (snapshot: Snapshot, now: number, usable: (entry: E, now: number) => boolean) => E | undefined;
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
    return { parent, input, value, entry: undefined, flight: undefined, question: null, sibling: null };
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
    for (let { question } = node; question !== null; question = question.next) {
      const child = findBranch(question, snapshot.ask(question.input));
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
    finder(key) {
      let node: TrieNode<E, F> | undefined;
      return (snapshot, now, usable) => {
        // A root that was pruned holds nothing ever after: if there is a trie, it has another one.
        if (node === undefined || isEmpty(node)) node = roots.get(key);
        return node && search(node, snapshot, now, usable);
      };
    },
    edge(key, snapshot) {
      let node = root(key);
      for (;;) {
        let child: TrieNode<E, F> | undefined;
        for (let { question } = node; question !== null && child === undefined; question = question.next)
          child = findBranch(question, snapshot.ask(question.input));
        if (child === undefined) return node;
        node = child;
      }
    },
    place(key, inputs) {
      let node = root(key);
      const open = new Map(inputs);
      while (open.size > 0) {
        // Questions that are there already come first: fewer probes for everybody.
        let question = findQuestion(node, (input) => open.has(input));
        if (question === undefined) {
          const [first] = open.keys();
          question = addQuestion(node, first as string);
        }
        const value = open.get(question.input) as InputValue;
        open.delete(question.input);
        let child = findBranch(question, value);
        if (child === undefined) {
          child = createNode(node, question.input, value);
          addBranch(question, child);
        }
        node = child;
      }
      return node;
    },
    prune(start) {
      let node = start;
      while (isEmpty(node)) {
        const { parent, input } = node;
        if (parent === null) {
          if (roots.get(input) === node) roots.delete(input);
          return;
        }
        const question = findQuestion(parent, (asked) => asked === input);
        if (question === undefined) return;
        removeBranch(question, node);
        if (!hasBranches(question)) removeQuestion(parent, question);
        node = parent;
      }
    },
    size: () => roots.size,
  };
}

function isEmpty<E, F>({ entry, flight, question }: TrieNode<E, F>): boolean {
  return entry === undefined && flight === undefined && question === null;
}

function findQuestion<E, F>(node: TrieNode<E, F>, is: (input: string) => boolean): Question<E, F> | undefined {
  for (let { question } = node; question !== null; question = question.next) if (is(question.input)) return question;
  return undefined;
}

/** Behind those that are there: what was asked first is asked first again. */
function addQuestion<E, F>(node: TrieNode<E, F>, input: string): Question<E, F> {
  const added: Question<E, F> = { input, first: null, byValue: null, next: null };
  let last = node.question;
  while (last?.next) last = last.next;
  if (last === null) node.question = added;
  else last.next = added;
  return added;
}

function removeQuestion<E, F>(node: TrieNode<E, F>, removed: Question<E, F>): void {
  if (node.question === removed) node.question = removed.next;
  for (let { question } = node; question !== null; question = question.next)
    if (question.next === removed) question.next = removed.next;
}
