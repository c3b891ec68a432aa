// SPDX-License-Identifier: Apache-2.0
export {
  normalCdf,
  normalDensity,
  normalInterval,
  normalQuantile,
  normalUpperTail,
} from '../decision/normal-distribution.ts';
export { regularisedBeta, type Share } from './beta-function.ts';
export {
  chiSquaredCdf,
  chiSquaredQuantile,
  chiSquaredUpperQuantile,
  chiSquaredUpperTail,
  gammaQuantile,
  gammaUpperQuantile,
} from './chi-squared.ts';
export { binomialTails, type HypergeometricLot, hypergeometricTails, LOT_SIZE_MAX, poissonTails } from './discrete.ts';
export { type FDegrees, fCdf, fQuantile, fUpperQuantile, fUpperTail } from './f-distribution.ts';
export { regularisedGamma, type Tails } from './gamma-function.ts';
export { logGamma } from './stirling.ts';
export {
  studentCdf,
  studentDensity,
  studentQuantile,
  studentUpperQuantile,
  studentUpperTail,
} from './student.ts';
