// SPDX-License-Identifier: Apache-2.0
import {
  addDays,
  type DecimalString,
  type Place,
  parseCalendarDay,
  parseInstant,
  parsePlace,
} from '@touchstone/identifiers';
import { stretchesOf } from '@touchstone/metrology/instrument';
import type { ScopeLine } from '@touchstone/statements';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aboutOf,
  CURES,
  certificateAsReport,
  type ExaminedReport,
  examineReport,
  GATE_VERSION,
  type GatedCertificate,
  inOneStep,
  type KeptStretch,
  MARKS,
  mark,
  openGate,
  RULES,
  resultsKey,
  type Surroundings,
  type WholeWork,
  type Work,
} from './index.ts';

const day = parseCalendarDay;
const at = parseInstant;
const decimal = (text: string) => text as DecimalString;
const DAY = day('2026-11-20');

const RESULT = {
  outcome: 'quantified',
  result: 'R1',
  substance: 'pb',
  quantity: { value: '0.10', unit: 'mg/kg' },
  method: { standard: 'GB 5009.12-2023' },
  basis: 'as sold',
  testedOn: DAY,
  instruments: [{ instrument: 'ICP-MS 2' }],
};

const SAMPLING_REFERENCE = { id: 'urn:uuid:1', issuer: 'did:web:s.example', digest: 'uEi' };
const SAMPLE = {
  ...{ sample: 'S-1', description: 'leaf', food: 'wolfberry-leaf', seal: '17' },
  receivedAt: at('2026-11-19T01:00:00Z'),
  samplingRecord: SAMPLING_REFERENCE,
};

function report(more: object = {}, result: object = {}): ExaminedReport {
  const whole = {
    reportNumber: 'R-1',
    laboratory: LABORATORY,
    sample: SAMPLE,
    results: [{ ...RESULT, ...result }],
    ...more,
  };
  return whole as unknown as ExaminedReport;
}

const GUANGDONG = parsePlace('CN-GD');
const placed = (place: string, result: object = {}) =>
  report({ laboratory: { ...LABORATORY, place: parsePlace(place) } }, result);

const SAMPLER = { name: 'Sampling Ltd', did: 'did:web:sampling.example' };
const LABORATORY = { id: 'did:web:laboratory.example', name: 'Demonstration Laboratory' };
const HANDED = { at: at('2026-11-18T06:00:00Z'), from: 'Sampling Ltd', to: 'courier', sealIntact: true };
const ARRIVED = {
  ...{ at: at('2026-11-18T23:00:00Z'), from: 'courier', to: 'Demonstration  laboratory, reception', sealIntact: true },
};

const FOODLESS = { ...SAMPLE, food: undefined };
const STATED = (lotNumber: string) => ({ food: 'wolfberry-leaf', lotNumber });

function sampling(more: object = {}): Surroundings['sampling'] {
  return {
    sampler: SAMPLER,
    lot: { food: 'wolfberry-leaf', lotNumber: 'L-7' },
    samples: [{ sample: 'S-1', seal: '17' }],
    takenAt: at('2026-11-18T02:00:00Z'),
    custody: [HANDED, ARRIVED],
    ...more,
  } as unknown as Surroundings['sampling'];
}

const LINE = {
  activity: 'testing',
  line: 'T1',
  object: { description: 'vegetables', foods: ['vegetables'] },
  property: { substance: 'pb' },
  method: { standard: 'GB 5009.12-2023' },
  range: { from: { value: '0.01', unit: 'mg/kg' }, to: { value: '5', unit: 'mg/kg' } },
  limitOfQuantification: { value: '0.02', unit: 'mg/kg' },
  from: day('2026-01-01'),
  to: day('2028-12-31'),
};
const scope = (more: object = {}): Surroundings['scope'] => {
  const lines = [{ ...LINE, ...more }] as unknown as readonly ScopeLine[];
  return () => lines;
};
/** Lines that are in force on the day of the test, or only on that of signing. */
const scopeOn = (on: string): Surroundings['scope'] => {
  const lines = [LINE] as unknown as readonly ScopeLine[];
  return (asked) => (asked === on ? lines : []);
};

const WORK: WholeWork = {
  ...{ result: 'R1', person: 'ting', site: 'room 2' },
  from: at('2026-11-20T01:00:00Z'),
  to: at('2026-11-20T03:00:00Z'),
  leastMinutes: 90,
  conditions: [
    { quantity: 'temperature', unit: 'Cel', value: decimal('22'), from: decimal('18'), to: decimal('25') },
    { quantity: 'pressure', unit: 'kPa' },
  ],
  rawFiles: [{ name: 'run.csv', digest: 'uEi' }],
  readings: { unit: 'mg/kg', values: ['0.098', '0.104'].map(decimal), by: 'mean' },
};
const work = (more: object = {}): readonly Work[] => [inOneStep({ ...WORK, ...more })];

const FILE = { digest: 'uEi', report: 'R-0', instruments: [] as string[], from: WORK.from, to: WORK.to };

const NOTICE = { standard: 'GB 5009.12-2023', title: 'lead', status: 'in-force', from: day('2024-03-06') };
const notices = (...more: object[]) => [NOTICE, ...more] as unknown as NonNullable<Surroundings['notices']>;

const OTHER = {
  ...{ report: 'R-0', person: 'wei', site: 'room 2', instruments: [] as string[] },
  from: at('2026-11-20T02:00:00Z'),
  to: at('2026-11-20T04:00:00Z'),
};
const USED = [
  { event: 'taken-in', on: day('2025-01-01') },
  { event: 'calibrated', on: day('2026-01-10'), dueOn: day('2027-01-09') },
] as const;
const instruments = (...more: Parameters<typeof stretchesOf>[0][number][]) =>
  new Map([['ICP-MS 2', stretchesOf([...USED, ...more]).map(({ paper: _, ...stretch }) => stretch as KeptStretch)]]);

const paper = (state: KeptStretch['state'], became: NonNullable<KeptStretch['paper']>) =>
  new Map([['ICP-MS 2', [{ state, from: day('2026-01-10'), paper: became }]]]);

const inUse = (to?: string) =>
  new Map([
    ['ICP-MS 2', [{ state: 'in-use' as const, from: day('2026-01-10'), ...(to === undefined ? {} : { to: day(to) }) }]],
  ]);

/** The tester’s authorisation as it was written down on each of these days; that of the signatory on no known one. */
const recorded = (...days: readonly string[]) => [
  ...days.map((one) => ({ ...PERSONS[0], recordedOn: day(one) })),
  PERSONS[1],
];

const DOUBT = {
  ...{ thing: 'ICP-MS 2', standard: 'weight 7', foundOn: day('2026-11-21') },
  ...{ from: day('2026-10-01'), to: day('2026-11-21') },
};
const named = (id: string) => ({
  instruments: [{ instrument: 'ICP-MS 2', calibration: { id, issuer: 'did:web:c.example', digest: 'uEi' } }],
});

const PERSONS = [
  { person: 'ting', may: 'test', substances: ['pb'], methods: ['GB 5009.12-2023'], from: day('2026-01-01') },
  { person: 'wong', may: 'sign', from: day('2026-01-01'), to: day('2026-12-31') },
] as const;

