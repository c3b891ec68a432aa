// SPDX-License-Identifier: Apache-2.0
import type { TestResult } from '@touchstone/statements';
import type { Reason } from '../check.ts';
import type { HeldOf } from '../evidence-set.ts';
import type { Transcription } from '../transcription.ts';
import type { Trial } from '../verdict.ts';
import type { EditionWord } from './edition-word.ts';

/** One result with where it stands. */
export interface Tested {
  readonly result: TestResult;
  readonly report?: HeldOf<'TestReport'>;
  readonly typed?: Transcription;
  /** True for a result of a foreign credential, which is never accepted by itself. */
  readonly foreign?: true;
}

/** A trial with the caveats that its decision carries into the cell. */
export interface TriedResult extends Trial {
  /** True where it speaks against a version that decides, whatever the outcome over all versions. */
  readonly isAgainst: boolean;
  /** True where it may be above such a limit: it is, or it cannot be compared with it. Out of force, it may be none the less. */
  readonly mayFail: boolean;
  readonly caveats: readonly Reason[];
  /** What its own report says against it, where its number does not. */
  readonly saysAgainst?: readonly Reason[];
  /** What it says of the editions of which one must be met wholly. */
  readonly editions: readonly EditionWord[];
  /** The measured result that was tried, out of a signed report or as somebody typed it; absent for other papers. */
  readonly tested?: Tested;
}
