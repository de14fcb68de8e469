import type { SlotVariant } from '../contract/records.ts';

/** How often something is shown to one visitor: at most so often within so many hours. */
export interface CapDefinition {
  readonly times: number;
  readonly hours: number;
}

/** What a site itself has for a slot: variants besides those of the content's source, and asked before them where equal. */
export interface SlotDefinition {
  /** The path of a page that has the slot, should its source not know it; without one it is only filled where it is asked for. */
  readonly page?: string;
  readonly variants: readonly SlotVariant[];
}
