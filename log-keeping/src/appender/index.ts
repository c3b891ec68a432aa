// SPDX-License-Identifier: Apache-2.0
export { LogKeepingError, type LogKeepingErrorCode, mayPass } from '../log-keeping-error.ts';
export type {
  Appended,
  Feed,
  KnownTree,
  Log,
  LogClock,
  LogOptions,
  LogStatus,
  Predecessor,
  PublishedTree,
  Sequenced,
  SubjectMap,
} from './log.ts';
export { openLog } from './open-log.ts';
export { batchRootEntry, type Interval, isBatchRootOf, type OtherTree, shardOrigin } from './other-logs.ts';
export { type MapChanges, type MapPlace, openMemoryMap, openSubjectMap } from './subject-map.ts';
