type Tree = Readonly<Record<string, unknown>>;

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * One level of a configuration over another: objects are merged in depth, scalars and lists replace, `null` removes
 * what was inherited. Neither argument is changed.
 */
export function inherit(base: Tree, over: Tree): Tree {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const inherited = merged.get(key);
    if (value === null) merged.delete(key);
    else merged.set(key, isTree(value) ? inherit(isTree(inherited) ? inherited : {}, value) : value);
  }
  // Not by assignment: a key `__proto__` must stay a plain key.
  return Object.fromEntries(merged);
}
