import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  getDirectiveValues,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import { EtalageError } from '../contract/errors.ts';
import type { AdminContext } from './context.ts';
import { type Area, type Need, type Role, whyNot } from './grants.ts';

/** Every field of the schema with what it asks of whoever asks for it; null for one that says nothing. */
export function needsOf(
  schema: GraphQLSchema,
): readonly { readonly type: string; readonly field: string; readonly isRoot: boolean; readonly need: Need | null }[] {
  return fieldsOf(schema).map(({ type, field, isRoot }) => ({
    type: type.name,
    field: field.name,
    isRoot,
    need: needOf(schema, type, field),
  }));
}

/**
 * Puts the question who may ask in front of every resolver, by the directives of the schema. A field without one answers
 * nobody.
 */
export function guard(schema: GraphQLSchema): GraphQLSchema {
  for (const { type, field } of fieldsOf(schema)) {
    const need = needOf(schema, type, field);
    const resolve: GraphQLFieldResolver<unknown, AdminContext> = field.resolve ?? defaultFieldResolver;
    field.resolve = (source, args: Record<string, unknown>, context: AdminContext, info) => {
      const why = need ? whyNot(context.operator, need, siteOf(args)) : 'nobody may ask for it';
      if (why !== null) throw new EtalageError('FORBIDDEN', `${type.name}.${field.name}: ${why}`, { expose: true });
      return resolve(source, args, context, info);
    };
  }
  return schema;
}

function fieldsOf(schema: GraphQLSchema) {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  return Object.values(schema.getTypeMap())
    .filter((type): type is GraphQLObjectType => isObjectType(type) && !isIntrospectionType(type))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field, isRoot: roots.includes(type) })));
}

function needOf(schema: GraphQLSchema, type: GraphQLObjectType, field: GraphQLField<unknown, unknown>): Need | null {
  const directive = schema.getDirective('role');
  if (!directive) return null;
  const said = [field, type].map(({ astNode }) => astNode && getDirectiveValues(directive, astNode)).find(Boolean);
  if (!said) return null;
  const { requires, area = null, over = null } = said as { requires: Role; area?: Area; over?: Need['over'] };
  return { requires, area, over };
}

/** Fields over one site name it by this argument. */
function siteOf({ site }: Record<string, unknown>): string | undefined {
  return typeof site === 'string' ? site : undefined;
}
