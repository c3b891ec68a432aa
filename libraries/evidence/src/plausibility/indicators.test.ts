// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import {
  change,
  changed,
  did,
  type Entries,
  type Entry,
  grams,
  ROOTS,
  reading,
  recordOf,
  soundEntries,
} from '../testing/traced.ts';
import { askRecord, TRACE_ROUND_TRIPS_MAX } from '../traceability/gather-trace.ts';
import type { Paper } from '../traceability/papers.ts';
import type { UsedPaper } from '../traceability/references.ts';
import {
  aroundOnRecord,
  type GatedCertificate,
  type Indicator,
  indicatorsOfCertificate,
  indicatorsOfReport,
  type KnownAround,
  certificateAsReport,
  inOneStep,
  openGate,
  resultsKey,
  tellingResults,
} from './index.ts';

const SIGNED = '2026-11-13T06:00:00Z';
const SIGNATORY = { function: 'authorised signatory', meaning: 'I authorise this report.' };
/** The sound record, whose report names its signatory and was signed on the day that it is dated with. */
function sound(report: object = {}, at = SIGNED): Entries {
  const entries = soundEntries();
  const whole = changed(entries, 'report', { signatory: SIGNATORY, ...report });
  return { ...whole, report: { ...(whole.report as Entry), at } };
}
const one = (more: object = {}, instruments?: readonly object[]) => ({ results: [reading('r-1', instruments, more)] });
const ITEM = { identifier: 'urn:example:b1' };
/** The balance of the report came back a day after the test, off by 20 mg. */
function foundOff(issuer: string, entries: Entries): Entries {
  const balance = entries.balance as Entry;
  const mg = (value: string) => ({ value, unit: 'mg' });
  const point = {
    quantity: 'mass',
    at: grams('100'),
    shift: mg('20'),
    expandedUncertainty: mg('2'),
    coverageFactor: '2',
  };
  const more = { item: balance.subject.item, calibratedOn: '2026-11-12', asFound: [point], id: 'urn:test:back' };
  return { ...entries, back: { ...balance, issuer, subject: { ...balance.subject, ...more } } };
}
const BALANCE = [{ instrument: 'balance B1', calibration: 'ref:balance' }];

async function ask(entries: Entries, label = 'report', known: KnownAround = {}) {
  const record = recordOf(entries);
  const { issuer, id } = record.reference(label);
  const found = await askRecord({ find: record.find, roots: ROOTS }, (around): readonly Indicator[] => {
    const paper = around.papers.identified(issuer, id);
    if (paper === undefined) return [];
    return paper.statement.kind === 'TestReport'
      ? indicatorsOfReport(paper as Paper<'TestReport'>, around, known)
      : indicatorsOfCertificate(paper as UsedPaper, around, known);
  });
  expect(record.trips()).toBeLessThan(TRACE_ROUND_TRIPS_MAX / 4);
  return found;
}
const codes = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).map(({ code }) => code);

const notice = (status: string, from = '2026-01-01', issuer = 'authority'): Entry => ({
  kind: 'StandardNotice',
  issuer,
  subject: { id: 'urn:test:notice', standard: 'GB 5009.12-2023', title: 'lead', status, from },
});
const specification = (more: object = {}, issuer = 'authority'): Entry => ({
  kind: 'TechnicalSpecification',
  issuer,
  subject: {
    ...{ id: 'urn:test:specification', specification: 'CAL 1-2026', title: 'balances', type: 'calibration' },
    ...{ place: 'CN', status: 'in-force', from: '2026-01-01', ...more },
  },
});
const sampling = (sample = 'S-1'): Entry => ({
  kind: 'SamplingRecord',
  issuer: 'sampler',
  subject: {
    ...{ id: 'urn:test:sampling', sampler: { name: 'sampler', did: did('sampler') }, represents: 'lot' },
    ...{ lot: { food: 'leaf', lotNumber: 'L-1' }, plan: { standard: 'GB/T 8302-2013', increments: 5 } },
    ...{ takenAt: '2026-11-08T02:00:00Z', place: 'CN-GD', samples: [{ sample }] },
  },
});
const SAMPLED = { sample: 'S-1', description: 'leaf', receivedAt: '2026-11-09T08:00:00Z' };
const withSampling = (named: string, entry: Entry = sampling()) => ({
  ...sound({ sample: { ...SAMPLED, samplingRecord: named } }),
  sampling: entry,
});

