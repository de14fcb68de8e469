/** The child process: Vendure on loopback, on SQLite, as its own starter sets it up. Ends when its parent goes away. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { etalagePlugin, type VendureCore } from '../../../connectors/vendure/plugin.ts';

/** What is used here of Vendure, which is not among our dependencies: it is loaded from the cache folder. */
interface App {
  get(token: unknown): { start(): Promise<void> };
  getHttpServer(): { address(): { port: number } };
  close(): Promise<void>;
}
interface Core extends VendureCore {
  bootstrap(config: object): Promise<App>;
  dummyPaymentHandler: unknown;
  DefaultJobQueuePlugin: Plugin;
  DefaultSearchPlugin: Plugin;
  DefaultLogger: new (options: { level: number }) => unknown;
}
interface Plugin {
  init(options: object): unknown;
}
type Populate = (boot: () => Promise<App>, initialData: object, productsCsv: string) => Promise<App>;

function read(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: start Vendure by start.ts, not by server.ts`);
  return value;
}

const folder = read('VENDURE_FOLDER');
const data = read('VENDURE_DATA');
const require = createRequire(join(folder, 'package.json'));
const core: Core = require('@vendure/core');
const { AssetServerPlugin }: { AssetServerPlugin: Plugin } = require('@vendure/asset-server-plugin');

const samples = join(folder, 'node_modules/@vendure/create/assets');
const populating = read('VENDURE_POPULATE') === '1';
const changesUrl = read('ETALAGE_CHANGES_URL');

const config = {
  apiOptions: {
    port: Number(read('VENDURE_PORT')),
    hostname: '127.0.0.1',
    shopApiPath: 'shop-api',
    adminApiPath: 'admin-api',
  },
  authOptions: {
    tokenMethod: ['bearer', 'cookie'],
    superadminCredentials: { identifier: 'superadmin', password: 'superadmin' },
    cookieOptions: { secret: 'loopback only' },
  },
  dbConnectionOptions: {
    type: 'better-sqlite3',
    database: join(data, 'vendure.sqlite'),
    synchronize: populating,
    logging: false,
  },
  importExportOptions: { importAssetsDir: join(samples, 'images') },
  paymentOptions: { paymentMethodHandlers: [core.dummyPaymentHandler] },
  // Warnings and errors only: the parent shows the last of them when the start fails.
  logger: new core.DefaultLogger({ level: 1 }),
  plugins: [
    AssetServerPlugin.init({ route: 'assets', assetUploadDir: join(data, 'assets') }),
    core.DefaultJobQueuePlugin.init({ pollInterval: 100 }),
    core.DefaultSearchPlugin.init({ bufferUpdates: false, indexStockStatus: true, indexCurrencyCode: true }),
    etalagePlugin(core, changesUrl ? { changes: { url: changesUrl, secret: read('ETALAGE_CHANGES_SECRET') } } : {}),
  ],
};

async function start(): Promise<App> {
  if (!populating) return core.bootstrap(config);
  const { populate }: { populate: Populate } = require('@vendure/core/cli');
  return populate(
    () => core.bootstrap(config),
    require(join(samples, 'initial-data.json')),
    join(samples, 'products.csv'),
  );
}

const app = await start();
await app.get(core.JobQueueService).start();
process.send?.({ port: app.getHttpServer().address().port });

const stop = async () => {
  await app.close();
  process.exit(0);
};
process.once('disconnect', stop);
process.once('SIGTERM', stop);
