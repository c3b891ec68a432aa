// SPDX-License-Identifier: Apache-2.0
export {
  type LaboratoryResult,
  type Numbers,
  parseResults,
  type WrittenResult,
} from '../observations.ts';
export {
  ALGORITHM_A_EXACT_FACTOR,
  ALGORITHM_A_FACTOR,
  type AlgorithmAOptions,
  algorithmA,
  algorithmAOfItems,
} from './algorithm-a.ts';
export {
  ALGORITHM_S_FACTORS,
  type AlgorithmSOptions,
  algorithmS,
  exactAlgorithmSFactors,
  type RobustScale,
} from './algorithm-s.ts';
export {
  type AssignedUncertaintyParts,
  type AssignedValue,
  type AssignedValueMethod,
  assignByConsensus,
  assignByExpertLaboratories,
  assignByOneLaboratory,
  assignKnownValue,
  type ConsensusMethod,
  combineAssignedUncertainty,
  compareWithReference,
  consensusUncertainty,
  type KnownValue,
  type ReferenceComparison,
} from './assigned-value.ts';
export { type BootstrapOptions, type BootstrapResult, bootstrap } from './bootstrap.ts';
export { type HampelMethod, hampelEstimate, hampelPsi } from './hampel.ts';
export {
  type CriterionBasis,
  type CriterionResult,
  checkHomogeneity,
  criterionLimit,
  expandedCriterionFactors,
  type Homogeneity,
  sigmaWithHeterogeneity,
} from './homogeneity.ts';
export {
  type BandwidthBasis,
  type DensityCurve,
  kernelBandwidth,
  kernelDensity,
  kernelMode,
} from './kernel-density.ts';
export {
  type HistogramBar,
  histogram,
  orderedScores,
  type RepeatabilityCentre,
  type RepeatabilityPoint,
  type RepeatedScores,
  repeatabilityPlot,
  repeatedScores,
  type ScoreBar,
  type YoudenPlot,
  type YoudenPoint,
  youdenPlot,
} from './plots.ts';
export { Q_DIFFERENCES_MAX, qMethod } from './q-method.ts';
export { type QnOptions, qn } from './qn.ts';
export type { RobustEstimate, StoppingRule } from './robust-estimate.ts';
export {
  deltaEWithUncertainty,
  isAssignedUncertaintyNegligible,
  type ReportedUncertaintyScreen,
  type Score,
  type ScoredResult,
  type ScoreSignal,
  type Scores,
  type ScoringBasis,
  scoreResult,
  screenReportedUncertainty,
  signalOfEn,
  signalOfZ,
  zPrimeReduction,
} from './scores.ts';
export {
  chooseSigmaPt,
  fitPreviousRounds,
  horwitzSigma,
  type PreviousRoundsLine,
  type SigmaPt,
  type SigmaPtBasis,
  sigmaFromPrecision,
} from './sigma-pt.ts';
export { median, normalisedInterquartileRange, scaledMedianDeviation } from './simple-estimators.ts';
export {
  type AverageTest,
  checkStability,
  type Stability,
  type StabilityQuestion,
  testStability,
} from './stability.ts';
