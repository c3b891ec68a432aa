// SPDX-License-Identifier: Apache-2.0
import type { Reason } from '../check.ts';
import type { Trial } from '../verdict.ts';
import type { EditionWord } from './editions.ts';

/** A trial with the caveats that its decision carries into the cell. */
export interface TriedResult extends Trial {
  /** True where it speaks against a version that decides, whatever the outcome over all versions. */
  readonly isAgainst: boolean;
  readonly caveats: readonly Reason[];
  /** What it says of the editions of which one must be met wholly. */
  readonly editions: readonly EditionWord[];
}
