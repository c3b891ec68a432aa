// SPDX-License-Identifier: Apache-2.0

export {
  type ComplexInputText,
  type ComplexModel,
  type ComplexModelText,
  type ComplexOutput,
  type ComplexResult,
  complexResults,
  parseComplexModel,
} from './complex/complex-model.ts';
export { type Gradient, gradients } from './expression/differentiate.ts';
export { ELEMENTARY_FUNCTIONS, type FunctionName } from './expression/elementary-functions.ts';
export {
  EXPRESSION_CHARACTERS_MAX,
  EXPRESSION_DEPTH_MAX,
  EXPRESSION_NODES_MAX,
  type Expression,
  namesIn,
} from './expression/expression.ts';
export { parseExpression } from './expression/parse-expression.ts';
export { compileProgram, evaluateProgram, type Program, type ProgramSource } from './expression/program.ts';
export {
  type ImplicitModel,
  type ImplicitModelText,
  parseImplicitModel,
  type UnknownText,
} from './implicit/implicit-model.ts';
export { propagateImplicit } from './implicit/propagate-implicit.ts';
export { type ImplicitSolution, solveImplicit } from './implicit/solve-implicit.ts';
export type { Influence } from './influence.ts';
export { CORRELATED_INFLUENCES_MAX, type InfluenceCorrelation } from './influence-correlations.ts';
export { requireCorrelationMatrix, requireCovarianceMatrix } from './model/correlation-matrix.ts';
export {
  type DistributionText,
  type InputDistribution,
  type Moments,
  momentsOf,
  type NumberText,
} from './model/input-distribution.ts';
export {
  EQUATIONS_MAX,
  type EquationText,
  INPUTS_MAX,
  type InputText,
  type MeasurementModel,
  type MeasurementModelText,
  type ModelOutput,
  parseMeasurementModel,
  unusedInputs,
} from './model/measurement-model.ts';
export type { ModelInput } from './model/model-input.ts';
export {
  type JointInputs,
  type ReadingsRule,
  type SimultaneousReadings,
  simultaneousReadings,
} from './model/simultaneous-readings.ts';
export { INFLUENCES_MAX, parseUncertainQuantity, type UncertainQuantity } from './parse-uncertain-quantity.ts';
export type { CovarianceTerm } from './propagation/covariance-terms.ts';
export { type EffectiveDegrees, welchSatterthwaite } from './propagation/effective-degrees.ts';
export {
  coverageFactor,
  type Expansion,
  type ExpansionRule,
  expandUncertainty,
} from './propagation/expand-uncertainty.ts';
export {
  type Contribution,
  type PropagatedOutput,
  type Propagation,
  type PropagationOptions,
  propagateUncertainty,
} from './propagation/propagate-uncertainty.ts';
export { type ReportedResult, type ReportingRule, reportResult } from './propagation/report-result.ts';
export type { SecondOrder, SecondOrderTerm } from './propagation/second-order.ts';
export {
  type BudgetCovariance,
  type BudgetDegrees,
  type BudgetLine,
  budgetTable,
  type UncertaintyBudget,
  uncertaintyBudget,
} from './propagation/uncertainty-budget.ts';
export {
  coverageRegion,
  type EllipsoidalRegion,
  type JointResult,
  jointResultOf,
  normalRegion,
  type RectangularRegion,
  type RegionRule,
  rectangularCoverage,
} from './trials/coverage-region.ts';
export type { GeneratorName } from './trials/generators.ts';
export { numericalTolerance } from './trials/numerical-tolerance.ts';
export { type AdaptiveRule, type AdaptiveRun, runAdaptively } from './trials/run-adaptively.ts';
export { BLOCK_TRIALS, joinTrials, runTrials, TRIALS_MAX, type TrialRange, type Trials } from './trials/run-trials.ts';
export {
  type CoverageInterval,
  type OutputSummary,
  type SummaryWithoutVariance,
  summariseOutputs,
  summariseTrials,
  type TrialIntervals,
  type TrialSummary,
} from './trials/summarise-trials.ts';
export {
  isInSmallestRegion,
  MESH_INTERVALS_MAX,
  REGION_OUTPUTS_MAX,
  type SmallestRegion,
  type SmallestRegionRule,
  smallestRegion,
} from './trials/smallest-region.ts';
export type { UndefinedMoments } from './trials/undefined-moments.ts';
export {
  type GumInterval,
  type Validation,
  type ValidationRule,
  validateByTrials,
} from './trials/validate-by-trials.ts';
export {
  combineUncertain,
  correlationOf,
  covarianceOf,
  degreesOfFreedomOf,
  standardUncertaintyOf,
  uncertainOutput,
} from './uncertain-quantity.ts';