/** Of this work nothing was shown any more; of others nothing is asked. */
const lapsed = (work: string) => (asked: { readonly may: string }) =>
  asked.may === work
    ? [
        { demand: 'refresher', state: 'lapsed' as const, until: day('2026-10-31') },
        { demand: 'witnessed', state: 'missing' as const },
      ]
    : [];

const recordedLater = (asked: { readonly may: string }) =>
  asked.may === 'test'
    ? [
        { demand: 'ICP-MS', state: 'recorded-afterwards' as const, recorded: day('2026-11-22') },
        { demand: 'watched', state: 'recorded-afterwards' as const },
      ]
    : [];

/** What the work was recorded of: what the report says. */
const ABOUT = aboutOf(SAMPLE as never, report().results[0] as ExaminedReport['results'][number]);
const NAMED = { result: 'R1', instrument: 'ICP-MS 2', on: DAY };

/** Everything known, and nothing against it. */
const GOOD: Surroundings = {
  offsetMinutes: 480,
  sampling: sampling(),
  notices: notices(),
  scope: scope(),
  isUnder: (food, group) => food === 'wolfberry-leaf' && group === 'vegetables',
  instruments: instruments(),
  work: work(),
  otherWork: [OTHER],
  authorisations: PERSONS,
  signatory: 'wong',
  today: day('2026-11-22'),
  hours: { from: '07:00', to: '20:00' },
  capacity: new Map([['ICP-MS 2', 1]]),
  otherReports: [{ reportNumber: 'R-0', sample: 'S-0', results: 'other' }],
};

const codes = (of: ExaminedReport, around: Partial<Surroundings> = {}) =>
  examineReport(of, { ...GOOD, ...around }).map(({ code }) => code);
/** A report whose result two samples do not have by chance, and its readings. */
const telling = () => ({
  of: report({}, { quantity: { value: '0.123457', unit: 'mg/kg' } }),
  around: { work: work({ readings: { unit: 'mg/kg', values: [decimal('0.123457')], by: 'mean' } }) },
});
const elsewhere = { sample: { ...SAMPLE, samplingRecord: undefined } };

describe('openGate()', () => {
  it('is green on every line where nothing stands against a report', () => {
    const gate = openGate(report(), GOOD);
    expect(gate).toMatchObject({ version: GATE_VERSION, level: 'green' });
    expect(gate.lines.map(({ rule, level }) => `${rule} ${level}`)).toEqual(RULES.map((rule) => `${rule} green`));
  });

  it('is as bad as its worst line', () => {
    expect(openGate(report(elsewhere), GOOD).level).toBe('amber');
    expect(openGate(report(elsewhere), { ...GOOD, work: [] }).level).toBe('red');
  });
});

describe('an authorisation', () => {
  it('is shown by what was written down by the day of the test, whatever came later', () => {
    expect(codes(report(), { authorisations: recorded('2026-11-20') })).toEqual([]);
    expect(codes(report(), { authorisations: recorded('2026-11-22', '2026-01-01') })).toEqual([]);
    expect(codes(report(), { authorisations: [...recorded('2026-11-22'), PERSONS[0]] })).toEqual([]);
    const late = examineReport(report(), { ...GOOD, authorisations: recorded('2026-11-22', '2026-11-21') });
    expect(late).toMatchObject([{ code: 'TESTER_AUTHORISED_AFTERWARDS', values: { recorded: '2026-11-21' } }]);
  });
});

describe('an instrument of which only its keeper speaks', () => {
  it('is one with the certificate that the report itself names, and is due within five years', () => {
    const alone = { instruments: paper('in-use', 'keeper-alone') };
    expect(codes(report({ results: [{ ...report().results[0], ...named('c') }] }), alone)).toEqual([]);
    expect(codes(report(), { instruments: inUse('2031-01-10') })).toEqual([]);
    const [found] = examineReport(report(), { ...GOOD, ...alone });
    expect(found).toMatchObject({ level: 'amber', cure: { code: 'CURE_SHOW_CALIBRATION' } });
  });
});

describe('the place of a laboratory', () => {
  const attested = (isWhole: boolean, ...places: Place[]) => ({ workplaces: () => ({ places, isWhole }) });
  it('is one that is attested on the day, or part of it, and at its own gate no less exact', () => {
    expect(codes(placed('CN-GD'), attested(true, GUANGDONG))).toEqual([]);
    expect(codes(placed('CN-GD'), attested(true, parsePlace('CN')))).toEqual([]);
    expect(codes(placed('CN'), attested(true, GUANGDONG))).toEqual([]);
    expect(codes(placed('CN'), { jurisdiction: 'CN', ...attested(true, GUANGDONG) })).toEqual(['PLACE_NOT_ATTESTED']);
    expect(codes(placed('CN-SH'), attested(true, GUANGDONG))).toEqual(['PLACE_NOT_ATTESTED']);
    expect(codes(report(), attested(true, GUANGDONG))).toEqual([]);
  });

  it('is one of its own jurisdiction where an attestation does not say it, or the result is under none', () => {
    const own = { jurisdiction: 'CN', ...attested(false) };
    expect(codes(placed('CN-SH'), own)).toEqual([]);
    expect(codes(placed('HK'), own)).toEqual(['PLACE_NOT_ATTESTED']);
    expect(codes(placed('HK'), attested(false))).toEqual([]);
    const outside = placed('CN-SH', { underScope: false });
    const known = { jurisdiction: 'CN', ...attested(true, GUANGDONG) };
    expect(codes(outside, known)).toEqual(['PLACE_OUTSIDE_PREMISES']);
    expect(codes(placed('CN', { underScope: false }), known)).toEqual(['PLACE_OUTSIDE_PREMISES']);
    expect(codes(placed('CN-GD', { underScope: false }), known)).toEqual([]);
    expect(codes(outside, attested(true, GUANGDONG))).toEqual([]);
    const abroad = placed('US', { underScope: false });
    const [made] = examineReport(abroad, { ...GOOD, jurisdiction: 'CN', ...attested(true, GUANGDONG) });
    expect(made).toMatchObject({ code: 'PLACE_NOT_ATTESTED', values: { place: 'US', attested: 'CN-GD, CN' } });
  });
});