describe('indicatorsOfReport()', () => {
  it('finds nothing on a sound report, and holds nothing against one of which little is known', async () => {
    expect(await codes(sound())).toEqual([]);
    expect(await codes({ ...sound(), notice: notice('in-force'), ...withSampling('ref:sampling') })).toEqual([]);
    expect(await codes(withSampling('ref:nowhere'))).toEqual([]);
    expect(await codes(sound(one({}, [{ instrument: 'balance B1' }])))).toEqual([]);
  });

  it.each<[string, Entries]>([
    ['METHOD_NOT_IN_FORCE', { ...sound(), notice: notice('withdrawn') }],
    ['SAMPLE_NOT_TAKEN', withSampling('ref:sampling', sampling('S-2'))],
    ['SAMPLING_RECORD_NOT_HERE', withSampling('ref:laboratory')],
    ['TESTED_BEFORE_RECEIVED', sound(one({ testedOn: '2026-11-08' }, BALANCE))],
    ['ISSUED_BEFORE_TESTED', sound(one({ testedOn: '2026-11-14' }, BALANCE))],
    ['SIGNED_BEFORE_ISSUED', sound({}, '2026-11-12T06:00:00Z')],
    ['NO_SIGNATORY', sound({ signatory: undefined })],
    ['SIGNATORY_TIME_IMPOSSIBLE', sound({ signatory: { ...SIGNATORY, reauthenticatedAt: '2026-11-13T07:00:00Z' } })],
    ['OUTSIDE_SCOPE_LINES', sound(one({ substance: 'cd' }, BALANCE))],
    ['NOT_IN_ITS_WINDOW', changed(sound(), 'balance', { dueOn: '2026-11-10' })],
    ['FOUND_OFF_LATER', foundOff('calibrator', sound())],
    ['FOUND_OFF_BY_ANOTHER', foundOff('stranger', changed(sound(), 'balance', { item: ITEM }))],
    ['OTHER_THING', sound(one({}, [{ instrument: 'balance B2', calibration: 'ref:balance' }]))],
  ])('notices %s alone', async (code, entries) => {
    expect(await codes(entries)).toEqual([code]);
  });

  it('shows where a name is not what it looks like, with the character, and says nothing of sentences', async () => {
    const hidden = sound({ sample: { ...SAMPLED, description: 'le\u200Baf' } });
    expect(await codes(hidden)).toEqual(['NAME_WITH_HIDDEN_CHARACTER']);
    const [found] = await ask(hidden);
    expect(found).toMatchObject({
      rule: 'repeats',
      values: { at: 'credentialSubject.sample.description', character: '3', codePoint: 'U+200B' },
    });
    expect(found).not.toHaveProperty('level');
    expect(await codes(sound({ sample: { ...SAMPLED, description: 'lеaf' } }))).toEqual(['NAME_IN_TWO_SCRIPTS']);
    expect(await codes(sound({ sample: { ...SAMPLED, description: 'лист TNFα 枸杞' } }))).toEqual([]);
  });

  it('hears no neighbour about an edition, neither that it is withdrawn nor that it is in force again', async () => {
    expect(await codes({ ...sound(), notice: notice('withdrawn', '2026-01-01', 'publisher') })).toEqual([]);
    const both = { own: notice('withdrawn'), other: notice('in-force', '2026-02-01', 'publisher') };
    expect(await codes({ ...sound(), ...both })).toEqual(['METHOD_NOT_IN_FORCE']);
  });

  it.each([
    'GB 5009.12-2023 第一法',
    'GB 5009.12-2023 (XG1)',
    'GB 5009.12-2023（第二法）',
    'GB 5009.12-2023 (with Amendment 1)',
  ])('finds the notice and the scope line of %s', async (standard) => {
    const cited = sound(one({ method: { standard } }, BALANCE));
    expect(await codes({ ...cited, notice: notice('in-force') })).toEqual([]);
    expect(await codes({ ...cited, notice: notice('withdrawn') })).toEqual(['METHOD_NOT_IN_FORCE']);
  });

  it('hears the authority of where a laboratory is attested to work when its report states another place', async () => {
    const attested = (entries: Entries) => changed(entries, 'laboratory', { premises: [{ place: 'CN-GD' }] });
    const laboratory = (place: string) => ({ laboratory: { id: did('laboratory'), name: 'laboratory', place } });
    const withdrawn = (entries: Entries) => ({ ...entries, notice: notice('withdrawn') });
    const elsewhere = withdrawn(sound(laboratory('US')));
    expect(await codes(attested(elsewhere))).toEqual(['METHOD_NOT_IN_FORCE', 'PLACE_NOT_ATTESTED']);
    // Nobody says where it works: what it states is all there is, but for where it was put on record.
    expect(await codes(elsewhere)).toEqual([]);
    expect(await codes(elsewhere, 'report', { recordedIn: 'CN' })).toEqual([
      'METHOD_NOT_IN_FORCE',
      'PLACE_NOT_ATTESTED',
    ]);
    expect(await codes(withdrawn(sound(laboratory('CN'))), 'report', { recordedIn: 'CN' })).toEqual([
      'METHOD_NOT_IN_FORCE',
    ]);
    // Premises in both: it says in which of them, and no other authority is asked.
    const both = changed(elsewhere, 'laboratory', { premises: [{ place: 'CN-GD' }, { place: 'US' }] });
    expect(await codes(both, 'report', { recordedIn: 'CN' })).toEqual([]);
  });

  it('says whether no attestation of the issuer is known, or one that was not in force on the test day', async () => {
    const { laboratory: _, ...unattested } = sound();
    const [said] = await ask(unattested);
    expect(said).toMatchObject({ code: 'ISSUER_NOT_ATTESTED', rule: 'scope', values: { on: '2026-11-11' } });
    const statusOf = async (more: object, extra: Entries = {}) => {
      const found = await ask({ ...changed(sound(), 'laboratory', { ...more }), ...extra });
      return found.map(({ code, values }) => `${code} ${values?.status ?? ''}`.trimEnd());
    };
    expect(await statusOf({ to: '2026-11-10' })).toEqual(['ATTESTATION_NOT_IN_FORCE expired']);
    expect(await statusOf({ from: '2026-11-12' })).toEqual(['ATTESTATION_NOT_IN_FORCE not yet in force']);
    expect(await statusOf({}, { change: change('laboratory', 'body') })).toEqual([
      'ATTESTATION_NOT_IN_FORCE suspended',
    ]);
    // Of another kind of work: no attestation of this.
    expect(await statusOf({ standard: 'ISO 9001:2015' })).toEqual(['ISSUER_NOT_ATTESTED']);
  });

  it('says so once for a day, and asks nothing of results outside the scope', async () => {
    const { laboratory: _, ...unattested } = sound({ results: [reading('r-1', BALANCE), reading('r-2', BALANCE)] });
    expect(await codes(unattested)).toEqual(['ISSUER_NOT_ATTESTED']);
    const { laboratory: __, ...outside } = sound(one({ underScope: false }, BALANCE));
    expect(await codes(outside)).toEqual([]);
  });

  it('takes in what is known beside the record: who worked where, how long, and what others report', async () => {
    const at = (time: string) => parseInstant(`2026-11-11T${time}:00Z`);
    const span = { result: 'r-1', person: 'ting', site: 'room 2', from: at('01:00'), to: at('01:20') };
    const work = [inOneStep({ ...span, leastMinutes: 90, conditions: [], rawFiles: [] })];
    const elsewhere = { person: 'ting', site: 'field', from: at('01:10'), to: at('03:00'), report: 'R-7' };
    const known = {
      work,
      otherWork: [{ ...elsewhere, instruments: [] }],
      otherReports: [{ reportNumber: 'R-1', sample: 'S-1', results: '' }],
      authorisations: [],
      signatory: 'wong',
    };
    const found = await ask(sound(), 'report', known);
    expect(found.map(({ code }) => code)).toEqual([
      ...['TESTER_NOT_AUTHORISED', 'SIGNATORY_NOT_AUTHORISED', 'WORK_TOO_SHORT', 'PERSON_IN_TWO_PLACES'],
      'REPORT_NUMBER_TWICE',
    ]);
    expect(found.every((each) => !('cure' in each) && !('level' in each))).toBe(true);
  });
});

