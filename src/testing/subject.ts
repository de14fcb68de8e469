import type { Call, CallSite } from '../contract/call.ts';
import type { CapabilityName } from '../contract/capabilities.ts';
import type { Delivery } from '../contract/changes.ts';
import type { Connector } from '../contract/connector.ts';
import type { SlotKey } from '../contract/records.ts';

/** What exists in the backend under test, for the site under test. At least two keys each, so that order can be seen. */
export interface Known {
  /** `skus` of different products, where the connector reads products by SKU. */
  readonly products?: {
    readonly ids: readonly string[];
    readonly handles: readonly string[];
    readonly skus?: readonly string[];
  };
  readonly categories?: { readonly ids: readonly string[]; readonly handles: readonly string[] };
  readonly prices?: { readonly skus: readonly string[] };
  readonly stock?: { readonly skus: readonly string[] };
  readonly locations?: { readonly ids: readonly string[] };
  readonly media?: { readonly ids: readonly string[] };
  readonly content?: { readonly paths: readonly string[]; readonly slots: readonly SlotKey[] };
  /** Products that have reviews, the first of them at least two; and ids of published reviews. */
  readonly reviews?: { readonly productIds: readonly string[]; readonly ids: readonly string[] };
  /** `emails` and `loyaltyCards` where the connector finds customers by them. */
  readonly customers?: {
    readonly ids: readonly string[];
    readonly emails?: readonly string[];
    readonly loyaltyCards?: readonly string[];
  };
  /** An address at which a mail may arrive. */
  readonly mailer?: { readonly to: string };
  /** Words that find some products but not thousands, and a category that holds some. */
  readonly search?: { readonly text: string; readonly categoryId?: string };
}

/** A second site of the same backend. `differs` lists the capabilities whose records for the known keys read differently there. */
export interface OtherLocale {
  readonly locale: string;
  readonly site: CallSite;
  readonly differs: readonly CapabilityName[];
}

/** Puts the backend in a bad state until the returned function is called. */
export type Fault = () => Promise<() => Promise<void> | void>;

/** For backends that are not reached by the given `fetch`: how to make them slow, failing or talk nonsense. */
export interface Faults {
  /** No answer for as long as it lasts. */
  readonly slow?: Fault;
  /** Every call fails. */
  readonly failing?: Fault;
  /** Every answer is something that the backend's contract does not have. */
  readonly malformed?: Fault;
}

/** A connector to test and what the suite must know of its backend. */
export interface Subject {
  /** Shown in the names of the tests; the connector's own name by default. */
  readonly name?: string;
  /**
   * Makes a connector on a backend that runs. Called several times; each is closed at the end. Pass the `fetch` on to the
   * connector: by it the suite counts calls and plays a failing backend.
   */
  readonly create: (options: { fetch?: typeof fetch }) => Connector | Promise<Connector>;
  /** How the backend is reached, for backends that are themselves a function; the global `fetch` by default. */
  readonly fetch?: typeof fetch;
  readonly site: CallSite;
  /** BCP 47 with region: `nl-NL`. */
  readonly locale: string;
  readonly known: Known;
  readonly otherLocale?: OtherLocale;
  /**
   * What is not tested, and why: a capability (`reviews`), a method (`products.list`), a rule (`asks the backend once per batch`), or
   * a rule of one method (`stock.bySkus: asks the backend once per batch`). The reason is shown in the test's name.
   */
  readonly skip?: Readonly<Record<string, string>>;
  /** Calls that reached the backend so far; only needed where they do not go through the given `fetch`. */
  readonly countCalls?: () => number;
  readonly faults?: Faults;
  /** A delivery of a webhook as the vendor sends and signs it now, for connectors that read them. It tells of some change. */
  readonly delivery?: () => Omit<Delivery, 'receivedAt'> | Promise<Omit<Delivery, 'receivedAt'>>;
}

/** Returned by a check that does not apply to this connector. */
export interface NotApplicable {
  readonly notApplicable: string;
}

/** One rule of the contract for one method: throws an AssertionError that says what was expected and what arrived. */
export interface Check {
  readonly capability: CapabilityName | 'connector';
  /** `products.byIds`; empty for rules of the connector as a whole. */
  readonly method: string;
  readonly rule: string;
  /** Where it depends on more than the capability: whether the subject has what it takes. */
  readonly applies?: (subject: Subject) => boolean;
  readonly run: (bench: Bench) => Promise<NotApplicable | undefined>;
}

/** Where the checks of one suite run: the connector in good health, and new ones whose transport can be watched or broken. */
export interface Bench {
  readonly subject: Subject;
  readonly connector: Connector;
  /** How the backend is really reached. */
  readonly fetch: typeof fetch;
  /** A call for the site under test that nobody aborts, unless told otherwise. */
  call(overrides?: Partial<Call>): Call;
  /** A connector of its own over this `fetch`. */
  createOver(transport: typeof fetch): Promise<Connector>;
  close(): Promise<void>;
}

/** Makes the connector under test and the bench around it. */
export async function createBench(subject: Subject): Promise<Bench> {
  const made: Connector[] = [];
  async function createOver(transport: typeof fetch): Promise<Connector> {
    const connector = await subject.create({ fetch: transport });
    made.push(connector);
    return connector;
  }
  const reach = subject.fetch ?? fetch;
  const connector = await createOver(reach);
  return {
    subject,
    connector,
    fetch: reach,
    call: (overrides) => ({
      site: subject.site,
      locale: subject.locale,
      signal: new AbortController().signal,
      ...overrides,
    }),
    createOver,
    async close() {
      for (const one of made) await one.close?.();
    },
  };
}
