// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { type NumberText, parseNumber } from './input-distribution.ts';
import type { InputText, MeasurementModelText } from './measurement-model.ts';

/** Readings of several quantities that were taken together, time after time. */
export interface SimultaneousReadings {
  readonly quantities: readonly Pick<InputText, 'name' | 'unit' | 'identity'>[];
  /** A row for each time, with a number for each quantity in their order. */
  readonly rows: readonly (readonly NumberText[])[];
}

/** By which document a covariance is made of readings. */
export interface ReadingsRule {
  /** `jcgm-102`: ν = n − N, for regions and trials; `jcgm-100`: ν = n − 1, for the budget of one output. `jcgm-102` when absent. */
  readonly degrees?: 'jcgm-102' | 'jcgm-100';
}

/** Inputs and correlations as a model states them. */
export type JointInputs = Required<Pick<MeasurementModelText, 'inputs' | 'correlations'>>;

/**
 * X ~ t_ν(x̄, S/n), S = ∑ (x_k − x̄)(x_k − x̄)ᵀ/ν over n > N readings of N quantities: inputs with one ν and their correlations.
 * JCGM 102:2011, 5.3.2 (recalled), ν = n − N; JCGM 100:2008, 4.2.3 and 5.2.3, (17), ν = n − 1.
 */
export function simultaneousReadings(
  { quantities, rows }: SimultaneousReadings,
  { degrees = 'jcgm-102' }: ReadingsRule = {},
): JointInputs {
  const count = quantities.length;
  const nu = degrees === 'jcgm-102' ? rows.length - count : rows.length - 1;
  if (count < 1 || nu < 1) {
    throw new MetrologyError(
      'TOO_FEW_OBSERVATIONS',
      `${rows.length} readings of ${count} quantities leave ${nu} degrees of freedom; 1 or more are needed`,
    );
  }
  const values = rows.map((row, k) => {
    if (row.length !== count) {
      throw new MetrologyError('BAD_OBSERVATIONS', `Row ${k + 1} has ${row.length} readings, not ${count}`, {
        path: [k],
      });
    }
    return row.map((value, i) => parseNumber(value, `Row ${k + 1}, ${quantities[i]?.name}`));
  });
  const column = (i: number) => values.map((row) => row[i] as number);
  const means = quantities.map((_, i) => meanOf(column(i)));
  const deviations = quantities.map((_, i) => column(i).map((value) => value - (means[i] as number)));
  const sums = deviations.map((a) =>
    deviations.map((b) => a.reduce((sum, value, k) => sum + value * (b[k] as number), 0)),
  );
  const inputs = quantities.map((quantity, i) => ({
    ...quantity,
    distribution: {
      kind: 't' as const,
      mean: means[i] as number,
      standardUncertainty: Math.sqrt((sums[i]?.[i] as number) / nu / rows.length),
    },
    degreesOfFreedom: nu,
  }));
  const correlations = quantities.flatMap(({ name: a }, i) =>
    quantities.slice(i + 1).flatMap(({ name: b }, beside) => {
      const j = i + 1 + beside;
      const size = Math.sqrt((sums[i]?.[i] as number) * (sums[j]?.[j] as number));
      const coefficient = size === 0 ? 0 : (sums[i]?.[j] as number) / size;
      return coefficient === 0 ? [] : [{ a, b, coefficient: Math.max(-1, Math.min(1, coefficient)) }];
    }),
  );
  return { inputs, correlations };
}

// The mean of what is left of a first mean takes its rounding away.
function meanOf(values: readonly number[]): number {
  const first = values.reduce((sum, value) => sum + value / values.length, 0);
  return first + values.reduce((sum, value) => sum + (value - first), 0) / values.length;
}
