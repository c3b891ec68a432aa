// SPDX-License-Identifier: Apache-2.0
export { ownLinks } from './own-links.ts';
export { type ExaminedCalibration, examineMaking } from './examine-making.ts';
export { askRecord, TRACE_ROUND_TRIPS_MAX } from './gather-trace.ts';
export { KEEPER_ALONE } from './keeper-alone.ts';
export { isKeepersWord } from './keepers-word.ts';
export {
  LINK_STATES,
  type PaperName,
  type TraceGraph,
  type TraceLink,
  type TraceNode,
  type TraceReason,
  type TraceState,
} from './graph.ts';
export { designationOf, LEGAL_VERIFICATION } from './making.ts';
export { type Decided, type Decision, decisionAbout, standingDecisions } from './decided.ts';
export { type DraftedCertificate, reasonsAgainst } from './reasons-against.ts';
export type { FindPapers, Paper, PaperRequest, RecordedPaper } from './papers.ts';
export { isUsedPaper } from './references.ts';
export { type RunOut, runOutOn } from './run-out.ts';
export type { Surroundings } from './vouching.ts';
export { TRACE_LINKS_MAX, type TraceRoot, walkTrace, type WalkOptions } from './walk.ts';