describe('tellingResults()', () => {
  const results = (...values: string[]) =>
    values.map((value) => reading('r', undefined, { quantity: { value, unit: 'mg/kg' } })) as unknown as Parameters<
      typeof tellingResults
    >[0];

  it('is the key of results that have six digits together, and nothing for those that agree by chance', () => {
    expect(tellingResults(results('0.13', '0.25', '1.7'))).toBe(resultsKey(results('0.13', '0.25', '1.7')));
    expect(tellingResults(results('0.10', '0.25', '1.0'))).toBeUndefined();
    expect(tellingResults(results('0.10', '0.25'))).toBeUndefined();
    const lost = { outcome: 'below-loq', quantity: undefined };
    expect(tellingResults([reading('r', undefined, lost)] as never)).toBeUndefined();
  });
});

describe('indicatorsOfCertificate()', () => {
  const issued = (label: 'balance' | 'f1Calibration' | 'lead' | 'kilogram', more: object = {}) =>
    changed(soundEntries(), label, { ...more });
  const below = [{ quantity: 'mass', at: grams('100'), expandedUncertainty: grams('0.00001'), coverageFactor: '2' }];

  it('finds nothing on sound certificates', async () => {
    for (const label of ['balance', 'f1Calibration', 'lead']) expect(await codes(soundEntries(), label)).toEqual([]);
    expect(await codes({ ...soundEntries(), specification: specification() }, 'balance')).toEqual([]);
  });

  it.each<[string, Entries, string?]>([
    ['UNCERTAINTY_BELOW_CMC', issued('balance', { results: below })],
    ['NOT_IN_ITS_WINDOW', changed(soundEntries(), 'f1Calibration', { dueOn: '2026-05-31' })],
    ['METHOD_NOT_IN_FORCE', { ...soundEntries(), specification: specification({ status: 'withdrawn' }) }],
    ['METHOD_NOT_IN_FORCE', { ...soundEntries(), specification: specification({ status: 'draft' }) }],
    ['METHOD_NOT_IN_FORCE', { ...soundEntries(), specification: specification({ to: '2026-05-31' }) }],
    ['ISSUED_BEFORE_TESTED', issued('balance', { calibratedOn: '2026-06-02' })],
    ['ISSUER_NOT_ATTESTED', { ...soundEntries(), producer: notice('in-force') }, 'lead'],
  ])('notices %s alone', async (code, entries, label = 'balance') => {
    expect(await codes(entries, label)).toEqual([code]);
  });

  it('shows a name of a certificate that is not what it looks like', async () => {
    const { item } = (soundEntries().balance as Entry).subject as { item?: object };
    const made = { item: { ...item, manufacturer: 'Mаker', model: 'B', serialNumber: '1\u200B' } };
    expect(await codes(issued('balance', made), 'balance')).toEqual([
      'NAME_IN_TWO_SCRIPTS',
      'NAME_WITH_HIDDEN_CHARACTER',
    ]);
  });

  it('lets only the authority of a place speak of editions, and of that edition only', async () => {
    const ended = { status: 'withdrawn' };
    expect(await codes({ ...soundEntries(), specification: specification(ended, 'stranger') }, 'balance')).toEqual([]);
    const known = { ...notice('withdrawn'), subject: { ...notice('withdrawn').subject, standard: 'CAL 1-2026' } };
    expect(await codes({ ...soundEntries(), notice: known }, 'balance')).toEqual(['METHOD_NOT_IN_FORCE']);
    const other = specification({
      ...{ ...ended, specification: 'CAL 2-2026' },
      equivalents: [{ place: 'HK', specification: 'CAL 1-2026', extent: 'identical', certainty: 'read' }],
    });
    expect(await codes({ ...soundEntries(), specification: other }, 'balance')).toEqual([]);
  });

  it('says of a calibrator without any attestation known that none is, and of one with another scope that it is outside', async () => {
    const { calibrator: _, ...unknown } = soundEntries();
    expect(await codes(unknown, 'balance')).toEqual(['ISSUER_NOT_ATTESTED']);
    const [line] = soundEntries().calibrator.subject.scope as [object];
    const scope = [{ ...line, property: { quantity: 'length' } }];
    expect(await codes(changed(soundEntries(), 'calibrator', { scope }), 'balance')).toEqual([
      'CALIBRATOR_NOT_VOUCHED',
    ]);
  });

  it('hears who answers for where the maker is attested, whatever place its certificate states', async () => {
    const known = { ...notice('withdrawn'), subject: { ...notice('withdrawn').subject, standard: 'CAL 1-2026' } };
    const entries = { ...soundEntries(), notice: known };
    const elsewhere = changed(entries, 'balance', {
      laboratory: { id: did('calibrator'), name: 'calibrator', place: 'JP' },
    });
    expect(await codes(elsewhere, 'balance')).toEqual([]);
    const attested = changed(elsewhere, 'calibrator', { premises: [{ place: 'CN-GD' }] });
    expect((await codes(attested, 'balance')).sort()).toEqual(['METHOD_NOT_IN_FORCE', 'PLACE_NOT_ATTESTED']);
    const nearby = changed(entries, 'balance', {
      laboratory: { id: did('calibrator'), name: 'calibrator', place: 'CN-SH' },
    });
    expect(await codes(changed(nearby, 'calibrator', { premises: [{ place: 'CN-GD' }] }), 'balance')).toEqual([
      'METHOD_NOT_IN_FORCE',
    ]);
    const producer = { id: did('producer'), name: 'producer', place: 'US' };
    const material = changed(soundEntries(), 'lead', { producer });
    expect(await codes(material, 'lead')).toEqual([]);
    expect(await codes(material, 'lead', { recordedIn: 'CN' })).toEqual(['PLACE_NOT_ATTESTED']);
  });

  it('sees that a number is there twice', async () => {
    const otherReports = [{ reportNumber: 'C balance B1', sample: '', results: '' }];
    expect(await codes(soundEntries(), 'balance', { otherReports })).toEqual(['REPORT_NUMBER_TWICE']);
  });

  it('asks of a verification who was designated for it, and whether its regulation held', async () => {
    const verification: Entry = {
      kind: 'VerificationCertificate',
      issuer: 'institute',
      subject: {
        ...{ id: 'urn:test:verification', certificateNumber: 'V-1', instrument: 'balance B1', place: 'CN-GD' },
        ...{
          institute: { id: did('institute'), name: 'institute' },
          legalBasis: { instrument: 'T', certainty: 'read' },
        },
        ...{ specification: 'JJG 1036-2022', verifiedOn: '2026-06-01', conforms: true },
        references: [{ standard: 'kilogram', attestation: 'ref:e2' }],
      },
    };
    const entries = {
      ...{ ...soundEntries(), verification },
      specification: specification({ specification: 'JJG 1036-2022', status: 'withdrawn' }),
    };
    expect((await codes(entries, 'verification')).sort()).toEqual([
      ...['ISSUER_NOT_ATTESTED', 'KEPT_BY_ANOTHER', 'METHOD_NOT_IN_FORCE', 'OTHER_THING'],
    ]);
    const { references: __, ...bare } = verification.subject;
    const designation: Entry = {
      kind: 'Designation',
      issuer: 'authority',
      subject: {
        ...{ id: did('institute'), name: 'institute', place: 'CN', tasks: ['legal-verification'] },
        ...{ legalBasis: { instrument: 'T', certainty: 'read' }, from: '2025-01-01' },
      },
    };
    const good = { ...soundEntries(), verification: { ...verification, subject: bare }, designation };
    expect(await codes(good, 'verification')).toEqual([]);
  });
});

