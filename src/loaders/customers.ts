import type { Site } from '../config/site.ts';
import type { Call } from '../contract/call.ts';
import type { CustomersCapability, Mail } from '../contract/capabilities.ts';
import type { CustomerRecord } from '../contract/records.ts';
import { type Connectors, callFor } from './sources.ts';

/** Who a customer is found by: see `Claim` of src/visitor/desk.ts. */
interface By {
  readonly kind: 'EMAIL' | 'CARD';
  readonly value: string;
}

/** Customers of a site's CRM. Read anew each time, since what is of one person is kept by nobody but its owner. */
export function createCustomerDirectory(connectors: Connectors) {
  const owners = (site: Site) =>
    (site.sources.customers ?? []).flatMap((name) => {
      const customers = connectors.get(name)?.customers;
      return customers ? [{ name, customers }] : [];
    });

  /** The first that any owner has. @throws {ConnectorError} when one could not be asked and no other has it. */
  async function find(
    site: Site,
    signal: AbortSignal,
    read: (
      customers: CustomersCapability,
      call: Call,
    ) => Promise<readonly (CustomerRecord | null | Error)[]> | undefined,
  ): Promise<CustomerRecord | null> {
    let failure: unknown;
    for (const { name, customers } of owners(site)) {
      try {
        const [found] = (await read(customers, callFor(name, site, signal))) ?? [];
        if (found instanceof Error) failure = found;
        else if (found) return found;
      } catch (error) {
        failure = error;
      }
    }
    if (failure) throw failure;
    return null;
  }

  return {
    byId: (id: string, site: Site, signal: AbortSignal) =>
      find(site, signal, (customers, call) => customers.byIds([id], call)),
    byClaim: ({ kind, value }: By, site: Site, signal: AbortSignal) =>
      find(site, signal, (customers, call) =>
        kind === 'EMAIL' ? customers.byEmails?.([value], call) : customers.byLoyaltyCards?.([value], call),
      ),
    async erase(id: string, site: Site, signal: AbortSignal) {
      const told: string[] = [];
      const untold: string[] = [];
      for (const { name, customers } of owners(site)) {
        if (customers.erase) {
          await customers.erase([id], callFor(name, site, signal));
          told.push(name);
        } else {
          untold.push(name);
        }
      }
      return { told, untold };
    },
    /** Tells the CRMs of a site what was computed of a customer, by the site's key; undefined when none of all wants to hear it. */
    learner(siteOf: (key: string) => Site | undefined) {
      if (![...connectors.values()].some(({ customers }) => customers?.learn)) return undefined;
      return async (
        id: string,
        traits: Readonly<Record<string, unknown>>,
        where: { readonly site: string; readonly signal: AbortSignal },
      ): Promise<void> => {
        const site = siteOf(where.site);
        // A site that was closed since has nobody to tell.
        if (!site) return;
        for (const { name, customers } of owners(site))
          await customers.learn?.({ id, traits }, callFor(name, site, where.signal));
      };
    },
    /** Sends by the first mailer of a site; null where it has none. */
    mailerOf(site: Site) {
      const name = site.sources.mailer?.find((one) => connectors.get(one)?.mailer);
      const mailer = name === undefined ? undefined : connectors.get(name)?.mailer;
      if (!mailer || name === undefined) return null;
      return (mail: Mail, signal: AbortSignal) => mailer.send(mail, callFor(name, site, signal));
    },
  };
}
