// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { type DerivativesAlong, derivativesAlong } from '../expression/second-derivatives.ts';
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

// Steps of a model, times its uncertain inputs, times its outputs: some ten seconds.
const STEPS_MAX = 100_000_000;

/**
 * ∑ᵢ∑ⱼ (½ f_ij² + f_i f_ijj) u²(xᵢ) u²(xⱼ), the pair (i, j) and (j, i) told as one term.
 * JCGM 100:2008, 5.1.2, note; for uncorrelated inputs, each normal or at least symmetric.
 */
export function secondOrderTerms(model: MeasurementModel, output: number): SecondOrder {
  const uncertain = model.inputs.flatMap(({ standardUncertainty }, i) => (standardUncertainty > 0 ? [i] : []));
  requireSize(model, uncertain.length);
  const along = derivativesAlong(
    model.program,
    model.inputs.map(({ estimate }) => estimate),
  );
  const derivatives = new Map(uncertain.map((j) => [j, along({ output, along: j })]));
  const first = derivatives.get(uncertain[0] ?? -1)?.first ?? [];
  const terms = uncertain.flatMap((i, place) =>
    uncertain.slice(place).flatMap((j) => {
      const [besideI, besideJ] = [derivatives.get(i) as DerivativesAlong, derivatives.get(j) as DerivativesAlong];
      const ij = besideJ.mixed[i] as number;
      const mixed =
        (first[i] as number) * (besideJ.third[i] as number) + (first[j] as number) * (besideI.third[j] as number);
      const [a, b] = [model.inputs[i] as ModelInput, model.inputs[j] as ModelInput];
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

function requireSize({ program, outputs }: MeasurementModel, uncertain: number): void {
  const steps = program.instructions.length * uncertain * outputs.length;
  if (steps > STEPS_MAX) {
    throw new MetrologyError(
      'BAD_MODEL',
      `Terms of second order of ${uncertain} uncertain inputs, ${outputs.length} outputs and ${program.instructions.length} operations ` +
        `take ${steps} steps, and ${STEPS_MAX} is the most; ask for fewer outputs, or use trials`,
    );
  }
}
