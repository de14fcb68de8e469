import type { RouteHandler } from '../src/config/define.ts';
import type { Connector } from '../src/contract/connector.ts';
import { type Cms, createCms } from './cms/backend.ts';
import { cms } from './cms/connector.ts';
import { type Crm, createCrm } from './crm/backend.ts';
import { crm } from './crm/connector.ts';
import { createDam, type Dam } from './dam/backend.ts';
import { dam } from './dam/connector.ts';
import { serveMedia } from './dam/route.ts';
import { applyFaults } from './faults.ts';
import { createPersonas, type Personas } from './personas.ts';
import { createPim, type Pim } from './pim/backend.ts';
import { pim } from './pim/connector.ts';
import { createShop, type Shop } from './shop/backend.ts';
import { shop } from './shop/connector.ts';
import { createStock, type Stock } from './stock/backend.ts';
import { stock } from './stock/connector.ts';
import { exportStock } from './stock-export.ts';
import { createWorld } from './world.ts';

export interface DemoOptions {
  /** The same seed gives the same data, to the byte. */
  readonly seed?: number;
  /** Products per brand. */
  readonly products?: number;
  /** Where the demo is served; the media's URLs begin with it. */
  readonly origin?: string;
  /** The demo's present day, `2026-11-16`: orders lie before it, the two weeks' offer around it. */
  readonly today?: string;
  /** Backends that misbehave from the start: `pim:failing,stock:slow`. */
  readonly faults?: string;
}

/** The embedded backends, for tests and demonstrations: break them, count their calls, edit what they hold. */
export interface Backends {
  readonly pim: Pim;
  readonly shop: Shop;
  readonly stock: Stock;
  readonly dam: Dam;
  readonly cms: Cms;
  readonly crm: Crm;
}

export interface Demo extends Personas {
  readonly connectors: readonly Connector[];
  readonly routes: Readonly<Record<`/${string}`, RouteHandler>>;
  readonly backends: Backends;
}

/**
 * The demo group: six embedded backends and a connector for each. Nothing is generated before it is asked for.
 *
 * @throws {RangeError} for options that cannot be.
 */
export function createDemo(options: DemoOptions = {}): Demo {
  const { seed = 1, products = 72, origin = 'http://localhost:4000', today = '2026-11-16', faults = '' } = options;
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed: expected a whole number, got ${seed}`);
  if (!Number.isSafeInteger(products) || products < 1 || products > 10_000_000)
    throw new RangeError(`products: expected a whole number from 1 to 10000000, got ${products}`);
  if (!/^\d{4}-\d\d-\d\d$/.test(today) || Number.isNaN(Date.parse(today)))
    throw new RangeError(`today: expected a day such as 2026-11-16, got ${JSON.stringify(today)}`);
  if (!URL.canParse(origin)) throw new RangeError(`origin: expected a URL, got ${JSON.stringify(origin)}`);

  const world = createWorld({ seed, products, origin: origin.replace(/\/+$/, ''), today });
  const backends: Backends = {
    pim: createPim(world),
    shop: createShop(world),
    stock: createStock(world),
    dam: createDam(world),
    cms: createCms(world),
    crm: createCrm(world),
  };
  exportStock(world, backends.stock, backends.shop);
  applyFaults(backends, faults);
  return {
    connectors: [
      pim({ backend: backends.pim }),
      shop({ backend: backends.shop }),
      stock({ backend: backends.stock }),
      dam({ backend: backends.dam }),
      cms({ backend: backends.cms }),
      crm({ backend: backends.crm }),
    ],
    ...createPersonas(),
    routes: { '/media/': serveMedia(backends.dam) },
    backends,
  };
}
