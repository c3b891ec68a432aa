// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import type { ModelInput } from '../model/model-input.ts';
import { covarianceTerms } from '../propagation/covariance-terms.ts';
import { effectiveDegreesOfFreedom } from '../propagation/effective-degrees.ts';
import { type PropagatedOutput, type Propagation, varianceOf } from '../propagation/propagate-uncertainty.ts';
import type { ImplicitModel } from './implicit-model.ts';
import { singular, solveImplicit } from './solve-implicit.ts';
import { solveLinear } from './solve-linear.ts';

/**
 * C_y U_y C_yᵀ = C_x U_x C_xᵀ, h(y, x) = 0: the sensitivities are −C_y⁻¹ C_x, and with them all is as of an explicit model.
 * JCGM 102:2011, 6.3 (recalled). First order. Throws where no solution is found, or equations do not determine the unknowns.
 */
export function propagateImplicit(model: ImplicitModel): Propagation {
  const { estimates, residuals } = solveImplicit(model);
  requireDerivatives(model, residuals.byInputs);
  const solved = solveLinear(residuals.byUnknowns, varying(model, residuals.byInputs));
  if (solved === undefined) throw singular(model);
  const components = solved.map((row) =>
    row.map((value, i) => (value === 0 ? 0 : -value * (model.inputs[i] as ModelInput).standardUncertainty)),
  );
  const outputs = model.unknowns.map(({ start: _, ...output }, j): PropagatedOutput => {
    const parts = components[j] as readonly number[];
    const variance = Math.max(0, varianceOf(parts, parts, model.correlations));
    const contributions = model.inputs.map((input, i) => ({
      input,
      sensitivity: 0 - (solved[j]?.[i] as number),
      contribution: parts[i] as number,
      share: variance === 0 ? 0 : (parts[i] as number) ** 2 / variance,
    }));
    return {
      ...output,
      estimate: estimates[j] as number,
      standardUncertainty: Math.sqrt(variance),
      contributions,
      covarianceTerms: covarianceTerms(contributions, model.correlations, Math.sqrt(variance)),
      correlationVariance: variance - parts.reduce((sum, part) => sum + part * part, 0),
      effectiveDegreesOfFreedom: effectiveDegreesOfFreedom(contributions, model.correlations),
    };
  });
  return { outputs, covariance: components.map((a) => components.map((b) => varianceOf(a, b, model.correlations))) };
}

// A constant has no uncertainty to be passed on, whatever the slope.
function varying({ inputs }: ImplicitModel, byInputs: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return byInputs.map((row) =>
    row.map((slope, i) => (inputs[i]?.standardUncertainty === 0 && !Number.isFinite(slope) ? 0 : slope)),
  );
}

function requireDerivatives(model: ImplicitModel, byInputs: readonly (readonly number[])[]): void {
  byInputs.forEach((row, k) => {
    row.forEach((slope, i) => {
      const { name, standardUncertainty } = model.inputs[i] as ModelInput;
      if (standardUncertainty > 0 && !Number.isFinite(slope)) {
        throw new MetrologyError(
          'MODEL_UNDEFINED',
          `The equation ${model.residuals.outputs[k]?.name} has no finite derivative with respect to ${name} at the estimates`,
        );
      }
    });
  });
}
