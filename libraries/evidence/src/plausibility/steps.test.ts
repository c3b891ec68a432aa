// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parseInstant, parsePlace } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import {
  type ExaminedReport,
  examineReport,
  inOneStep,
  type KeptStretch,
  type Surroundings,
  type Work,
  type WorkStep,
} from './index.ts';

const day = parseCalendarDay;
const at = parseInstant;
/** A time at the laboratory, where clocks are eight hours ahead. */
const there = (time: string, date = '2026-11-20') => at(`${date}T${time}:00+08:00`);

const RESULT = {
  ...{ outcome: 'quantified', result: 'R1', substance: 'moisture', basis: 'as sold', testedOn: day('2026-11-20') },
  ...{ quantity: { value: '8.1', unit: '%' }, method: { standard: 'GB 5009.3-2016' } },
};
const reported = (result: object = {}, more: object = {}) =>
  ({
    ...{ reportNumber: 'R-1', results: [{ ...RESULT, ...result }] },
    laboratory: { id: 'did:web:l.example', name: 'L', place: parsePlace('CN-GD') },
    sample: { sample: 'S-1', receivedAt: at('2026-11-19T01:00:00Z') },
    ...more,
  }) as unknown as ExaminedReport;

const step = (what: string, from: string, to: string, more: Partial<WorkStep> = {}): WorkStep => ({
  ...{ what, site: 'balance room', from: there(from), to: there(to), conditions: [], rawFiles: [], instruments: [] },
  ...more,
});
const READ = { unit: '%', values: ['8.1'], by: 'mean' } as unknown as NonNullable<Work['readings']>;
const work = (steps: readonly WorkStep[], more: Partial<Work> = {}): Work => ({
  ...{ result: 'R1', person: 'ting', steps, readings: READ },
  ...more,
});

const WEIGHED = step('weighing', '09:00', '09:20', { rawFiles: [{ name: 'scale.csv', digest: 'uEi' }] });
const DRIED = step('drying', '09:30', '13:30', { site: 'oven room', unattended: true });
const READING = step('reading', '14:00', '14:10');
const MEANWHILE = {
  ...{ person: 'ting', site: 'instrument room', report: 'R-7', instruments: [] as string[] },
  ...{ from: there('10:00'), to: there('12:00') },
};

function marks(around: Surroundings, report = reported()) {
  return examineReport(report, around).filter(({ code }) => code !== 'SAMPLE_NOT_TRACED');
}
const codes = (around: Surroundings, report = reported()) => marks(around, report).map(({ code }) => code);
const BARE = ['NO_CONDITION_RECORDED'];

