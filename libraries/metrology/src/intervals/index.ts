// SPDX-License-Identifier: Apache-2.0
export {
  CHARTED_MIN,
  type ChartedError,
  type ChartedInterval,
  type ChartLimits,
  intervalByControlChart,
} from './control-chart-interval.ts';
export { intervalInUse } from './in-use-interval.ts';
export {
  type DriftData,
  type IntervalFromDrift,
  type IntervalTarget,
  intervalFromDrift,
} from './interval-from-drift.ts';
export {
  type AsFound,
  intervalByStaircase,
  reductionFor,
  STAIRCASE_POLICY,
  type StaircaseInterval,
  type StaircasePolicy,
  type StaircaseStep,
} from './staircase.ts';
export { type IntervalPolicy, type IntervalRecord, type TestedInterval, testInterval } from './test-interval.ts';
