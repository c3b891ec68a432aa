// SPDX-License-Identifier: Apache-2.0
import { LogKeepingError } from '@touchstone/log-keeping/appender';
import { LogError } from '@touchstone/transparency-log';
import type { FollowedCounts } from './foreign-leaves.ts';

/**
 * What stands in the way of following a log. `two-stories`: it signed two trees that cannot both be; `set-back`: it shows
 * fewer entries than before; `missing-file`, `damaged`: of the tree that it shows, a file is not there, or does not make its
 * root; `not-signed`: it shows no checkpoint of its own; `other-key`: its name was followed here under another key;
 * `unreachable`: it, or the node behind it, does not answer.
 */
export const TROUBLES = [
  ...(['two-stories', 'set-back', 'missing-file', 'damaged'] as const),
  ...(['not-signed', 'other-key', 'unreachable', 'other'] as const),
] as const;
type TroubleKind = (typeof TROUBLES)[number];

/** How following one log stands. */
export interface FollowState extends FollowedCounts {
  readonly origin: string;
  readonly url: string;
  readonly lookedAt?: string;
  /** Up to when all that its node opens is here, as far as its tree is dated; missing where something stands in the way. */
  readonly knownUntil?: string;
  /** Since when it is followed, where administrators chose it. */
  readonly since?: string;
  /** Entries of the tree that it showed last, signed by it and not yet held against its entries. */
  readonly shown?: number;
  /** While new entries are read: how many of those shown have been. */
  readonly read?: number;
  readonly trouble?: string;
  readonly troubleKind?: TroubleKind;
  /** Since when it is followed no longer: what is known of it is of then. */
  readonly endedAt?: string;
}

/** In a word for machines, and in words. */
export interface Trouble {
  readonly kind: TroubleKind;
  readonly text: string;
}

/** The trouble that an error while following tells of. */
export function troubleOf(error: unknown): Trouble {
  return { kind: kindOf(error), text: error instanceof Error ? error.message : String(error) };
}

function kindOf(error: unknown): TroubleKind {
  if (error instanceof LogError) return error.code === 'MISSING_TILE' ? 'missing-file' : 'damaged';
  if (error instanceof LogKeepingError) return BY_CODE[error.code] ?? 'other';
  // What fetch throws where nobody answers, and where nobody answered in time.
  const isSilence = error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError');
  return isSilence ? 'unreachable' : 'other';
}

const BY_CODE: Readonly<Partial<Record<LogKeepingError['code'], TroubleKind>>> = {
  UNREACHABLE: 'unreachable',
  CORRUPT: 'damaged',
  WRONG_LOG: 'not-signed',
};
