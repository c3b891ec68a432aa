// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { ELEMENTARY_FUNCTIONS, type FunctionName } from './elementary-functions.ts';
import {
  CONSTANTS,
  EXPRESSION_DEPTH_MAX,
  EXPRESSION_NODES_MAX,
  type Expression,
  PAIR_FUNCTIONS,
  type PairFunction,
} from './expression.ts';
import { describeToken, type Token, tokenise } from './tokenise.ts';

interface Reader {
  readonly tokens: readonly Token[];
  readonly known: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  next: number;
  nodes: number;
}

/**
 * sum = product *(("+" / "-") product); product = factor *(("*" / "/") factor); factor = ["+" / "-"] factor / power;
 * power = primary ["^" factor]; primary = number / name / call / "(" sum ")";
 * call = function "(" sum ")" / "atan2" "(" sum "," sum ")".
 * A grammar of this package; −x^2 is −(x^2), 2^3^2 is 2^(3^2). An unknown name is told with its place and what is known.
 * Functions of one argument beyond the elementary ones are read where they are named; who names them must know them.
 */
export function parseExpression(given: unknown, known: Iterable<string>, more: Iterable<string> = []): Expression {
  const functions = new Set([...ELEMENTARY_FUNCTIONS.keys(), ...more]);
  const reader = { tokens: tokenise(given), known: new Set(known), functions, next: 0, nodes: 0 };
  const expression = readSum(reader, 0);
  const rest = peek(reader);
  if (rest.kind !== 'end') {
    throw unexpected(rest, 'an operator or the end');
  }
  return expression;
}

function readSum(reader: Reader, depth: number): Expression {
  return readChain(reader, depth, { operators: ['+', '-'], read: readProduct });
}

function readProduct(reader: Reader, depth: number): Expression {
  return readChain(reader, depth, { operators: ['*', '/'], read: readFactor });
}

interface Level {
  readonly operators: readonly string[];
  readonly read: (reader: Reader, depth: number) => Expression;
}

function readChain(reader: Reader, depth: number, { operators, read }: Level): Expression {
  let left = read(reader, depth);
  for (;;) {
    const token = peek(reader);
    if (token.kind !== 'operator' || !operators.includes(token.operator)) {
      return left;
    }
    reader.next += 1;
    const { operator, position } = token;
    left = count(reader, { kind: 'binary', operator, left, right: read(reader, depth), position });
  }
}

function readFactor(reader: Reader, depth: number): Expression {
  const token = peek(reader);
  if (token.kind === 'operator' && (token.operator === '-' || token.operator === '+')) {
    reader.next += 1;
    const operand = readFactor(reader, deeper(reader, depth));
    return token.operator === '+' ? operand : count(reader, { kind: 'negate', operand, position: token.position });
  }
  return readPower(reader, depth);
}

function readPower(reader: Reader, depth: number): Expression {
  const left = readPrimary(reader, depth);
  const token = peek(reader);
  if (token.kind !== 'operator' || token.operator !== '^') {
    return left;
  }
  reader.next += 1;
  const right = readFactor(reader, deeper(reader, depth));
  return count(reader, { kind: 'binary', operator: '^', left, right, position: token.position });
}

function readPrimary(reader: Reader, depth: number): Expression {
  const token = peek(reader);
  reader.next += 1;
  switch (token.kind) {
    case 'number':
      return count(reader, token);
    case 'name':
      return peek(reader).kind === 'open' ? readCall(reader, token, depth) : count(reader, readName(reader, token));
    case 'open': {
      const inside = readSum(reader, deeper(reader, depth));
      readClose(reader);
      return inside;
    }
    case 'operator':
    case 'close':
    case 'comma':
    case 'end':
      throw unexpected(token, 'a number, a name or an opening parenthesis');
  }
}

function readName(reader: Reader, { name, position }: Extract<Token, { kind: 'name' }>): Expression {
  const value = CONSTANTS.get(name);
  if (value !== undefined) {
    return { kind: 'number', value, position };
  }
  if (!reader.known.has(name)) {
    throw unknownName(position, name, { what: 'quantity', known: [...reader.known, ...CONSTANTS.keys()] });
  }
  return { kind: 'name', name, position };
}

function readCall(reader: Reader, { name, position }: Extract<Token, { kind: 'name' }>, depth: number): Expression {
  const isPair = PAIR_FUNCTIONS.has(name);
  if (!isPair && !reader.functions.has(name)) {
    const known = [...reader.functions, ...PAIR_FUNCTIONS];
    throw unknownName(position, name, { what: 'function', known });
  }
  reader.next += 1;
  const argument = readSum(reader, deeper(reader, depth));
  if (isPair) {
    readComma(reader);
    const right = readSum(reader, deeper(reader, depth));
    readClose(reader);
    return count(reader, { kind: 'binary', operator: name as PairFunction, left: argument, right, position });
  }
  readClose(reader);
  return count(reader, { kind: 'call', name: name as FunctionName, argument, position });
}

function readComma(reader: Reader): void {
  const token = peek(reader);
  if (token.kind !== 'comma') {
    throw unexpected(token, 'an operator or a comma before the second argument');
  }
  reader.next += 1;
}

function readClose(reader: Reader): void {
  const token = peek(reader);
  if (token.kind !== 'close') {
    throw unexpected(token, 'an operator or a closing parenthesis');
  }
  reader.next += 1;
}

// The list ends with a token that nothing reads past.
function peek(reader: Reader): Token {
  return reader.tokens[reader.next] as Token;
}

function deeper(reader: Reader, depth: number): number {
  if (depth === EXPRESSION_DEPTH_MAX) {
    const { position } = peek(reader);
    throw new MetrologyError('BAD_EXPRESSION', `An expression may nest ${EXPRESSION_DEPTH_MAX} deep, not more`, {
      position,
    });
  }
  return depth + 1;
}

function count(reader: Reader, expression: Expression): Expression {
  reader.nodes += 1;
  if (reader.nodes > EXPRESSION_NODES_MAX) {
    throw new MetrologyError('BAD_EXPRESSION', `An expression may have ${EXPRESSION_NODES_MAX} parts, not more`, {
      position: expression.position,
    });
  }
  return expression;
}

function unexpected(token: Token, wanted: string): MetrologyError {
  const { position } = token;
  return new MetrologyError(
    'BAD_EXPRESSION',
    `At character ${position + 1}: ${describeToken(token)} stands where ${wanted} is needed`,
    { position },
  );
}

function unknownName(
  position: number,
  name: string,
  { what, known }: { readonly what: string; readonly known: readonly string[] },
): MetrologyError {
  const listed = known.slice(0, 30).join(', ');
  return new MetrologyError(
    'UNKNOWN_NAME',
    `At character ${position + 1}: no ${what} is called ${name}; known are ${listed}`,
    {
      given: name,
      position,
      suggestions: known.slice(0, 30),
    },
  );
}
