// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../../messages/use-words.ts';
import { brief, signOf, unitOf } from './chart-drawing.tsx';
import type { DrawnChart } from './compute-chart.ts';

/** Every signal: at which point, which rule, in words. */
export function SignalTable({ charts, unit }: { readonly charts: readonly DrawnChart[]; readonly unit: string }) {
  const { say } = useWords();
  const rows = charts.flatMap(({ part, signals, labels, chart }) =>
    signals.map(({ rule, from, at }) => ({
      key: `${part} ${rule} ${at}`,
      part: say(`chart.part.${part}`),
      point: from === at ? (labels[at] ?? '') : `${labels[from] ?? ''} … ${labels[at] ?? ''}`,
      value: brief(chart.points[at]?.value ?? Number.NaN),
      sign: signOf(rule),
      words: say(`chart.rule.${rule}`),
    })),
  );
  // Charts that stand together are in one unit: a sum of standard errors is in none of the data's.
  const shownUnit = charts[0] === undefined ? '' : unitOf(charts[0].part, unit);
  if (rows.length === 0) return <p data-testid="no-signal">{say('chart.no-signal')}</p>;
  return (
    <table className="w-full border-collapse text-left text-sm">
      <thead>
        <tr>
          {(['chart.column.point', 'chart.column.value', 'chart.column.rule'] as const).map((id) => (
            <th key={id} scope="col" className="border-b border-stone-400 py-1 pr-2 font-medium">
              {say(id)}
              {id === 'chart.column.value' && shownUnit !== '' ? ` (${shownUnit})` : ''}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, part, point, value, sign, words }) => (
          <tr key={key} className="border-b border-stone-200 align-top" data-signal-row={sign}>
            <th scope="row" className="py-1 pr-2 font-normal wrap-anywhere">
              {point}
            </th>
            <td className="py-1 pr-2">{value}</td>
            <td className="py-1">
              <strong className="text-rose-900">{sign}</strong> {words}
              <span className="block text-stone-600">{part}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
