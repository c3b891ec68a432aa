// SPDX-License-Identifier: Apache-2.0
import { fUpperTail } from '../distributions/f-distribution.ts';
import { MetrologyError } from '../metrology-error.ts';
import {
  meanOf,
  type Numbers,
  requireObservations,
  requirePositive,
  requireShareOfOne,
  squaresAbout,
} from '../observations.ts';
import type { VarianceLine } from '../regression/one-way-anova.ts';

/** How interaction is treated, and what the spread is compared with. */
export interface GaugeOptions {
  /** Interaction whose p is above this is pooled with repeatability; 0.25 unless said, as AIAG MSA has it. */
  readonly poolAbove?: number;
  /** U − L of a specification, for the share of the tolerance. */
  readonly tolerance?: number;
}

/** Standard deviations of a gauge study, and their shares of all variation. */
export interface GaugeSpread {
  readonly repeatability: number;
  readonly reproducibility: number;
  readonly gauge: number;
  readonly partToPart: number;
  readonly total: number;
  /** 100 σ_gauge/σ_total. */
  readonly percentOfTotal: number;
  /** 600 σ_gauge/(U − L). */
  readonly percentOfTolerance?: number;
  /** ⌊1.41 σ_part/σ_gauge⌋; infinite when the gauge does not vary. */
  readonly distinctCategories: number;
}

/** What the analysis of variance says of a gauge. */
export interface GaugeStudy extends GaugeSpread {
  readonly parts: VarianceLine;
  readonly operators: VarianceLine;
  readonly interaction: VarianceLine;
  readonly equipment: VarianceLine;
  readonly interactionP: number | undefined;
  /** Interaction was counted as repeatability. */
  readonly pooled: boolean;
}

/**
 * Two-way analysis of variance: σ²_repeat = MS_E, σ²_operator = (MS_O − MS_I)/(p r), σ²_interaction = (MS_I − MS_E)/r,
 * σ²_part = (MS_P − MS_I)/(o r), none below 0.
 * AIAG MSA, 4th edition, chapter III B (recalled); ISO 22514-7:2021. `readings[part][operator]` holds r ≥ 2 repeats.
 */
export function gaugeStudy(readings: readonly (readonly Numbers[])[], options: GaugeOptions = {}): GaugeStudy {
  const { cells, p, o, r } = requireReadings(readings);
  const { poolAbove = 0.25, tolerance } = options;
  requireShareOfOne(poolAbove, 'The level above which interaction is pooled');
  if (tolerance !== undefined) {
    requirePositive(tolerance, 'The tolerance');
  }
  const { parts, operators, interaction, equipment } = varianceTable(cells, [p, o, r]);
  const interactionP =
    equipment.meanSquare === 0
      ? undefined
      : fUpperTail(interaction.meanSquare / equipment.meanSquare, [
          interaction.degreesOfFreedom,
          equipment.degreesOfFreedom,
        ]);
  const pooled = interactionP !== undefined && interactionP > poolAbove;
  const error = pooled
    ? (interaction.sumOfSquares + equipment.sumOfSquares) / (interaction.degreesOfFreedom + equipment.degreesOfFreedom)
    : equipment.meanSquare;
  const against = pooled ? error : interaction.meanSquare;
  const component = (square: number, count: number) => Math.max(0, square) / count;
  const between = component(interaction.meanSquare - equipment.meanSquare, r);
  const reproducibility = component(operators.meanSquare - against, p * r) + (pooled ? 0 : between);
  const partVariance = component(parts.meanSquare - against, o * r);
  if (error + reproducibility + partVariance === 0) {
    throw new MetrologyError('ZERO_SPREAD', 'All readings are equal; nothing can be compared');
  }
  return {
    parts,
    operators,
    interaction,
    equipment,
    interactionP,
    pooled,
    ...shareOfVariation(
      {
        repeatability: Math.sqrt(error),
        reproducibility: Math.sqrt(reproducibility),
        partToPart: Math.sqrt(partVariance),
      },
      tolerance,
    ),
  };
}

/** σ_gauge² = σ_repeat² + σ_reproduce², σ_total² = σ_gauge² + σ_part². AIAG MSA, 4th edition, chapter III B (recalled). */
export function shareOfVariation(
  spread: Pick<GaugeSpread, 'repeatability' | 'reproducibility' | 'partToPart'>,
  tolerance?: number,
): GaugeSpread {
  const gauge = Math.hypot(spread.repeatability, spread.reproducibility);
  const total = Math.hypot(gauge, spread.partToPart);
  return {
    ...spread,
    gauge,
    total,
    percentOfTotal: (100 * gauge) / total,
    ...(tolerance === undefined ? {} : { percentOfTolerance: (600 * gauge) / tolerance }),
    distinctCategories: Math.floor((1.41 * spread.partToPart) / gauge),
  };
}

function varianceTable(cells: readonly (readonly Float64Array[])[], [p, o, r]: readonly [number, number, number]) {
  const averages = cells.map((row) => row.map(meanOf));
  const partMeans = averages.map(meanOf);
  const operatorMeans = Array.from({ length: o }, (_, j) => meanOf(averages.map((row) => row[j] as number)));
  const mean = meanOf(partMeans);
  const within = cells.flatMap((row, i) => row.map((cell, j) => squaresAbout(cell, averages[i]?.[j] as number)));
  const crossed = averages.flatMap((row, i) =>
    row.map((value, j) => (value - (partMeans[i] as number) - (operatorMeans[j] as number) + mean) ** 2),
  );
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  const line = (sumOfSquares: number, degreesOfFreedom: number): VarianceLine => ({
    degreesOfFreedom,
    sumOfSquares,
    meanSquare: sumOfSquares / degreesOfFreedom,
  });
  return {
    parts: line(o * r * squaresAbout(partMeans, mean), p - 1),
    operators: line(p * r * squaresAbout(operatorMeans, mean), o - 1),
    interaction: line(r * sum(crossed), (p - 1) * (o - 1)),
    equipment: line(sum(within), p * o * (r - 1)),
  };
}

/** The readings as numbers, p parts by o operators by r repeats; throws where one is missing or no number. */
export function requireReadings(readings: readonly (readonly Numbers[])[]) {
  const [p, o] = [readings.length, readings[0]?.length ?? 0];
  if (p < 2 || o < 2) {
    throw new MetrologyError(
      'TOO_FEW_OBSERVATIONS',
      `A gauge study needs 2 parts and 2 operators or more, not ${p} and ${o}`,
    );
  }
  const r = (readings as [[Numbers]])[0][0].length;
  const cells = readings.map((row, i) => {
    if (row.length !== o) {
      throw new MetrologyError(
        'BAD_OBSERVATIONS',
        `Part ${i + 1} has readings of ${row.length} operators, the first of ${o}`,
        {
          path: [i],
        },
      );
    }
    return row.map((values, j) => {
      const cell = requireObservations(values, { what: 'readings of a part by an operator', atLeast: 2, path: [i, j] });
      if (cell.length !== r) {
        throw new MetrologyError(
          'BAD_OBSERVATIONS',
          `Part ${i + 1}, operator ${j + 1}: ${cell.length} readings, the first has ${r}`,
          {
            path: [i, j],
          },
        );
      }
      return cell;
    });
  });
  return { cells, p, o, r };
}
