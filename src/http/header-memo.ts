/** Different values of one header that are remembered: clients send few, and whoever sends more gains nothing by it. */
const most = 500;

/** Reads a header once per value: clients send the same few words with every request. `read` must be pure. */
export function rememberByHeader<T>(read: (header: string | undefined) => T): (header: string | undefined) => T {
  const known = new Map<string | undefined, T>();
  let last: string | undefined;
  let value = read(last);
  return (header) => {
    // One client sends many requests in a row, and most clients of a storefront send the same.
    if (header === last) return value;
    if (known.has(header)) {
      value = known.get(header) as T;
    } else {
      value = read(header);
      if (known.size >= most) known.clear();
      known.set(header, value);
    }
    last = header;
    return value;
  };
}
