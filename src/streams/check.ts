/** What may be asked of a stream: the same as of an ordinary request, and said before the stream begins. */
import { GraphQLError, type GraphQLSchema, getVariableValues, validate } from 'graphql';
import { EtalageError } from '../contract/errors.ts';
import type { PreparedDocument } from '../http/documents.ts';
import { refusal } from '../http/errors.ts';
import { type DocumentLimits, measure, refuseExcess } from '../http/limits.ts';

export type Variables = Readonly<Record<string, unknown>>;

/**
 * @returns a check that gives the variables of an operation as the schema coerces them.
 * @throws refusals, of the check: the operation is no live query and no subscription, not valid, too large, or its
 *   variables do not fit.
 */
export function createCheck(schema: GraphQLSchema, limits: DocumentLimits) {
  const valid = new WeakMap<PreparedDocument, readonly GraphQLError[]>();

  return (prepared: PreparedDocument, variables: Variables = {}): Variables => {
    const { document, operation } = prepared;
    const isLive = operation.directives?.some(({ name }) => name.value === 'live') === true;
    if (operation.operation === 'mutation' || (operation.operation === 'query' && !isLive)) {
      throw refusal('BAD_REQUEST', `A ${operation.operation} is no stream: mark a query with @live, or subscribe`);
    }
    let errors = valid.get(prepared);
    if (!errors) {
      errors = validate(schema, document);
      valid.set(prepared, errors);
    }
    if (errors[0]) throw refusal('GRAPHQL_VALIDATION_FAILED', errors[0].message);
    const coerced = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
    if (coerced.errors) throw refusal('BAD_USER_INPUT', coerced.errors[0]?.message ?? 'The variables do not fit');
    try {
      refuseExcess(measure(document, schema, operation.name?.value, variables), limits);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      throw new EtalageError(String(error.extensions.code), error.message, { expose: true });
    }
    return coerced.coerced;
  };
}
