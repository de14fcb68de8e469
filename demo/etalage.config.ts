import { defineConfig } from '../src/config/define.ts';
import { createDemo } from './create.ts';

const { DEMO_PRODUCTS, DEMO_SEED, DEMO_TODAY, DEMO_FAULTS, ETALAGE_URL, PORT } = process.env;

const demo = createDemo({
  seed: DEMO_SEED ? Number(DEMO_SEED) : undefined,
  products: DEMO_PRODUCTS ? Number(DEMO_PRODUCTS) : undefined,
  origin: ETALAGE_URL || `http://localhost:${PORT || 4000}`,
  today: DEMO_TODAY || new Date().toISOString().slice(0, 10),
  faults: DEMO_FAULTS,
});

export default defineConfig({
  connectors: demo.connectors,
  routes: demo.routes,
  profiles: demo.profiles,
  playground: { personas: demo.personas },
  sites: './sites.json',
  documents: { manifest: new URL('../src/generated/documents.json', import.meta.url) },
});
