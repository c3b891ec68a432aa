// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { requireWhole } from '../observations.ts';

/** Inspection levels, the special ones first. ISO 2859-1:1999, 10.1: II unless something else is said. */
export const INSPECTION_LEVELS = ['S-1', 'S-2', 'S-3', 'S-4', 'I', 'II', 'III'] as const;

/** How much is inspected in proportion to the lot. */
export type InspectionLevel = (typeof INSPECTION_LEVELS)[number];

/** Letters of sample sizes; I and O are not used. */
export const CODE_LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'Q', 'R'] as const;

/** A letter that stands for a sample size. */
export type CodeLetter = (typeof CODE_LETTERS)[number];

const LOT_SIZE_MAX = 1_000_000_000;

// Largest lot of each row, and its letters by level. ISO 2859-1, table 1 = ANSI/ASQ Z1.4, table I, as AQLSchemes has it.
const TABLE: readonly (readonly [lotMax: number, letters: string])[] = [
  [8, 'AAAAAAB'],
  [15, 'AAAAABC'],
  [25, 'AABBBCD'],
  [50, 'ABBCCDE'],
  [90, 'BBCCCEF'],
  [150, 'BBCDDFG'],
  [280, 'BCDEEGH'],
  [500, 'BCDEFHJ'],
  [1200, 'CCEFGJK'],
  [3200, 'CDEGHKL'],
  [10_000, 'CDFGJLM'],
  [35_000, 'CDFHKMN'],
  [150_000, 'DEGJLNP'],
  [500_000, 'DEGJMPQ'],
  [LOT_SIZE_MAX, 'DEHKNQR'],
];

/** Code letter of a lot at an inspection level. ISO 2859-1:1999, 10.2 and table 1. Requires a lot of 2 items or more. */
export function codeLetter(lotSize: number, level: InspectionLevel): CodeLetter {
  requireWhole(lotSize, 'The size of the lot', [2, LOT_SIZE_MAX]);
  const column = INSPECTION_LEVELS.indexOf(level);
  if (column < 0) {
    throw new MetrologyError(
      'BAD_SAMPLING_PLAN',
      `Inspection levels are ${INSPECTION_LEVELS.join(', ')}, not ${level}`,
      {
        given: level,
      },
    );
  }
  const row = TABLE.find(([most]) => lotSize <= most) as (typeof TABLE)[number];
  return row[1][column] as CodeLetter;
}
