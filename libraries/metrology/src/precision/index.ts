// SPDX-License-Identifier: Apache-2.0
export type { Cell } from './cells.ts';
export {
  type ConsistencyGrade,
  cochranTest,
  doubleGrubbsTest,
  grubbsTest,
  type MandelStatistics,
  mandelStatistics,
  type OutlierTest,
} from './consistency.ts';
export { cochranCritical, grubbsCritical, mandelHCritical, mandelKCritical } from './critical-values.ts';
export { DOUBLE_GRUBBS_LABORATORIES_MAX, doubleGrubbsCritical } from './double-grubbs.ts';
export {
  BY_RULE,
  type ExaminationStep,
  examineLevel,
  type LevelExamination,
  type OutlierDecision,
  type StepAction,
} from './examine-level.ts';
export { LIMIT_FACTOR, type LevelPrecision, precisionOfLevel } from './precision-of-level.ts';
