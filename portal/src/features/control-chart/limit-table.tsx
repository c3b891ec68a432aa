// SPDX-License-Identifier: Apache-2.0
import { Button } from '../../components/button.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { saveFile } from '../../components/save-file.ts';
import { useWords } from '../../messages/use-words.ts';
import { brief, unitOf } from './chart-drawing.tsx';
import { type ChartMade, chartFile } from './chart-file.ts';
import type { ChartPoints, DrawnChart } from './compute-chart.ts';

/** The figures behind the lines, with what they were made with, and all of it as a file. ISO 7870-2:2023 (recalled). */
export function LimitTable({ charts, made }: { readonly charts: readonly DrawnChart[]; readonly made: ChartMade }) {
  const { say } = useWords();
  const headings = [
    ...(['chart.limits.chart', 'chart.limits.lower', 'chart.limits.centre'] as const),
    ...(['chart.limits.upper', 'chart.limits.sigma'] as const),
  ].map((id) => say(id));
  const end = (points: ChartPoints, side: 'lower' | 'upper') => {
    const first = points[0]?.[side] ?? Number.NaN;
    // Limits that widen with the points, or hang on the size of each sample, are in the file, point by point.
    return points.every((point) => point[side] === first)
      ? brief(first)
      : say('chart.limits.varying', { last: brief(points.at(-1)?.[side] ?? Number.NaN) });
  };
  return (
    <>
      <DataTable
        caption={say('chart.limits')}
        headings={headings}
        rows={charts.map(({ part, chart: { centre, points }, sigma }) => {
          const unit = unitOf(part, made.unit);
          const name = `${say(`chart.part.${part}`)}${unit === '' ? '' : ` (${unit})`}`;
          const spread = sigma === undefined ? '' : brief(sigma);
          return { key: part, cells: [name, end(points, 'lower'), brief(centre), end(points, 'upper'), spread] };
        })}
      />
      <p className="mt-2 text-sm text-stone-600" data-limits-from>
        {say('chart.limits.from', { used: made.used, count: charts[0]?.labels.length ?? 0 })}
        {made.parameters.map(([name, value]) => ` ${say(`chart.parameter.${name}`)}: ${value}.`).join('')}
      </p>
      <p className="mt-3 print:hidden">
        <Button onClick={() => saveFile('control-chart.csv', chartFile(charts, made), 'text/csv')}>
          {say('chart.limits.save')}
        </Button>
      </p>
    </>
  );
}
