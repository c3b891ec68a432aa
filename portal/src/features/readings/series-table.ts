// SPDX-License-Identifier: Apache-2.0
import { formatInstant } from '../../components/format-instant.ts';
import type { Reading } from './reading.ts';

/** Readings as the page of control charts takes them: a moment and a value in each row, without those that are not relied upon. */
export function tableOf(readings: readonly Reading[]): { readonly text: string; readonly leftOut: number } {
  const kept = readings.filter(({ isDistrusted }) => !isDistrusted);
  return {
    text: kept.map(({ takenAt, value }) => `${formatInstant(takenAt)}\t${value}`).join('\n'),
    leftOut: readings.length - kept.length,
  };
}

/** Readings for a spreadsheet, with their headings. */
export function rowsOf(readings: readonly Reading[], headings: readonly string[]): readonly (readonly string[])[] {
  return [
    headings,
    ...readings.map((each) => [
      ...[String(each.sequence), each.takenAt, each.value, each.unit, each.specimen ?? '', each.receivedAt],
      ...[String(each.missingBefore), each.isBehind ? 'x' : '', each.isDistrusted ? 'x' : ''],
    ]),
  ];
}
