// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { CODE_LETTERS, type CodeLetter, codeLetter, type InspectionLevel } from './code-letters.ts';
import { REDUCED_PLANS_MIL } from './reduced-plans-mil.ts';

/** Acceptance quality limits as the tables head their columns, in percent nonconforming or per 100 items. */
export const AQLS = [
  '0.010',
  '0.015',
  '0.025',
  '0.040',
  '0.065',
  '0.10',
  '0.15',
  '0.25',
  '0.40',
  '0.65',
  '1.0',
  '1.5',
  '2.5',
  '4.0',
  '6.5',
  '10',
  '15',
  '25',
  '40',
  '65',
  '100',
  '150',
  '250',
  '400',
  '650',
  '1000',
] as const;

/** One of the columns; above 10 they count nonconformities per 100 items only. */
export type Aql = (typeof AQLS)[number];

/** How strictly is inspected at present. */
export type InspectionSeverity = 'normal' | 'tightened' | 'reduced';

/** How many are taken, with up to how many of them the lot is accepted, from how many on it is not. */
export interface SinglePlan {
  readonly sampleSize: number;
  readonly acceptanceNumber: number;
  readonly rejectionNumber: number;
}

/** A plan found in the tables for a lot. */
export interface FoundPlan extends SinglePlan {
  /** By lot size and level. */
  readonly codeLetter: CodeLetter;
  /** The sample is as large as the lot or larger: every item is inspected. */
  readonly inspectAll: boolean;
  readonly edition: PlanEdition;
}

/** Whose tables hold the plan. */
export type PlanEdition = 'ISO 2859-1:1999' | 'MIL-STD-105E';

/** What a plan is looked up by. */
export interface PlanQuestion {
  readonly lotSize: number;
  readonly level: InspectionLevel;
  readonly aql: Aql;
  readonly severity: InspectionSeverity;
  /** For reduced inspection; MIL-STD-105E's rejection numbers leave a gap that ISO 2859-1:1999, the default, closed. */
  readonly edition?: PlanEdition;
}

// Sample sizes of A to R, and of S, which tightened inspection alone has.
const SIZES = [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000, 3150];
// Acceptance numbers along the diagonals that the tables are made of: letter + column = 17, 18, …
const NORMAL = [1, 2, 3, 5, 7, 10, 14, 21, 30, 44];
const TIGHTENED = [1, 2, 3, 5, 8, 12, 18, 27, 41];
// Reduced, from the diagonal 18 on; A and B, of two items each, have numbers of their own by columns, from AQL 25 on.
const REDUCED_SIZES = [2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800];
const REDUCED = [1, 2, 3, 5, 6, 8, 10, 14, 21];
const REDUCED_OF_TWO = [1, 2, 3, 5, 7, 10, 14, 21, 30];
const FIRST_COLUMN_OF_TWO = 17;
// Letters A to E go two diagonals further than the others.
const LAST_LONG_LETTER = 4;
const LAST_DIAGONAL = 24;
const LAST_LONG_DIAGONAL = 26;

/**
 * n, Ac, Re of a single plan: arrows of the tables are followed, the sample size with them.
 * ISO 2859-1:1999, 10.4, tables 2-A, 2-B and 2-C, computed from their diagonals; or reduced of MIL-STD-105E, table II-C.
 */
export function findSinglePlan(question: PlanQuestion): FoundPlan {
  const { lotSize, level, aql, severity, edition = 'ISO 2859-1:1999' } = question;
  const letter = codeLetter(lotSize, level);
  const column = AQLS.indexOf(aql);
  if (column < 0) {
    throw new MetrologyError('BAD_SAMPLING_PLAN', `The tables have AQL ${AQLS.join(', ')}, not ${aql}`, { given: aql });
  }
  const row = CODE_LETTERS.indexOf(letter);
  const plan = planOf(severity, { letter, row, column, edition });
  return { ...plan, codeLetter: letter, inspectAll: plan.sampleSize >= lotSize, edition };
}

