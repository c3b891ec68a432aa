// SPDX-License-Identifier: Apache-2.0
export { CODE_LETTERS, type CodeLetter, codeLetter, INSPECTION_LEVELS, type InspectionLevel } from './code-letters.ts';
export {
  findAttributesPlan,
  findVariablesPlanKnownSigma,
  findVariablesPlanUnknownSigma,
  type RiskPoint,
  type TwoPoints,
  type VariablesPlan,
  variablesAcceptance,
  variablesAcceptanceKnownSigma,
} from './find-plan.ts';
export {
  type AttributesPlan,
  acceptanceProbability,
  averageOutgoingQuality,
  averageOutgoingQualityLimit,
  averageTotalInspection,
  type OcPoint,
  operatingCharacteristic,
  type SamplingModel,
} from './operating-characteristic.ts';
export {
  AQLS,
  type Aql,
  type FoundPlan,
  findSinglePlan,
  type InspectionSeverity,
  type PlanEdition,
  type PlanQuestion,
  type SinglePlan,
} from './single-plan.ts';
export {
  mayReduce,
  nextInspection,
  SWITCHING_SCORE_NEEDED,
  SWITCHING_START,
  type Switched,
  type SwitchingEvent,
  type SwitchingRule,
  type SwitchingState,
} from './switching.ts';
