// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { aboutOf, type ExaminedReport, examineReport, inOneStep, type Surroundings } from './index.ts';

const RECORD = { id: 'urn:uuid:2', issuer: 'did:web:s.example', digest: 'uEi' };
const RESULT = {
  ...{
    outcome: 'quantified',
    result: 'R1',
    substance: 'pb',
    basis: 'as sold',
    testedOn: parseCalendarDay('2026-11-20'),
  },
  ...{ method: { standard: 'GB 5009.12-2023' }, quantity: { value: '0.10', unit: 'mg/kg' } },
};
const REPORT = {
  ...{ reportNumber: 'R-1', results: [RESULT] },
  sample: { sample: 'S-1', receivedAt: parseInstant('2026-11-19T01:00:00Z'), samplingRecord: RECORD },
} as unknown as ExaminedReport;
const ABOUT = aboutOf(REPORT.sample as never, RESULT as never);
const SAMPLING = {
  ...{ lot: { food: 'x', lotNumber: 'L-7' }, samples: [{ sample: 'S-1' }] },
  takenAt: parseInstant('2026-11-18T01:00:00Z'),
};

function strayOf(was: string, before?: Surroundings['samplingBefore'], sampling: unknown = SAMPLING) {
  const work = inOneStep({
    ...{ result: 'R1', person: 'ting', site: 'room 2', conditions: [], rawFiles: [] },
    ...{ from: parseInstant('2026-11-20T01:00:00Z'), to: parseInstant('2026-11-20T03:00:00Z') },
    about: { ...ABOUT, samplingRecord: was },
  });
  const around = { offsetMinutes: 480, work: [work], samplingBefore: before, sampling } as Surroundings;
  const [stray] = examineReport(REPORT, around).filter(({ code }) => code === 'WORK_ABOUT_OTHER');
  return stray === undefined ? undefined : `${stray.values.was} -> ${stray.values.now}`;
}

describe('work on a sample whose sampling record was corrected by its sampler', () => {
  const edition = (id: string, more: object = {}) => ({ id, lot: 'L-7', samples: ['S-1', 'S-2'], ...more });

  it('is of the same thing while lot and sample stay, however often it was corrected', () => {
    expect(strayOf('urn:uuid:2')).toBeUndefined();
    expect(strayOf('urn:uuid:1', [edition('urn:uuid:1')])).toBeUndefined();
    expect(strayOf('urn:uuid:0', [edition('urn:uuid:1'), edition('urn:uuid:0')])).toBeUndefined();
  });

  it('is of something else where lot or sample were others, and says which', () => {
    expect(strayOf('urn:uuid:1', [edition('urn:uuid:1', { lot: 'L-6' })])).toBe('L-6: S-1, S-2 -> L-7: S-1');
    expect(strayOf('urn:uuid:1', [edition('urn:uuid:1', { samples: ['S-3'] })])).toBe('L-7: S-3 -> L-7: S-1');
  });

  it('is of something else where no edition is known to have taken the place of that one', () => {
    expect(strayOf('urn:uuid:1')).toBe('urn:uuid:1 -> urn:uuid:2');
    expect(strayOf('urn:uuid:1', [edition('urn:uuid:0')])).toBe('urn:uuid:1 -> urn:uuid:2');
    expect(strayOf('urn:uuid:1', [edition('urn:uuid:1')], 'not-here')).toBe('urn:uuid:1 -> urn:uuid:2');
    expect(strayOf('urn:uuid:1', [edition('urn:uuid:1')], 'not-here')).toBe('urn:uuid:1 -> urn:uuid:2');
  });
});

describe('work on a result that is only written otherwise', () => {
  const span = { from: parseInstant('2026-11-20T01:00:00Z'), to: parseInstant('2026-11-20T03:00:00Z') };
  const readings = { unit: 'mg/kg', values: ['0.101'], by: 'mean' } as never;
  const done = { ...span, person: 'ting', site: 'room 2', conditions: [], rawFiles: [{ name: 'a', digest: 'uEi' }] };
  const about = { ...ABOUT, lot: 'L-7', instruments: ['ICP-MS 2'] };
  const recorded = (more: object = {}) => inOneStep({ ...done, readings, result: 'R1', about: { ...about, ...more } });
  const corrected = (result: object = {}, sample: object = {}, more: readonly object[] = []) =>
    ({
      ...REPORT,
      sample: { ...REPORT.sample, statedLot: { food: 'x', lotNumber: 'L-7' }, ...sample },
      results: [{ ...RESULT, instruments: [{ instrument: 'ICP-MS 2' }], ...result }, ...more],
    }) as unknown as ExaminedReport;
  const ABOUT_WORK = ['WORK_NOT_RECORDED', 'WORK_ABOUT_OTHER', 'RESULT_NOT_FROM_READINGS', 'RAW_DATA_MISSING'];
  const codes = (report: ExaminedReport, work = [recorded()]) =>
    examineReport(report, { offsetMinutes: 480, work })
      .map(({ code }) => code)
      .filter((code) => ABOUT_WORK.includes(code));
  const QUANTITY = { quantity: { value: '0.101', unit: 'mg/kg' } };

  it('stays its work: in other digits, another unit, another spelling of sample, lot, method and instrument', () => {
    expect(codes(corrected())).toEqual([]);
    expect(codes(corrected(QUANTITY))).toEqual([]);
    expect(codes(corrected({ quantity: { value: '101', unit: 'ug/kg' } }))).toEqual([]);
    expect(codes(corrected({}, { sample: 's\u20111' }))).toEqual([]);
    expect(codes(corrected({}, { statedLot: { food: 'x', lotNumber: 'l\uff0d7' } }))).toEqual([]);
    expect(codes(corrected({ method: { standard: 'GB5009.12—2023' } }))).toEqual([]);
    expect(codes(corrected({ instruments: [{ instrument: 'icp-ms  2' }] }))).toEqual([]);
  });

  it('stays its work under another name of the result, where that can be no other', () => {
    expect(codes(corrected({ result: 'Pb' }))).toEqual([]);
    expect(codes(corrected({ result: 'Pb', substance: 'cd' }))).toEqual(['WORK_NOT_RECORDED']);
    // Two that it may be: nobody says which.
    const both = corrected({ result: 'Pb' }, {}, [
      { ...RESULT, instruments: [{ instrument: 'ICP-MS 2' }], result: 'Pb 2' },
    ]);
    expect(codes(both)).toEqual(['WORK_NOT_RECORDED', 'WORK_NOT_RECORDED']);
    // One that has work of its own wants no other's.
    const own = [recorded(), inOneStep({ ...done, readings, result: 'Pb', person: 'quan' })];
    expect(
      examineReport(corrected({ result: 'Pb' }), { work: own, signatory: 'ting' }).map(({ code }) => code),
    ).not.toContain('SIGNATORY_TESTED');
  });

  it('is held to its readings, and to another sample and instrument', () => {
    expect(codes(corrected({ quantity: { value: '0.20', unit: 'mg/kg' } }))).toEqual(['RESULT_NOT_FROM_READINGS']);
    expect(codes(corrected({}, { sample: 'S-2' }))).toEqual(['WORK_ABOUT_OTHER']);
    expect(codes(corrected({ instruments: [{ instrument: 'ICP-MS 3' }] }))).toEqual(['WORK_ABOUT_OTHER']);
  });
});
