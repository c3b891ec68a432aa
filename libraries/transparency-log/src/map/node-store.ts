// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';
import type { PageRef } from './page-format.ts';

/** Where pages are read from. When `readPage` returns, the bytes are those that were appended; it throws otherwise. */
export interface PageSource {
  /** The bytes are not changed later by either side. */
  readPage(ref: PageRef): Uint8Array;
}

/** Where pages are written to. A page never changes; offsets grow from each to the next by at least its length. */
export interface PageSink {
  /** Copies the bytes, which the caller uses again. Returns the offset. */
  appendPage(bytes: Uint8Array, height: number): number;
}

/** A place for pages: what a map needs of a disk. */
export interface NodeStore extends PageSource, PageSink {}

/** Pages in memory, for tests and for whoever replays a map once. */
export function createMemoryNodeStore(): NodeStore {
  const pages = new Map<number, Uint8Array>();
  let end = 1;
  return {
    readPage: ({ offset, length }) => {
      const bytes = pages.get(offset);
      if (bytes?.length !== length) {
        throw new LogError('BAD_MAP_STATE', `no page of ${length} bytes`, { at: `offset ${offset}` });
      }
      return bytes;
    },
    appendPage: (bytes) => {
      const offset = end;
      pages.set(offset, bytes.slice());
      end += bytes.length;
      return offset;
    },
  };
}