describe('work in steps', () => {
  it('leaves whoever started an oven free to measure elsewhere while it runs', () => {
    const inSteps = { work: [work([WEIGHED, DRIED, READING])], otherWork: [MEANWHILE] };
    expect(codes(inSteps)).toEqual(BARE);
    const stoodBeside = [WEIGHED, { ...DRIED, unattended: false }, READING];
    expect(codes({ ...inSteps, work: [work(stoodBeside)] })).toEqual([...BARE, 'PERSON_IN_TWO_PLACES']);
    // What runs elsewhere by itself stands in nobody's way either.
    expect(codes({ ...inSteps, work: [work(stoodBeside)], otherWork: [{ ...MEANWHILE, unattended: true }] })).toEqual(
      BARE,
    );
  });

  it('holds one span to one place, as it was recorded', () => {
    const { what: _, instruments: __, ...span } = { ...WEIGHED, to: there('14:10') };
    const whole = inOneStep({ ...span, result: 'R1', person: 'ting', readings: READ });
    expect(codes({ work: [whole], otherWork: [MEANWHILE] })).toEqual([...BARE, 'PERSON_IN_TWO_PLACES']);
  });

  it('sees a person in two places within the steps of one result', () => {
    const both = [WEIGHED, step('grinding', '09:10', '09:15', { site: 'mill room' })];
    expect(marks({ work: [work(both)] }).at(-1)).toMatchObject({
      ...{ code: 'PERSON_IN_TWO_PLACES', values: { result: 'R1', site: 'balance room', other: 'mill room' } },
    });
  });

  it('spans all its steps with its day, and counts the time of the steps and not that between them', () => {
    const nextDay = step('reading', '09:00', '09:05', {
      from: there('09:00', '2026-11-21'),
      to: there('09:05', '2026-11-21'),
    });
    const two = work([WEIGHED, nextDay], { leastMinutes: 60 });
    const on = (testedOn: string) => reported({ testedOn: day(testedOn) });
    expect(codes({ work: [work([WEIGHED, nextDay])] }, on('2026-11-21'))).toEqual(BARE);
    expect(codes({ work: [work([WEIGHED, nextDay])] }, on('2026-11-22'))).toEqual([...BARE, 'WORK_ON_OTHER_DAY']);
    expect(marks({ work: [two] }, on('2026-11-21')).at(-1)).toMatchObject({
      ...{ code: 'WORK_TOO_SHORT', values: { minutes: '25', least: '60' } },
    });
    // Two portions at a time take no longer than one.
    const twice = work([DRIED, { ...DRIED, what: 'drying of the second portion' }, READING], { leastMinutes: 251 });
    expect(codes({ work: [twice] })).toContain('WORK_TOO_SHORT');
    const enough = work([WEIGHED, DRIED, READING], { leastMinutes: 270 });
    expect(codes({ work: [enough] })).toEqual(BARE);
  });

  it('asks for hours of attended steps only, and names the step', () => {
    const overnight = step('drying', '18:00', '18:00', { unattended: true, to: there('05:00', '2026-11-21') });
    const hours = { from: '06:00', to: '22:00' };
    expect(codes({ work: [work([WEIGHED, overnight])], hours })).toEqual(BARE);
    const late = step('titration', '22:30', '22:50');
    expect(marks({ work: [work([WEIGHED, late])], hours }).at(-1)).toMatchObject({
      ...{ code: 'OUTSIDE_HOURS', values: { result: 'R1 (titration)' } },
    });
  });

  it('wants a word where nobody was present at any step', () => {
    const alone = [{ ...WEIGHED, unattended: true }, DRIED];
    expect(codes({ work: [work(alone)] })).toEqual([...BARE, 'NO_STEP_ATTENDED']);
  });

  it('reads the room of each step, and one of them is enough to have read any', () => {
    const hot = [{ quantity: 'temperature', unit: 'Cel', value: '31', to: '25' }] as unknown as WorkStep['conditions'];
    const found = marks({ work: [work([{ ...WEIGHED, conditions: hot }, DRIED, READING])] });
    expect(found).toMatchObject([{ code: 'CONDITION_OUT_OF_LIMITS', values: { result: 'R1 (weighing)' } }]);
    const fine = [{ quantity: 'temperature', unit: 'Cel', value: '21', to: '25' }] as unknown as WorkStep['conditions'];
    expect(codes({ work: [work([{ ...WEIGHED, conditions: fine }, DRIED, READING])] })).toEqual([]);
  });

  it('is not received before its first step began', () => {
    const late = reported({}, { sample: { sample: 'S-1', receivedAt: there('09:10') } });
    expect(codes({ work: [work([DRIED, WEIGHED, READING])] }, late)).toContain('TESTED_BEFORE_RECEIVED');
  });
});

