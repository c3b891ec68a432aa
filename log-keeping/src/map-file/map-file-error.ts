// SPDX-License-Identifier: Apache-2.0

/** Every reason for which the map on disk refuses; the set is closed so that callers can switch over it. */
export type MapFileErrorCode =
  /** No room is left; nothing has changed, and the same batch can be tried again. */
  | 'DISK_FULL'
  /** The disk, the folder or the file takes no writes; nothing has changed. */
  | 'READ_ONLY'
  /** The disk failed in another way; what is durable is as before. */
  | 'DISK_FAILED'
  /** The file ends before the state that it says it has. */
  | 'TRUNCATED'
  /** Bytes are not those that were written, or the file is no map. */
  | 'DAMAGED'
  /** The file is sound but older than what its owner has published. */
  | 'ROLLED_BACK'
  /** Another process has the file open for writing. */
  | 'IN_USE'
  /** No state covers this size of the log any more, or yet. */
  | 'NO_SUCH_STATE'
  /** The batch or the map has been closed. */
  | 'CLOSED';

/** The map on disk could not do what was asked: `code` says why, `path` which file. */
export class MapFileError extends Error {
  readonly code: MapFileErrorCode;
  readonly path: string;

  constructor(code: MapFileErrorCode, message: string, where: { readonly path: string; readonly cause?: unknown }) {
    super(`${where.path}: ${message}`, where.cause === undefined ? undefined : { cause: where.cause });
    this.name = 'MapFileError';
    this.code = code;
    this.path = where.path;
  }
}

const CODES: Readonly<Record<string, MapFileErrorCode>> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EFBIG: 'DISK_FULL',
  EROFS: 'READ_ONLY',
  EACCES: 'READ_ONLY',
  EPERM: 'READ_ONLY',
};

/** What an error of the operating system means here; one of ours stays as it is. */
export function toMapFileError(error: unknown, path: string): MapFileError {
  if (error instanceof MapFileError) return error;
  const cause = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const code = CODES[cause ?? ''] ?? 'DISK_FAILED';
  const advice =
    code === 'DISK_FULL'
      ? 'the disk is full; make room and try again'
      : code === 'READ_ONLY'
        ? 'cannot be written to; give this user the right to, on a disk that takes writes'
        : 'the disk failed';
  return new MapFileError(code, `${advice} (${cause ?? String(error)}); the map is as it was`, { path, cause: error });
}
