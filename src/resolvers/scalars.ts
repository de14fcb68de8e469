import { GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import type { Resolvers } from '../generated/resolvers.ts';
import { badInput } from './input.ts';

/** A scalar that is a string of a certain form, both ways. */
function text(name: string, expected: string, isValid: (value: string) => boolean): GraphQLScalarType<string, string> {
  const check = (value: unknown): string => {
    if (typeof value !== 'string' || !isValid(value)) throw badInput(name, expected, value);
    return value;
  };
  return new GraphQLScalarType({
    name,
    serialize: check,
    parseValue: check,
    parseLiteral: (node: ValueNode) => check(node.kind === Kind.STRING ? node.value : valueFromASTUntyped(node)),
  });
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

export const scalars: Resolvers = {
  DateTime: text(
    'DateTime',
    'an ISO 8601 instant such as "2026-11-22T09:30:00Z"',
    (value) => instant.test(value) && !Number.isNaN(Date.parse(value)),
  ),
  Decimal: text('Decimal', 'a decimal number as a string, such as "12.50"', (value) =>
    /^-?\d{1,15}(\.\d+)?$/.test(value),
  ),
  HTML: text('HTML', 'a string', () => true),
  URL: text('URL', 'an absolute URL', (value) => URL.canParse(value)),
  JSON: new GraphQLScalarType({
    name: 'JSON',
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  }),
};
