/** When tags last moved: the newest ones by name, all older ones together as a floor. */
export interface History {
  /** `position` is the log position that a value loaded elsewhere must have at least to still hold. */
  set(tag: string, sequence: number, position: number): void;
  /** All tags have moved: raises the floor to here. */
  raise(sequence: number, position: number): void;
  movedSince(tags: Iterable<string>, sequence: number): boolean;
  holdsAt(tags: Iterable<string>, position: number): boolean;
}

interface Move {
  sequence: number;
  position: number;
}

/** @param start the log position before which nothing is known. */
export function createHistory(start: number, max: number): History {
  // A Map keeps the order of insertion, and a tag that moves again is inserted again: the first one is the oldest move.
  const moves = new Map<string, Move>();
  let floor = 0;
  let floorPosition = start;

  return {
    set(tag, sequence, position) {
      const before = moves.get(tag);
      moves.delete(tag);
      moves.set(tag, { sequence, position: Math.max(position, before?.position ?? 0) });
      if (moves.size <= max) return;
      for (const [oldest, move] of moves) {
        moves.delete(oldest);
        // What was made before this move can no longer be checked against it, whatever it depends on.
        floor = Math.max(floor, move.sequence);
        floorPosition = Math.max(floorPosition, move.position);
        break;
      }
    },
    raise(sequence, position) {
      moves.clear();
      floor = Math.max(floor, sequence);
      floorPosition = Math.max(floorPosition, position);
    },
    movedSince(tags, sequence) {
      if (sequence < floor) return true;
      for (const tag of tags) {
        const move = moves.get(tag);
        if (move !== undefined && move.sequence > sequence) return true;
      }
      return false;
    },
    holdsAt(tags, position) {
      if (position < floorPosition) return false;
      for (const tag of tags) {
        const move = moves.get(tag);
        if (move !== undefined && position < move.position) return false;
      }
      return true;
    },
  };
}
