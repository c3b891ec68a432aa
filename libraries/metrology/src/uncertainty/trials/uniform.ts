// SPDX-License-Identifier: Apache-2.0
import type { Generator } from './generators.ts';

const STEP = 2 ** -53;

/** A number evenly spread over 0 to 1, both excluded: (53 bits + ½) · 2⁻⁵³, rounded. JCGM 101:2008, 6.4.2 and C.3. */
export function uniform({ next32 }: Generator): number {
  // The odd multiples of 2⁻⁵³ keep 0 and 1 out.
  return ((next32() >>> 6) * 0x4000000 + (next32() >>> 6)) * 2 * STEP + STEP;
}
