import { helder } from './helder/range.ts';
import { nachtwit } from './nachtwit/range.ts';
import { rits } from './rits/range.ts';
import type { BrandRange } from './types.ts';
import { zalf } from './zalf/range.ts';

/** All brands of the group. */
export const brands: readonly BrandRange[] = [nachtwit, helder, zalf, rits];
