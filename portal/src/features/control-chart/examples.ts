// SPDX-License-Identifier: Apache-2.0
// Made up: nobody weighed, and no city answered.
import type { ChartKind } from './compute-chart.ts';

interface ChartExample {
  readonly kind: ChartKind;
  readonly text: string;
  readonly unit: string;
}

const WEIGHINGS = [
  ...[0.12, -0.04, 0.21, 0.03, -0.18, 0.09, -0.11, 0.16, -0.02, 0.05, -0.21, 0.13, 0.07, -0.09, 0.02, -0.15, 0.19],
  ...[-0.06, 0.11, 0.01, 0.34, 0.29, 0.41, 0.27, 0.38, 0.31, 0.44, 0.52, 0.36, 0.47],
];
const PINS = [
  [10.02, 9.98, 10.01, 9.99],
  [10.0, 10.03, 9.97, 10.01],
  [9.99, 10.0, 10.02, 9.98],
  [10.01, 10.02, 10.0, 9.97],
  [9.98, 9.99, 10.01, 10.0],
  [10.03, 10.0, 9.99, 10.02],
  [10.0, 9.97, 10.01, 10.0],
  [10.01, 10.02, 9.98, 10.0],
  [10.07, 10.05, 10.04, 10.06],
  [10.0, 10.01, 9.99, 10.02],
  [9.98, 10.02, 10.0, 10.01],
  [10.0, 9.9, 10.11, 9.99],
] as const;
const LATE = [
  ...([14, 210, 11, 198, 16, 220, 9, 205, 13, 190, 12, 201, 15, 215, 10, 188] as const),
  ...([34, 207, 14, 199, 12, 203, 11, 196] as const),
];

/** Data to begin with: readings of a check weight in mg, pins of a lathe in mm, late answers of a city by month. */
export const CHART_EXAMPLES = {
  weighings: { kind: 'individuals', unit: 'mg', text: WEIGHINGS.map((value) => value.toFixed(2)).join('\n') },
  pins: {
    kind: 'average-range',
    unit: 'mm',
    text: PINS.map((row) => row.map((value) => value.toFixed(2)).join('\t')).join('\n'),
  },
  late: {
    kind: 'p',
    unit: '',
    text: ['month\tlate\tanswered', ...monthsOf(LATE)].join('\n'),
  },
} as const satisfies Readonly<Record<string, ChartExample>>;
export type ChartExampleName = keyof typeof CHART_EXAMPLES;

function monthsOf(pairs: readonly number[]): readonly string[] {
  return Array.from({ length: pairs.length / 2 }, (_, index) => {
    const month = `2026-${String(index + 1).padStart(2, '0')}`;
    return `${month}\t${pairs[2 * index]}\t${pairs[2 * index + 1]}`;
  });
}
