// SPDX-License-Identifier: Apache-2.0

export { type Carrier, carryShift, type ImpactReason, type Known, type ShiftedImpact } from './carry-shift.ts';
export type { DoubtfulReference, KeptInstrument } from './doubtful-uses.ts';
export {
  type FindImpact,
  type GatheredImpact,
  type GatherImpactOptions,
  gatherImpact,
  IMPACT_LIMITS,
  type ImpactLimits,
  type ImpactProgress,
  newestUses,
} from './gather-impact.ts';
export { type Arcs, type ImpactGraph, makeImpactGraph, NEVER, WHENEVER } from './impact-graph.ts';
export { type Redecision, redecideReport } from './redecide.ts';
export type { StatedConformity } from '../checks/figures/stated-conformity.ts';
export {
  type AsFoundPoint,
  coefficientFromBudget,
  type Shift,
  type ShiftPoint,
  shiftAt,
  shiftsFound,
} from './shift.ts';
export {
  type Impact,
  type ImpactHit,
  type ImpactKind,
  type ImpactLink,
  type ImpactNode,
  type TraceImpactOptions,
  traceImpact,
} from './trace-impact.ts';
export type { RecordedUse } from './recorded-uses.ts';
export type { Sensitivity } from './uses.ts';
export {
  type Doubt,
  type ImpactStep,
  type ImpactWalk,
  impactPath,
  type WalkImpactOptions,
  walkImpact,
} from './walk-impact.ts';
export { type Ways, type WaysLimits, waysFinder } from './ways.ts';
