import type { VariantCondition } from '../contract/records.ts';
import type { Texts } from '../texts/shape.ts';
import type { SegmentDefinition } from './segments.ts';

/**
 * The rule of a variant in words, for the visitor: never anything about the visitor, and no name of a segment, an
 * experiment or a price group.
 *
 * @param locale BCP 47, for dates.
 * @param segments the site's; one without words in its language is left unsaid.
 */
export function because(
  { channels, from, until, segments: keys = [] }: VariantCondition,
  texts: Texts,
  {
    locale,
    language,
    segments,
  }: { locale: string; language: string; segments: Readonly<Record<string, SegmentDefinition>> },
): string {
  const date = (instant: string) =>
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(instant),
    );
  const rules = [
    ...keys.flatMap((key) => segments[key]?.because[language] ?? []),
    ...(channels ? [texts.because.channels(channels)] : []),
    ...(from || until ? [texts.because.period(from ? date(from) : null, until ? date(until) : null)] : []),
  ];
  return rules.length ? rules.join('; ') : texts.because.always;
}
