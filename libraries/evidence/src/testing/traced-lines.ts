// SPDX-License-Identifier: Apache-2.0
// The links of a chain as lines that a test compares, and the sound chain with something changed.
import type { StatementReference } from '@touchstone/statements';
import { askRecord } from '../traceability/gather-trace.ts';
import type { TraceGraph } from '../traceability/graph.ts';
import { type TraceRoot, type WalkOptions, walkTrace } from '../traceability/walk.ts';
import { changed, day, type Entries, grams, ROOTS, recordOf, soundEntries } from './traced.ts';

export const ON = day('2026-11-22');
export type Asked = string | ((of: (label: string) => StatementReference) => TraceRoot);

export async function trace(
  entries: Entries,
  asked: Asked = 'report',
  options: WalkOptions = { on: ON },
): Promise<TraceGraph | undefined> {
  const record = recordOf(entries);
  const root: TraceRoot =
    typeof asked === 'string' ? { by: 'statement', ...record.reference(asked) } : asked(record.reference);
  return askRecord({ find: record.find, roots: ROOTS }, (around) => walkTrace(root, options, around));
}

/** Each link as `from > to: state CODES`, by the names of things. */
export function linesOf(graph: TraceGraph | undefined): readonly string[] {
  const names = new Map(graph?.nodes.map(({ id, name }) => [id, name]));
  return (graph?.links ?? []).map(({ from, to, state, reasons }) =>
    `${names.get(from)} > ${names.get(to)}: ${state} ${reasons.map(({ code }) => code).join(' ')}`.trimEnd(),
  );
}

export const lines = async (entries: Entries, asked?: Asked, options?: WalkOptions) =>
  linesOf(await trace(entries, asked, options));
export const sound = soundEntries();
export const withReadings = (...results: readonly object[]) => changed(sound, 'report', { results });
export const without = (...labels: readonly string[]): Entries =>
  Object.fromEntries(Object.entries(sound).filter(([label]) => !labels.includes(label)));

export function point(uncertainty: string, at = '100') {
  return {
    quantity: 'mass',
    at: grams(at),
    expandedUncertainty: { value: uncertainty, unit: 'mg' },
    coverageFactor: '2',
  };
}
