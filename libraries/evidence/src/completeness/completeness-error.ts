// SPDX-License-Identifier: Apache-2.0

/** Why a completeness file is not read or not made; closed, so that callers can switch over it. */
export type CompletenessErrorCode =
  | 'NOT_A_COMPLETENESS_FILE'
  | 'TOO_LARGE'
  // making: the log is not kept so that such a file can be made, or the map given is that of another tree
  | 'NO_INDEX_ROOT'
  | 'UNKNOWN_MAP_FN'
  | 'MAP_DIFFERS'
  | 'LIST_DIFFERS';

/** A completeness file cannot be read or made: `code` says why, `at` where in the file or log. */
export class CompletenessError extends Error {
  override readonly name = 'CompletenessError';
  readonly code: CompletenessErrorCode;
  readonly at: string;

  constructor(
    code: CompletenessErrorCode,
    message: string,
    where: { readonly at?: string; readonly cause?: unknown } = {},
  ) {
    const at = where.at ?? '';
    super(at === '' ? message : `${at}: ${message}`, where.cause === undefined ? undefined : { cause: where.cause });
    this.code = code;
    this.at = at;
  }
}
