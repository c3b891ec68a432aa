// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../../messages/use-words.ts';
import type { ComputedBudget } from './compute-budget.ts';
import type { Kind } from './draft.ts';
import { short, shownBeside } from './figures.ts';

/** The budget as the table of the GUM. JCGM 100:2008, H.1, table H.1, for its columns. */
export function BudgetTable({ computed: { budget } }: { readonly computed: ComputedBudget }) {
  const { say } = useWords();
  const columns = [
    say('budget.name'),
    say('budget.column.estimate'),
    say('budget.unit'),
    'u(x)',
    say('budget.kind'),
    'ν',
    'c = ∂f/∂x',
    'c·u(x)',
    say('budget.column.share'),
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section aria-label={say('budget.table')} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-left text-sm whitespace-nowrap">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" className="border-b border-stone-400 px-2 py-1 font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {budget.lines.map((line) => (
            <tr key={line.quantity} className="border-b border-stone-200">
              <th scope="row" className="px-2 py-1 font-mono font-medium">
                {line.quantity}
              </th>
              <td className="px-2 py-1">{line.estimate}</td>
              <td className="px-2 py-1">{line.unit ?? ''}</td>
              <td className="px-2 py-1">{short(line.standardUncertainty)}</td>
              <td className="px-2 py-1">{say(`budget.kind.${line.distribution as Kind}`)}</td>
              <td className="px-2 py-1">{short(line.degreesOfFreedom ?? Number.POSITIVE_INFINITY)}</td>
              <td className="px-2 py-1">{short(line.sensitivity)}</td>
              <td className="px-2 py-1">{short(line.contribution)}</td>
              <td className="px-2 py-1">{(line.share * 100).toFixed(1)} %</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="border-t-2 border-stone-900 font-semibold">
            <th scope="row" className="px-2 py-1 font-mono">
              {budget.output}
            </th>
            <td className="px-2 py-1">{shownBeside(budget.estimate, budget.standardUncertainty)}</td>
            <td className="px-2 py-1">{budget.unit ?? ''}</td>
            <td className="px-2 py-1">{short(budget.standardUncertainty)}</td>
            <td className="px-2 py-1" />
            <td className="px-2 py-1">{short(budget.effectiveDegreesOfFreedom ?? Number.POSITIVE_INFINITY)}</td>
            <td className="px-2 py-1" colSpan={3} />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
