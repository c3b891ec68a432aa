// SPDX-License-Identifier: Apache-2.0

/** One part of a sum, as a substance of its own where it is one. */
export interface SubstanceComponent {
  readonly name: string;
  readonly substanceId?: string;
}

/**
 * What is measured, with its definition: inorganic arsenic is not total arsenic, methylmercury not mercury.
 * Two entries are never the same substance because their names or CAS numbers are alike.
 */
export interface Substance {
  readonly id: string;
  readonly names: Readonly<Record<'en' | 'zh-Hans' | 'pt', string>>;
  readonly cas?: string;
  readonly definition: string;
  readonly components?: readonly SubstanceComponent[];
}

/**
 * CAS number = 2*7DIGIT "-" 2DIGIT "-" DIGIT; the last digit = Σ i · dᵢ mod 10, counted from the right.
 * CAS Registry, "Check Digit Verification of CAS Registry Numbers".
 */
export function isCasNumber(text: string): boolean {
  const match = /^([1-9][0-9]{1,6})-([0-9]{2})-([0-9])$/.exec(text);
  if (match === null) {
    return false;
  }
  const digits = [...`${match[1]}${match[2]}`].reverse();
  return digits.reduce((sum, digit, index) => sum + (index + 1) * Number(digit), 0) % 10 === Number(match[3]);
}
