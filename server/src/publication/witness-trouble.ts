// SPDX-License-Identifier: Apache-2.0

/**
 * Why a witness has not cosigned. `saw-more`: it has cosigned more entries than the tree shown has; `changed-mind`: it named
 * two sizes that it had cosigned, one after the other; `refused`: it answered with a status; `no-cosignature`: what it answered is
 * not its cosignature of this tree; `unreadable`: its answer is none; `unreachable`: it gave none, or not in time;
 * `not-asked`: the tree that is here could not be read or proved, and it was not asked; `not-kept`: its cosignature could not
 * be published here.
 */
export const WITNESS_TROUBLES = [
  ...(['saw-more', 'changed-mind', 'refused', 'no-cosignature'] as const),
  ...(['unreadable', 'unreachable', 'not-asked', 'not-kept'] as const),
] as const;

/** What failed, for programs and, in English, for people. */
export interface WitnessTrouble {
  readonly kind: (typeof WITNESS_TROUBLES)[number];
  /** The numbers of it, each by what it counts. */
  readonly values?: Readonly<Record<string, number>>;
  readonly text: string;
}
