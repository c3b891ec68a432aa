// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parseInstant, parsePlace } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { type ExaminedReport, examineReport, inOneStep, type OtherFile, type Work, type WorkStep } from './index.ts';

const at = (time: string, day = '20') => parseInstant(`2026-11-${day}T${time}:00+08:00`);
const FILE = { name: 'run.csv', digest: 'uEi' };
const tested = (result: string, ...instruments: string[]) => ({
  ...{ outcome: 'quantified', result, substance: result, basis: 'as sold', method: { standard: 'M' } },
  ...{ quantity: { value: '1', unit: 'mg/kg' }, testedOn: parseCalendarDay('2026-11-20') },
  instruments: instruments.map((instrument) => ({ instrument })),
});
const reported = (...results: object[]) =>
  ({
    ...{ reportNumber: 'R-1', results, sample: { sample: 'S-1', receivedAt: at('08:00', '19') } },
    laboratory: { id: 'did:web:l.example', name: 'L', place: parsePlace('CN-GD') },
  }) as unknown as ExaminedReport;
const whole = (result: string, rawFiles = [FILE], day = '20') =>
  inOneStep({
    ...{ result, person: 'ting', site: 's', conditions: [], rawFiles },
    from: at('09:00', day),
    to: at('10:00', day),
  });
const marks = (report: ExaminedReport, work: readonly Work[], otherFiles: readonly OtherFile[] = []) =>
  examineReport(report, { work, otherFiles })
    .filter(({ code }) => code.startsWith('RAW_FILE'))
    .map(({ code, values: { result, report: of, theirs = '', ours = '' } }) =>
      [code, result, of, theirs, ours].filter((one) => one !== '').join(' '),
    );
const TWO = [whole('pb'), whole('cd')];
const OTHER = { digest: 'uEi', report: 'R-7', from: at('11:00'), to: at('12:00') };

describe('one raw file', () => {
  it('serves many substances of one run, which is of one instrument', () => {
    expect(marks(reported(tested('pb', 'ICP 1'), tested('cd', 'icp  1')), TWO)).toEqual([]);
    expect(marks(reported(tested('pb', 'ICP 1', 'balance'), tested('cd', 'AAS', 'balance')), TWO)).toEqual([]);
    expect(marks(reported(tested('pb', 'ICP 1')), [whole('pb')], [{ ...OTHER, instruments: ['ICP 1'] }])).toEqual([]);
  });

  it('wants a reason under several instruments, in one report and over two, and is told once', () => {
    const mixed = reported(tested('pb', 'ICP 1'), tested('cd', 'AAS'));
    expect(marks(mixed, TWO)).toEqual(['RAW_FILE_OF_OTHER_INSTRUMENT pb R-1 AAS ICP 1']);
    expect(marks(mixed, [whole('pb'), whole('cd', [{ name: 'run.csv', digest: 'other' }])])).toEqual([]);
    const elsewhere = [{ ...OTHER, instruments: ['AAS'] }];
    expect(marks(reported(tested('pb', 'ICP 1')), [whole('pb')], elsewhere)).toEqual([
      'RAW_FILE_OF_OTHER_INSTRUMENT pb R-7 AAS ICP 1',
    ]);
  });

  it('says nothing of work of which nobody says with what it was done', () => {
    expect(marks(reported(tested('pb'), tested('cd', 'AAS')), TWO)).toEqual([]);
    expect(marks(reported(tested('pb', 'ICP 1')), [whole('pb')], [{ ...OTHER, instruments: [] }])).toEqual([]);
  });

  it('wants a reason in two steps of one result that use different instruments', () => {
    const step = (what: string, instruments: string[], from: string): WorkStep => ({
      ...{ what, site: 's', from: at(from), to: at(from), conditions: [], instruments, rawFiles: [FILE] },
    });
    const steps = [step('weighing', ['balance'], '09:00'), step('reading', ['ICP 1'], '10:00')];
    const done = [{ result: 'pb', person: 'ting', steps }];
    expect(marks(reported(tested('pb', 'ICP 1', 'balance')), done)).toEqual([
      'RAW_FILE_OF_OTHER_INSTRUMENT pb R-1 ICP 1 balance',
    ]);
  });

  it('wants a reason in two steps of one result that are of two days', () => {
    const step = (what: string, day: string): WorkStep => ({
      ...{ what, site: 's', from: at('09:00', day), to: at('10:00', day), conditions: [], rawFiles: [FILE] },
    });
    const done = (...steps: WorkStep[]) => [{ result: 'pb', person: 'ting', steps }];
    const report = reported(tested('pb', 'ICP 1'));
    expect(marks(report, done(step('a', '19'), step('b', '20')))).toEqual(['RAW_FILE_OF_OTHER_WORK pb R-1']);
    expect(marks(report, done(step('a', '20'), step('b', '20')))).toEqual([]);
  });

  it('wants a reason for work of two days of one report too', () => {
    const work = [whole('pb'), whole('cd', [FILE], '21')];
    expect(marks(reported(tested('pb', 'ICP 1'), tested('cd', 'ICP 1')), work)).toEqual([
      'RAW_FILE_OF_OTHER_WORK pb R-1',
    ]);
  });
});
