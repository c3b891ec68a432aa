// SPDX-License-Identifier: Apache-2.0

/** Every reason for which this package refuses an input; the set is closed so that callers can switch over it. */
export type LogErrorCode =
  | 'TOO_LARGE'
  | 'NOT_CANONICAL'
  | 'BAD_SIZE'
  | 'BAD_RANGE'
  | 'BAD_HASH'
  // tiles and bundles
  | 'BAD_TILE_PATH'
  | 'BAD_TILE'
  | 'BAD_BUNDLE'
  | 'MISSING_TILE'
  | 'ROOT_MISMATCH'
  // notes, keys and what they carry
  | 'BAD_NOTE'
  | 'BAD_KEY'
  | 'WEAK_KEY'
  | 'UNSUPPORTED_KEY'
  | 'AMBIGUOUS_KEY'
  | 'BAD_CHECKPOINT'
  | 'BAD_TIMESTAMP'
  | 'BAD_SIGNATURE'
  // proofs, policies, requests
  | 'BAD_PROOF'
  | 'BAD_POLICY'
  | 'BAD_REQUEST'
  | 'BAD_PACKAGE'
  // the map
  | 'BAD_MAP_KEY'
  | 'BAD_MAP_VALUE'
  | 'BAD_MAP_PROOF'
  | 'BAD_MAP_STATE';

/** An input from outside is not what it should be: `code` says which way, `at` where (a line, a path, a level). */
export class LogError extends Error {
  readonly code: LogErrorCode;
  readonly at: string;

  constructor(code: LogErrorCode, message: string, where: { readonly at?: string; readonly cause?: unknown } = {}) {
    const at = where.at ?? '';
    super(at === '' ? message : `${at}: ${message}`, where.cause === undefined ? undefined : { cause: where.cause });
    this.name = 'LogError';
    this.code = code;
    this.at = at;
  }
}

const SHOWN_CHARACTERS_MAX = 80;

/** Hostile text as it may stand in a message: quoted and short. */
export function shown(given: unknown): string {
  if (typeof given !== 'string') {
    return typeof given === 'number' ? String(given) : typeof given;
  }
  return JSON.stringify(given.length > SHOWN_CHARACTERS_MAX ? `${given.slice(0, SHOWN_CHARACTERS_MAX)}…` : given);
}