describe('steps of several persons', () => {
  const hers = work([WEIGHED, DRIED], { readings: undefined });
  const his = work([READING], { person: 'quan' });
  const BOTH = [hers, his];
  const may = (person: string, from: string) => ({ person, may: 'test' as const, from: day(from) });

  it('make one work: each gives what they have of raw data and readings', () => {
    expect(codes({ work: BOTH })).toEqual(BARE);
    expect(codes({ work: [hers] })).toEqual([...BARE, 'READINGS_NOT_GIVEN']);
    expect(codes({ work: [his] })).toEqual([...BARE, 'RAW_DATA_MISSING']);
    const wrong = { ...READ, values: ['9.9'] } as unknown as NonNullable<Work['readings']>;
    expect(codes({ work: [{ ...hers, readings: wrong }, his] })).toEqual([...BARE, 'RESULT_NOT_FROM_READINGS']);
  });

  it('are each by somebody authorised on the day of it, and by none of whom signs', () => {
    expect(codes({ work: BOTH, authorisations: [may('ting', '2026-01-01')] })).toEqual([
      ...BARE,
      'TESTER_NOT_AUTHORISED',
    ]);
    const nextDay = { from: there('09:00', '2026-11-21'), to: there('09:10', '2026-11-21') };
    const later = [hers, work([{ ...READING, ...nextDay }], { person: 'quan' })];
    const given = [may('ting', '2026-01-01'), may('quan', '2026-11-21')];
    const on = reported({ testedOn: day('2026-11-21') });
    expect(codes({ work: later, authorisations: given }, on)).toEqual(BARE);
    expect(codes({ work: later, authorisations: [given[0] as never, may('quan', '2026-11-22')] }, on)).toEqual([
      ...BARE,
      'TESTER_NOT_AUTHORISED',
    ]);
    const signing = marks({ work: BOTH, signatory: 'quan' });
    expect(signing.map(({ code }) => code)).toEqual([...BARE, 'SIGNATORY_TESTED']);
  });

  it('are by somebody authorised and competent on every day on which they stood beside, and told once', () => {
    const long = { from: there('10:00', '2026-11-19'), to: there('11:00', '2026-11-21') };
    const byHer = (more: Partial<WorkStep>) => [work([{ ...WEIGHED, ...long, ...more }])];
    const found = (more: Partial<WorkStep>, around: Surroundings) =>
      marks({ work: byHer(more), ...around })
        .filter(({ code }) => code.startsWith('TESTER_'))
        .map(({ code, values }) => `${code} ${values.on}`);
    const may = (from: string, to: string) => ({
      ...{ person: 'ting', may: 'test' as const },
      from: day(from),
      to: day(to),
    });
    const whole = [may('2026-01-01', '2026-11-21')];
    const ended = [may('2026-01-01', '2026-11-19')];
    const broken = [...ended, may('2026-11-21', '2026-12-31')];
    expect(found({}, { authorisations: whole })).toEqual([]);
    expect(found({}, { authorisations: ended })).toEqual(['TESTER_NOT_AUTHORISED 2026-11-20']);
    expect(found({}, { authorisations: broken })).toEqual(['TESTER_NOT_AUTHORISED 2026-11-20']);
    const overnight = { to: there('09:00', '2026-11-20') };
    expect(found(overnight, { authorisations: ended })).toEqual(['TESTER_NOT_AUTHORISED 2026-11-20']);
    // Who set it going is not said to have come back for it.
    expect(found({ unattended: true }, { authorisations: ended })).toEqual([]);
    expect(found({ unattended: true }, { authorisations: [may('2026-11-20', '2026-12-31')] })).toEqual([
      'TESTER_NOT_AUTHORISED 2026-11-19',
    ]);
    const lapsed = ({ on }: { on: string }) =>
      on === '2026-11-20' ? [{ demand: 'course', state: 'missing' as const }] : [];
    expect(found({}, { competence: lapsed as never })).toEqual(['TESTER_COMPETENCE_LAPSED 2026-11-20']);
    // Where clocks there differ, a day that only one of them shows accuses nobody.
    const abroad = reported({}, { laboratory: { id: 'did:web:l.example', name: 'L' } });
    const late = [work([{ ...WEIGHED, from: there('10:00', '2026-11-19'), to: there('20:00', '2026-11-19') }])];
    expect(codes({ work: late, authorisations: ended }, abroad)).not.toContain('TESTER_NOT_AUTHORISED');
  });

  it('may run at two sites at once while one of them runs by itself', () => {
    const beside = work([step('titration', '10:00', '11:00')], { person: 'quan' });
    expect(codes({ work: [hers, beside] })).toEqual(BARE);
    const standing = work([WEIGHED, { ...DRIED, unattended: false }], { readings: undefined });
    expect(codes({ work: [standing, beside] })).toEqual([...BARE, 'RESULT_IN_TWO_PLACES']);
  });

  it('are held to what the draft says now, each for itself', () => {
    const about = { sample: 'S-0', substance: 'moisture', method: 'GB 5009.3-2016', instruments: [] };
    expect(codes({ work: [{ ...hers, about }, his] })).toEqual([...BARE, 'WORK_ABOUT_OTHER', 'RAW_DATA_MISSING']);
  });
});

