/**
 * A query that mixes public and private roots is answered in two parts: the public one as everybody's, from the response
 * cache; the private one made for this visitor. What a root is, its `@private` in the schema says.
 */
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  TokenKind,
  validate,
  visit,
} from 'graphql';
import type { Token } from 'graphql/language/ast.js';
import { type ResponsePayload, toPayload } from './payload.ts';

/** What the roots of a query are, and the texts of its parts when they are of both kinds. */
export type Split =
  | { readonly roots: 'PUBLIC' | 'PRIVATE' }
  | { readonly roots: 'MIXED'; readonly public: string; readonly private: string };

/** Values of variables, as the schema coerces them. */
type Variables = Readonly<Record<string, unknown>>;

/**
 * Splits a query. A part is the text of the document with all that belongs to the other part blanked out: its roots, the
 * fragments and variables that only they use, other operations. So an error in a part points at its place in the document.
 *
 * A document that is not valid is not split: its parts could be.
 */
export function splitQuery(
  schema: GraphQLSchema,
  text: string,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Split {
  const open = remove(schema, document, operation, false);
  if (open.whole) return { roots: 'PUBLIC' };
  const own = remove(schema, document, operation, true);
  if (own.whole || open.nothing) return { roots: 'PRIVATE' };
  if (validate(schema, document).length > 0) return { roots: 'PRIVATE' };
  return {
    roots: 'MIXED',
    public: restrict(text, document, operation, open.removed),
    private: restrict(text, document, operation, own.removed),
  };
}

/** Which selections do not belong to the roots of one kind. */
function remove(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, isPrivate: boolean) {
  const fields = schema.getQueryType()?.getFields() ?? {};
  const fragments = fragmentsOf(document);
  const removed = new Set<SelectionNode>();
  const known = new Map<string, boolean>();

  function belongs(selection: SelectionNode): boolean {
    if (selection.kind === Kind.INLINE_FRAGMENT) return prune(selection.selectionSet);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return belongsFragment(selection.name.value);
    const directives = fields[selection.name.value]?.astNode?.directives ?? [];
    return directives.some(({ name }) => name.value === 'private') === isPrivate;
  }

  function belongsFragment(name: string): boolean {
    const before = known.get(name);
    if (before !== undefined) return before;
    // Stands while the fragment is looked at, so that one that spreads itself ends here.
    known.set(name, false);
    const fragment = fragments.get(name);
    known.set(name, fragment !== undefined && prune(fragment.selectionSet));
    return known.get(name) === true;
  }

  /** Whether anything of it is left. */
  function prune({ selections }: SelectionSetNode): boolean {
    const others = selections.filter((selection) => !belongs(selection));
    for (const other of others) removed.add(other);
    return others.length < selections.length;
  }

  const nothing = !prune(operation.selectionSet);
  return { removed, nothing, whole: removed.size === 0 };
}

/** The text with only what is left of the operation, and what that reaches. */
function restrict(
  text: string,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  removed: ReadonlySet<SelectionNode>,
): string {
  const fragments = fragmentsOf(document);
  const kept = new Set<DocumentNode['definitions'][number]>();
  const variables = new Set<string>();
  const reach = (definition: OperationDefinitionNode | FragmentDefinitionNode) => {
    if (kept.has(definition)) return;
    kept.add(definition);
    visit(definition, {
      enter(node) {
        if (node.kind === Kind.VARIABLE_DEFINITION || removed.has(node as SelectionNode)) return false;
        if (node.kind === Kind.VARIABLE) variables.add(node.name.value);
        const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : undefined;
        if (fragment) reach(fragment);
        return undefined;
      },
    });
  };
  reach(operation);

  const spans: Span[] = [...removed, ...document.definitions.filter((definition) => !kept.has(definition))].map(spanOf);
  const definitions = operation.variableDefinitions ?? [];
  const unused = definitions.filter(({ variable }) => !variables.has(variable.name.value));
  if (unused.length < definitions.length) spans.push(...unused.map(spanOf));
  else if (unused.length > 0) spans.push(parenthesesAround(definitions));
  return spans.reduce(blank, text);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Located {
  readonly loc?: { readonly start: number; readonly end: number; readonly startToken: Token; readonly endToken: Token };
}

function spanOf({ loc }: Located): Span {
  if (!loc) throw new TypeError('a document must be parsed with locations');
  return loc;
}

/** Empty parentheses are no GraphQL: they go with the last variable. */
function parenthesesAround(definitions: readonly Located[]): Span {
  let first: Token | null | undefined = definitions[0]?.loc?.startToken;
  while (first && first.kind !== TokenKind.PAREN_L) first = first.prev;
  let last: Token | null | undefined = definitions.at(-1)?.loc?.endToken.next;
  while (last && last.kind !== TokenKind.PAREN_R) last = last.next;
  if (!first || !last) throw new TypeError('a document must be parsed with locations');
  return { start: first.start, end: last.end };
}

/** Lines stay, so that everything else keeps its place. */
function blank(text: string, { start, end }: Span): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\r\n]/g, ' ') + text.slice(end);
}

function fragmentsOf({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/**
 * The response keys of a query's roots in the order in which its answer holds them, by the specification's CollectFields
 * (GraphQL, October 2021, section 6.3.2).
 */
export function orderOfRoots(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): readonly string[] {
  const fragments = fragmentsOf(document);
  const order = new Set<string>();
  const visited = new Set<string>();
  const collect = (set: SelectionSetNode) => {
    for (const selection of set.selections) {
      if (getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if === false) continue;
      if (selection.kind === Kind.FIELD) order.add((selection.alias ?? selection.name).value);
      else if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      else {
        const fragment = fragments.get(selection.name.value);
        if (!fragment || visited.has(selection.name.value)) continue;
        visited.add(selection.name.value);
        collect(fragment.selectionSet);
      }
    }
  };
  collect(operation.selectionSet);
  return [...order];
}

interface Body {
  readonly errors?: readonly unknown[];
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly extensions?: { readonly degraded?: readonly unknown[] };
}

/**
 * One answer of its parts. A part that was not executed (the request's time was over) stands for the whole, and so does
 * a null for the data: a root that must not be null was.
 */
export function mergeParts(parts: readonly ResponsePayload[], order: readonly string[]): ResponsePayload {
  const refused = parts.find(({ status }) => status !== undefined);
  if (refused) return refused;
  const bodies = parts.map(({ body }): Body => JSON.parse(body.toString()));
  const errors = bodies.flatMap((body) => body.errors ?? []);
  const degraded = bodies.flatMap(({ extensions }) => extensions?.degraded ?? []);
  const found = new Map(bodies.flatMap(({ data }) => Object.entries(data ?? {})));
  const isNull = bodies.some(({ data }) => data == null);
  const merged: Body = {
    ...(errors.length > 0 && { errors }),
    // A name such as `__proto__` is a response key like any other.
    data: isNull ? null : Object.fromEntries(order.filter((key) => found.has(key)).map((key) => [key, found.get(key)])),
    ...(degraded.length > 0 && { extensions: { degraded } }),
  };
  return toPayload(JSON.stringify(merged), { faulty: errors.length > 0 });
}
