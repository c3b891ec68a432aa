// SPDX-License-Identifier: Apache-2.0
export { OBSERVATIONS_MAX } from './exact-numbers.ts';
export { type Design, fitLinear } from './fit-linear.ts';
export {
  EXACT_PRODUCTS_MAX,
  type ExactDesign,
  type ExactPolynomial,
  fitLinearExactly,
  fitPolynomialExactly,
  POWER_MAX,
} from './fit-linear-exactly.ts';
export { fitNonlinear, type Linearised, type NonlinearModel } from './fit-nonlinear.ts';
export { COEFFICIENTS_MAX, coefficientCorrelation, type LinearFit, predictFromFit } from './linear-fit.ts';
export { type OneWayAnova, oneWayAnova, type VarianceLine } from './one-way-anova.ts';
export { type SampleStatistics, sampleStatistics } from './sample-statistics.ts';
