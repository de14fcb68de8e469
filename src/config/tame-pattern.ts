/** Repetitions without an end in one pattern: matching takes at most so many times the text's length, to that power. */
const mostEndless = 2;
const longest = 200;

/**
 * Whether a regular expression is right, and cannot take longer than a short text's length squared or so, whatever it is
 * matched with. A backtracking matcher explodes on groups that repeat (`(a+)+`) and on back references; both are refused, and
 * so is more than a few endless repetitions in a row. Stricter than need be: rules are matched while somebody waits.
 */
export function isTamePattern(pattern: string): boolean {
  if (pattern === '' || pattern.length > longest) return false;
  try {
    new RegExp(pattern);
  } catch {
    return false;
  }
  // Characters by themselves and in classes have no meaning for what follows.
  const bare = pattern.replace(/\\[^1-9k]/g, 'x').replace(/\[(?:\\.|[^\]\\])*\]/g, 'x');
  if (/\\|\)[*+?{]|\(\?[=!<]/.test(bare)) return false;
  if ((bare.match(/[*+]|\{\d+,\}/g) ?? []).length > mostEndless) return false;
  return (bare.match(/\{(\d+)(?:,(\d+))?\}/g) ?? []).every((bounds) =>
    (bounds.match(/\d+/g) ?? []).every((n) => +n <= 100),
  );
}
