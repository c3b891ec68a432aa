// SPDX-License-Identifier: Apache-2.0
import { inspectUscc } from './uscc.ts';

/** Whose register of persons a number is of. */
export type PersonalNumberKind = 'resident' | 'resident-15' | 'hkid' | 'macao-bir';

const DAY = '(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])';
const RESIDENT = new RegExp(`^[1-9]\\d{5}(?:19|20)\\d{2}${DAY}\\d{3}[\\dXx]$`);
const RESIDENT_15 = new RegExp(`^[1-8]\\d{5}\\d{2}${DAY}\\d{3}$`);
const HKID = /^([A-Z]{1,2})(\d{6})(?:\(([\dA])\)|([\dA]))$/;
const MACAO_BIR = /^(?:[1578]\d{6}\(\d\)|[1578]\/\d{6}\/\d)$/;

/**
 * The kind of a natural person's number by its form; undefined for every other text. All four formats are recalled.
 * GB 11643: 6 digits of a place, day of birth, 3 digits, check character; before 1999 15 digits with a year of two.
 * Hong Kong identity card: 1 or 2 letters, 6 digits, check. Macao BIR: 7 digits and one more, in brackets or between
 * strokes: bare, its 8 digits cannot be told from a business number. A check character is looked at only where the
 * form alone would take other codes for a person's: whoever mistyped a number is that person all the same.
 */
export function personalNumberKind(text: string): PersonalNumberKind | undefined {
  if (RESIDENT.test(text)) return 'resident';
  if (RESIDENT_15.test(text)) return 'resident-15';
  if (MACAO_BIR.test(text)) return 'macao-bir';
  const match = HKID.exec(text);
  return match !== null && isHkid(match) ? 'hkid' : undefined;
}

/**
 * sum of values times weights 9 to 1 is a multiple of 11; A is 10 to Z 35, a missing first letter 36, check A 10
 * Hong Kong identity card, check digit (recalled).
 */
function isHkid([, letters = '', digits = '', bracketed, bare]: readonly (string | undefined)[]): boolean {
  const values = [...letters.padStart(2, ' ')].map((letter) => (letter === ' ' ? 36 : letter.charCodeAt(0) - 55));
  const check = bracketed ?? bare;
  const all = [...values, ...[...digits].map(Number), check === 'A' ? 10 : Number(check)];
  return all.reduce((sum, value, at) => sum + value * (9 - at), 0) % 11 === 0;
}

/**
 * True for the number of a natural person and for the code of an individually-owned business (GB 32100-2015, recalled:
 * it begins with 92). Residents of many provinces have 18 digits in the form of a code of an organisation: only one
 * whose check characters both hold is taken for such.
 */
export function isNumberOfPerson(text: string): boolean {
  const { uscc, findings } = inspectUscc(text);
  if (uscc?.startsWith('92') === true) return true;
  const isSoundUscc = uscc !== undefined && findings.every(({ code }) => code === 'NORMALISED');
  return !isSoundUscc && personalNumberKind(text) !== undefined;
}