describe('work', () => {
  it('is of what the draft said, and counts while only digits, words and what was not named before change', () => {
    const ofSome = (about: Partial<typeof ABOUT>) => codes(report(), { work: work({ about: { ...ABOUT, ...about } }) });
    expect(ofSome({})).toEqual([]);
    expect(ofSome({ samplingRecord: undefined })).toEqual([]);
    expect(ofSome({ lot: 'L-7' })).toEqual([]);
    const reworded = report({ sample: { ...SAMPLE, description: 'dried leaf', statedLot: STATED('L-7') } });
    expect(codes(reworded, { work: work({ about: ABOUT }) })).toEqual([]);
    expect(codes(report(), { work: [...work(), ...work({ result: 'R9', about: ABOUT })] })).toEqual([]);
    expect(codes(report(elsewhere), { work: work({ about: ABOUT }) })).toEqual(['SAMPLE_NOT_TRACED']);
    const bare = report({}, { instruments: undefined });
    expect(codes(bare, { work: work({ about: ABOUT }) })).toContain('WORK_ABOUT_OTHER');
    const made = report({ sample: undefined });
    expect(codes(made, { work: work({ about: { ...ABOUT, substance: 'cd' } }) })).not.toContain('WORK_ABOUT_OTHER');
    expect(ofSome({ instruments: [] })).toEqual([]);
    expect(ofSome({ instruments: ['oven'] })).toContain('WORK_ABOUT_OTHER');
    const [gone] = examineReport(bare, { ...GOOD, work: work({ about: ABOUT }) }).filter(
      ({ code }) => code === 'WORK_ABOUT_OTHER',
    );
    expect(gone?.values).toEqual({ result: 'R1', was: 'ICP-MS 2', now: '–' });
    const [stray] = examineReport(report(), { ...GOOD, work: work({ about: { ...ABOUT, sample: 'S-0' } }) });
    expect(stray).toMatchObject({ values: { result: 'R1', was: 'S-0', now: 'S-1' } });
  });

  it('may be read in another unit of the same thing', () => {
    const readings = (unit: string, ...values: string[]) => ({
      work: work({ readings: { unit, values: values.map(decimal), by: 'mean' } }),
    });
    expect(codes(report(), readings('ug/kg', '98', '104'))).toEqual([]);
    expect(codes(report(), readings('ug/kg', '0.098', '0.104'))).toEqual(['RESULT_NOT_FROM_READINGS']);
    expect(codes(report(), readings('mL', '0.098', '0.104'))).toEqual(['RESULT_NOT_FROM_READINGS']);
    const [made] = examineReport(report(), { ...GOOD, ...readings('ug/kg', '200') });
    expect(made?.values.found).toBe('0.2000 mg/kg');
  });
});

describe('a method whose number is not what it looks like', () => {
  it.each(['GB\u200b 5009.12-2023', 'G\u0412 5009.12-2023', '\u0392G 5009.12-2023', 'GB 5009\u0007.12-2023'])(
    'is no method that nobody knows: %j',
    (standard) => {
      expect(codes(report({}, { method: { standard } }))).toContain('METHOD_DISGUISED');
      expect(codes(report({}, { method: { standard } }))).not.toContain('METHOD_NOT_KNOWN');
    },
  );

  it.each(['\u0413\u041e\u0421\u0422 31262-2004', 'GB 5009.12-2023 \u7b2c\u4e00\u6cd5'])(
    'is not disguised: %s',
    (standard) => {
      expect(codes(report({}, { method: { standard } }))).not.toContain('METHOD_DISGUISED');
    },
  );
});

describe('a method that is cited with a clause or an amendment', () => {
  const by = (standard: string) => report({}, { method: { standard } });
  const CITED = [
    'GB 5009.12-2023 第一法',
    'GB 5009.12-2023（第二法）',
    'GB 5009.12-2023 (XG1)',
    'GB 5009.12-2023 Method 1',
  ];

  it.each(CITED)('meets the notice about its edition, its scope line and its authorisation: %s', (standard) => {
    expect(codes(by(standard))).toEqual([]);
    const withdrawn = notices({ ...NOTICE, status: 'withdrawn', from: day('2026-01-01') });
    expect(codes(by(standard), { notices: withdrawn })).toEqual(['METHOD_NOT_IN_FORCE']);
    const ofOne = PERSONS.map((one) => ({ ...one, methods: ['GB 5009.12-2023'] }));
    expect(codes(by(standard), { authorisations: ofOne })).toEqual([]);
  });

  it('is outside a line that is granted for another method of the standard', () => {
    const first = { scope: scope({ method: { standard: 'GB 5009.12-2023 第一法' } }) };
    expect(codes(by('GB 5009.12-2023 Method 1'), first)).toEqual([]);
    expect(codes(by('GB 5009.12-2023 第二法'), first)).toEqual(['OUTSIDE_SCOPE_LINES']);
    expect(codes(by('GB 5009.12-2023'), first)).toEqual(['OUTSIDE_SCOPE_LINES']);
  });

  it('does not meet a notice about an amendment that it does not name', () => {
    const sheet = { ...NOTICE, standard: 'GB 5009.12-2023/XG1-2025', status: 'withdrawn', from: day('2026-01-01') };
    expect(codes(by('GB 5009.12-2023'), { notices: notices(sheet) })).toEqual([]);
    expect(codes(by('GB 5009.12-2023 (XG1)'), { notices: notices(sheet) })).toEqual(['METHOD_NOT_IN_FORCE']);
  });

  it('may be named more exactly after the work, and not otherwise', () => {
    const about = (method: string) => ({ work: work({ about: { ...ABOUT, method } }) });
    expect(codes(by('GB 5009.12-2023 第一法'), about('GB 5009.12-2023'))).toEqual([]);
    expect(codes(by('GB 5009.12-2023 第二法'), about('GB 5009.12-2023 第一法'))).toContain('WORK_ABOUT_OTHER');
    expect(codes(by('GB 5009.12-2023'), about('GB 5009.12-2023 第一法'))).toContain('WORK_ABOUT_OTHER');
  });
});

describe('a reference material that the report names by its certificate', () => {
  it('is kept in no list of instruments, and what else is named is', () => {
    const both = report({}, { instruments: [...(RESULT.instruments ?? []), { instrument: 'lead solution 7' }] });
    const materials = [{ result: 'R1', instrument: 'lead solution 7' }];
    expect(codes(both, { materials })).toEqual([]);
    expect(codes(both, { materials: [{ result: 'R2', instrument: 'lead solution 7' }] })).toEqual([
      'INSTRUMENT_NOT_KEPT',
    ]);
    expect(codes(both, {})).toEqual(['INSTRUMENT_NOT_KEPT']);
  });
});

describe('a certificate that the report names', () => {
  it('says by its own faults what is wrong with it', () => {
    const reasons = [{ code: 'OTHER_THING', detail: 'C-1 is for another.' }];
    const gate = openGate(report(), { ...GOOD, named: [{ ...NAMED, state: 'broken', reasons }] });
    expect(gate.lines.flatMap(({ marks }) => marks)).toMatchObject([{ code: 'OTHER_THING', level: 'red' }]);
  });
});

describe('the edition that a report takes the place of', () => {
  it('has its number by right, and its results of another sample are told', () => {
    const { of, around } = telling();
    const before = (sample: string) => ({
      ...around,
      otherReports: [{ reportNumber: 'R-1', sample, results: resultsKey(of.results), corrected: true }],
    });
    expect(codes(of, before('S-1'))).toEqual([]);
    expect(codes(of, before('S-0'))).toEqual(['SAME_RESULTS_TWICE']);
  });
});

