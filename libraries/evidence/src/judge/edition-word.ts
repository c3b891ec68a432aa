// SPDX-License-Identifier: Apache-2.0

/** What one result says of one edition, where a transition lets either be met, but wholly. */
export interface EditionWord {
  readonly transition: string;
  readonly edition: string;
  readonly title: string;
  /** Both editions of the transition. */
  readonly editions: readonly string[];
  readonly says: 'met' | 'against';
}
