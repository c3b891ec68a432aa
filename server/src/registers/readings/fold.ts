// SPDX-License-Identifier: Apache-2.0
import { parseInstant } from '@touchstone/identifiers';
import type { Fact } from '../../record-keeping/fact.ts';
import { column, type Fold, type RowOf, type RowsOf, table } from '../../record-keeping/fold.ts';
import type { Reading } from './record.ts';

/** Who signs readings of which instrument. */
export const devices = table({
  columns: {
    instrument: column.text,
    instrumentName: column.text,
    name: column.text,
    quantity: column.text,
    unit: column.text,
    key: column.text,
    from: column.day,
    revokedOn: column.optional(column.day),
    distrustedFrom: column.optional(column.day),
    reason: column.optional(column.text),
  },
  indexes: [['instrument']],
  visibility: 'private',
});

/** Readings as they were signed, each with what is odd about it among those of its thousand. */
export const readings = table({
  columns: {
    device: column.text,
    instrument: column.text,
    sequence: column.integer,
    takenAt: column.instant,
    value: column.text,
    unit: column.text,
    specimen: column.optional(column.text),
    receivedAt: column.instant,
    missingBefore: column.integer,
    isBehind: column.boolean,
  },
  indexes: [
    ['instrument', 'takenAt', 'device', 'sequence'],
    ['device', 'takenAt', 'sequence'],
  ],
  visibility: 'private',
});

/** One row for a thousand numbers of a device: what a gap between thousands, and a count, are worked out of. */
export const thousands = table({
  columns: {
    device: column.text,
    first: column.integer,
    last: column.integer,
    lastTakenAt: column.instant,
    firstTakenAt: column.instant,
    count: column.integer,
    behind: column.integer,
    /** Runs of numbers between first and last that are not on record. */
    missing: column.json,
  },
  indexes: [['device', 'first']],
  visibility: 'private',
});

const tables = { devices, readings, thousands };
export type ReadingRow = RowOf<(typeof readings)['columns']>;

/** What a batch on record says. */
interface BatchEvent {
  readonly device: string;
  readonly instrument: string;
  readonly readings: readonly Reading[];
}

/** A device lives in a stream of its own, each thousand of its readings in another: no batch loads them all. */
export const readingsFold: Fold<typeof tables> = {
  version: 1,
  tables,
  reduce(rows, fact) {
    if (fact.source !== 'case-event') return rows;
    const content = fact.content as unknown;
    switch (fact.kind) {
      case 'device-registered':
        return { ...rows, devices: [content as RowOf<(typeof devices)['columns']>] };
      case 'key-revoked':
        return { ...rows, devices: rows.devices.map((row) => ({ ...row, ...(content as Partial<typeof row>) })) };
      default:
        return withBatch(rows, content as BatchEvent, fact);
    }
  },
};

function withBatch(
  rows: RowsOf<typeof tables>,
  { device, instrument, readings: given }: BatchEvent,
  { recordedAt }: Fact,
): RowsOf<typeof tables> {
  const known = new Map(rows.readings.map((row) => [row.sequence, row]));
  for (const { sequence, takenAt, value, unit, specimen = null } of given) {
    if (known.has(sequence)) continue;
    const row = { device, instrument, sequence, takenAt: parseInstant(takenAt), value, unit, specimen };
    known.set(sequence, { ...row, receivedAt: recordedAt, missingBefore: 0, isBehind: false });
  }
  const inOrder = [...known.values()].sort((one, other) => one.sequence - other.sequence);
  const looked = inOrder.map((row, index) => ({ ...row, ...oddityOf(row, inOrder[index - 1]) }));
  return { ...rows, readings: looked, thousands: [summaryOf(looked)] };
}

/** What is odd about a reading after the one before it; the first of all follows nothing. */
export function oddityOf(
  { sequence, takenAt }: Pick<ReadingRow, 'sequence' | 'takenAt'>,
  before: Pick<ReadingRow, 'sequence' | 'takenAt'> | undefined,
): Pick<ReadingRow, 'missingBefore' | 'isBehind'> {
  if (before === undefined) return { missingBefore: 0, isBehind: false };
  return {
    missingBefore: sequence - before.sequence - 1,
    isBehind: Date.parse(takenAt) < Date.parse(before.takenAt),
  };
}

function summaryOf(rows: readonly ReadingRow[]): RowOf<(typeof thousands)['columns']> {
  const [first, last] = [rows[0] as ReadingRow, rows.at(-1) as ReadingRow];
  return {
    ...{ device: first.device, first: first.sequence, last: last.sequence, count: rows.length },
    ...{ firstTakenAt: first.takenAt, lastTakenAt: last.takenAt },
    behind: rows.filter(({ isBehind }) => isBehind).length,
    missing: rows.flatMap(({ sequence, missingBefore }) =>
      missingBefore === 0 ? [] : [{ from: sequence - missingBefore, to: sequence - 1 }],
    ),
  };
}
