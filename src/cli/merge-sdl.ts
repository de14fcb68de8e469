import {
  concatAST,
  type DefinitionNode,
  Kind,
  type NameNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  print,
} from 'graphql';

/**
 * One SDL text of several: `extend type` is merged into its type, and all is sorted by name, so that two versions can
 * be compared. Works on the text's own tree, since a built schema would lose applied directives such as `@personal`.
 */
export function mergeSdl(texts: readonly string[]): string {
  const { definitions } = concatAST(texts.map((text) => parse(text, { noLocation: true })));
  const merged = new Map<string, DefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_EXTENSION) merged.set(nameOf(definition), definition);
  }
  for (const definition of definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const base = merged.get(definition.name.value);
    if (base?.kind !== Kind.OBJECT_TYPE_DEFINITION)
      throw new Error(`expected a type ${definition.name.value} to extend, found none`);
    merged.set(definition.name.value, join(base, definition));
  }
  const sorted = [...merged.values()].sort((one, other) => compare(nameOf(one), nameOf(other)));
  return print({ kind: Kind.DOCUMENT, definitions: sorted.map(sortMembers) });
}

function join(base: ObjectTypeDefinitionNode, extension: ObjectTypeExtensionNode): ObjectTypeDefinitionNode {
  const { interfaces = [], directives = [], fields = [] } = extension;
  return {
    ...base,
    interfaces: [...(base.interfaces ?? []), ...interfaces],
    directives: [...(base.directives ?? []), ...directives],
    fields: [...(base.fields ?? []), ...fields],
  };
}

/** Fields and enum values by name; arguments stay in the order in which they read best. */
function sortMembers(definition: DefinitionNode): DefinitionNode {
  const sorted = { ...definition } as { -readonly [K in 'fields' | 'values']?: readonly { readonly name: NameNode }[] };
  if (sorted.fields) sorted.fields = byName(sorted.fields);
  if (sorted.values) sorted.values = byName(sorted.values);
  return sorted as DefinitionNode;
}

function byName<T extends { readonly name: NameNode }>(nodes: readonly T[]): readonly T[] {
  return [...nodes].sort((one, other) => compare(one.name.value, other.name.value));
}

/** Directives come first. */
function nameOf(definition: DefinitionNode): string {
  const name = 'name' in definition ? (definition.name?.value ?? '') : '';
  return definition.kind === Kind.DIRECTIVE_DEFINITION ? ` @${name}` : name;
}

/** By code unit, the same on every machine. */
function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
