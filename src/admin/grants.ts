/** Who may do what: a role, and what of the group a key is limited to. */

/** From the least upwards: each may do all that those before it may. */
export const roles = ['VIEWER', 'MARKETER', 'OPERATOR', 'OWNER'] as const;
export type Role = (typeof roles)[number];

export const areas = [
  'SITES',
  'CONNECTORS',
  'CHANGES',
  'WEBHOOKS',
  'CACHE',
  'SEGMENTS',
  'SLOTS',
  'EXPERIMENTS',
  'PREVIEW',
  'VISITORS',
  'KEYS',
  'AUDIT',
] as const;
export type Area = (typeof areas)[number];

/** What somebody has been given. */
export interface Grant {
  readonly role: Role;
  /** Keys of sites; null for all. */
  readonly sites: readonly string[] | null;
  /** Null for all. */
  readonly areas: readonly Area[] | null;
}

/** Who uses the operator's API. */
export interface Operator extends Grant {
  /** `key:…`, or `token:…`: what the audit log names them by. */
  readonly id: string;
  readonly name: string;
}

/** What a field asks of whoever asks for it: see `@role` in schema/admin/common.graphql. */
export interface Need {
  readonly requires: Role;
  /** Null for a field below another, whose own need was met. */
  readonly area: Area | null;
  readonly over: 'SITE' | 'OWN' | 'GROUP' | null;
}

/**
 * Why a need is not met, in words; null when it is.
 *
 * @param site the key of the site that a field is over; undefined where it names none.
 */
export function whyNot(grant: Grant, { requires, area, over }: Need, site: string | undefined): string | null {
  if (roles.indexOf(grant.role) < roles.indexOf(requires)) return `it takes the role ${requires}, not ${grant.role}`;
  if (area !== null && grant.areas !== null && !grant.areas.includes(area))
    return `it takes the area ${area}, which this key does not have`;
  if (grant.sites === null || over === null || over === 'OWN') return null;
  if (over === 'GROUP') return 'it is over all sites, and this key is for some';
  return site !== undefined && grant.sites.includes(site) ? null : 'this key is not for that site';
}

/** Whether one grant gives nothing that the other does not. */
export function isWithin(inner: Grant, outer: Grant): boolean {
  const isPart = (part: readonly string[] | null, whole: readonly string[] | null) =>
    whole === null || (part?.every((one) => whole.includes(one)) ?? false);
  return (
    roles.indexOf(inner.role) <= roles.indexOf(outer.role) &&
    isPart(inner.sites, outer.sites) &&
    isPart(inner.areas, outer.areas)
  );
}

/** What of a list a grant covers, by the key of the site. */
export function coversSite({ sites }: Grant, site: string): boolean {
  return sites === null || sites.includes(site);
}
