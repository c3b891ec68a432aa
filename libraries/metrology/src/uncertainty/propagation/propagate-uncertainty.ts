// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { type Gradient, gradients } from '../expression/differentiate.ts';
import type { MeasurementModel, ModelOutput } from '../model/measurement-model.ts';
import type { ModelInput } from '../model/model-input.ts';
import { type CovarianceTerm, covarianceTerms } from './covariance-terms.ts';
import { type EffectiveDegrees, effectiveDegreesOfFreedom } from './effective-degrees.ts';
import { type SecondOrder, secondOrderTerms } from './second-order.ts';

/** What one input adds to the uncertainty of an output. */
export interface Contribution {
  readonly input: ModelInput;
  /** ∂f/∂xᵢ, in the unit of the output over that of the input. */
  readonly sensitivity: number;
  /** cᵢ u(xᵢ), with its sign. */
  readonly contribution: number;
  /** (cᵢ u(xᵢ))² / u_c²(y); correlations have shares of their own. 0 when u_c is 0. */
  readonly share: number;
}

/** One output with its combined standard uncertainty and what it is made of. */
export interface PropagatedOutput extends ModelOutput {
  readonly estimate: number;
  /** u_c(y), the terms of second order included when they were asked for. */
  readonly standardUncertainty: number;
  readonly contributions: readonly Contribution[];
  /** 2 ∑∑ cᵢ cⱼ u(xᵢ) u(xⱼ) r(xᵢ, xⱼ). */
  readonly correlationVariance: number;
  /** The terms of that sum, with their shares: these, those of the contributions and that of second order add up to 1. */
  readonly covarianceTerms: readonly CovarianceTerm[];
  readonly effectiveDegreesOfFreedom: EffectiveDegrees;
  readonly secondOrder?: SecondOrder;
}

/** All outputs of a model, and how they vary together. */
export interface Propagation {
  readonly outputs: readonly PropagatedOutput[];
  /** u(yᵢ, yⱼ), first order. JCGM 100:2008, H.2.3 (recalled); JCGM 102:2011, 6.2 (recalled). */
  readonly covariance: readonly (readonly number[])[];
}

/** How far the series of the model is followed. */
export interface PropagationOptions {
  /** 2 adds JCGM 100:2008, 5.1.2, note; it holds for uncorrelated inputs only. */
  readonly order?: 1 | 2;
}

/**
 * u_c²(y) = ∑∑ cᵢ cⱼ u(xᵢ) u(xⱼ) r(xᵢ, xⱼ), cᵢ = ∂f/∂xᵢ at the estimates.
 * JCGM 100:2008, 5.1.2 and 5.2.2. Throws when a value or a derivative does not exist at the estimates, and when u_c is
 * beyond a double.
 */
export function propagateUncertainty(model: MeasurementModel, { order = 1 }: PropagationOptions = {}): Propagation {
  const estimates = model.inputs.map(({ estimate }) => estimate);
  const slopes = gradients(model.program, estimates);
  const components = slopes.map((gradient, index) => componentsOf(gradient, model, index));
  if (order === 2) {
    requireUncorrelated(model);
  }
  const outputs = model.outputs.map((output, index) => {
    const parts = components[index] as readonly number[];
    const size = sizeOf(parts);
    const sized = parts.map((part) => part / size);
    const firstOrder = Math.max(0, varianceOf(sized, sized, model.correlations));
    const secondOrder = order === 2 ? secondOrderTerms(model, index) : undefined;
    const variance = firstOrder + (secondOrder?.variance ?? 0) / size / size;
    const { value, partials } = slopes[index] as Gradient;
    const contributions = model.inputs.map((input, i) => ({
      input,
      sensitivity: partials[i] as number,
      contribution: parts[i] as number,
      share: variance === 0 ? 0 : (sized[i] as number) ** 2 / variance,
    }));
    const result = {
      ...output,
      estimate: value,
      standardUncertainty: requireHeld(size * Math.sqrt(variance), output.name),
      contributions,
      covarianceTerms: covarianceTerms(contributions, model.correlations, size * Math.sqrt(variance)),
      correlationVariance: (firstOrder - sized.reduce((sum, part) => sum + part * part, 0)) * size * size,
      effectiveDegreesOfFreedom: effectiveDegreesOfFreedom(contributions, model.correlations),
    };
    return secondOrder === undefined ? result : { ...result, secondOrder };
  });
  return { outputs, covariance: components.map((a) => components.map((b) => varianceOf(a, b, model.correlations))) };
}

/** ∑∑ aᵢ bⱼ r_ij of two lists of signed contributions. Requires lists and matrix of one size. */
export function varianceOf(a: readonly number[], b: readonly number[], r: readonly (readonly number[])[]): number {
  return a.reduce(
    (sum, left, i) =>
      left === 0 ? sum : sum + left * b.reduce((inner, right, j) => inner + right * (r[i]?.[j] as number), 0),
    0,
  );
}

function componentsOf({ value, partials }: Gradient, model: MeasurementModel, output: number): readonly number[] {
  const name = model.outputs[output]?.name;
  if (!Number.isFinite(value)) {
    throw new MetrologyError('MODEL_UNDEFINED', `${name} has no value at the estimates of its inputs`);
  }
  return partials.map((partial, i) => {
    const { name: input, standardUncertainty } = model.inputs[i] as ModelInput;
    // A constant has no uncertainty to be passed on, whatever the slope.
    if (standardUncertainty === 0) {
      return 0;
    }
    if (!Number.isFinite(partial)) {
      throw new MetrologyError(
        'MODEL_UNDEFINED',
        `${name} has no finite derivative with respect to ${input} at the estimates; use trials`,
      );
    }
    return partial * standardUncertainty;
  });
}

// A power of two near the largest part: parts are divided by it before they are squared, so that no square is beyond a
// double, and no digit changes.
function sizeOf(parts: readonly number[]): number {
  const largest = parts.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
  return largest === 0 ? 1 : 2 ** Math.max(-1022, Math.min(1022, Math.floor(Math.log2(largest))));
}

function requireHeld(standardUncertainty: number, name: string): number {
  if (Number.isFinite(standardUncertainty)) return standardUncertainty;
  throw new MetrologyError(
    'MODEL_UNDEFINED',
    `The uncertainty of ${name} is too large for a double; state its inputs in units of their size`,
  );
}

function requireUncorrelated({ correlations, inputs }: MeasurementModel): void {
  correlations.forEach((row, i) => {
    const j = row.findIndex((value, index) => index !== i && value !== 0);
    if (j >= 0) {
      throw new MetrologyError(
        'CORRELATED_INPUTS',
        `Terms of second order are defined for uncorrelated inputs; ${inputs[i]?.name} and ${inputs[j]?.name} are correlated`,
      );
    }
  });
}
