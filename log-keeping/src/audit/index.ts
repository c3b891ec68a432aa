// SPDX-License-Identifier: Apache-2.0
export { type MapFault, MapReplay, type ReplayPlace } from '../replay/map-replay.ts';
export { fileReplayPlace, memoryReplayPlace } from '../replay/open-replay-place.ts';
export { type AuditFault, auditLog, type AuditOptions, type AuditReport } from './audit-log.ts';
