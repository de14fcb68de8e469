/** What an answer says of its own decisions: every part of it that has a `key` and a `decision`. */
export interface Reason {
  readonly slot: string;
  readonly variant: string;
  readonly because: string;
}

export function reasonsIn(data: unknown): readonly Reason[] {
  if (Array.isArray(data)) return data.flatMap(reasonsIn);
  if (typeof data !== 'object' || data === null) return [];
  const { key, decision } = data as { readonly key?: unknown; readonly decision?: Partial<Reason> | null };
  const { variant, because } = decision ?? {};
  const own = typeof key === 'string' && variant && because ? [{ slot: key, variant, because }] : [];
  return [...own, ...Object.values(data).flatMap(reasonsIn)];
}
