// SPDX-License-Identifier: Apache-2.0
import type { BudgetDegrees } from '@touchstone/metrology/uncertainty';
import { DataTable } from '../../components/data-table.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { ComputedBudget } from './compute-budget.ts';
import type { Kind } from './draft.ts';
import { short, shownBeside } from './figures.ts';

/** The budget as the table of the GUM. JCGM 100:2008, H.1, table H.1, for its columns; each number with its unit. */
export function BudgetTable({ computed: { budget } }: { readonly computed: ComputedBudget }) {
  const { say } = useWords();
  const unit = budget.unit ?? '';
  const degrees = budget.effectiveDegreesOfFreedom;
  const headings = [
    say('budget.name'),
    say('budget.column.estimate'),
    'u(x)',
    say('budget.kind'),
    'ν',
    'c = ∂f/∂x',
    'c·u(x)',
    say('budget.column.share'),
  ];
  const lines = budget.lines.map((line) => ({
    key: line.quantity,
    cells: [
      <Name key="name">{line.quantity}</Name>,
      withUnit(line.estimate, line.unit),
      withUnit(short(line.standardUncertainty), line.unit),
      say(`budget.kind.${line.distribution as Kind}`),
      short(line.degreesOfFreedom ?? Number.POSITIVE_INFINITY),
      withUnit(short(line.sensitivity), slopeUnit(unit, line.unit ?? '')),
      withUnit(short(line.contribution), unit),
      percent(line.share),
    ],
  }));
  const added = [
    ...budget.covariances.map(({ a, b, coefficient, share }) => ({
      key: `${a}, ${b}`,
      what: say('budget.covariance', { a, b, r: String(coefficient) }),
      share,
    })),
    ...(budget.secondOrder === undefined
      ? []
      : [{ key: 'second order', what: say('budget.second-order'), share: budget.secondOrder.share }]),
  ].map(({ key, what, share }) => ({ key, cells: [what, '', '', '', '', '', '', percent(share)] }));
  const whole = {
    key: `= ${budget.output}`,
    cells: [
      <Name key="name">{budget.output}</Name>,
      <strong key="estimate">{withUnit(shownBeside(budget.estimate, budget.standardUncertainty), unit)}</strong>,
      <strong key="u">{withUnit(short(budget.standardUncertainty), unit)}</strong>,
      '',
      degrees.state === 'unknown' ? say('budget.degrees.unknown') : short(degreesNumber(degrees)),
      '',
      '',
      '',
    ],
  };
  return <DataTable caption={say('budget.table')} headings={headings} rows={[...lines, ...added, whole]} />;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function degreesNumber(degrees: Exclude<BudgetDegrees, { state: 'unknown' }>): number {
  return degrees.state === 'finite' ? degrees.value : Number.POSITIVE_INFINITY;
}

function Name({ children }: { readonly children: string }) {
  return <span className="font-mono">{children}</span>;
}

function withUnit(value: string | number, unit = ''): string {
  return unit === '' ? String(value) : `${value} ${unit}`;
}

/** The unit of a derivative: that of the result over that of the input. */
function slopeUnit(result: string, input: string): string {
  if (result === input) return '';
  const above = result === '' ? '1' : simple(result);
  return input === '' ? result : `${above}/${simple(input)}`;
}

function simple(unit: string): string {
  return /[/·*. ]/.test(unit) ? `(${unit})` : unit;
}
