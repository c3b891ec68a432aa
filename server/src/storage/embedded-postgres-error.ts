// SPDX-License-Identifier: Apache-2.0

/** Why the embedded PostgreSQL cannot serve. */
export type EmbeddedPostgresErrorCode =
  | 'ALREADY_RUNNING' // another program, still alive, uses this data directory
  | 'CANNOT_START' // the server or initdb ended; its own words are in the message
  | 'DATA_OF_OTHER_VERSION' // the directory was made by another major version
  | 'NO_BINARIES' // no packaged PostgreSQL for this platform
  | 'NO_PLACE'; // no folder that the server may enter, or whose name is short enough for a socket

/** The error class of the supervisor; its message says what the user can do. */
export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedPostgresErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(
    code: EmbeddedPostgresErrorCode,
    message: string,
    data: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EmbeddedPostgresError';
    this.code = code;
    this.data = data;
  }
}
