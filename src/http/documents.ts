import { createHash } from 'node:crypto';
import {
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  getVariableValues,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { maxTokens } from './limits.ts';
import type { Operation } from './operation.ts';

/** A document of which it is known what it is, before it is known whether it is valid. */
export interface PreparedDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Names the text and the operation in it. */
  readonly key: string;
  /** A query without arguments that hold personal data: nothing else may be remembered or shared. */
  readonly cacheable: boolean;
  /** Some argument holds personal data (`@personal`): never by GET, where a URL would carry it. */
  readonly personal: boolean;
}

export interface Documents {
  /** Null for a text that does not parse or has no such operation: whoever executes it will say so. */
  prepare(operation: Pick<Operation, 'query' | 'operationName'>): PreparedDocument | null;
  /**
   * Names a question: the document with its variables as the schema coerces them, defaults filled in, keys in order. Null
   * when they do not fit: whoever executes it will say so.
   */
  keyOf(prepared: PreparedDocument, variables: Readonly<Record<string, unknown>>): string | null;
}

/** Bytes of document texts remembered. */
const rememberedBytes = 16 * 2 ** 20;

export function createDocuments(schema: GraphQLSchema): Documents {
  const known = new LRUCache<string, { readonly prepared: PreparedDocument | null }>({
    maxSize: rememberedBytes,
    // The text, and the tree that it parses to.
    sizeCalculation: (_, key) => 20 * key.length + 100,
  });

  return {
    prepare({ query, operationName }) {
      const name = `${operationName ?? ''}\n${query}`;
      const entry = known.get(name);
      if (entry) return entry.prepared;
      const prepared = prepare(schema, query, operationName, name);
      known.set(name, { prepared });
      return prepared;
    },
    keyOf({ key, operation }, variables) {
      const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
      return coerced ? `${key}${JSON.stringify(coerced, inKeyOrder)}` : null;
    },
  };
}

function prepare(
  schema: GraphQLSchema,
  text: string,
  operationName: string | undefined,
  name: string,
): PreparedDocument | null {
  let document: DocumentNode;
  try {
    document = parse(text, { maxTokens });
  } catch {
    return null;
  }
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [operation, ...others] = operationName
    ? operations.filter((candidate) => candidate.name?.value === operationName)
    : operations;
  if (!operation || others.length > 0) return null;
  const personal = holdsPersonal(schema, document);
  const key = createHash('sha256').update(name).digest('base64url');
  return { document, operation, key, personal, cacheable: operation.operation === 'query' && !personal };
}

/** Whether any argument, or any field of an input that one takes, is marked `@personal`. */
function holdsPersonal(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Argument() {
        const argument = types.getArgument();
        if (argument && isPersonal(argument, new Set())) found = true;
      },
    }),
  );
  return found;
}

function isPersonal({ astNode, type }: GraphQLArgument | GraphQLInputField, seen: Set<string>): boolean {
  if (astNode?.directives?.some(({ name }) => name.value === 'personal')) return true;
  const named = getNamedType(type);
  if (!isInputObjectType(named) || seen.has(named.name)) return false;
  seen.add(named.name);
  return Object.values(named.getFields()).some((field) => isPersonal(field, seen));
}

function inKeyOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
