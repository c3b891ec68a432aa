// SPDX-License-Identifier: Apache-2.0
export {
  type DecisionBody,
  decision,
  type Proposal,
  proposal,
  type ReauthenticationProof,
  type Recorded,
  reauthentication,
  recorded,
} from './act.ts';
export {
  type ImpactCase,
  type ImpactNotice,
  impactAnswer,
  impactCase,
  impactEnd,
  impactGroundLost,
  impactHit,
  impactKind,
  impactNotice,
  impactNoticeState,
  impactStep,
  impactTally,
  redecision,
} from './impact.ts';
export { PAGE_LIMIT_DEFAULT, PAGE_LIMIT_MAX, pageOf, pageQuery } from './page.ts';
export { PROBLEM_TYPE_ROOT, type Problem, type ProblemFault, problem, problemError } from './problem.ts';
export {
  followUpState,
  type PublicRound,
  publicRound,
  type RoundFollowUp,
  type RoundParticipation,
  roundFigures,
  roundFollowUp,
  roundItemCheck,
  roundLine,
  roundMeasurand,
  roundParticipation,
  roundRemark,
  roundResult,
  roundReview,
  roundScoreKind,
  roundState,
  roundVerdict,
} from './rounds.ts';
export { paperName, type TraceabilityGraph, traceabilityGraph, traceLink, traceState } from './traceability.ts';
