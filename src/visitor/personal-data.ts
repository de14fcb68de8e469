import { EtalageError } from '../contract/errors.ts';
import type { Tx } from '../store/store.ts';
import type { ProfileState } from './store-port.ts';

/**
 * A part of the program that holds data of persons. Whoever keeps any joins the register, since export, erase and merge
 * reach nothing else. `tx` is null where there is no store: then all of it is in memory.
 */
export interface PersonalData {
  /** Its part of an export: `events`. */
  readonly name: string;
  /** All that is held of a visitor, as plain JSON that the person can read; null when nothing is. */
  collect(visitorId: string): Promise<unknown>;
  /** Removes it. Within `tx`, so that everything is gone or nothing. @returns how many records. */
  erase(visitorId: string, tx: Tx | null): Promise<number>;
  /** Gives to one visitor what was held of another: a device was found to be a person's. */
  move(from: string, to: string, tx: Tx | null): Promise<void>;
  /**
   * Acts on what a visitor allows now: after a decision, and after `move` when two profiles have become one. In the
   * transaction that wrote it, so that nothing is used for a moment longer.
   */
  consentChanged?(state: ProfileState, tx: Tx): Promise<void>;
}

/** Who holds data of persons. */
export interface PersonalDataRegister {
  /** @throws {EtalageError} PERSONAL_DATA_NAME when the name is taken. */
  join(holder: PersonalData): void;
  /** In the order in which they joined. */
  all(): readonly PersonalData[];
}

export function createPersonalDataRegister(): PersonalDataRegister {
  const byName = new Map<string, PersonalData>();
  return {
    join(holder) {
      if (byName.has(holder.name))
        throw new EtalageError('PERSONAL_DATA_NAME', `personal data: expected a name of its own, found ${holder.name}`);
      byName.set(holder.name, holder);
    },
    all: () => [...byName.values()],
  };
}
