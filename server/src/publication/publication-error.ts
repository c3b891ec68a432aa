// SPDX-License-Identifier: Apache-2.0
/** Why the record cannot be published as it stands. */
export type PublicationErrorCode =
  | 'BAD_SETTING' // a variable of the environment names what is none: a key, a policy, a witness
  | 'DATABASE_BEHIND' // the log covers positions that the database does not have: an older copy was put back
  | 'BAD_MARK' // the log was fed by another program
  | 'BAD_SHARDS'; // the list of the log's years is not what was written there

/** The error class of publication; its message says what an operator has to do. It never holds a secret. */
export class PublicationError extends Error {
  readonly code: PublicationErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    code: PublicationErrorCode,
    message: string,
    data: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'PublicationError';
    this.code = code;
    this.data = data;
  }
}
