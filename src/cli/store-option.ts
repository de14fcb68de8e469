import { Option } from 'commander';

/** Where `etalage start` keeps its state, too, when nothing says otherwise. */
export const defaultStore = './etalage.db';

export function storeOption(): Option {
  return new Option('--store <url>', 'the file, or postgres://…').env('ETALAGE_STORE');
}