describe('a doubt', () => {
  it('is of its own days, its own thing and its own certificate', () => {
    const isFree = (of: ExaminedReport, doubt: object) =>
      expect(codes(of, { inDoubt: [{ ...DOUBT, ...doubt }] })).toEqual([]);
    isFree(report(), { to: day('2026-11-19') });
    isFree(report(), { from: day('2026-11-21') });
    isFree(report(), { thing: 'another' });
    const { thing } = DOUBT;
    for (const written of [thing.toLowerCase(), ` ${thing}`, thing.replace('2', '２')]) {
      expect(codes(report(), { inDoubt: [{ ...DOUBT, thing: written }] })).toEqual(['INSTRUMENT_IN_DOUBT']);
    }
    const same = named('urn:uuid:2').instruments[0]?.calibration;
    expect(codes(report({}, named('urn:uuid:2')), { inDoubt: [{ ...DOUBT, certificate: same }] })).toHaveLength(1);
    isFree(report({}, named('urn:uuid:2')), { certificate: { issuer: 'did:web:c.example', id: 'urn:uuid:3' } });
    isFree(report({}, named('urn:uuid:2')), { certificate: { issuer: 'did:web:d.example', id: 'urn:uuid:2' } });
    expect(codes(report(), { inDoubt: [{ ...DOUBT, certificate: { issuer: 'i', id: 'j' } }] })).toHaveLength(1);
  });

  it('about what a making used wants a reason, and a fault of it stops', () => {
    const levelOf = (code: string) => openGate(report(), { ...GOOD, making: [{ code, detail: 'd' }] }).level;
    const codes = ['FOUND_OFF_LATER', 'FOUND_OFF_BY_ANOTHER', 'FOUND_OFF_BEFORE'];
    expect(codes.map(levelOf)).toEqual(['amber', 'amber', 'red']);
  });
});

