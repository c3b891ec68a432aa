// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { meanOf, type Numbers, requireObservations, squaresAbout } from '../observations.ts';

/** All results of one laboratory at one level: a cell of the experiment. */
export interface Cell {
  readonly laboratory: string;
  readonly results: Numbers;
}

/** A cell as the statistics use it. */
export interface CellStatistics {
  readonly laboratory: string;
  readonly count: number;
  readonly mean: number;
  /** s; absent for a cell with one result. */
  readonly deviation?: number;
}

/** Checks cells and gives their means and deviations; a laboratory is named once. ISO 5725-2:2019, 7.2.5 to 7.2.10. */
export function cellStatistics(cells: readonly Cell[], atLeast = 2): readonly CellStatistics[] {
  if (cells.length < atLeast) {
    throw new MetrologyError(
      'TOO_FEW_OBSERVATIONS',
      `At least ${atLeast} laboratories are needed, not ${cells.length}`,
    );
  }
  const names = new Set<string>();
  return cells.map(({ laboratory, results }, index) => {
    if (names.has(laboratory)) {
      throw new MetrologyError(
        'BAD_OBSERVATIONS',
        `Laboratory ${laboratory} stands twice, the second time in cell ${index + 1}`,
        {
          path: [index],
          subject: laboratory,
        },
      );
    }
    names.add(laboratory);
    const what = `results of laboratory ${laboratory}`;
    const numbers = requireObservations(results, { what, atLeast: 1, path: [index] });
    const mean = meanOf(numbers);
    const count = numbers.length;
    return count === 1
      ? { laboratory, count, mean }
      : { laboratory, count, mean, deviation: Math.sqrt(squaresAbout(numbers, mean) / (count - 1)) };
  });
}

/** Replicates of most cells: n for the tables, which hold for cells of one size. ISO 5725-2:2019, 7.3.3 (recalled). */
export function usualReplicates(cells: readonly CellStatistics[]): number {
  const counts = new Map<number, number>();
  for (const { count } of cells) {
    counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
