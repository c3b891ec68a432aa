// SPDX-License-Identifier: Apache-2.0
import { type Generator, next32 } from './generators.ts';

const STEP = 2 ** -53;

/** A number evenly spread over 0 to 1, both excluded: an odd multiple of 2⁻⁵³. JCGM 101:2008, 6.4.2 and C.3 (recalled). */
export function uniform(generator: Generator): number {
  return uniformOf(next32(generator), next32(generator));
}

/** As `uniform`, from two words that have been drawn. */
export function uniformOf(first: number, second: number): number {
  return ((first >>> 6) * 0x4000000 + (second >>> 6)) * 2 * STEP + STEP;
}