describe('an instrument that a step names', () => {
  const due = (to: string): readonly KeptStretch[] => [
    { state: 'in-use', from: day('2026-01-10'), to: day(to) },
    { state: 'not-calibrated', from: day('2026-11-21') },
  ];
  const kept = (to = '2026-11-20') =>
    new Map([
      ['balance', due(to)],
      ['oven', due(to)],
    ]);
  const nextDay = { from: there('09:00', '2026-11-21'), to: there('09:10', '2026-11-21') };
  const weighed = { ...WEIGHED, instruments: ['balance'] };
  const named = (...names: string[]) =>
    reported({ testedOn: day('2026-11-21'), instruments: names.map((instrument) => ({ instrument })) });

  it('is asked for on the days of that step, and not on that of the test', () => {
    const ended = [weighed, { ...READING, ...nextDay }];
    expect(codes({ work: [work(ended)], instruments: kept() }, named('balance'))).toEqual(BARE);
    const used = [WEIGHED, { ...READING, ...nextDay, instruments: ['Balance'] }];
    expect(marks({ work: [work(used)], instruments: kept() }, named('balance'))).toMatchObject([
      { code: 'INSTRUMENT_OUT_OF_WINDOW', values: { on: '2026-11-21' } },
      { code: 'NO_CONDITION_RECORDED' },
    ]);
  });

  it('is asked for on every day of a step that runs for days', () => {
    const long = step('incubation', '09:00', '09:00', { to: there('09:00', '2026-11-24'), instruments: ['oven'] });
    const away = new Map<string, readonly KeptStretch[]>([
      [
        'oven',
        [
          { state: 'in-use', from: day('2026-01-10'), to: day('2026-11-21') },
          { state: 'away', from: day('2026-11-22'), to: day('2026-11-22') },
          { state: 'in-use', from: day('2026-11-23'), to: day('2027-01-09') },
        ],
      ],
    ]);
    const found = marks({ work: [work([WEIGHED, long])], instruments: away }, named('oven'));
    expect(found.map(({ code, values }) => `${code} ${values.on}`)).toContain('INSTRUMENT_AWAY 2026-11-22');
  });

  it('is asked for where only the record of the work names it', () => {
    const around = { work: [work([{ ...weighed, instruments: ['balance', 'mill'] }, READING])], instruments: kept() };
    const found = marks(around, reported({ instruments: [{ instrument: 'balance' }] }));
    expect(found.map(({ code, values }) => `${code} ${values.instrument}`)).toEqual([
      'INSTRUMENT_NOT_KEPT mill',
      'NO_CONDITION_RECORDED undefined',
    ]);
  });

  it('is marked where the report names it and no step used it', () => {
    const around = { work: [work([weighed, READING])], instruments: kept('2026-11-21') };
    const found = marks(around, named('balance', 'oven'));
    expect(found[0]).toMatchObject({ code: 'INSTRUMENT_IN_NO_STEP', level: 'amber', values: { instrument: 'oven' } });
  });

  it('stands in two places only while that step uses it', () => {
    const elsewhere = { ...MEANWHILE, person: 'quan', instruments: ['balance'] };
    const around = { work: [work([weighed, DRIED, READING])], otherWork: [elsewhere] };
    expect(codes(around)).toEqual(BARE);
    const busy = { ...elsewhere, from: there('09:10'), to: there('09:15') };
    expect(codes({ ...around, otherWork: [busy] })).toEqual([...BARE, 'INSTRUMENT_IN_TWO_PLACES']);
  });

  it.each(['Balance', 'ＢＡＬＡＮＣＥ', ' balance '])('is one instrument however a step writes it: %s', (written) => {
    const busy = { ...MEANWHILE, person: 'quan', instruments: [written], from: there('09:10'), to: there('09:15') };
    const around = { work: [work([weighed])], otherWork: [busy], capacity: new Map([['balance', 1]]) };
    expect(codes(around)).toEqual([...BARE, 'INSTRUMENT_IN_TWO_PLACES', 'INSTRUMENT_OVER_CAPACITY']);
  });

  it('is in doubt by the days of the step', () => {
    const doubt = { thing: 'balance', standard: 'weight 7', foundOn: day('2026-12-01'), from: day('2026-11-21') };
    const around = { inDoubt: [doubt], work: [work([weighed, { ...READING, ...nextDay }])] };
    expect(codes(around, named('balance'))).toEqual(BARE);
    expect(codes({ ...around, inDoubt: [{ ...doubt, from: day('2026-11-20') }] }, named('balance'))).toContain(
      'INSTRUMENT_IN_DOUBT',
    );
  });
});

