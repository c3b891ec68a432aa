// SPDX-License-Identifier: Apache-2.0
export { LogKeepingError, type LogKeepingErrorCode, mayPass } from '../log-keeping-error.ts';
export type { DiskAccess } from './disk.ts';
export { openFileStore } from './file-store.ts';
export type { BatchName, LogHead } from './head.ts';
export type { LogFile, LogStore } from './log-store.ts';
export type { ObjectStoreOptions } from './object-client.ts';
export { openObjectStore } from './object-store.ts';
export { emptyMemoryDisk, type MemoryDisk, openMemoryStore } from './memory-store.ts';
