// SPDX-License-Identifier: Apache-2.0
import type { FunctionName } from './elementary-functions.ts';

/** A measurement model as a tree; `position` is where its text begins, counted from 0. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number; readonly unit?: string; readonly position: number }
  | { readonly kind: 'name'; readonly name: string; readonly position: number }
  | { readonly kind: 'negate'; readonly operand: Expression; readonly position: number }
  | {
      readonly kind: 'binary';
      readonly operator: PairOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly position: number;
    }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly argument: Expression; readonly position: number };

/** Signs that two numbers can be joined by. */
export type BinaryOperator = '+' | '-' | '*' | '/' | '^';

/** Functions of two numbers. */
export type PairFunction = 'atan2';

/** What two numbers can be joined by. */
export type PairOperator = BinaryOperator | PairFunction;

/** Names of the functions of two numbers; atan2(y, x) is the angle from the direction of x to the point (x, y), −π to π. */
export const PAIR_FUNCTIONS: ReadonlySet<string> = new Set<PairFunction>(['atan2']);

/** Longest text of an expression. */
export const EXPRESSION_CHARACTERS_MAX = 10_000;

/** Deepest nesting of an expression. */
export const EXPRESSION_DEPTH_MAX = 100;

/** Most numbers, names, operators and functions in one expression. */
export const EXPRESSION_NODES_MAX = 2_000;

/** Names with a value of their own. */
export const CONSTANTS: ReadonlyMap<string, number> = new Map([['pi', Math.PI]]);

/** Every name that the expression uses, in the order of first use, with where that is. */
export function namesIn(expression: Expression): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  visit(expression, (part) => {
    if (part.kind === 'name' && !names.has(part.name)) {
      names.set(part.name, part.position);
    }
  });
  return names;
}

/** Calls `see` for the expression and every part of it, from left to right. */
export function visit(expression: Expression, see: (part: Expression) => void): void {
  see(expression);
  switch (expression.kind) {
    case 'number':
    case 'name':
      return;
    case 'negate':
      visit(expression.operand, see);
      return;
    case 'call':
      visit(expression.argument, see);
      return;
    case 'binary':
      visit(expression.left, see);
      visit(expression.right, see);
  }
}
