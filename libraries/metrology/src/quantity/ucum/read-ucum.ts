// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';

/** One component of a UCUM code: a whole number, or a symbol (prefix and atom together) to a power. */
export type UcumComponent =
  | { readonly number: bigint; readonly power: number; readonly side: 1 | -1 }
  | { readonly symbol: string; readonly power: number; readonly side: 1 | -1 };

interface Reader {
  readonly text: string;
  at: number;
}

// A symbol ends before a digit or an operator, except inside its square brackets: B[10.nV], [m/s2/Hz^(1/2)].
const SYMBOL = /(?:10[*^]|(?:\[[^\s[\]{}]+\]|[A-Za-z_%'"])+)/y;
const NUMBER = /[1-9]\d{0,11}(?![\d*^A-Za-z_%'"[])/y;
const POWER = /[+-]?\d{1,2}(?!\d)/y;
const ANNOTATION = /\{[\x21-\x7a|~]*\}/y;
const DEPTH_MAX = 16;

/**
 * code = ["/"] term *(("." / "/") term), term = (symbol [exponent] / number / "(" code ")") [annotation] / annotation,
 * from the left: a/b.c is (a/b).c. UCUM 2.2, 2.2, §§6 to 12.
 */
export function readUcum(text: string): UcumComponent[] {
  const reader: Reader = { text, at: 0 };
  const components = readTerms(reader, 0);
  if (reader.at < text.length) {
    throw badCode(reader, "'.', '/' or the end must follow here");
  }
  return components;
}

function readTerms(reader: Reader, depth: number): UcumComponent[] {
  if (depth > DEPTH_MAX) {
    throw badCode(reader, `parentheses may stand ${DEPTH_MAX} deep`);
  }
  const components: UcumComponent[] = [];
  let side: 1 | -1 = take(reader, '/') ? -1 : 1;
  for (;;) {
    components.push(...inverted(readTerm(reader, depth), side));
    if (take(reader, '.')) {
      side = 1;
    } else if (take(reader, '/')) {
      side = -1;
    } else {
      return components;
    }
  }
}

function readTerm(reader: Reader, depth: number): UcumComponent[] {
  if (take(reader, '(')) {
    const inner = readTerms(reader, depth + 1);
    if (!take(reader, ')')) {
      throw badCode(reader, "')' is missing");
    }
    match(reader, ANNOTATION);
    return inner;
  }
  if (match(reader, ANNOTATION) !== undefined) {
    return [];
  }
  const number = match(reader, NUMBER);
  if (number !== undefined) {
    match(reader, ANNOTATION);
    return [{ number: BigInt(number), power: 1, side: 1 }];
  }
  const symbol = match(reader, SYMBOL);
  if (symbol === undefined) {
    throw badCode(reader, 'a unit such as mg is missing here');
  }
  const power = Number(match(reader, POWER) ?? '1');
  match(reader, ANNOTATION);
  return [symbol === '10*' || symbol === '10^' ? { number: 10n, power, side: 1 } : { symbol, power, side: 1 }];
}

function inverted(components: UcumComponent[], side: 1 | -1): UcumComponent[] {
  return side === 1 ? components : components.map((one) => ({ ...one, side: one.side === 1 ? -1 : 1 }));
}

function match(reader: Reader, pattern: RegExp): string | undefined {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text)?.[0];
  reader.at += found?.length ?? 0;
  return found;
}

function take(reader: Reader, sign: string): boolean {
  const there = reader.text.startsWith(sign, reader.at);
  reader.at += there ? sign.length : 0;
  return there;
}

function badCode({ text, at }: Reader, problem: string): MetrologyError {
  return new MetrologyError('BAD_UNIT', `UCUM code '${text}', character ${at + 1}: ${problem}`, {
    given: text,
    position: at,
  });
}
