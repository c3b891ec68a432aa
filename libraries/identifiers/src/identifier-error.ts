// SPDX-License-Identifier: Apache-2.0

/** Every reason for which a text is refused; the set is closed so that callers can switch over it. */
export type IdentifierErrorCode =
  | 'NOT_TEXT'
  | 'BAD_FORMAT'
  | 'BAD_CHARACTER'
  | 'BAD_LENGTH'
  | 'BAD_CHECK_DIGIT'
  | 'NOT_CANONICAL'
  | 'NOT_A_DATE'
  | 'NOT_A_TIME'
  | 'BAD_OFFSET'
  | 'OUT_OF_RANGE'
  | 'UNKNOWN_PLACE'
  | 'UNKNOWN_PUBLISHER';

const SHOWN_CHARACTERS_MAX = 120;

/** A text from outside is not what it should be; `code` says which way, `text` is (the beginning of) what was given. */
export class IdentifierError extends Error {
  readonly code: IdentifierErrorCode;
  readonly text: string;

  constructor(code: IdentifierErrorCode, message: string, given: unknown) {
    const text = shorten(given);
    super(`${message} (given: ${JSON.stringify(text)})`);
    this.name = 'IdentifierError';
    this.code = code;
    this.text = text;
  }
}

/**
 * The text itself, when it is text of at most `lengthMax` characters.
 * Checked before anything else looks at the text, so that no pattern ever runs over hostile megabytes.
 */
export function requireText(given: unknown, what: string, lengthMax: number): string {
  if (typeof given !== 'string') {
    throw new IdentifierError('NOT_TEXT', `${what} must be text`, given);
  }
  if (given.length > lengthMax) {
    throw new IdentifierError('BAD_LENGTH', `${what} may have at most ${lengthMax} characters`, given);
  }
  return given;
}

// The message ends in logs and screens: a megabyte of hostile text must not.
function shorten(given: unknown): string {
  if (typeof given !== 'string') {
    return `<${given === null ? 'null' : typeof given}>`;
  }
  return given.length > SHOWN_CHARACTERS_MAX ? `${given.slice(0, SHOWN_CHARACTERS_MAX)}…` : given;
}
