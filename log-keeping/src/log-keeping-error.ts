// SPDX-License-Identifier: Apache-2.0

/** Every reason for which a log is not kept, read or followed; closed, so that callers can switch over it. */
export type LogKeepingErrorCode =
  // storage, for a while: nothing was acknowledged, and the same may be tried again
  | 'NO_SPACE'
  | 'READ_ONLY'
  | 'UNREACHABLE'
  // storage, for good: the log must be opened anew
  | 'STORAGE_FAILED'
  | 'HEAD_MOVED'
  | 'LOCKED'
  | 'NO_CONDITIONAL_WRITES'
  // what is stored contradicts itself, or what others have seen
  | 'CORRUPT'
  | 'UNKNOWN_FORMAT'
  | 'WRONG_LOG'
  | 'ROLLED_BACK'
  | 'FORKED'
  // others were not heard yet about what they have seen of the log
  | 'UNCONFIRMED'
  // the appender
  | 'BUSY'
  | 'SEALED'
  | 'CLOSED';

/**
 * A log cannot be kept as asked: `code` says why, `at` where (a path, an address), `counts` the numbers that the message
 * names, by what they count, and the message what would be right.
 */
export class LogKeepingError extends Error {
  override readonly name = 'LogKeepingError';
  readonly code: LogKeepingErrorCode;
  readonly at: string;
  readonly counts: Readonly<Record<string, number>>;

  constructor(
    code: LogKeepingErrorCode,
    message: string,
    where: {
      readonly at?: string;
      readonly cause?: unknown;
      readonly counts?: Readonly<Record<string, number>>;
    } = {},
  ) {
    const at = where.at ?? '';
    super(at === '' ? message : `${at}: ${message}`, where.cause === undefined ? undefined : { cause: where.cause });
    this.code = code;
    this.at = at;
    this.counts = where.counts ?? {};
  }
}

const MAY_PASS: readonly LogKeepingErrorCode[] = ['NO_SPACE', 'READ_ONLY', 'UNREACHABLE', 'UNCONFIRMED'];

/** True for what may pass by itself: space is made, a disk is mounted for writing again, a server or a witness answers. */
export function mayPass(error: unknown): boolean {
  return error instanceof LogKeepingError && MAY_PASS.includes(error.code);
}
