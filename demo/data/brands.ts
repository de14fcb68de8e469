import { nachtwit } from './nachtwit/range.ts';
import type { BrandRange } from './types.ts';
import { zalf } from './zalf/range.ts';

/** All brands of the group. */
export const brands: readonly BrandRange[] = [nachtwit, zalf];
