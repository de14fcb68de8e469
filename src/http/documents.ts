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
import { type DocumentLimits, isExcess, maxTokens, measure } from './limits.ts';
import type { Operation } from './operation.ts';
import { orderOfRoots, splitQuery } from './split.ts';

/** A document of which it is known what it is, before it is known whether it is valid. */
export interface PreparedDocument {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Names the text and the operation in it. */
  readonly key: string;
  /** A query of public roots, without arguments that hold personal data: nothing else may be remembered or shared. */
  readonly cacheable: boolean;
  /** Some argument holds personal data (`@personal`): never by GET, where a URL would carry it. */
  readonly personal: boolean;
  /** Of a query that mixes public and private roots: the texts of its parts, see `splitQuery`. */
  readonly split: { readonly public: string; readonly private: string } | null;
}

/** The parts that a query is answered in. */
export interface Parts {
  readonly public: { readonly query: string; readonly prepared: PreparedDocument };
  readonly private: string;
  /** The response keys of the roots, as the answer holds them. */
  readonly order: readonly string[];
}

export interface Documents {
  /** Null for a text that does not parse or has no such operation: whoever executes it will say so. */
  prepare(operation: Pick<Operation, 'query' | 'operationName'>): PreparedDocument | null;
  /** Null for what is answered as a whole: its roots are of one kind, or it is to be refused, which its parts might not be. */
  partsOf(prepared: PreparedDocument, variables: Readonly<Record<string, unknown>>): Parts | null;
  /**
   * Names a question: the document with its variables as the schema coerces them, defaults filled in, keys in order. Null
   * when they do not fit: whoever executes it will say so.
   */
  keyOf(prepared: PreparedDocument, variables: Readonly<Record<string, unknown>>): string | null;
}

/** Bytes of document texts remembered. */
const rememberedBytes = 16 * 2 ** 20;

export function createDocuments(schema: GraphQLSchema, limits: DocumentLimits): Documents {
  const known = new LRUCache<string, { readonly prepared: PreparedDocument | null }>({
    maxSize: rememberedBytes,
    // The text, and the tree that it parses to.
    sizeCalculation: (_, key) => 20 * key.length + 100,
  });

  function find({ query, operationName }: Pick<Operation, 'query' | 'operationName'>): PreparedDocument | null {
    const name = `${operationName ?? ''}\n${query}`;
    const entry = known.get(name);
    if (entry) return entry.prepared;
    const prepared = prepare(schema, query, operationName, name);
    known.set(name, { prepared });
    return prepared;
  }

  return {
    prepare: find,
    partsOf({ split, document, operation, personal }, variables) {
      if (!split || personal) return null;
      const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
      const operationName = operation.name?.value;
      if (!coerced || isExcess(measure(document, schema, operationName, variables), limits)) return null;
      const prepared = find({ query: split.public, operationName });
      if (!prepared) throw new TypeError('the public part of a document that parses must parse too');
      return {
        public: { query: split.public, prepared },
        private: split.private,
        order: orderOfRoots(document, operation, coerced),
      };
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
  const split = operation.operation === 'query' ? splitQuery(schema, text, document, operation) : null;
  return {
    document,
    operation,
    key,
    personal,
    cacheable: split?.roots === 'PUBLIC' && !personal,
    split: split?.roots === 'MIXED' ? split : null,
  };
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
