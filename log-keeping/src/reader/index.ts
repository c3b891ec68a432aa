// SPDX-License-Identifier: Apache-2.0
export { cachingReader } from './caching-reader.ts';
export { folderReader } from './folder-reader.ts';
export { type HttpReading, httpReader, prefixUrl } from './http-reader.ts';
export { addressBeside, parsePublicPath, type PublicPath, SUCCESSOR_PATH } from './public-path.ts';
export { type EntrySpan, type LogEntry, readEntries } from './read-entries.ts';
