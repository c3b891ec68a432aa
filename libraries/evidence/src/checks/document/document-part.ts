// SPDX-License-Identifier: Apache-2.0
import type { CredentialCheck } from '@touchstone/credentials/verify';
import type { CalendarDay } from '@touchstone/identifiers';
import { type CheckOutcome, type Finding, type Link, type Reason, reason } from '../../check.ts';
import type { Held } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';

/** One part of group `document`, before the parts are put together. */
export interface Part {
  readonly outcome: CheckOutcome;
  readonly reasons: readonly Reason[];
  readonly rests: readonly Link[];
}

/** What group `document` needs: the place, and the cryptographic check of a document, made once. */
export interface DocumentContext {
  readonly bench: Pick<
    Bench,
    'set' | 'suite' | 'place' | 'policy' | 'on' | 'knownOn' | 'knownBefore' | 'isAnchor' | 'isRoot' | 'remember'
  >;
  cryptographic(held: Held): CredentialCheck;
  soundness(held: Held, at: CalendarDay): Finding;
}

export const SOUND: Part = { outcome: 'passed', reasons: [], rests: [] };

/** A part that failed for one reason. */
export function fault(code: string, detail: string, values?: Readonly<Record<string, string>>): Part {
  return { outcome: 'failed', reasons: [reason(code, detail, values)], rests: [] };
}
