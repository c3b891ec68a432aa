// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';

/**
 * A number by which reports are called, for comparison: what readers take for one number is one, in whatever case, width and
 * dash, with whatever cannot be seen, with spaces beside a dash or stroke, and in letters of another alphabet that have the
 * same capitals. ISO/IEC 17025:2017, 7.8.2.1 d (recalled): the identification is unique.
 */
export function numberKey(number: string): string {
  const seen = number.replace(/[\p{Cc}\p{Cf}]/gu, '').toUpperCase();
  const latin = seen.replace(
    /[\p{Script=Greek}\p{Script=Cyrillic}]/gu,
    (letter) => LATIN_CAPITALS.get(letter) ?? letter,
  );
  return nameKey(latin)
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\s*([-/.])\s*/gu, '$1');
}

/** Capitals of Greek and Cyrillic that have the shape of a Latin one. Unicode UTS #39, confusables.txt (recalled). */
const LATIN_CAPITALS = new Map(
  [
    'ΑА:A',
    'ΒВ:B',
    'С:C',
    'ΕЕ:E',
    'ΗН:H',
    'ΙІ:I',
    'Ј:J',
    'ΚК:K',
    'ΜМ:M',
    'Ν:N',
    'ΟО:O',
    'ΡР:P',
    'Ѕ:S',
    'ΤТ:T',
    'ΧХ:X',
    'ΥУ:Y',
    'Ζ:Z',
  ]
    .map((one) => one.split(':') as [string, string])
    .flatMap(([alike, letter]) => [...alike].map((one) => [one, letter] as const)),
);
