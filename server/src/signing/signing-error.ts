// SPDX-License-Identifier: Apache-2.0
/** Why a statement cannot be signed here. */
export type SigningErrorCode =
  | 'NO_KEY' // the node holds no key of this party that is in force
  | 'KEY_FILE_OPEN' // others than the server's user may read a key
  | 'KEY_FILE_BROKEN' // a key file does not hold a key
  | 'NOT_THE_ISSUER' // a party's key signs only what the party itself issues
  | 'NOT_VERIFIED'; // a statement that came signed does not hold

/** The error class of signing; its message says what an operator has to do. It never holds a secret. */
export class SigningError extends Error {
  readonly code: SigningErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: SigningErrorCode, message: string, data: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SigningError';
    this.code = code;
    this.data = data;
  }
}
