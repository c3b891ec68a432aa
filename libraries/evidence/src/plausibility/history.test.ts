// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import type { InstrumentEvent } from '@touchstone/metrology/instrument';
import { describe, expect, it } from 'vitest';
import { changedSinceSigned, type ExaminedReport, examineReport, type HistoryEntry } from './index.ts';

const day = parseCalendarDay;
const at = parseInstant;
const ON = '2026-11-20';
const SIGNED = at('2026-11-24T08:00:00Z');

const REPORT = {
  reportNumber: 'R-1',
  results: [
    {
      ...{ outcome: 'quantified', result: 'R1', substance: 'pb', basis: '', testedOn: day(ON) },
      ...{ quantity: { value: '1', unit: 'mg/kg' }, method: { standard: '' }, instruments: [{ instrument: 'B1' }] },
    },
  ],
} as unknown as ExaminedReport;

const entry = (event: object, written: string, by = 'keeper'): HistoryEntry => ({
  ...{ event: event as InstrumentEvent, at: at(written), by },
});
const taken = entry({ event: 'taken-in', on: day('2026-01-10') }, '2026-01-10T09:00:00Z');
const calibrated = (on: string, dueOn: string, written: string, by?: string) =>
  entry({ event: 'calibrated', on: day(on), dueOn: day(dueOn) }, written, by);
const good = calibrated('2026-02-01', '2027-01-31', '2026-02-03T09:00:00Z');
const away = (on: string, written: string) =>
  entry({ event: 'sent-away', on: day(on), for: 'repair' }, written, 'second keeper');

const around = (...history: readonly HistoryEntry[]) => ({
  ...{ offsetMinutes: 480, histories: new Map([['B1', [history]]]) },
});
const changes = (...history: readonly HistoryEntry[]) =>
  changedSinceSigned(REPORT, { ...around(...history), signedAt: SIGNED });
/** At the gate, where nothing is signed yet. */
const codes = (...history: readonly HistoryEntry[]) =>
  examineReport(REPORT, around(...history)).map(({ code }) => code);

describe('a list that says another thing than when a report was signed', () => {
  it('is told with both, and with who wrote what when', () => {
    expect(changes(taken, good)).toEqual([]);
    const [change, ...more] = changes(taken, good, away('2026-11-18', '2026-11-25T03:00:00Z'));
    expect(more).toEqual([]);
    expect(change).toMatchObject({
      ...{ code: 'INSTRUMENT_HISTORY_CHANGED', rule: 'instruments' },
      values: { result: 'R1', instrument: 'B1', on: ON, was: 'in-use', is: 'away', by: 'second keeper' },
      article: 'ISO/IEC 17025:2017, 7.5.2 (recalled)',
    });
    expect(change?.values?.at).toBe('2026-11-25T03:00:00Z');
    expect(change?.detail).toContain('the list now says "away"');
  });

  it('names the entry that made it so, and not what came after', () => {
    const shorter = calibrated('2026-02-01', '2026-10-31', '2026-11-25T03:00:00Z', 'who shortened it');
    const later = calibrated('2026-11-26', '2027-11-25', '2026-11-26T03:00:00Z');
    const [change] = changes(taken, good, shorter, later);
    expect(change?.values).toMatchObject({ was: 'in-use', is: 'overdue', by: 'who shortened it' });
  });

  it('is not told of what was written before the signature, of other days, or of the same state by other papers', () => {
    expect(changes(taken, good, away('2026-11-18', '2026-11-24T08:00:00Z'))).toEqual([]);
    expect(changes(taken, good, away('2026-11-21', '2026-11-25T03:00:00Z'))).toEqual([]);
    expect(changes(taken, good, calibrated('2026-11-19', '2027-11-18', '2026-11-25T03:00:00Z'))).toEqual([]);
    const longer = calibrated('2026-02-01', '2027-06-30', '2026-11-25T03:00:00Z');
    expect(changes(taken, good, longer)).toEqual([]);
    // Taken back again: the list says what it said.
    const [shorter, again] = [
      calibrated('2026-02-01', '2026-10-31', '2026-11-25T03:00:00Z'),
      calibrated('2026-02-01', '2027-01-31', '2026-11-25T04:00:00Z'),
    ];
    expect(changes(taken, good, shorter, again)).toEqual([]);
  });

  it('is not told of what the list did not have: whoever begins one enters what was before', () => {
    const late = entry({ event: 'taken-in', on: day('2026-01-10') }, '2026-11-25T03:00:00Z');
    expect(changes(late, away('2026-11-18', '2026-11-25T03:01:00Z'))).toEqual([]);
    expect(changes()).toEqual([]);
    expect(changedSinceSigned(REPORT, { offsetMinutes: 480, signedAt: SIGNED })).toEqual([]);
  });
});

describe('a list that allows afterwards what it forbade', () => {
  const old = calibrated('2025-11-01', '2026-10-31', '2026-01-10T09:01:00Z');
  const allowing = (written: string) => calibrated('2025-11-01', '2027-01-31', written);

  it('is asked about at the gate, from the fourth day on', () => {
    expect(codes(taken, old)).toEqual([]);
    expect(codes(taken, old, allowing('2026-11-23T15:59:00Z'))).toEqual([]);
    expect(codes(taken, old, allowing('2026-11-23T16:00:00Z'))).toEqual(['INSTRUMENT_ALLOWED_AFTERWARDS']);
    expect(codes(taken, good, away('2026-11-18', '2026-11-30T03:00:00Z'))).toEqual([]);
    expect(codes(entry(taken.event, '2026-11-30T03:00:00Z'), allowing('2026-11-30T03:01:00Z'))).toEqual([]);
  });

  it('is asked about too where another line of the same name, begun later, allows it', () => {
    const lines = (...histories: readonly (readonly HistoryEntry[])[]) =>
      examineReport(REPORT, { offsetMinutes: 480, histories: new Map([['B1', histories]]) }).map(({ code }) => code);
    const again = entry({ event: 'taken-in', on: day('2026-11-19') }, '2026-11-25T03:00:00Z');
    const paper = calibrated('2026-11-19', '2027-11-18', '2026-11-25T03:01:00Z');
    const withdrawn = entry({ event: 'withdrawn', on: day('2026-11-18') }, '2026-11-25T02:59:00Z');
    expect(lines([taken, old, withdrawn], [again, paper])).toEqual(['INSTRUMENT_ALLOWED_AFTERWARDS']);
    // Nothing forbade it: a second thing of that name, or a line that begins a list.
    expect(lines([taken, good], [again, paper])).toEqual([]);
    expect(lines([again, paper])).toEqual([]);
    const inTime = [again, paper].map(({ event }) => entry(event, '2026-11-19T03:00:00Z'));
    expect(lines([taken, old, withdrawn], inTime)).toEqual([]);
  });

  it('is told of a signed report as its gate told it, whatever was written since', () => {
    const signed = (...history: readonly HistoryEntry[]) =>
      examineReport(REPORT, { ...around(...history), signedAt: SIGNED }).map(({ code }) => code);
    const allowed = allowing('2026-11-24T01:00:00Z');
    expect(signed(taken, old, allowed)).toEqual(['INSTRUMENT_ALLOWED_AFTERWARDS']);
    expect(signed(taken, old, allowed, away('2026-11-18', '2026-11-25T03:00:00Z'))).toEqual([
      ...['INSTRUMENT_ALLOWED_AFTERWARDS', 'INSTRUMENT_HISTORY_CHANGED'],
    ]);
    expect(signed(taken, old, allowing('2026-11-25T01:00:00Z'))).toEqual(['INSTRUMENT_HISTORY_CHANGED']);
  });
});
