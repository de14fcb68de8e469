/**
 * Values that may be there already. What memory has is read without a promise: a page reads hundreds of things, and
 * waiting for what is at hand would be most of its work.
 */
export type Soon<T> = T | Promise<T>;

/** Goes on with a value: at once when it is there. What `next` throws is thrown, or rejects. */
export function chain<T, U>(value: Soon<T>, next: (value: T) => Soon<U>): Soon<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** A value that must be there already, because what it is made of has been read. @throws {TypeError} when it is not. */
export function atHand<T>(value: Soon<T>): T {
  if (value instanceof Promise)
    throw new TypeError('expected a value that memory has, found one that must be waited for');
  return value;
}

/** Reads something of every item, all at the same time, in the order of the items. */
export function each<T, U>(items: readonly T[], read: (item: T) => Soon<U>): Soon<U[]> {
  const values: Soon<U>[] = [];
  let waiting = false;
  try {
    for (const item of items) {
      const value = read(item);
      waiting ||= value instanceof Promise;
      values.push(value);
    }
  } catch (error) {
    // Those under way have nobody left to hear of their failures.
    for (const value of values) if (value instanceof Promise) value.catch(() => undefined);
    throw error;
  }
  return waiting ? Promise.all(values) : (values as U[]);
}

/** Reads two things at the same time. */
export function both<A, B>(one: () => Soon<A>, other: () => Soon<B>): Soon<[A, B]> {
  return each<() => Soon<A | B>, A | B>([one, other], (read) => read()) as Soon<[A, B]>;
}

/** Reads something, with what to do when that fails. */
export function orElse<T, U>(read: () => Soon<T>, recover: (error: unknown) => U): Soon<T | U> {
  try {
    const value = read();
    return value instanceof Promise ? value.catch(recover) : value;
  } catch (error) {
    return recover(error);
  }
}