describe('a certificate of a material', () => {
  it('is asked what its values were measured against, and uses no edition of a standard', async () => {
    expect(await codes(soundEntries(), 'lead')).toEqual([]);
    const references = [{ standard: 'kilogram', attestation: 'ref:e2' }];
    expect((await codes(changed(soundEntries(), 'lead', { references }), 'lead')).sort()).toEqual([
      ...['KEPT_BY_ANOTHER', 'OTHER_THING'],
    ]);
    const { producer: _, ...unknown } = soundEntries();
    expect(await codes(unknown, 'lead')).toEqual(['ISSUER_NOT_ATTESTED']);
  });

  it('concludes work of earlier days, and of none that came later', () => {
    const { kind, subject } = soundEntries().lead;
    const material = certificateAsReport({ kind, subject } as unknown as GatedCertificate);
    const until = (to: string) => {
      const span = { from: parseInstant('2025-11-03T01:00:00Z'), to: parseInstant(to) };
      const done = { ...span, result: 'pb', person: 'p', site: 's', conditions: [] };
      const work = [inOneStep({ ...done, rawFiles: [{ name: 'f', digest: 'd' }] })];
      const { lines } = openGate(material, { offsetMinutes: 480, notices: [], work });
      return lines.flatMap(({ marks }) => marks.map(({ code }) => code));
    };
    expect(until('2025-12-01T03:00:00Z')).toEqual([]);
    expect(until('2026-01-01T03:00:00Z')).toEqual([]);
    expect(until('2026-01-02T03:00:00Z')).toEqual(['WORK_ON_OTHER_DAY']);
  });
});

