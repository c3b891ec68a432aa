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

/** A budget: what the uncertainty of one output is made of. */
export interface UncertaintyBudget {
  readonly output: string;
  readonly unit?: string;
  readonly estimate: number;
  readonly standardUncertainty: number;
  readonly effectiveDegreesOfFreedom?: number;
  readonly lines: readonly BudgetLine[];
}

const HEADINGS = ['quantity', 'estimate', 'unit', 'u(x)', 'distribution', 'ν', 'c', 'c·u(x)', 'share'] as const;

/** The budget of an output as plain data. VIM 2.33; JCGM 100:2008, H.1, table H.1 for its columns. */
export function uncertaintyBudget(output: PropagatedOutput): UncertaintyBudget {
  const degrees = output.effectiveDegreesOfFreedom;
  const finite = degrees.known && Number.isFinite(degrees.value);
  return {
    output: output.name,
    ...(output.unit === undefined ? {} : { unit: output.unit.text }),
    estimate: output.estimate,
    standardUncertainty: output.standardUncertainty,
    ...(finite ? { effectiveDegreesOfFreedom: degrees.value } : {}),
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
  };
}

/** The budget as a table of text, headings first, the result last; numbers to three significant digits. */
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
    `${(line.share * 100).toFixed(1)} %`,
  ]);
  const degrees = budget.effectiveDegreesOfFreedom;
  const result = [
    budget.output,
    String(budget.estimate),
    budget.unit ?? '',
    shown(budget.standardUncertainty),
    '',
    degrees === undefined ? '' : shown(degrees),
    '',
    '',
    '',
  ];
  return [[...HEADINGS], ...lines, result];
}

function shown(value: number): string {
  return String(Number(value.toPrecision(3)));
}
