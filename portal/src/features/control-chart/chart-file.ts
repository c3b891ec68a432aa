// SPDX-License-Identifier: Apache-2.0
import { formatCsv } from '../../components/delimited.ts';
import type { Speech } from '../../messages/use-words.ts';
import { signOf, unitOf } from './chart-drawing.tsx';
import type { DrawnChart, MemoryParameters } from './compute-chart.ts';

/** What is filed beside the points. */
export interface ChartMade {
  readonly unit: string;
  /** Points from which the limits were taken. */
  readonly used: number;
  /** Those that this kind of chart has, by the sign that stands for each. */
  readonly parameters: readonly (readonly [name: keyof MemoryParameters, value: number])[];
  readonly say: Speech['say'];
}

/** Every point of every chart with its limits and signals, and what the limits were made with, as CSV with all digits. */
export function chartFile(charts: readonly DrawnChart[], { unit, used, parameters, say }: ChartMade): string {
  const count = charts[0]?.labels.length ?? 0;
  const made = [
    [say('chart.limits.from', { used, count })],
    ...parameters.map(([name, value]) => [say(`chart.parameter.${name}`), String(value)]),
  ];
  const headings = [
    ...(['chart.limits.chart', 'chart.unit', 'chart.column.point', 'chart.column.value'] as const),
    ...(['chart.limits.lower', 'chart.limits.centre', 'chart.limits.upper'] as const),
    ...(['chart.limits.sigma', 'chart.signals'] as const),
  ].map((id) => say(id));
  const points = charts.flatMap((drawn) =>
    drawn.chart.points.map(({ value, lower, upper }, at) => [
      ...[say(`chart.part.${drawn.part}`), unitOf(drawn.part, unit), drawn.labels[at] ?? String(at + 1)],
      ...[value, lower, drawn.chart.centre, upper].map(String),
      drawn.sigma === undefined ? '' : String(drawn.sigma),
      drawn.signals
        .filter((signal) => signal.at === at)
        .map(({ rule }) => signOf(rule))
        .join(' '),
    ]),
  );
  return formatCsv([...made, [], headings, ...points]);
}
