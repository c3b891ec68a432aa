// SPDX-License-Identifier: Apache-2.0
export {
  type CapabilityIndices,
  capabilityIndices,
  type IndexWithInterval,
  type ProcessKnowledge,
  type Specification,
} from './capability.ts';
export {
  type ChartConstants,
  type ChartFactors,
  chartConstants,
  chartFactors,
  SUBGROUP_MAX,
} from './chart-constants.ts';
export { type FailureMode, rateFailureModes, type RatedFailureMode } from './failure-modes.ts';
export { type GaugeRanges, gaugeStudyByRanges } from './gauge-ranges.ts';
export { type GaugeOptions, type GaugeSpread, type GaugeStudy, gaugeStudy } from './gauge-study.ts';
export {
  type ChartTarget,
  type CusumOptions,
  type CusumPoint,
  cusumChangePoint,
  cusumChart,
  type EwmaOptions,
  ewmaChart,
} from './memory-charts.ts';
export { type CountedCause, type ParetoBar, paretoChart } from './pareto.ts';
export { applyRunRules, NELSON, type RunRule, type RunSignal, WESTERN_ELECTRIC } from './run-rules.ts';
export {
  averageDeviationChart,
  averageRangeChart,
  type ChartOptions,
  type ChartPair,
  type ChartPoint,
  type ControlChart,
  type CountedSample,
  individualsChart,
  nonconformityChart,
  proportionChart,
} from './shewhart.ts';
