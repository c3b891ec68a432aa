// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { gradients, pairDerivatives } from '../expression/differentiate.ts';
import type { MeasurementModel } from '../model/measurement-model.ts';
import type { ModelInput } from '../model/model-input.ts';

/** What two inputs add together, beyond the linear terms. */
export interface SecondOrderTerm {
  readonly a: string;
  readonly b: string;
  readonly variance: number;
}

/** The terms of second order and their sum. */
export interface SecondOrder {
  readonly terms: readonly SecondOrderTerm[];
  readonly variance: number;
}

/**
 * ∑ᵢ∑ⱼ (½ f_ij² + f_i f_ijj) u²(xᵢ) u²(xⱼ), the pair (i, j) and (j, i) told as one term.
 * JCGM 100:2008, 5.1.2, note; for uncorrelated inputs, each normal or at least symmetric.
 */
export function secondOrderTerms(model: MeasurementModel, output: number): SecondOrder {
  const estimates = model.inputs.map(({ estimate }) => estimate);
  const first = firstDerivatives(model, output, estimates);
  const uncertain = model.inputs.flatMap(({ standardUncertainty }, i) => (standardUncertainty > 0 ? [i] : []));
  const terms = uncertain.flatMap((i, place) =>
    uncertain.slice(place).flatMap((j) => {
      const { ij, iij, ijj } = pairDerivatives(model.program, estimates, { output, i, j });
      const [a, b] = [model.inputs[i] as ModelInput, model.inputs[j] as ModelInput];
      const mixed = (first[i] as number) * ijj + (first[j] as number) * iij;
      const factor = i === j ? 0.5 * ij ** 2 + mixed / 2 : ij ** 2 + mixed;
      const variance = factor * a.standardUncertainty ** 2 * b.standardUncertainty ** 2;
      return variance === 0 ? [] : [{ a: a.name, b: b.name, variance }];
    }),
  );
  const variance = terms.reduce((sum, term) => sum + term.variance, 0);
  const linear = uncertain.reduce(
    (sum, i) => sum + ((first[i] as number) * (model.inputs[i] as ModelInput).standardUncertainty) ** 2,
    0,
  );
  if (!(linear + variance >= 0)) {
    throw new MetrologyError('MODEL_UNDEFINED', 'The terms of second order make the variance negative; use trials');
  }
  return { terms, variance };
}

function firstDerivatives(model: MeasurementModel, output: number, estimates: readonly number[]): readonly number[] {
  return gradients(model.program, estimates)[output]?.partials as readonly number[];
}
