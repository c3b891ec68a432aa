// SPDX-License-Identifier: Apache-2.0
import type { PropagatedOutput } from './propagate-uncertainty.ts';

/** One line of a budget, as numbers. */
export interface BudgetLine {
  readonly quantity: string;
  readonly estimate: number;
  readonly unit?: string;
  readonly standardUncertainty: number;
  readonly distribution: string;
  /** Infinite ones are absent, since JSON has no infinity. */
  readonly degreesOfFreedom?: number;
  readonly sensitivity: number;
  readonly contribution: number;
  /** 0 to 1. */
  readonly share: number;
}

/** What the correlation of two quantities adds, or takes away. */
export interface BudgetCovariance {
  readonly a: string;
  readonly b: string;
  readonly coefficient: number;
  /** 2 c(a) c(b) u(a) u(b) r(a, b), with its sign. */
  readonly variance: number;
  /** −1 to 1 as a rule; beyond where contributions take each other away. */
  readonly share: number;
}

/** ν_eff, without the infinity that JSON does not have. */
export type BudgetDegrees =
  | { readonly state: 'finite'; readonly value: number }
  | { readonly state: 'infinite' }
  | { readonly state: 'unknown'; readonly reason: 'correlated-inputs'; readonly inputs: readonly [string, string] };

/** A budget: what the uncertainty of one output is made of. */
export interface UncertaintyBudget {
  readonly output: string;
  readonly unit?: string;
  readonly estimate: number;
  readonly standardUncertainty: number;
  readonly effectiveDegreesOfFreedom: BudgetDegrees;
  readonly lines: readonly BudgetLine[];
  /** One for each pair of correlated quantities that both contribute. */
  readonly covariances: readonly BudgetCovariance[];
  /** Where terms of second order were asked for. */
  readonly secondOrder?: { readonly variance: number; readonly share: number };
}

const HEADINGS = [
  'quantity',
  'estimate',
  'unit',
  'u(x)',
  'distribution',
  'ν',
  'c',
  'c·u(x)',
  'variance',
  'share',
] as const;

/**
 * The budget of an output as plain data: the shares of lines, covariances and terms of second order add up to 1.
 * VIM 2.33, which asks for covariances; JCGM 100:2008, H.1, table H.1 for its columns, 5.2.2 for covariances.
 */
export function uncertaintyBudget(output: PropagatedOutput): UncertaintyBudget {
  const { secondOrder, standardUncertainty: u } = output;
  return {
    output: output.name,
    ...(output.unit === undefined ? {} : { unit: output.unit.text }),
    estimate: output.estimate,
    standardUncertainty: output.standardUncertainty,
    effectiveDegreesOfFreedom: degreesOf(output),
    lines: output.contributions.map(({ input, sensitivity, contribution, share }) => ({
      quantity: input.name,
      estimate: input.estimate,
      ...(input.unit === undefined ? {} : { unit: input.unit.text }),
      standardUncertainty: input.standardUncertainty,
      distribution: input.distribution.kind,
      ...(Number.isFinite(input.degreesOfFreedom) ? { degreesOfFreedom: input.degreesOfFreedom } : {}),
      sensitivity,
      contribution,
      share,
    })),
    covariances: output.covarianceTerms.map(({ a, b, ...term }) => ({ a: a.name, b: b.name, ...term })),
    ...(secondOrder === undefined
      ? {}
      : { secondOrder: { variance: secondOrder.variance, share: u === 0 ? 0 : secondOrder.variance / u / u } }),
  };
}

function degreesOf({ effectiveDegreesOfFreedom: degrees }: PropagatedOutput): BudgetDegrees {
  if (!degrees.known) return { state: 'unknown', reason: degrees.reason, inputs: degrees.inputs };
  return Number.isFinite(degrees.value) ? { state: 'finite', value: degrees.value } : { state: 'infinite' };
}

/**
 * The budget as a table of text: headings, a row for each quantity, each covariance and the terms of second order, the result last;
 * numbers to three significant digits. The variances add up to that of the result.
 */
export function budgetTable(budget: UncertaintyBudget): readonly (readonly string[])[] {
  const lines = budget.lines.map((line) => [
    line.quantity,
    String(line.estimate),
    line.unit ?? '',
    shown(line.standardUncertainty),
    line.distribution,
    line.degreesOfFreedom === undefined ? '∞' : shown(line.degreesOfFreedom),
    shown(line.sensitivity),
    shown(line.contribution),
    shown(line.contribution ** 2),
    percent(line.share),
  ]);
  const covariances = budget.covariances.map(({ a, b, coefficient, variance, share }) =>
    added(`${a}, ${b}`, { how: `r = ${coefficient}`, variance, share }),
  );
  const second = budget.secondOrder === undefined ? [] : [added('second order', { how: '', ...budget.secondOrder })];
  const result = [
    budget.output,
    String(budget.estimate),
    budget.unit ?? '',
    shown(budget.standardUncertainty),
    '',
    degreesShown(budget.effectiveDegreesOfFreedom),
    '',
    '',
    shown(budget.standardUncertainty ** 2),
    '',
  ];
  return [[...HEADINGS], ...lines, ...covariances, ...second, result];
}

function added(
  what: string,
  { how, variance, share }: { readonly how: string; readonly variance: number; readonly share: number },
): readonly string[] {
  return [what, '', '', '', how, '', '', '', shown(variance), percent(share)];
}

function degreesShown(degrees: BudgetDegrees): string {
  switch (degrees.state) {
    case 'finite':
      return shown(degrees.value);
    case 'infinite':
      return '∞';
    case 'unknown':
      return 'unknown';
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(3)));
}
