// SPDX-License-Identifier: Apache-2.0
import { DataTable } from '../../components/data-table.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { ComputedBudget } from './compute-budget.ts';
import type { Kind } from './draft.ts';
import { short, shownBeside } from './figures.ts';

/** The budget as the table of the GUM. JCGM 100:2008, H.1, table H.1, for its columns; each number with its unit. */
export function BudgetTable({ computed: { budget } }: { readonly computed: ComputedBudget }) {
  const { say } = useWords();
  const unit = budget.unit ?? '';
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
      `${(line.share * 100).toFixed(1)} %`,
    ],
  }));
  const whole = {
    key: `= ${budget.output}`,
    cells: [
      <Name key="name">{budget.output}</Name>,
      <strong key="estimate">{withUnit(shownBeside(budget.estimate, budget.standardUncertainty), unit)}</strong>,
      <strong key="u">{withUnit(short(budget.standardUncertainty), unit)}</strong>,
      '',
      short(budget.effectiveDegreesOfFreedom ?? Number.POSITIVE_INFINITY),
      '',
      '',
      '',
    ],
  };
  return <DataTable caption={say('budget.table')} headings={headings} rows={[...lines, whole]} />;
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
