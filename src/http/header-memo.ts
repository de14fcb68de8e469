/** Different values of one header that are remembered: clients send few, and whoever sends more gains nothing by it. */
const most = 500;

/** Reads a header once per value: clients send the same few words with every request. `read` must be pure. */
export function rememberByHeader<T>(read: (header: string | undefined) => T): (header: string | undefined) => T {
  const known = new Map<string | undefined, T>();
  return (header) => {
    const before = known.get(header);
    if (before !== undefined || known.has(header)) return before as T;
    const value = read(header);
    if (known.size >= most) known.clear();
    known.set(header, value);
    return value;
  };
}
