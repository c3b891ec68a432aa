// SPDX-License-Identifier: Apache-2.0
// How much of a variation is the gauge's own: readings of parts by operators in, components of variation out.
import { type GaugeRanges, type GaugeStudy, gaugeStudy, gaugeStudyByRanges } from '@touchstone/metrology/control';
import { chiSquaredQuantile } from '@touchstone/metrology/distributions';
import { withDecimalPoint } from '../../components/decimal-comma.ts';
import { readDelimited } from '../../components/delimited.ts';
import { answering, type StudyAnswer } from './capability.ts';

/** Readings by part and operator, in the order in which they first stand there. */
export interface GaugeReadings {
  readonly parts: readonly string[];
  readonly operators: readonly string[];
  /** `readings[part][operator]` holds the repeats. */
  readonly readings: readonly (readonly (readonly number[])[])[];
}

/** A cell that is no number, by row and column as a spreadsheet counts. */
export interface GaugeFault {
  readonly row: number;
  readonly column: string;
  readonly given: string;
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const ROWS_MAX = 5_000;
const NAMES = 2;

/**
 * row = part operator 1*reading, with tabs or semicolons between; a first row is headings where no reading in it is a number,
 * or where they count 1, 2, … and its names stand nowhere else.
 * Rows of one part and operator are added up, so that a reading may have a row of its own.
 */
export function readGauge(text: string): GaugeReadings | { readonly fault: GaugeFault } {
  const { separator, rows } = readDelimited(text);
  const table = rows.slice(0, ROWS_MAX + 1).map((row) => row.map((cell) => cell.text));
  const isNumber = (cell: string) => NUMBER.test(numberIn(cell, separator));
  const isHeaded = table.length > 1 && isHeading(table, isNumber);
  const found = new Map<string, Map<string, number[]>>();
  const operators = new Set<string>();
  for (const [index, row] of table.entries()) {
    if (index === 0 && isHeaded) continue;
    const [part = '', operator = ''] = row;
    const cells = row.slice(NAMES, Math.max(NAMES + 1, row.findLastIndex((cell) => cell !== '') + 1));
    const wrong = cells.length === 0 ? 0 : cells.findIndex((cell) => !isNumber(cell));
    const odd = [part, operator].indexOf('') >= 0 ? [part, operator].indexOf('') : wrong < 0 ? -1 : wrong + NAMES;
    if (odd >= 0) {
      const column = String.fromCharCode(65 + Math.min(25, odd));
      return { fault: { row: index + 1, column, given: (row[odd] ?? '').slice(0, 60) } };
    }
    operators.add(operator);
    const own = found.get(part) ?? new Map<string, number[]>();
    const numbers = cells.map((cell) => Number(numberIn(cell, separator)));
    found.set(part, own.set(operator, [...(own.get(operator) ?? []), ...numbers]));
  }
  const named = [...operators];
  return {
    ...{ parts: [...found.keys()], operators: named },
    readings: [...found.values()].map((own) => named.map((operator) => own.get(operator) ?? [])),
  };
}

function isHeading(table: readonly (readonly string[])[], isNumber: (cell: string) => boolean): boolean {
  const [[part, operator, ...cells] = [], ...others] = table;
  if (!cells.some(isNumber)) return true;
  const counts = cells.every((cell, index) => cell === String(index + 1));
  return counts && !others.some(([first, second]) => first === part || second === operator);
}

// Between commas a comma separates; nowhere else can it be anything but a decimal sign.
function numberIn(cell: string, separator: string | undefined): string {
  return separator === ',' ? cell : withDecimalPoint(cell);
}

/** Both ways of working it out, and how sure the repeatability is. */
export interface GaugeAnswer {
  readonly anova: GaugeStudy;
  readonly ranges: GaugeRanges;
  /** σ_repeat √(ν/χ²_{1−α/2}(ν)) to σ_repeat √(ν/χ²_{α/2}(ν)). */
  readonly repeatabilityInterval: readonly [number, number];
}

/** Two-way analysis of variance and the method of ranges beside it. AIAG MSA, 4th edition, chapter III B (recalled). */
export function studyGauge(
  { readings }: GaugeReadings,
  { tolerance, confidence }: { readonly tolerance: number | undefined; readonly confidence: number },
): StudyAnswer<GaugeAnswer> {
  const options = tolerance === undefined ? {} : { tolerance };
  return answering(() => {
    const anova = gaugeStudy(readings, options);
    const { equipment, interaction, pooled, repeatability } = anova;
    const free = equipment.degreesOfFreedom + (pooled ? interaction.degreesOfFreedom : 0);
    const end = (share: number) => repeatability * Math.sqrt(free / chiSquaredQuantile(share, free));
    return {
      ...{ anova, ranges: gaugeStudyByRanges(readings, options) },
      repeatabilityInterval: [end((1 + confidence) / 2), end((1 - confidence) / 2)] as const,
    };
  });
}
