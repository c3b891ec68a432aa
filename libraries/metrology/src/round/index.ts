// SPDX-License-Identifier: Apache-2.0
export { faultsOfPlan, faultsOfUnit, type PlanFault, type PlanFaultCode } from './check-plan.ts';
export type {
  AssignedValuePlan,
  ItemChecks,
  MeasurandPlan,
  RoundResult,
  ScoreKind,
  SigmaPlan,
  Treatments,
} from './plan.ts';
export {
  type BlockCode,
  type CodedScore,
  type MeasurandOutcome,
  type MeasurandQuestion,
  type RoundFigures,
  scoreMeasurand,
} from './score-round.ts';