describe('aroundOnRecord()', () => {
  const DAY = parseCalendarDay('2026-11-11');
  const TODAY = parseCalendarDay('2026-11-13');
  /** What is known around the report before it is signed: who attests what on its day and on that of signing. */
  async function around(entries: Entries) {
    const record = recordOf(entries);
    const { issuer, id } = record.reference('report');
    const known = await askRecord({ find: record.find, roots: ROOTS }, (trace) => {
      const paper = trace.papers.identified(issuer, id);
      return paper === undefined ? undefined : aroundOnRecord((paper as Paper<'TestReport'>).statement.subject, trace);
    });
    const found = known?.(TODAY);
    const scope = found?.scope;
    const lines = (on: CalendarDay) => (typeof scope === 'function' ? scope(on).length : scope);
    return { ...found, lines: [lines(DAY), lines(TODAY)] };
  }
  const replaced = (from: string): Entry => ({ ...change('sampling', 'sampler'), ...statusFrom(from) });
  const statusFrom = (from: string) => {
    const { subject } = change('sampling', 'sampler');
    return { subject: { ...subject, status: 'replaced', from } };
  };

  it('gives the lines in force on a day, none of what is not, and says where nobody attests such work', async () => {
    expect(await around(sound())).toMatchObject({ lines: [1, 1], named: [] });
    expect((await around(changed(sound(), 'laboratory', { to: '2026-11-12' }))).lines).toEqual([1, 0]);
    const taken = { change: change('laboratory', 'body') };
    expect((await around({ ...sound(), ...taken })).lines).toEqual([0, 0]);
    const { laboratory: _, ...unattested } = sound();
    expect((await around(unattested)).lines).toEqual(['none-known', 'none-known']);
    const other = changed(sound(), 'laboratory', { standard: 'ISO 17034:2016' });
    expect((await around(other)).lines).toEqual(['none-known', 'none-known']);
  });

  it('gives the sampling record as it stands on the day of signing', async () => {
    const kept = withSampling('ref:sampling');
    expect(await around(kept)).toMatchObject({ sampling: { represents: 'lot' } });
    expect((await around(kept)).samplingEnded).toBeUndefined();
    const ended = { ...kept, change: replaced('2026-11-12T00:00:00Z') };
    expect((await around(ended)).samplingEnded).toEqual({ status: 'replaced', isLater: false });
    const planned = { ...kept, change: replaced('2026-11-20T00:00:00Z') };
    expect((await around(planned)).samplingEnded).toBeUndefined();
    expect(await codes(ended)).toEqual(['SAMPLING_RECORD_ENDED']);
    expect(await codes(planned)).toEqual(['SAMPLING_RECORD_ENDED_LATER']);
  });

  it('names papers of instruments that are not on record, or not of that thing', async () => {
    const named = async (instrument: string, calibration: string) =>
      (await around(sound(one({}, [{ instrument, calibration }])))).named?.map(({ state }) => state);
    expect(await named('balance B1', 'ref:balance')).toEqual([]);
    expect(await named('balance B2', 'ref:balance')).toEqual(['broken']);
    expect(await named('balance B1', 'ref:nowhere')).toEqual(['undisclosed']);
    const doubted = foundOff('calibrator', sound(one({}, [{ instrument: 'balance B1', calibration: 'ref:balance' }])));
    expect((await around(doubted)).named).toMatchObject([{ state: 'shown', reasons: [{ code: 'FOUND_OFF_LATER' }] }]);
  });
});

