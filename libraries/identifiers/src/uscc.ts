// SPDX-License-Identifier: Apache-2.0
import type { Brand } from './brand.ts';
import { toHalfWidth } from './half-width.ts';
import { IdentifierError, requireText } from './identifier-error.ts';

/** A unified social credit code (统一社会信用代码): 18 characters, upper case, in the right form. */
export type Uscc = Brand<string, 'Uscc'>;

/**
 * What inspection found. An error means that this is no code at all. A warning means that it has the form of one,
 * but that a check digit disagrees: a slip of the pen or made-up data, to be looked up before it is relied upon.
 */
export type UsccFinding =
  | { readonly grade: 'error'; readonly code: 'BAD_FORMAT'; readonly message: string }
  | {
      readonly grade: 'warning';
      readonly code: 'BAD_CHECK_DIGIT' | 'BAD_ORGANISATION_CHECK_DIGIT' | 'NORMALISED';
      readonly message: string;
    };

/** `uscc` is there when the form is right, even if a check digit is not; trust it only without such a finding. */
export interface UsccInspection {
  readonly uscc?: Uscc;
  readonly findings: readonly UsccFinding[];
}

/** What the positions of a code say. */
export interface UsccParts {
  readonly department: string;
  readonly category: string;
  readonly division: string;
  readonly organisationCode: string;
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
// No department is numbered 0, and no division of GB/T 2260 begins with 0 (both recalled): eighteen zeros pass both sums.
const USCC_TEXT = /^[1-9A-HJ-NPQRTUWXY][0-9A-HJ-NPQRTUWXY][1-9][0-9]{5}[0-9A-HJ-NPQRTUWXY]{10}$/;
const FORM =
  'A unified social credit code has 18 characters 0-9 A-Z without I O S V Z, digits in positions 3 to 8, no 0 in positions 1 and 3, like 91350100M000100Y43';

/**
 * C18 = alphabet[(31 − Σ value(C_i)·3^(i−1) mod 31) mod 31], i = 1…17; alphabet 0-9 A-Z without I O S V Z.
 * GB 32100-2015 (recalled). Lower case is read as upper case; nothing else is forgiven: position 17, the check digit of
 * the organisation code, must be right too, as it is in all of 999 codes of a public register extract. What a person
 * typed goes to `inspectUscc`, which gives such a code with a warning.
 */
export function parseUscc(given: unknown): Uscc {
  const text = requireText(given, 'A unified social credit code', 60).toUpperCase();
  if (!USCC_TEXT.test(text)) {
    throw new IdentifierError('BAD_FORMAT', FORM, given);
  }
  const [wrong] = wrongCheckDigits(text);
  if (wrong !== undefined) throw new IdentifierError('BAD_CHECK_DIGIT', wrong.message, given);
  return text as Uscc;
}

/** The code in a text that a person typed, with everything that is wrong or was set right; never throws on text. */
export function inspectUscc(given: unknown): UsccInspection {
  if (typeof given !== 'string' || given.length > 60) {
    return { findings: [{ grade: 'error', code: 'BAD_FORMAT', message: FORM }] };
  }
  const text = toHalfWidth(given).replace(/[ -]/g, '').toUpperCase();
  if (!USCC_TEXT.test(text)) {
    return { findings: [{ grade: 'error', code: 'BAD_FORMAT', message: FORM }] };
  }
  const findings: UsccFinding[] = [];
  if (text !== given) {
    findings.push({ grade: 'warning', code: 'NORMALISED', message: `Read as ${text}` });
  }
  return { uscc: text as Uscc, findings: [...findings, ...wrongCheckDigits(text)] };
}

/** Registration department (1), category (2), division of GB/T 2260 (3-8), organisation code of GB 11714 (9-17). */
export function usccParts(uscc: Uscc): UsccParts {
  return {
    department: uscc.charAt(0),
    category: uscc.charAt(1),
    division: uscc.slice(2, 8),
    organisationCode: uscc.slice(8, 17),
  };
}

// What is wrong with the two check digits, the one of the whole code first.
function wrongCheckDigits(text: string): readonly UsccFinding[] {
  const findings: UsccFinding[] = [];
  const expected = checkCharacter(text);
  if (text.charAt(17) !== expected) {
    findings.push({ grade: 'warning', code: 'BAD_CHECK_DIGIT', message: `Position 18 must be ${expected}` });
  }
  const organisationExpected = organisationCheckCharacter(text.slice(8, 16));
  if (text.charAt(16) !== organisationExpected) {
    const message = `Position 17, the check digit of the organisation code, must be ${organisationExpected}`;
    findings.push({ grade: 'warning', code: 'BAD_ORGANISATION_CHECK_DIGIT', message });
  }
  return findings;
}

function checkCharacter(text: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of text.slice(0, 17)) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

// C9 = 11 − Σ value(C_i)·W_i mod 11, W = 3 7 9 10 5 8 4 2, A…Z = 10…35; 10 → "X", 11 → "0".
// GB 11714-1997 (recalled).
function organisationCheckCharacter(eight: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number.parseInt(eight.charAt(index), 36), 0);
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}
