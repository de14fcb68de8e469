/**
 * A pure function of an object, computed once for each object: for what is derived from records that memory hands out again
 * and again. Forgotten with the object.
 */
export function remembered<T extends object, V>(derive: (of: T) => V): (of: T) => V {
  const known = new WeakMap<T, { readonly value: V }>();
  return (of) => {
    let kept = known.get(of);
    if (kept === undefined) {
      kept = { value: derive(of) };
      known.set(of, kept);
    }
    return kept.value;
  };
}
