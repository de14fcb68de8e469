/** Keys in the log are opaque words: what else a backend's key has is percent-encoded, and so is the percent sign. */
export function toLoggedKey(key: string): string {
  return key.replace(/[^\w.:~/=#-]/gu, (character) =>
    Array.from(Buffer.from(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

export function fromLoggedKey(key: string): string {
  return decodeURIComponent(key);
}
