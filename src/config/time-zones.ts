/** Midwinter and midsummer: zones whose clocks agree on both are one for whoever reads the clock. */
const moments = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)];
const known = new Map<string, string | null>();

/**
 * The IANA time zone of a site: its own, else that of its country; null where clocks in the country differ and the site
 * does not say which is its own.
 */
export function timeZoneOf({ country, timeZone }: { readonly country: string; readonly timeZone?: string | null }) {
  if (timeZone) return timeZone;
  const found = known.get(country);
  if (found !== undefined) return found;
  const zone = zoneOfCountry(country);
  known.set(country, zone);
  return zone;
}

/** Whether it is the name of a time zone, as IANA has it. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '' && /^[A-Z]/.test(name);
  } catch {
    return false;
  }
}

function zoneOfCountry(country: string): string | null {
  // By CLDR; the library's types do not know it yet.
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones(): string[] | undefined };
  const zones = locale.getTimeZones() ?? [];
  const clocks = new Set(zones.map((timeZone) => moments.map((at) => clockIn(timeZone, at)).join()));
  return clocks.size === 1 ? (zones[0] ?? null) : null;
}

function clockIn(timeZone: string, at: number): string {
  return new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(at);
}