describe('examineReport()', () => {
  it.each<[keyof typeof MARKS, ExaminedReport, Partial<Surroundings>]>([
    ['SAMPLE_NOT_TRACED', report(elsewhere), {}],
    ['SAMPLING_RECORD_NOT_HERE', report(), { sampling: 'not-here' }],
    ['SAMPLING_RECORD_ENDED', report(), { samplingEnded: { status: 'replaced', isLater: false } }],
    ['SAMPLING_RECORD_ENDED_LATER', report(), { samplingEnded: { status: 'revoked', isLater: true } }],
    ['SAMPLE_NOT_TAKEN', report(), { sampling: sampling({ samples: [{ sample: 'S-2' }] }) }],
    ['SEAL_CHANGED', report(), { sampling: sampling({ samples: [{ sample: 'S-1', seal: '18' }] }) }],
    ['SEAL_OPENED', report(), { sampling: sampling({ custody: [HANDED, { ...ARRIVED, sealIntact: false }] }) }],
    ['CUSTODY_BROKEN', report(), { sampling: sampling({ custody: [HANDED, { ...ARRIVED, from: 'broker' }] }) }],
    ['CUSTODY_BROKEN', report(), { sampling: sampling({ custody: [{ ...HANDED, from: 'a stranger' }, ARRIVED] }) }],
    ['CUSTODY_NOT_SHOWN', report(), { sampling: sampling({ custody: undefined }) }],
    ['CUSTODY_NOT_SHOWN', report(), { sampling: sampling({ custody: [], sampler: { name: 'Sampling Ltd' } }) }],
    ['CUSTODY_END_NOT_SHOWN', report(), { sampling: sampling({ custody: [HANDED] }) }],
    [
      'CUSTODY_ENDS_ELSEWHERE',
      report(),
      { sampling: sampling({ custody: [HANDED, { ...ARRIVED, to: SAMPLER.did }] }) },
    ],
    [
      'CUSTODY_ENDS_ELSEWHERE',
      report({ client: { name: 'Client Ltd' } }),
      { sampling: sampling({ custody: [HANDED, { ...ARRIVED, to: 'Client Ltd' }] }) },
    ],
    ...['Anti-Demonstration Laboratory Trading Co, Macao', 'courier, not delivered to Demonstration Laboratory'].map(
      (to): [keyof typeof MARKS, ExaminedReport, Partial<Surroundings>] => [
        'CUSTODY_END_NOT_SHOWN',
        report(),
        { sampling: sampling({ custody: [HANDED, { ...ARRIVED, to }] }) },
      ],
    ),
    [
      'CUSTODY_END_NOT_SHOWN',
      report({ laboratory: { ...LABORATORY, name: 'SGS' } }),
      { sampling: sampling({ custody: [HANDED, { ...ARRIVED, to: 'SGSX courier depot' }] }) },
    ],
    [
      'CUSTODY_BROKEN',
      report(),
      { sampling: sampling({ custody: [{ ...HANDED, from: 'former employee of Sampling Ltd' }, ARRIVED] }) },
    ],
    ['SEAL_NOT_OF_SAMPLING', report(), { sampling: sampling({ samples: [{ sample: 'S-1' }] }) }],
    ['SEAL_NOT_RECORDED', report({ sample: { ...SAMPLE, seal: undefined } }), {}],
    ['SAMPLE_OF_OTHER_FOOD', report({ sample: { ...SAMPLE, food: 'tuna' } }), { scope: undefined }],
    [
      'SAMPLE_FOOD_NOT_COMPARED',
      report({ sample: { ...SAMPLE, food: 'tuna' } }),
      { scope: undefined, isUnder: undefined },
    ],
    ['SAMPLE_OF_OTHER_FOOD', report({ sample: { ...SAMPLE, statedLot: { food: 'tuna', lotNumber: 'L-7' } } }), {}],
    ['SAMPLE_OF_OTHER_LOT', report({ sample: { ...SAMPLE, statedLot: STATED('L-8') } }), {}],
    ['CUSTODY_TIMES', report(), { sampling: sampling({ takenAt: at('2026-11-18T07:00:00Z') }) }],
    [
      'CUSTODY_TIMES',
      report(),
      { sampling: sampling({ custody: [HANDED, { ...ARRIVED, at: at('2026-11-19T02:00:00Z') }] }) },
    ],
    ['TESTED_BEFORE_RECEIVED', report({ sample: { ...SAMPLE, receivedAt: at('2026-11-20T17:00:00Z') } }), {}],
    ['TESTED_BEFORE_RECEIVED', report({ sample: { ...SAMPLE, receivedAt: at('2026-11-20T01:00:01Z') } }), {}],
    [
      'TESTED_BEFORE_RECEIVED',
      report(),
      { work: work({ from: at('2026-11-17T01:00:00Z') }), hours: undefined, otherWork: undefined },
    ],
    ['METHOD_NOT_KNOWN', report(), { notices: [] }],
    ['METHOD_NOT_IN_FORCE', report(), { notices: notices({ ...NOTICE, status: 'replaced', from: DAY }) }],
    [
      'METHOD_NOT_IN_FORCE',
      report(),
      { notices: notices({ ...NOTICE, from: addDays(DAY, -2), to: addDays(DAY, -1) }) },
    ],
    ['METHOD_NOT_IN_FORCE', report(), { notices: notices({ ...NOTICE, from: addDays(DAY, 1) }).slice(1) }],
    ['PLACE_NOT_ATTESTED', placed('HK'), { workplaces: () => ({ places: [GUANGDONG], isWhole: true }) }],
    ['OUTSIDE_SCOPE_LINES', report(), { scope: () => [] }],
    ['OUTSIDE_SCOPE_LINES', report(), { scope: scope({ activity: 'sampling' }) }],
    ['OUTSIDE_SCOPE_LINES', report(), { scope: scope({ property: { substance: 'cd' } }) }],
    ['OUTSIDE_SCOPE_LINES', report(), { scope: scope({ method: { standard: 'GB 5009.12-2017' } }) }],
    ['OUTSIDE_SCOPE_LINES', report(), { scope: scope({ to: addDays(DAY, -1) }) }],
    ['OUTSIDE_SCOPE_LINES', report(), { scope: scope({ suspended: [{ from: DAY }] }) }],
    ['OUTSIDE_SCOPE_LINES', report(), { scope: scope({ range: { from: { value: '0.2', unit: 'mg/kg' } } }) }],
    ['OUTSIDE_SCOPE_LINES', report(), { scope: scope({ range: { to: { value: '0.05', unit: 'mg/kg' } } }) }],
    ['OUTSIDE_SCOPE_LINES', report(), { scope: scope({ range: { to: { value: '5', unit: 'h' } } }) }],
    ['OUTSIDE_SCOPE_LINES', report({}, { limitOfQuantification: { value: '0.01', unit: 'mg/kg' } }), {}],
    ['OUTSIDE_SCOPE_LINES', report(), { isUnder: () => false }],
    ['OUTSIDE_SCOPE_LINES', report(), { scope: scopeOn('2026-11-22') }],
    ['OUTSIDE_SCOPE_LINES', report(), { scope: scopeOn(DAY) }],
    [
      'OUTSIDE_SCOPE_LINES',
      report({}, { quantity: { value: '0.012', unit: 'mg/kg' } }),
      { work: work({ readings: { unit: 'mg/kg', values: ['0.012'].map(decimal), by: 'mean' } }) },
    ],
    ['OUTSIDE_SCOPE_LINES', report({ sample: FOODLESS }), { isUnder: (food) => food === 'tuna' }],
    ['SCOPE_NOT_READ', report({ sample: FOODLESS }), { sampling: undefined }],
    ['SCOPE_NOT_READ', report(), { isUnder: undefined }],
    ['SCOPE_NOT_READ', report(), { scope: 'none-known' }],
    ['INSTRUMENT_NOT_NAMED', report({}, { instruments: undefined }), {}],
    ['INSTRUMENT_NOT_KEPT', report(), { instruments: new Map() }],
    [
      'INSTRUMENT_AWAY',
      report(),
      { instruments: instruments({ event: 'sent-away', on: addDays(DAY, -1), for: 'repair' }) },
    ],
    ['INSTRUMENT_LEFT_THAT_DAY', report(), { instruments: instruments({ event: 'withdrawn', on: DAY }) }],
    ['INSTRUMENT_PAPER_ENDED', report(), { instruments: paper('not-calibrated', 'revoked') }],
    ['INSTRUMENT_PAPER_NOT_SHOWN', report(), { instruments: paper('in-use', 'not-on-record') }],
    ['INSTRUMENT_BY_KEEPER_ALONE', report(), { instruments: paper('in-use', 'keeper-alone') }],
    ['INSTRUMENT_NOT_DUE', report(), { instruments: inUse() }],
    ['INSTRUMENT_NOT_DUE', report(), { instruments: inUse('2031-01-15') }],
    ['INSTRUMENT_PAPER_NOT_SHOWN', report(), { named: [{ ...NAMED, state: 'undisclosed', reasons: [] }] }],
    ['INSTRUMENT_IN_DOUBT', report(), { inDoubt: [DOUBT] }],
    ['TESTER_AUTHORISED_AFTERWARDS', report(), { authorisations: recorded('2026-11-21') }],
    [
      'CONDITION_NOT_LIMITED',
      report(),
      { work: work({ conditions: [{ quantity: 't', unit: 'Cel', value: '9999' }] }) },
    ],
    ['INSTRUMENT_OUT_OF_WINDOW', report(), { instruments: instruments({ event: 'withdrawn', on: addDays(DAY, -1) }) }],
    [
      'CONDITION_OUT_OF_LIMITS',
      report(),
      { work: work({ conditions: [{ quantity: 't', unit: 'Cel', value: '26', to: '25' }] }) },
    ],
    [
      'CONDITION_OUT_OF_LIMITS',
      report(),
      { work: work({ conditions: [{ quantity: 't', unit: 'Cel', value: '17', from: '18' }] }) },
    ],
    ['CONDITION_NOT_RECORDED', report(), { work: work({ conditions: [{ quantity: 't', unit: 'Cel', to: '25' }] }) }],
    ['NO_CONDITION_RECORDED', report(), { work: work({ conditions: [] }) }],
    ['NO_CONDITION_RECORDED', report(), { work: work({ conditions: [{ quantity: 't', unit: 'Cel' }] }) }],
    ['TESTER_NOT_AUTHORISED', report(), { authorisations: PERSONS.slice(1) }],
    ['TESTER_NOT_AUTHORISED', report(), { authorisations: [{ ...PERSONS[0], substances: ['cd'] }, PERSONS[1]] }],
    ['TESTER_NOT_AUTHORISED', report(), { authorisations: [{ ...PERSONS[0], methods: ['GB 1-2020'] }, PERSONS[1]] }],
    ['TESTER_NOT_AUTHORISED', report(), { authorisations: [{ ...PERSONS[0], from: addDays(DAY, 1) }, PERSONS[1]] }],
    ['SIGNATORY_NOT_AUTHORISED', report(), { authorisations: [PERSONS[0], { ...PERSONS[1], to: DAY }] }],
    ['SIGNATORY_NOT_AUTHORISED', report(), { authorisations: [PERSONS[0], { ...PERSONS[1], may: 'test' }] }],
    ['TESTER_COMPETENCE_LAPSED', report(), { competence: lapsed('test') }],
    ['TESTER_COMPETENCE_RECORDED_AFTERWARDS', report(), { competence: recordedLater }],
    ['SIGNATORY_COMPETENCE_LAPSED', report(), { authorisations: undefined, competence: lapsed('sign') }],
    ['SIGNATORY_TESTED', report(), { signatory: 'ting', authorisations: undefined }],
    ['WORK_NOT_RECORDED', report(), { work: [] }],
    ['WORK_ABOUT_OTHER', report(), { work: work({ about: { ...ABOUT, sample: 'S-0' } }) }],
    ['WORK_ABOUT_OTHER', report(), { work: work({ about: { ...ABOUT, substance: 'cd' } }) }],
    ['WORK_ABOUT_OTHER', report(), { work: work({ about: { ...ABOUT, method: 'GB 5009.12-2017' } }) }],
    ['WORK_ABOUT_OTHER', report(), { work: work({ about: { ...ABOUT, instruments: ['furnace'] } }) }],
    ['WORK_ABOUT_OTHER', report(), { work: work({ about: { ...ABOUT, samplingRecord: 'urn:uuid:2' } }) }],
    [
      'WORK_ABOUT_OTHER',
      report({ sample: { ...SAMPLE, statedLot: STATED('L-7') } }),
      { work: work({ about: { ...ABOUT, lot: 'L-8' } }) },
    ],
    ['WORK_ENDS_BEFORE', report(), { work: work({ to: at('2026-11-20T00:59:00Z') }), otherWork: [] }],
    ['WORK_ON_OTHER_DAY', report({}, { testedOn: addDays(DAY, 1) }), {}],
    ['WORK_ON_OTHER_DAY', report({}, { testedOn: addDays(DAY, -1) }), {}],
    ['WORK_TOOK_NO_TIME', report(), { work: work({ to: WORK.from, leastMinutes: undefined }) }],
    ['WORK_TOOK_NO_TIME', report(), { work: work({ to: at('2026-11-20T01:00:59Z'), leastMinutes: 0 }) }],
    ['WORK_TOO_SHORT', report(), { work: work({ to: WORK.from }) }],
    ['WORK_TOO_SHORT', report(), { work: work({ to: at('2026-11-20T02:29:59Z') }) }],
    ['ISSUED_BEFORE_TESTED', report({ issuedOn: addDays(DAY, -1) }), {}],
    ['OUTSIDE_HOURS', report(), { hours: { from: '09:30', to: '20:00' } }],
    ['OUTSIDE_HOURS', report(), { hours: { from: '07:00', to: '10:59' } }],
    ['PERSON_IN_TWO_PLACES', report(), { otherWork: [{ ...OTHER, person: 'ting', site: 'field' }] }],
    [
      'INSTRUMENT_IN_TWO_PLACES',
      report(),
      { otherWork: [{ ...OTHER, site: 'room 3', instruments: ['ICP-MS 2'] }], capacity: undefined },
    ],
    ['INSTRUMENT_OVER_CAPACITY', report(), { otherWork: [{ ...OTHER, instruments: ['ICP-MS 2'] }] }],
    ['RAW_DATA_MISSING', report(), { work: work({ rawFiles: [] }) }],
    [
      'RAW_FILE_OF_OTHER_WORK',
      report(),
      { otherFiles: [{ ...FILE, from: at('2026-11-19T01:00:00Z'), to: at('2026-11-19T03:00:00Z') }] },
    ],
    [
      'RAW_FILE_OF_OTHER_WORK',
      report(),
      { otherFiles: [{ ...FILE, from: at('2026-11-20T16:00:00Z'), to: at('2026-11-20T17:00:00Z') }] },
    ],
    ['READINGS_NOT_GIVEN', report(), { work: work({ readings: undefined }) }],
    ['READINGS_NOT_GIVEN', report(), { work: work({ readings: { unit: 'mg/kg', values: [], by: 'mean' } }) }],
    [
      'RESULT_NOT_FROM_READINGS',
      report(),
      { work: work({ readings: { unit: 'mg/kg', values: ['0.094'], by: 'mean' } }) },
    ],
    [
      'RESULT_NOT_FROM_READINGS',
      report(),
      { work: work({ readings: { unit: 'ug/kg', values: ['0.10'], by: 'mean' } }) },
    ],
    ['REPORT_NUMBER_TWICE', report({ reportNumber: 'R-0' }), {}],
    [
      'SAME_RESULTS_TWICE',
      telling().of,
      {
        ...telling().around,
        otherReports: [{ reportNumber: 'R-9', sample: 'S-9', results: resultsKey(telling().of.results) }],
      },
    ],
  ])('says %s and nothing else of one defect', (code, of, around) => {
    expect(codes(of, around)).toEqual([code]);
  });

  it('takes a raw file for that of one run where the days meet, and looks at the bytes alone', () => {
    const other = (more: object) => codes(report(), { otherFiles: [{ ...FILE, ...more }] });
    expect(other({ from: at('2026-11-20T05:00:00Z'), to: at('2026-11-20T06:00:00Z') })).toEqual([]);
    expect(other({ from: at('2026-11-18T05:00:00Z'), to: at('2026-11-20T00:30:00Z') })).toEqual([]);
    const before = { from: at('2026-11-18T05:00:00Z'), to: at('2026-11-18T06:00:00Z') };
    expect(other({ ...before, digest: 'u9' })).toEqual([]);
    expect(other(before)).toEqual(['RAW_FILE_OF_OTHER_WORK']);
  });

  it('says nothing of what is not known, and only of what the paper itself shows', () => {
    expect(examineReport(report(), { offsetMinutes: 480 })).toEqual([]);
    const late = report({ issuedOn: addDays(DAY, -1) });
    expect(examineReport(late, { offsetMinutes: 480 }).map(({ code }) => code)).toEqual(['ISSUED_BEFORE_TESTED']);
    expect(codes(report(), { authorisations: undefined, signatory: undefined })).toEqual([]);
    expect(codes(report(), { today: undefined, authorisations: [PERSONS[0]] })).toEqual([]);
  });

  it('lets a person leave what runs by itself, and wants them at its begin and its end', () => {
    const incubation = work({ to: at('2026-11-23T02:00:00Z'), leastMinutes: undefined });
    const meanwhile = (from: string, to: string) =>
      codes(report({}, { instruments: undefined }), {
        ...{ work: incubation, instruments: undefined, authorisations: undefined },
        otherWork: [{ ...OTHER, person: 'ting', site: 'field', instruments: [], from: at(from), to: at(to) }],
      }).filter((code) => code === 'PERSON_IN_TWO_PLACES');
    expect(meanwhile('2026-11-21T01:00:00Z', '2026-11-21T09:00:00Z')).toEqual([]);
    expect(meanwhile('2026-11-20T00:30:00Z', '2026-11-20T01:30:00Z')).toEqual(['PERSON_IN_TWO_PLACES']);
    expect(meanwhile('2026-11-23T01:00:00Z', '2026-11-23T02:30:00Z')).toEqual(['PERSON_IN_TWO_PLACES']);
    // Two that both run by themselves: each is begun somewhere.
    expect(meanwhile('2026-11-20T01:00:00Z', '2026-11-22T02:00:00Z')).toEqual(['PERSON_IN_TWO_PLACES']);
    expect(meanwhile('2026-11-20T03:00:00Z', '2026-11-22T02:00:00Z')).toEqual([]);
  });

  it('takes a site for the same however it is typed', () => {
    const other = { ...OTHER, person: 'ting', site: ` ${WORK.site.toUpperCase().replace(' ', '\u3000')} ` };
    expect(codes(report(), { otherWork: [other] })).not.toContain('PERSON_IN_TWO_PLACES');
  });

  it('looks for a person in two places within one report too', () => {
    const two = report({ results: [RESULT, { ...RESULT, result: 'R2' }] });
    const both = [...work(), ...work({ result: 'R2', site: 'field' })];
    const marks = ['PERSON_IN_TWO_PLACES', 'INSTRUMENT_IN_TWO_PLACES', 'INSTRUMENT_OVER_CAPACITY'];
    expect(codes(two, { work: both })).toEqual(marks);
    // One run that gives two results.
    expect(codes(two, { work: [...work(), ...work({ result: 'R2' })] })).toEqual([]);
    const longer = work({ result: 'R2', to: at('2026-11-20T03:01:00Z') });
    expect(codes(two, { work: [...work(), ...longer] })).toEqual(['INSTRUMENT_OVER_CAPACITY']);
  });

  it('sees an instrument that others use elsewhere for the same report, and a result that two work on at two sites', () => {
    const two = report({ results: [RESULT, { ...RESULT, result: 'R2' }] });
    const both = [...work(), ...work({ result: 'R2', site: 'field', person: 'quan' })];
    const around = { work: both, capacity: undefined, authorisations: undefined, otherWork: undefined };
    expect(codes(two, around)).toEqual(['INSTRUMENT_IN_TWO_PLACES']);
    const same = [...work(), ...work({ site: 'field', person: 'quan' })];
    expect(codes(report(), { ...around, work: same })).toEqual(['INSTRUMENT_IN_TWO_PLACES']);
    expect(codes(report(elsewhere), { work: work({ about: ABOUT }) })).toEqual(['SAMPLE_NOT_TRACED']);
    const bare = report({}, { instruments: undefined });
    expect(codes(bare, { ...around, work: same, instruments: undefined })).toEqual(['RESULT_IN_TWO_PLACES']);
  });

  it('marks a clash once, however many entries the other work has and however many results are concerned', () => {
    const three = report({
      results: ['R1', 'R2', 'R3'].map((result) => ({ ...RESULT, result, instruments: undefined })),
    });
    const own = ['R1', 'R2', 'R3'].flatMap((result) => work({ result }));
    const other = { ...OTHER, person: 'ting', site: 'field' };
    const around = { ...GOOD, instruments: undefined, work: own, otherWork: [other, other, other] };
    const marks = examineReport(three, around);
    expect(marks.map(({ code, values }) => `${code} ${values.result}`)).toEqual(['PERSON_IN_TWO_PLACES R1, R2, R3']);
  });

  it('goes by the last notice, in whatever order they come', () => {
    const replaced = { ...NOTICE, status: 'replaced', from: addDays(DAY, -9) };
    expect(codes(report(), { notices: notices(replaced).toReversed() })).toEqual(['METHOD_NOT_IN_FORCE']);
    expect(codes(report(), { notices: notices({ ...replaced, standard: 'GB 5009.12-2017' }) })).toEqual([]);
  });

  it('lets nobody who has a say undo the word of another', () => {
    const own = { ...NOTICE, issuer: 'did:web:own.example' };
    const other = { ...NOTICE, issuer: 'did:web:publisher.example', status: 'withdrawn', from: addDays(DAY, -9) };
    const later = { ...own, from: addDays(DAY, -1) };
    expect(codes(report(), { notices: notices(own, other, later).slice(1) })).toEqual(['METHOD_NOT_IN_FORCE']);
    const ahead = { ...other, status: 'in-force', from: addDays(DAY, 9) };
    expect(codes(report(), { notices: notices(own, ahead).slice(1) })).toEqual([]);
  });

  it('takes what the laboratory marks as outside its scope', () => {
    expect(codes(report({}, { underScope: false }), { scope: () => [] })).toEqual([]);
  });

  it('takes lines and samples whose object only a person can read, and lines without a range', () => {
    expect(codes(report(), { scope: scope({ object: { description: 'leaves' } }) })).toEqual([]);
    expect(codes(report({ sample: { ...SAMPLE, food: undefined } }))).toEqual([]);
    expect(codes(report(), { scope: scope({ object: { description: 'x', foods: ['wolfberry-leaf'] } }) })).toEqual([]);
    const open = { range: undefined, limitOfQuantification: undefined };
    expect(codes(report({}, { limitOfQuantification: { value: '1', unit: 'mg/kg' } }), { scope: scope(open) })).toEqual(
      [],
    );
  });

  it('takes samples without seals and custody, and conditions with one limit', () => {
    const own = { name: 'the laboratory itself', did: LABORATORY.id };
    const bare = sampling({ samples: [{ sample: 'S-1' }], custody: undefined, sampler: own });
    expect(codes(report({ sample: { ...SAMPLE, seal: undefined } }), { sampling: bare })).toEqual([]);
    const byName = { name: LABORATORY.name, did: 'did:web:x.example' };
    expect(codes(report(), { sampling: sampling({ custody: undefined, sampler: byName }) })).toEqual([]);
    const conditions = [{ quantity: 't', unit: 'Cel', value: '20', from: '18' }];
    expect(codes(report(), { work: work({ conditions }) })).toEqual([]);
  });

  it.each([
    'Demonstration Laboratory',
    'Demonstration Laboratory (reception)',
    'DEMONSTRATION LABORATORY，接收',
    LABORATORY.id,
  ])('knows a laboratory by its whole name, a place of it, or its DID: %s', (to) => {
    const custody = [HANDED, { ...ARRIVED, to }];
    expect(codes(report(), { sampling: sampling({ custody }) })).toEqual([]);
  });

  it('asks nothing about the end of a chain where it does not know the laboratory, and takes a food under another', () => {
    const unknown = report({ laboratory: undefined });
    expect(codes(unknown, { sampling: sampling({ custody: undefined }) })).toEqual([]);
    expect(codes(unknown, { sampling: sampling({ custody: [HANDED] }) })).toEqual([]);
    const wider = sampling({ lot: { food: 'vegetables', lotNumber: 'L-7' } });
    expect(codes(report({ sample: { ...SAMPLE, statedLot: STATED('L-7') } }), { sampling: wider })).toEqual([]);
    expect(codes(report({ sample: { ...SAMPLE, food: 'vegetables' } }))).toEqual([]);
  });

  it('lets an instrument take as many tests as it takes, and one test follow the other', () => {
    const used = { ...OTHER, instruments: ['ICP-MS 2'] };
    expect(codes(report(), { otherWork: [used], capacity: new Map([['ICP-MS 2', 2]]) })).toEqual([]);
    expect(codes(report(), { otherWork: [{ ...used, from: WORK.to, site: 'field', person: 'ting' }] })).toEqual([]);
    expect(codes(report(), { otherWork: [{ ...OTHER, site: 'field' }] })).toEqual([]);
    expect(codes(report({}, { instruments: undefined }), { instruments: undefined })).toEqual([]);
    expect(codes(report(), { otherWork: undefined, otherReports: undefined, hours: undefined })).toEqual([]);
  });

  it('counts the tests that an instrument does at the same time, and not those that it does in turn', () => {
    const instant = (hour: number) => at(`2026-11-20T${String(hour).padStart(2, '0')}:00:00Z`);
    const used = (from: number, to: number, report = 'R-0') => {
      return { ...OTHER, report, instruments: ['ICP-MS 2'], from: instant(from), to: instant(to) };
    };
    const whole = work({ from: instant(0), to: instant(10) });
    const counts = (...otherWork: object[]) =>
      examineReport(report(), {
        ...{ ...GOOD, work: whole, hours: undefined, capacity: new Map([['ICP-MS 2', 2]]) },
        otherWork: otherWork as NonNullable<Surroundings['otherWork']>,
      }).map(({ code, values }) => `${code} ${values.count}`);
    expect(counts(used(0, 5), used(5, 10))).toEqual([]);
    expect(counts(used(0, 6), used(5, 10))).toEqual(['INSTRUMENT_OVER_CAPACITY 3']);
    expect(counts(used(0, 5), used(4, 6), used(5, 10))).toEqual(['INSTRUMENT_OVER_CAPACITY 3']);
    expect(counts(used(0, 10), used(5, 5, 'R-9'))).toEqual(['INSTRUMENT_OVER_CAPACITY 3']);
  });

  it.each([
    ['0.10', ['0.095'], 'mean', 'half up, half to even'],
    ['0.12', ['0.125'], 'mean', 'half to even'],
    ['0.13', ['0.125'], 'mean', 'half up'],
    ['0.10', ['0.5', '0.10', '0.1'], 'median', 'an odd number'],
    ['0.20', ['0.3', '0.1'], 'median', 'an even number'],
  ])('works %s out of %j as %s: %s', (value, values, by) => {
    const readings = { unit: 'mg/kg', values, by };
    expect(codes(report({}, { quantity: { value, unit: 'mg/kg' } }), { work: work({ readings }) })).toEqual([]);
  });

  it.each([
    ['below-loq', { limitOfQuantification: { value: '0.02', unit: 'mg/kg' } }],
    ['not-detected', { limitOfDetection: { value: '0.02', unit: 'mg/kg' } }],
  ])('holds a result %s to its limit, and finds no repetition in it', (outcome, limit) => {
    const of = report({}, { outcome, quantity: undefined, ...limit });
    const otherReports = [{ reportNumber: 'R-9', sample: 'S-9', results: resultsKey(of.results) }];
    const read = (value: string) => work({ readings: { unit: 'mg/kg', values: [value], by: 'mean' } });
    expect(codes(of, { work: read('0.019'), otherReports })).toEqual([]);
    expect(codes(of, { work: read('0.02') })).toEqual(['RESULT_NOT_FROM_READINGS']);
  });

  it('says how to cure each mark, and never calls a report inaccurate or false', () => {
    const cures = new Set<string>(Object.values(MARKS).map(({ cure }) => cure));
    // What a chain upwards has against a making brings its own code.
    expect([...cures, 'CURE_MEND_MAKING'].sort()).toEqual(Object.keys(CURES).sort());
    const said = JSON.stringify([Object.values(MARKS).map(({ says }) => says), CURES]);
    expect(said).not.toMatch(/\b(false report|inaccurate|forged|fraud|fake)\b/i);
    expect(mark('SAMPLE_NOT_TAKEN', { sample: 'S-1' })).toMatchObject({
      detail: 'sample S-1 is not among those of its sampling record',
      article: 'SAMR Order 39, art. 14 (4)',
      cure: { code: 'CURE_CORRECT_CUSTODY', detail: CURES.CURE_CORRECT_CUSTODY },
    });
  });

  it('finds a person in two places exactly where two spans have a time in common', () => {
    const minutes = fc.integer({ min: 0, max: 500 });
    const instant = (minute: number) => at(new Date(Date.UTC(2026, 10, 20, 1) + minute * 60_000).toISOString());
    fc.assert(
      fc.property(minutes, fc.integer({ min: 1, max: 90 }), (start, length) => {
        const other = { ...OTHER, person: 'ting', site: 'field', from: instant(start), to: instant(start + length) };
        const found = codes(report(), { otherWork: [other] }).includes('PERSON_IN_TWO_PLACES');
        // The work runs over the minutes 0 to 120.
        expect(found).toBe(start < 120);
      }),
    );
  });
});

