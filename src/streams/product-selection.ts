/**
 * A subscription to products as a query: what it selects of `productChanged.product` is asked of `product(handle:)`, once
 * per handle, so that all that holds for queries holds for it: limits, the response cache, explanation of what is missing.
 */
import {
  type ArgumentNode,
  type ASTNode,
  type DefinitionNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import type { PreparedDocument } from '../http/documents.ts';
import { refusal } from '../http/errors.ts';
import type { Variables } from './check.ts';

/** A field of the message as it was asked for. */
interface Asked {
  /** The key under which the client has it. */
  readonly key: string;
  readonly name: string;
}

/** What one document with certain directives selects. The same object for the same selection. */
export interface Selection {
  /** Response key of the root field. */
  readonly root: string;
  readonly fields: readonly Asked[];
  /** The text of a query of one product, which has the response keys of `product` as its roots. */
  readonly query: string;
  /** The name of the variable that takes the handle. */
  readonly handle: string;
}

export interface ProductSubscription {
  readonly selection: Selection;
  readonly handles: readonly string[];
  readonly after: string | null;
}

/** Products of one subscription, at most. */
const mostHandles = 100;
/** Selections that are remembered of one document, which differ by what `@skip` and `@include` leave. */
const mostSelections = 64;

/** @returns a reader of valid subscriptions. Its results throw refusals for handles that cannot be. */
export function createProductSubscriptions(schema: GraphQLSchema) {
  const field = schema.getSubscriptionType()?.getFields().productChanged;
  const known = new WeakMap<PreparedDocument, Map<string, Selection>>();
  if (!field) throw new TypeError('the schema has no Subscription.productChanged');

  return (prepared: PreparedDocument, variables: Variables): ProductSubscription => {
    const { document, operation } = prepared;
    const fragments = fragmentsOf(document.definitions);
    const [root] = collect(operation.selectionSet, fragments, variables);
    if (!root) throw refusal('BAD_REQUEST', 'The subscription selects nothing: its field is skipped');
    const { handles, after = null } = getArgumentValues(field, root, variables) as {
      handles: string[];
      after?: string | null;
    };
    if (handles.length === 0 || handles.length > mostHandles) {
      throw refusal('BAD_USER_INPUT', `"handles" must be from 1 to ${mostHandles}, got ${handles.length}`);
    }
    const twice = handles.find((handle, nth) => handles.indexOf(handle) < nth);
    if (twice !== undefined) throw refusal('BAD_USER_INPUT', `"handles" has ${JSON.stringify(twice)} twice`);

    let selections = known.get(prepared);
    if (!selections) {
      selections = new Map();
      known.set(prepared, selections);
    }
    const fields = root.selectionSet ? collect(root.selectionSet, fragments, variables) : [];
    const name = [root, ...fields].map(({ loc }) => loc?.start).join();
    let selection = selections.get(name);
    if (!selection) {
      selection = toSelection(prepared, root, fields, fragments);
      if (selections.size >= mostSelections) selections.clear();
      selections.set(name, selection);
    }
    return { selection, handles, after };
  };
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

function fragmentsOf(definitions: readonly DefinitionNode[]): Fragments {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** The fields of a selection set on an object type, through fragments, as far as directives leave them. */
function collect(set: SelectionSetNode, fragments: Fragments, variables: Variables): FieldNode[] {
  const isLeft = (node: SelectionNode) =>
    getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
  return set.selections.filter(isLeft).flatMap((node) => {
    if (node.kind === Kind.FIELD) return [node];
    const inner = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    return inner ? collect(inner.selectionSet, fragments, variables) : [];
  });
}

function toSelection(
  { operation }: PreparedDocument,
  root: FieldNode,
  nodes: readonly FieldNode[],
  fragments: Fragments,
): Selection {
  const byKey = Map.groupBy(nodes, (node) => (node.alias ?? node.name).value);
  const fields = [...byKey].map(([key, [node]]) => ({ key, name: node?.name.value ?? '' }));
  const definitions = operation.variableDefinitions ?? [];
  let handle = 'handle';
  while (definitions.some(({ variable }) => variable.name.value === handle)) handle += '_';

  const argument: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: 'handle' },
    value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: handle } },
  };
  const product = (selections: readonly SelectionNode[], key?: string): FieldNode => ({
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: 'product' },
    ...(key !== undefined && key !== 'product' && { alias: { kind: Kind.NAME, value: key } }),
    arguments: [argument],
    selectionSet: { kind: Kind.SELECTION_SET, selections },
  });
  const asked = fields
    .filter(({ name }) => name === 'product')
    .map(({ key }) =>
      product(
        (byKey.get(key) ?? []).flatMap((node) => node.selectionSet?.selections ?? []),
        key,
      ),
    );
  // Whether it is there is told also to those who want nothing of it.
  const roots =
    asked.length > 0 ? asked : [product([{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }])];
  const used = reach(roots, fragments);
  const text = [
    `query${operation.name ? ` ${operation.name.value}` : ''}(${[
      `$${handle}: String!`,
      ...definitions.filter(({ variable }) => used.variables.has(variable.name.value)).map(print),
    ].join(', ')}) ${print({ kind: Kind.SELECTION_SET, selections: roots })}`,
    ...used.fragments.map(print),
  ];
  return { root: (root.alias ?? root.name).value, fields, query: text.join('\n\n'), handle };
}

/** The variables and fragments that nodes use, also through fragments. */
function reach(nodes: readonly ASTNode[], fragments: Fragments) {
  const variables = new Set<string>();
  const reached = new Set<FragmentDefinitionNode>();
  const search = (node: ASTNode): void => {
    visit(node, {
      enter(inner) {
        if (inner.kind === Kind.VARIABLE) variables.add(inner.name.value);
        const fragment = inner.kind === Kind.FRAGMENT_SPREAD ? fragments.get(inner.name.value) : undefined;
        if (!fragment || reached.has(fragment)) return;
        reached.add(fragment);
        search(fragment);
      },
    });
  };
  for (const node of nodes) search(node);
  return { variables, fragments: [...reached] };
}
