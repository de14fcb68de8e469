import type { SectionContent } from '../contract/records.ts';

export interface DecidedSection {
  readonly key: string;
  readonly content: SectionContent;
}
