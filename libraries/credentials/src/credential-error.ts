// SPDX-License-Identifier: Apache-2.0

/** Every reason for which this package refuses an input; the set is closed so that callers can switch over it. */
export type CredentialErrorCode =
  // JSON text and JSON values
  | 'TOO_LARGE'
  | 'NOT_UTF8'
  | 'NOT_JSON'
  | 'TRAILING_DATA'
  | 'DUPLICATE_KEY'
  | 'TOO_DEEP'
  | 'TOO_MANY_VALUES'
  | 'LONE_SURROGATE'
  | 'NUMBER_OUT_OF_RANGE'
  | 'NUMBER_NOT_EXACT'
  | 'NOT_A_JSON_VALUE'
  // keys and names
  | 'BAD_MULTIBASE'
  | 'BAD_MULTIKEY'
  | 'UNSUPPORTED_KEY_TYPE'
  | 'WEAK_KEY'
  | 'BAD_DID'
  | 'BAD_DID_DOCUMENT'
  // tokens and status lists
  | 'BAD_COMPACT_JWS'
  | 'BAD_GZIP'
  | 'BAD_STATUS_LIST'
  | 'STATUS_INDEX_OUT_OF_RANGE'
  // issuing
  | 'BAD_CREDENTIAL'
  | 'BAD_SIGNER'
  | 'BAD_SALT'
  | 'REUSED_SALT'
  | 'NO_SUCH_FIELD';

/** An input from outside is not what it should be: `code` says which way, `at` where (an offset, a pointer, a name). */
export class CredentialError extends Error {
  readonly code: CredentialErrorCode;
  readonly at: string;

  constructor(
    code: CredentialErrorCode,
    message: string,
    where: { readonly at?: string; readonly cause?: unknown } = {},
  ) {
    const at = where.at ?? '';
    super(at === '' ? message : `${at}: ${message}`, where.cause === undefined ? undefined : { cause: where.cause });
    this.name = 'CredentialError';
    this.code = code;
    this.at = at;
  }
}

const SHOWN_CHARACTERS_MAX = 80;

/** Hostile text as it may stand in a message: quoted and short. */
export function shown(given: unknown): string {
  if (typeof given !== 'string') {
    return given === null ? 'null' : Array.isArray(given) ? 'a list' : typeof given;
  }
  return JSON.stringify(given.length > SHOWN_CHARACTERS_MAX ? `${given.slice(0, SHOWN_CHARACTERS_MAX)}…` : given);
}
