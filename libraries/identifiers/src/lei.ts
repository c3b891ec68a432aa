// SPDX-License-Identifier: Apache-2.0
import type { Brand } from './brand.ts';
import { IdentifierError, requireText } from './identifier-error.ts';

/** A legal entity identifier: 18 characters 0-9 A-Z and two check digits. */
export type Lei = Brand<string, 'Lei'>;

/**
 * check = 98 − (n‖"00" mod 97), with A…Z written as 10…35.
 * ISO 17442-1:2020; ISO/IEC 7064:2003, MOD 97-10. Lower case is read as upper case.
 */
export function parseLei(given: unknown): Lei {
  const text = requireText(given, 'An LEI', 60).toUpperCase();
  if (!/^[0-9A-Z]{18}[0-9]{2}$/.test(text)) {
    throw new IdentifierError('BAD_FORMAT', 'An LEI has 18 characters 0-9 A-Z and two check digits', given);
  }
  let remainder = 0;
  for (const character of `${text.slice(0, 18)}00`) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  // Comparing, rather than testing for mod 97 = 1, also refuses 00, 01 and 99, which are never given out.
  const expected = String(98 - remainder).padStart(2, '0');
  if (!text.endsWith(expected)) {
    throw new IdentifierError('BAD_CHECK_DIGIT', `The last two digits must be ${expected}`, given);
  }
  return text as Lei;
}