describe('openGate()', () => {
  it('wants raw files of a calibration, and compares no readings with a point', () => {
    const { kind, subject } = soundEntries().balance;
    const report = certificateAsReport({ kind, subject } as unknown as GatedCertificate);
    const at = (time: string) => parseInstant(`2026-06-01T${time}:00Z`);
    const span = { result: 'mass at 100 g', person: 'ting', site: 'room 2', from: at('01:00'), to: at('02:00') };
    const codesWith = (rawFiles: { name: string; digest: string }[]) => {
      const work = [inOneStep({ ...span, conditions: [], rawFiles })];
      return openGate(report, { offsetMinutes: 480, work }).lines.flatMap(({ marks }) => marks.map(({ code }) => code));
    };
    expect(codesWith([{ name: 'run.csv', digest: 'uEi' }])).toEqual([]);
    expect(codesWith([])).toEqual(['RAW_DATA_MISSING']);
  });

  it('holds a calibration by the same rules: its making, its procedure, its work', () => {
    const { kind, subject } = soundEntries().balance;
    const gated = { kind, subject } as unknown as GatedCertificate;
    const report = certificateAsReport(gated);
    expect(report.results.map(({ result }) => result)).toEqual(['mass at 100 g']);
    const gate = openGate(report, {
      ...{ offsetMinutes: 480, notices: [], work: [], authorisations: [] },
      making: [
        { code: 'UNCERTAINTY_BELOW_CMC', detail: 'below', cure: 'State more.' },
        { code: 'NOT_IN_ITS_WINDOW', detail: 'late' },
      ],
    });
    const marks = gate.lines.flatMap((line) => line.marks.map(({ code, cure }) => [line.rule, code, cure.detail]));
    expect(marks).toEqual([
      ['method', 'METHOD_NOT_KNOWN', expect.any(String)],
      ['scope', 'UNCERTAINTY_BELOW_CMC', 'State more.'],
      ['instruments', 'NOT_IN_ITS_WINDOW', expect.any(String)],
      ['times', 'WORK_NOT_RECORDED', expect.any(String)],
    ]);
  });
});
