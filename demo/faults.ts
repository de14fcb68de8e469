import type { Wire } from './backend.ts';

const modes = ['ok', 'slow', 'failing', 'malformed'] as const;

/**
 * Sets faults from text: `pim:failing,stock:slow` or, for one capability, `shop.search:failing`.
 *
 * @throws {RangeError} naming the part that does not read so.
 */
export function applyFaults(backends: object, text: string): void {
  const wires = new Map(Object.entries(backends as Readonly<Record<string, { readonly wire: Wire }>>));
  for (const part of text.split(',').map((one) => one.trim())) {
    if (part === '') continue;
    const [, name = '', capability, mode] = /^(\w+)(?:\.(\w+))?:(\w+)$/.exec(part) ?? [];
    const known = modes.find((one) => one === mode);
    const backend = wires.get(name);
    if (!backend || !known)
      throw new RangeError(
        `faults: expected {${[...wires.keys()].join('|')}}[.capability]:{${modes.join('|')}}, got ${JSON.stringify(part)}`,
      );
    Object.assign(backend.wire.faults, { mode: known, capability });
  }
}
