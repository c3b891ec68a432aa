// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { type BinaryOperator, EXPRESSION_CHARACTERS_MAX } from './expression.ts';

/** One word of an expression and where it begins. */
export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly unit?: string; readonly position: number }
  | { readonly kind: 'name'; readonly name: string; readonly position: number }
  | { readonly kind: 'operator'; readonly operator: BinaryOperator; readonly position: number }
  | { readonly kind: 'open' | 'close' | 'comma' | 'end'; readonly position: number };

const SPACE = /\s*/y;
const NUMBER = /([0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,3})?)(?:\s*\[([^\][]*)\])?/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;

const MARKS: ReadonlyMap<string, 'open' | 'close' | 'comma'> = new Map([
  ['(', 'open'],
  [')', 'close'],
  [',', 'comma'],
]);

const SYMBOLS: ReadonlyMap<string, BinaryOperator> = new Map([
  ['+', '+'],
  ['-', '-'],
  ['−', '-'],
  ['*', '*'],
  ['·', '*'],
  ['×', '*'],
  ['/', '/'],
  ['÷', '/'],
  ['^', '^'],
]);

/**
 * number = 1*DIGIT ["." 1*DIGIT] ["e" ["+" / "-"] 1*3DIGIT] ["[" unit "]"]; name = letter *(letter / digit / "_").
 * A grammar of this package; letters are those of Unicode. The list ends with a token of kind 'end'.
 */
export function tokenise(given: unknown): readonly Token[] {
  if (typeof given !== 'string' || given.length > EXPRESSION_CHARACTERS_MAX) {
    throw new MetrologyError(
      'BAD_EXPRESSION',
      `An expression is text of at most ${EXPRESSION_CHARACTERS_MAX} characters`,
    );
  }
  const tokens: Token[] = [];
  let position = skipSpace(given, 0);
  while (position < given.length) {
    const { token, end } = tokenAt(given, position);
    tokens.push(token);
    position = skipSpace(given, end);
  }
  return [...tokens, { kind: 'end', position }];
}

/** How an error names a token. */
export function describeToken(token: Token): string {
  switch (token.kind) {
    case 'number':
      return `the number ${token.value}`;
    case 'name':
      return `the name ${token.name}`;
    case 'operator':
      return `'${token.operator}'`;
    case 'open':
      return "'('";
    case 'close':
      return "')'";
    case 'comma':
      return "','";
    case 'end':
      return 'the end';
  }
}

function tokenAt(text: string, position: number): { readonly token: Token; readonly end: number } {
  const character = text.charAt(position);
  const operator = SYMBOLS.get(character);
  if (operator !== undefined) {
    const length = character === '*' && text.charAt(position + 1) === '*' ? 2 : 1;
    return { token: { kind: 'operator', operator: length === 2 ? '^' : operator, position }, end: position + length };
  }
  const mark = MARKS.get(character);
  if (mark !== undefined) {
    return { token: { kind: mark, position }, end: position + 1 };
  }
  const number = matchAt(NUMBER, text, position);
  if (number !== null) {
    const [all, digits, unit] = number;
    const value = Number(digits);
    if (!Number.isFinite(value)) {
      throw badCharacter(position, `the number ${digits} is too large`);
    }
    const token = unit === undefined ? { value } : { value, unit };
    return { token: { kind: 'number', ...token, position }, end: position + all.length };
  }
  const name = matchAt(NAME, text, position);
  if (name !== null) {
    return { token: { kind: 'name', name: name[0], position }, end: position + name[0].length };
  }
  throw badCharacter(position, `'${String.fromCodePoint(text.codePointAt(position) as number)}' means nothing here`);
}

function badCharacter(position: number, what: string): MetrologyError {
  return new MetrologyError('BAD_EXPRESSION', `At character ${position + 1}: ${what}`, { position });
}

function skipSpace(text: string, position: number): number {
  return position + (matchAt(SPACE, text, position) as RegExpExecArray)[0].length;
}

function matchAt(pattern: RegExp, text: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(text);
}
