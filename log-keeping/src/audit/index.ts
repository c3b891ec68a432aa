// SPDX-License-Identifier: Apache-2.0
export type { AuditedSuccessor } from './audited-successor.ts';
export { type MapFault, MapReplay, type ReplayPlace } from '../replay/map-replay.ts';
export { fileReplayPlace, memoryReplayPlace } from '../replay/open-replay-place.ts';
export type { AuditFault } from './audit-fault.ts';
export { auditLog, type AuditOptions, type AuditReport, type DatedTree, type UnusableKnown } from './audit-log.ts';
export type { Predecessor } from './shard-start.ts';
