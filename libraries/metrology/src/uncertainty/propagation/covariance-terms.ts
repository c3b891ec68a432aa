// SPDX-License-Identifier: Apache-2.0
import type { ModelInput } from '../model/model-input.ts';

/** What the correlation of two inputs adds to the variance of an output, or takes from it. */
export interface CovarianceTerm {
  readonly a: ModelInput;
  readonly b: ModelInput;
  readonly coefficient: number;
  /** 2 cᵢ cⱼ u(xᵢ) u(xⱼ) r(xᵢ, xⱼ), with its sign. */
  readonly variance: number;
  /** Of u_c²(y), with its sign; 0 when u_c is 0. */
  readonly share: number;
}

/** The second sum of u_c²(y) = ∑ cᵢ² u²(xᵢ) + 2 ∑∑ cᵢ cⱼ u(xᵢ) u(xⱼ) r(xᵢ, xⱼ), term by term. JCGM 100:2008, 5.2.2, (16). */
export function covarianceTerms(
  contributions: readonly { readonly input: ModelInput; readonly contribution: number }[],
  correlations: readonly (readonly number[])[],
  standardUncertainty: number,
): readonly CovarianceTerm[] {
  return contributions.flatMap(({ input: a, contribution: first }, i) =>
    contributions.slice(i + 1).flatMap(({ input: b, contribution: second }, beside) => {
      const coefficient = correlations[i]?.[i + 1 + beside] as number;
      if (coefficient === 0 || first === 0 || second === 0) return [];
      const share =
        standardUncertainty === 0
          ? 0
          : 2 * (first / standardUncertainty) * (second / standardUncertainty) * coefficient;
      return [{ a, b, coefficient, variance: 2 * first * second * coefficient, share }];
    }),
  );
}