describe('certificateAsReport()', () => {
  const found = (at: object, measuredValue?: object) => {
    const result = { quantity: 'mass', at, measuredValue, expandedUncertainty: at, coverageFactor: '2' };
    const subject = { certificateNumber: 'C-1', calibratedOn: DAY, method: { standard: 'X' }, results: [result] };
    const certificate = { kind: 'CalibrationCertificate', subject } as unknown as GatedCertificate;
    return openGate(certificateAsReport(certificate), { offsetMinutes: 480 });
  };
  const of = (value: string, unit: string) => ({ value, unit });

  it('asks about a value of another magnitude than its point, and does not refuse it', () => {
    const gate = found(of('100', 'g'), of('100.1', 'kg'));
    expect(gate.level).toBe('amber');
    expect(gate.lines.flatMap(({ marks }) => marks)).toMatchObject([
      { code: 'FOUND_FAR_FROM_POINT', values: { result: 'mass at 100 g', found: '100.1 kg', at: '100 g' } },
    ]);
  });

  it.each([
    ['amber', of('100', 'g'), of('10', 'kg')],
    ['green', of('100', 'g'), of('9.999', 'kg')],
    ['amber', of('100', 'g'), of('1', 'g')],
    ['green', of('100', 'g'), of('1.001', 'g')],
    ['amber', of('-100', 'g'), of('-100', 'mg')],
    ['amber', of('100', 'g'), of('0', 'g')],
    ['green', of('-100', 'g'), of('100', 'g')],
    ['green', of('0', 'g'), of('0.01', 'g')],
    ['green', of('0.01', '°C'), of('1.2', '°C')],
    ['green', of('20', '°C'), of('293.1', 'K')],
    ['green', of('0', '°C'), of('100', 'Ω')],
    ['green', of('1', 'g'), of('100', 'own units')],
    ['green', of('1', 'own units'), of('100', 'g')],
    ['green', of('1', 'g'), undefined],
  ])('is %s at %j where %j was found', (level, at, measuredValue) => {
    expect(found(at, measuredValue).level).toBe(level);
  });
});

