// SPDX-License-Identifier: Apache-2.0
export {
  type ComparedValue,
  type DegreeOfEquivalence,
  degreesOfEquivalence,
  derSimonianLaird,
  type EquivalenceOptions,
  mandelPaule,
  medianReference,
  pairwiseEquivalence,
  type RandomEffectsMean,
  type ReferenceValue,
  restrictedMaximumLikelihood,
  type WeightedMean,
  weightedMean,
} from './key-comparison.ts';
