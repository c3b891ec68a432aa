// SPDX-License-Identifier: Apache-2.0
import type { Brand } from './brand.ts';
import { IdentifierError, requireText } from './identifier-error.ts';

/** A GS1 trade item number, always written with 14 digits, so that one item has one text. */
export type Gtin = Brand<string, 'Gtin'>;

/** A GS1 location number: 13 digits, names a party or a place. */
export type Gln = Brand<string, 'Gln'>;

const GTIN_LENGTHS: ReadonlySet<number> = new Set([8, 12, 13, 14]);

/**
 * gtin = 8DIGIT / 12DIGIT / 13DIGIT / 14DIGIT, filled up with zeros on the left to 14.
 * GS1 General Specifications, 7.9 (check digit).
 */
export function parseGtin(given: unknown): Gtin {
  const text = requireDigits(given, 'A GTIN');
  if (!GTIN_LENGTHS.has(text.length)) {
    throw new IdentifierError('BAD_LENGTH', 'A GTIN has 8, 12, 13 or 14 digits', text);
  }
  requireCheckDigit(text);
  requireSomeDigit(text, 'A GTIN');
  return text.padStart(14, '0') as Gtin;
}

/** gln = 13DIGIT. GS1 General Specifications, 7.9 (check digit). */
export function parseGln(given: unknown): Gln {
  const text = requireDigits(given, 'A GLN');
  if (text.length !== 13) {
    throw new IdentifierError('BAD_LENGTH', 'A GLN has 13 digits', text);
  }
  requireCheckDigit(text);
  requireSomeDigit(text, 'A GLN');
  return text as Gln;
}

function requireDigits(given: unknown, what: string): string {
  const text = requireText(given, what, 40);
  if (!/^[0-9]+$/.test(text)) {
    throw new IdentifierError('BAD_CHARACTER', `${what} has digits only`, text);
  }
  return text;
}

// Zeros alone satisfy the check digit and are what an empty field is filled up with; they name nothing.
function requireSomeDigit(text: string, what: string): void {
  if (/^0+$/.test(text)) throw new IdentifierError('BAD_FORMAT', `${what} is not zeros alone`, text);
}

// check = (10 − Σ weight·digit mod 10) mod 10, weights 3, 1, 3 … from the right. GS1 General Specifications, 7.9.
function requireCheckDigit(text: string): void {
  let sum = 0;
  for (let fromRight = 1; fromRight < text.length; fromRight += 1) {
    sum += Number(text.charAt(text.length - 1 - fromRight)) * (fromRight % 2 === 1 ? 3 : 1);
  }
  const expected = String((10 - (sum % 10)) % 10);
  if (!text.endsWith(expected)) {
    throw new IdentifierError('BAD_CHECK_DIGIT', `The last digit must be ${expected}`, text);
  }
}
