// SPDX-License-Identifier: Apache-2.0
export type { AuditedSuccessor } from './audited-successor.ts';
export { type MapFault, MapReplay, type ReplayPlace } from '../replay/map-replay.ts';
export { fileReplayPlace, memoryReplayPlace } from '../replay/open-replay-place.ts';
export type { AuditFault, AuditProof } from './audit-fault.ts';
export { auditLog } from './audit-log.ts';
export type { AuditOptions, AuditReport, DatedTree, UnusableKnown } from './audit-report.ts';
export type { Predecessor } from './shard-start.ts';
