import { badInput } from './input.ts';

/** Types that `node` can fetch. */
export const nodeTypes = ['Product', 'ProductVariant', 'Category', 'Page', 'Review'] as const;
export type NodeType = (typeof nodeTypes)[number];

/** An opaque id, unique over types: base64url of the type and its own key. */
export function toGlobalId(type: NodeType, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64url');
}

/** @throws BAD_USER_INPUT when it is not an id that this API gave out. */
export function fromGlobalId(id: string): { type: NodeType; key: string } {
  const text = Buffer.from(id, 'base64url').toString();
  const at = text.indexOf(':');
  const type = nodeTypes.find((name) => name === text.slice(0, at));
  if (!type || Buffer.from(text).toString('base64url') !== id) throw badInput('id', 'an id that this API gave out', id);
  return { type, key: text.slice(at + 1) };
}