interface Place {
  readonly letter: CodeLetter;
  readonly row: number;
  readonly column: number;
  readonly edition: PlanEdition;
}

function planOf(severity: InspectionSeverity, place: Place): SinglePlan {
  switch (severity) {
    case 'normal':
      return normalPlan(place.row, place.column);
    case 'tightened':
      return tightenedPlan(place.row, place.column);
    case 'reduced':
      return place.edition === 'MIL-STD-105E'
        ? reducedPlanMil(place.letter, place.column)
        : reducedPlan(place.row, place.column);
  }
}

// Ac = 0 where letter + column = 14; then an arrow up, an arrow down, and from 17 on the acceptance numbers.
function normalPlan(row: number, column: number): SinglePlan {
  const diagonal = row + column;
  if (diagonal <= 14) {
    return plan(14 - column, 0);
  }
  if (diagonal === 15 && row > 0) {
    return plan(row - 1, 0);
  }
  if (diagonal < 17) {
    const down = 17 - column;
    return down < CODE_LETTERS.length ? plan(down, 1) : plan(14 - column, 0);
  }
  const found = arrowUp(row, column);
  return plan(found, NORMAL[found + column - 17] as number);
}

// Ac = 0 where letter + column = 15, from B on; then two arrows down, and from 18 on the acceptance numbers.
function tightenedPlan(row: number, column: number): SinglePlan {
  const diagonal = row + column;
  if (diagonal <= 15 && column < 15) {
    return plan(15 - column, 0);
  }
  if (diagonal < 18) {
    const down = 18 - column;
    return down < SIZES.length ? plan(down, 1) : plan(15 - column, 0);
  }
  const found = arrowUp(row, column);
  return plan(found, TIGHTENED[found + column - 18] as number);
}

// Ac = 0 where letter + column = 14; an arrow up, two down, and from 18 on the acceptance numbers; Re = Ac + 1 throughout.
function reducedPlan(row: number, column: number): SinglePlan {
  const diagonal = row + column;
  if (diagonal <= 14) {
    return reduced(14 - column, 0);
  }
  if (diagonal === 15 && row > 0) {
    return reduced(row - 1, 0);
  }
  if (diagonal < 18 && column < FIRST_COLUMN_OF_TWO) {
    const down = 18 - column;
    return down < CODE_LETTERS.length ? reduced(down, 1) : reduced(14 - column, 0);
  }
  const found = arrowUp(row, column);
  return found <= 1
    ? reduced(found, REDUCED_OF_TWO[column - FIRST_COLUMN_OF_TWO] as number)
    : reduced(found, REDUCED[found + column - 18] as number);
}

function reduced(row: number, acceptanceNumber: number): SinglePlan {
  return {
    sampleSize: REDUCED_SIZES[row] as number,
    acceptanceNumber,
    rejectionNumber: acceptanceNumber + 1,
  };
}

function reducedPlanMil(letter: CodeLetter, column: number): SinglePlan {
  const entry = (REDUCED_PLANS_MIL[letter] as string).split(' ')[column] as string;
  const [sampleSize, acceptanceNumber, rejectionNumber] = entry.split('/').map(Number) as [number, number, number];
  return { sampleSize, acceptanceNumber, rejectionNumber };
}

// Beyond the last acceptance number of a letter the plan of a letter above it holds.
function arrowUp(row: number, column: number): number {
  let found = row;
  while (found + column > (found <= LAST_LONG_LETTER && column > 20 ? LAST_LONG_DIAGONAL : LAST_DIAGONAL)) {
    found -= 1;
  }
  return found;
}

function plan(row: number, acceptanceNumber: number): SinglePlan {
  return { sampleSize: SIZES[row] as number, acceptanceNumber, rejectionNumber: acceptanceNumber + 1 };
}
