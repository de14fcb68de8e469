/** Far enough from each other, and from the red of failures. */
const hues = [165, 238, 38, 292, 200, 82, 262, 320];

/** The colour of a connector, as a hue: the same in every part of the panel. */
export function hueOf(connector: string, connectors: readonly string[]): number {
  return hues[Math.max(0, connectors.indexOf(connector)) % hues.length] ?? 0;
}
