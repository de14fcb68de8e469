/** The playground's examples: the storefront documents, read when the bundle is built. */
import { readdirSync, readFileSync } from 'node:fs';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  visit,
} from 'graphql';

export interface Example {
  /** The operation's name. */
  readonly name: string;
  /** What the comment above the operation says; empty without one. */
  readonly description: string;
  /** The operation and the fragments it reaches, as they are written in their files. */
  readonly document: string;
  /** The variables that must be given, in order, and what each is: `product.handle` is the argument `handle` of the root field `product`. */
  readonly variables: readonly { readonly name: string; readonly means: string }[];
}

/** One example per named operation in the folder's `*.graphql` files, in the order in which visitors meet them. */
export function readExamples(folder: URL): Example[] {
  const documents = readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => parse(readFileSync(new URL(name, folder), 'utf8')));
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const { definitions } of documents) {
    for (const definition of definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
      if (definition.kind === Kind.OPERATION_DEFINITION && definition.name) operations.push(definition);
    }
  }
  return operations.map((operation) => toExample(operation, fragments)).sort(byFirstMeeting);
}

function toExample(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Example {
  return {
    name: operation.name?.value ?? '',
    description: commentAbove(operation),
    document: [operation, ...reached(operation, fragments)].map(sourceOf).join('\n\n'),
    variables: (operation.variableDefinitions ?? [])
      .filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue)
      .map(({ variable }) => ({ name: variable.name.value, means: meaningOf(variable.name.value, operation) })),
  };
}

/** The product page first: it shows most. The rest by name. */
function byFirstMeeting(a: Example, b: Example): number {
  const rank = ({ name }: Example) => (name === 'ProductPage' ? 0 : 1);
  return rank(a) - rank(b) || a.name.localeCompare(b.name);
}

/** Every fragment that is spread in the operation or in a fragment it reaches, each once, in the order of meeting. */
function reached(operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
  const found = new Map<string, FragmentDefinitionNode>();
  const collect = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name: { value: name } }) {
        const fragment = fragments.get(name);
        if (!fragment) throw new Error(`${sourceOf(node).split('\n', 1)[0]} spreads "${name}", which no file defines`);
        if (found.has(name)) return;
        found.set(name, fragment);
        collect(fragment);
      },
    });
  };
  collect(operation);
  return found.values();
}

/** Which argument of which root field the variable is given to; its own name when it is used further down. */
function meaningOf(variable: string, operation: OperationDefinitionNode): string {
  const roots = operation.selectionSet.selections.filter((node): node is FieldNode => node.kind === Kind.FIELD);
  for (const root of roots) {
    const argument = root.arguments?.find(({ value }) => value.kind === Kind.VARIABLE && value.name.value === variable);
    if (argument) return `${root.name.value}.${argument.name.value}`;
  }
  return variable;
}

function sourceOf(node: DocumentNode['definitions'][number]): string {
  if (!node.loc) throw new Error('a document must be parsed with locations');
  return node.loc.source.body.slice(node.loc.start, node.loc.end);
}

/** The lines of the comment that ends right above the operation, as one text. */
function commentAbove({ loc }: OperationDefinitionNode): string {
  if (!loc) return '';
  const lines = loc.source.body.slice(0, loc.start).trimEnd().split('\n');
  const first = lines.findLastIndex((line) => !line.startsWith('#')) + 1;
  return lines
    .slice(first)
    .map((line) => line.replace(/^#\s*/, ''))
    .join(' ');
}
