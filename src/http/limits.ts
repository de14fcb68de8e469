/**
 * How much a document may ask. It is measured before it is executed, in one pass over the operation and the fragments
 * it reaches: each fragment is measured once and its numbers are added wherever it is spread, so fragments within
 * fragments cost no more time than they have text.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  valueFromAST,
} from 'graphql';
import type { ServerLimits } from '../config/define.ts';

/** Tokens of a document, at most: what the parser reads, and the validation walks, before anything can be measured. */
export const maxTokens = 3_000;
/** Items of a list that may be asked for at once, by `first`. */
const maxFirst = 250;
/** Introspection nests deeper than data: the standard query unwraps a type nine times. */
const maxIntrospectionDepth = 30;
/** How long a list is taken to be when no `first` says it. */
const assumedLength = 10;
/** The same for introspection, which asks no backend: most types have few fields, most fields few arguments. */
const assumedIntrospectionLength = 4;

export interface Measure {
  /** Levels of fields: `{ product { title } }` has 2. Introspection is counted apart. */
  readonly depth: number;
  readonly introspectionDepth: number;
  /** Fields, each times the length of the lists that it is in. */
  readonly cost: number;
  /** Aliases in the text of the operation and its fragments. */
  readonly aliases: number;
  /** Every `first` that is not from 0 to 250: `{ at: 'product.variants', found: -1 }`. */
  readonly windows: readonly { readonly at: string; readonly found: unknown; readonly node: FieldNode }[];
}

/** What a selection set adds to the field it belongs to. */
interface Part {
  depth: number;
  introspectionDepth: number;
  cost: number;
  /** Cost per item of the lists directly in it: how long they are, the field above may tell (`first` of a connection). */
  costPerItem: number;
}

/**
 * Measures an operation. Fields and fragments that do not exist count as fields without a type: validation refuses them.
 *
 * @param operationName which operation; without it the only one. All numbers are 0 when there is no such operation.
 * @param variables as the client sent them: they are coerced here, and ones that do not fit their types are left to
 *   execution, which refuses them.
 */
export function measure(
  document: DocumentNode,
  schema: GraphQLSchema,
  operationName?: string | null,
  variables: Readonly<Record<string, unknown>> = {},
): Measure {
  const operation = getOperationAST(document, operationName);
  if (!operation) return { depth: 0, introspectionDepth: 0, cost: 0, aliases: 0, windows: [] };

  const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 }).coerced;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measuredFragments = new Map<string, Part>();
  const windows: { at: string; found: unknown; node: FieldNode }[] = [];
  const path: string[] = [];
  let aliases = 0;

  function measureSelections(set: SelectionSetNode, parent: GraphQLNamedType | undefined): Part {
    const sum: Part = { depth: 0, introspectionDepth: 0, cost: 0, costPerItem: 0 };
    for (const selection of set.selections) {
      switch (selection.kind) {
        case Kind.FIELD:
          addField(sum, selection, parent);
          break;
        case Kind.INLINE_FRAGMENT: {
          const on = selection.typeCondition ? schema.getType(selection.typeCondition.name.value) : parent;
          addPart(sum, measureSelections(selection.selectionSet, on));
          break;
        }
        case Kind.FRAGMENT_SPREAD:
          addPart(sum, measureFragment(selection.name.value));
      }
    }
    return sum;
  }

  function measureFragment(name: string): Part {
    const known = measuredFragments.get(name);
    if (known) return known;
    const nothing: Part = { depth: 0, introspectionDepth: 0, cost: 0, costPerItem: 0 };
    const fragment = fragments.get(name);
    if (!fragment) return nothing;
    // Stands while the fragment is measured, so that one that spreads itself ends here.
    measuredFragments.set(name, nothing);
    const part = measureSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    measuredFragments.set(name, part);
    return part;
  }

  function addField(sum: Part, node: FieldNode, parent: GraphQLNamedType | undefined): void {
    if (node.alias) aliases += 1;
    path.push(node.alias?.value ?? node.name.value);
    const field = findField(schema, parent, node.name.value);
    const type = field && getNamedType(field.type);
    const below: Part = node.selectionSet
      ? measureSelections(node.selectionSet, type)
      : { depth: 0, introspectionDepth: 0, cost: 0, costPerItem: 0 };
    const length = field && readFirst(field, node);
    const assumed = type && isIntrospectionType(type) ? assumedIntrospectionLength : assumedLength;

    if (field && isListType(getNullableType(field.type))) {
      const item = below.cost + below.costPerItem * assumed;
      if (length === undefined) sum.costPerItem = add(sum.costPerItem, item);
      else sum.cost = add(sum.cost, length * item);
    } else {
      sum.cost = add(sum.cost, below.cost + below.costPerItem * (length ?? assumed));
    }
    sum.cost = add(sum.cost, 1);

    if (field === SchemaMetaFieldDef || field === TypeMetaFieldDef) {
      sum.introspectionDepth = Math.max(sum.introspectionDepth, below.depth + 1);
    } else {
      sum.depth = Math.max(sum.depth, below.depth + 1);
      sum.introspectionDepth = Math.max(sum.introspectionDepth, below.introspectionDepth);
    }
    path.pop();
  }

  /** The value of the argument `first`: as written, from a variable, or its default. */
  function readFirst(field: GraphQLField<unknown, unknown>, node: FieldNode): number | undefined {
    const definition = field.args.find(({ name }) => name === 'first');
    if (!definition) return undefined;
    const given = node.arguments?.find(({ name }) => name.value === 'first');
    const value = given && valueFromAST(given.value, definition.type, coerced);
    if (value === null) return undefined;
    // A literal of another type is validation's to refuse; a null gets this far in a variable that has a default.
    const isNull = given?.value.kind === Kind.VARIABLE && coerced?.[given.value.name.value] === null;
    const found: unknown = isNull ? null : (value ?? definition.defaultValue);
    if (found === undefined) return undefined;
    if (typeof found === 'number' && found >= 0 && found <= maxFirst) return found;
    windows.push({ at: path.join('.'), found, node });
    return undefined;
  }

  const root = schema.getRootType(operation.operation) ?? undefined;
  const { depth, introspectionDepth, cost, costPerItem } = measureSelections(operation.selectionSet, root);
  return { depth, introspectionDepth, cost: add(cost, costPerItem * assumedLength), aliases, windows };
}