describe('a number of a report', () => {
  const beside = (reportNumber: string) =>
    codes(report({ reportNumber: 'NR-399523' }), { otherReports: [{ reportNumber, sample: 'S-9', results: '' }] });
  it.each(['NR-399523', 'nr-399523', 'NR\u2011399523', '\uff2e\uff32-399523', 'NR-399523\u200b', ' NR\u2013399523 '])(
    'is taken by one that looks like it: %j',
    (other) => {
      expect(beside(other)).toEqual(['REPORT_NUMBER_TWICE']);
    },
  );
  it.each(['NR-399524', 'NR 399523', 'NR399523'])('is another than %s', (other) => {
    expect(beside(other)).toEqual([]);
  });
});

describe('resultsKey()', () => {
  it('does not depend on names and order, and depends on values', () => {
    const two = [RESULT, { ...RESULT, result: 'R2', substance: 'cd' }] as unknown as ExaminedReport['results'];
    const named = [...two].reverse().map((one, index) => ({ ...one, result: `X${index}` }));
    expect(resultsKey(named as ExaminedReport['results'])).toBe(resultsKey(two));
    const of = (value: string, unit: string) => resultsKey(report({}, { quantity: { value, unit } }).results);
    expect(of('0.1', 'mg/kg')).toBe(resultsKey(report().results));
    expect(of('100', 'ug/kg')).toBe(resultsKey(report().results));
    expect(of('0.101', 'mg/kg')).not.toBe(resultsKey(report().results));
    expect(resultsKey(report({}, { substance: ' PB' }).results)).toBe(resultsKey(report().results));
    expect(resultsKey(report({}, { method: { standard: 'GB5009.12—2023' } }).results)).toBe(
      resultsKey(report().results),
    );
  });
});