describe('work that is written down afterwards', () => {
  const ended = there('09:20');
  const recorded = (recordedAt: string, more: Partial<Work> = {}) =>
    work([{ ...WEIGHED, recordedAt: at(recordedAt) }], { readings: { ...READ, recordedAt: at(recordedAt) }, ...more });

  it('is taken within three days, and wants a reason later, with both instants', () => {
    expect(codes({ work: [recorded('2026-11-20T13:00:00Z')] })).toEqual(BARE);
    expect(codes({ work: [recorded('2026-11-23T01:20:00Z')] })).toEqual(BARE);
    expect(marks({ work: [recorded('2026-11-23T01:20:01Z')] }).slice(1)).toMatchObject([
      {
        code: 'WORK_RECORDED_LATE',
        level: 'amber',
        values: { result: 'R1 (weighing)', ended, recorded: '2026-11-23T01:20:01Z' },
      },
    ]);
    expect(codes({ work: [recorded('2026-11-23T01:20:01Z')] })).toEqual([...BARE, 'WORK_RECORDED_LATE']);
  });

  it('is seen in readings that came weeks after their work', () => {
    const late = { ...READ, recordedAt: at('2026-12-20T00:00:00Z') };
    const found = marks({ work: [recorded('2026-11-20T02:00:00Z', { readings: late })] });
    expect(found.slice(1)).toMatchObject([{ code: 'WORK_RECORDED_LATE', values: { result: 'R1' } }]);
  });

  it('is seen where a report on it had been signed before, however soon', () => {
    const signedBefore = at('2026-11-20T05:00:00Z');
    const codesOf = (recordedAt: string) => codes({ work: [recorded(recordedAt, { signedBefore })] });
    expect(codesOf('2026-11-20T06:00:00Z')).toEqual([...BARE, 'WORK_RECORDED_AFTER_SIGNATURE']);
    const anew = { ...WEIGHED, from: there('14:00'), to: there('14:20'), recordedAt: at('2026-11-20T06:30:00Z') };
    expect(codes({ work: [work([anew], { signedBefore })] })).toEqual(BARE);
  });

  it('is seen in other readings after a signature, whatever step comes with them and whoever it is of', () => {
    const signedBefore = at('2026-11-20T05:00:00Z');
    const first = { ...WEIGHED, recordedAt: at('2026-11-20T02:00:00Z') };
    const now = at('2026-11-20T08:00:00Z');
    const review = { ...WEIGHED, what: 'review', from: there('15:40'), to: there('15:50'), recordedAt: now };
    const readings = { ...READ, recordedAt: now };
    const found = marks({ work: [work([first, review], { signedBefore, readings })] });
    expect(found.slice(1)).toMatchObject([
      { code: 'WORK_RECORDED_AFTER_SIGNATURE', values: { result: 'R1', ended: there('09:20'), recorded: now } },
    ]);
    const { readings: _, ...unread } = work([first]);
    const byAnother = work([review], { person: 'quan', signedBefore, readings });
    expect(codes({ work: [unread, byAnother] })).toEqual([...BARE, 'WORK_RECORDED_AFTER_SIGNATURE']);
    // Measured anew, with nothing of before: other work, other readings.
    expect(codes({ work: [work([review], { signedBefore, readings })] })).toEqual(BARE);
  });
});