/** Fragments within fragments grow exponentially: beyond what an integer holds it no longer matters by how much. */
function add(a: number, b: number): number {
  return Math.min(a + b, Number.MAX_SAFE_INTEGER);
}

function addPart(sum: Part, part: Part): void {
  sum.depth = Math.max(sum.depth, part.depth);
  sum.introspectionDepth = Math.max(sum.introspectionDepth, part.introspectionDepth);
  sum.cost = add(sum.cost, part.cost);
  sum.costPerItem = add(sum.costPerItem, part.costPerItem);
}

function findField(
  schema: GraphQLSchema,
  parent: GraphQLNamedType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

export type DocumentLimits = Pick<ServerLimits, 'depth' | 'cost' | 'aliases'>;

/** Whether `refuseExcess` would throw. */
export function isExcess(measured: Measure, limits: DocumentLimits): boolean {
  try {
    refuseExcess(measured, limits);
    return false;
  } catch {
    return true;
  }
}

/** @throws {GraphQLError} about the first limit that is passed, with the numbers. */
export function refuseExcess(measured: Measure, limits: DocumentLimits): void {
  const [window] = measured.windows;
  if (window) {
    throw refused(
      'BAD_USER_INPUT',
      `"first" of ${window.at} must be from 0 to ${maxFirst}, got ${window.found}`,
      {
        argument: 'first',
        field: window.at,
        limit: maxFirst,
        found: window.found,
      },
      window.node,
    );
  }
  const { depth, introspectionDepth, aliases, cost } = measured;
  const { depth: maxDepth, aliases: maxAliases, cost: maxCost } = limits;
  if (depth > maxDepth) throw tooMuch('DOCUMENT_TOO_DEEP', 'depth', depth, maxDepth);
  if (introspectionDepth > maxIntrospectionDepth) {
    throw tooMuch('DOCUMENT_TOO_DEEP', 'depth of introspection', introspectionDepth, maxIntrospectionDepth);
  }
  if (aliases > maxAliases) throw tooMuch('DOCUMENT_TOO_MANY_ALIASES', 'number of aliases', aliases, maxAliases);
  if (cost > maxCost) throw tooMuch('DOCUMENT_TOO_COSTLY', 'cost (fields times list lengths)', cost, maxCost);
}

function tooMuch(code: string, what: string, found: number, limit: number): GraphQLError {
  return refused(code, `The ${what} of the document is ${found}; at most ${limit} is answered`, { limit, found });
}

function refused(code: string, message: string, extensions: Record<string, unknown>, node?: FieldNode): GraphQLError {
  return new GraphQLError(message, { nodes: node, extensions: { code, ...extensions, http: { status: 400 } } });
}
