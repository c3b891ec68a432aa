// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { changed, did, type Entries, type Entry, ROOTS, reading, recordOf, soundEntries } from '../testing/traced.ts';
import { askRecord } from '../traceability/gather-trace.ts';
import type { Paper } from '../traceability/papers.ts';
import { aroundOnRecord, type ExaminedReport, inOneStep, openGate, type Surroundings } from './index.ts';

const TODAY = parseCalendarDay('2026-11-13');

/** A report of the provider, with its accreditation, beside the sound record. */
function withProvider(result: object = {}, grant: object = {}): Entries {
  const entries = soundEntries();
  const [theirs, attested] = [entries.report, entries.laboratory] as [Entry, Entry];
  const whole = { id: did('provider'), name: 'Provider', place: 'CN-GD' };
  const subject = { ...theirs.subject, id: 'urn:test:theirs', reportNumber: 'P-1', laboratory: whole };
  return {
    ...entries,
    theirs: { ...theirs, issuer: 'provider', subject: { ...subject, results: [reading('p-1', [], result)] } },
    providers: { ...attested, subject: { ...attested.subject, id: did('provider'), name: 'Provider', ...grant } },
  };
}

const BY = {
  ...{ provider: { id: did('provider'), name: 'Provider' }, reportNumber: 'P-1', report: 'ref:theirs', result: 'p-1' },
  underScope: true,
};

/** The marks of a draft with one result of another laboratory, with everything that the record says around it. */
async function marksOf(
  by: object = {},
  { entries = withProvider(), result = {}, around: more = {} }: Asked = {},
): Promise<readonly string[]> {
  const obtainedBy = { ...BY, ...by };
  const drafted = changed(entries, 'report', {
    results: [reading('r-1', [], { underScope: false, obtainedBy, ...result })],
  });
  const record = recordOf(drafted);
  const { issuer, id } = record.reference('report');
  const around = await askRecord({ find: record.find, roots: ROOTS }, (trace) => {
    const paper = trace.papers.identified(issuer, id) as Paper<'TestReport'> | undefined;
    if (paper === undefined) return undefined;
    const { subject } = paper.statement;
    return { subject, known: aroundOnRecord(subject, trace)(TODAY) };
  });
  const known: Surroundings = { ...around?.known, instruments: new Map(), work: [], today: TODAY, ...more };
  const gate = openGate(around?.subject as ExaminedReport, known);
  return gate.lines
    .flatMap(({ marks }) => marks)
    .map(({ code }) => code)
    .filter((code) => code !== 'SAMPLE_NOT_TRACED');
}
interface Asked {
  readonly entries?: Entries;
  readonly result?: object;
  readonly around?: Partial<Surroundings>;
}

describe('a result that another laboratory obtained', () => {
  it('wants no work, instrument and raw data of whoever reports it, where the report of the other says it', async () => {
    expect(await marksOf()).toEqual([]);
    expect(await marksOf({}, { result: { obtainedBy: undefined } })).toEqual(
      expect.arrayContaining(['INSTRUMENT_NOT_NAMED', 'WORK_NOT_RECORDED']),
    );
  });

  it('is never one of its own', async () => {
    expect(await marksOf({ provider: { id: did('laboratory'), name: 'L' } })).toEqual(['PROVIDED_BY_ITSELF']);
    expect(await marksOf({}, { result: { underScope: true } })).toEqual(['PROVIDED_UNDER_OWN_SCOPE']);
    const span = { from: parseInstant('2026-11-11T01:00:00Z'), to: parseInstant('2026-11-11T02:00:00Z') };
    const work = [inOneStep({ ...span, result: 'r-1', person: 'p', site: 's', conditions: [], rawFiles: [] })];
    expect(await marksOf({}, { around: { work } })).toContain('PROVIDED_AND_WORKED');
  });

  it('is in the report that is named, of whom is named, under the number that is named', async () => {
    expect(await marksOf({ report: 'ref:nowhere' })).toEqual(['PROVIDER_REPORT_NOT_HERE']);
    expect(await marksOf({ report: 'ref:laboratory' })).toEqual(['PROVIDER_REPORT_OTHER']);
    expect(await marksOf({ reportNumber: 'P-2' })).toEqual(['PROVIDER_REPORT_OTHER']);
    expect(await marksOf({ result: 'p-2' })).toEqual(['PROVIDER_REPORT_OTHER']);
    expect(await marksOf({ provider: { id: did('stranger'), name: 'S' } })).toContain('PROVIDER_REPORT_OTHER');
  });

  it.each<[string, object]>([
    ['another value', { quantity: { value: '0.20', unit: 'mg/kg' } }],
    [
      'another outcome',
      { outcome: 'not-detected', quantity: undefined, limitOfDetection: { value: '1', unit: 'mg/kg' } },
    ],
    ['another substance', { substance: 'cd' }],
    ['another method', { method: { standard: 'GB 5009.12-2017' } }],
    ['another day', { testedOn: '2026-11-10' }],
    ['a unit of another thing', { quantity: { value: '0.10', unit: 'K' } }],
  ])('says there what it says here, and not %s', async (_, theirs) => {
    expect(await marksOf({ underScope: false }, { entries: withProvider(theirs) })).toEqual(['PROVIDED_RESULT_OTHER']);
  });

  it('may be rounded, and be in another unit of the same thing', async () => {
    const { quantity } = reading('x', []) as unknown as { quantity: { value: string; unit: string } };
    const more = { quantity: { ...quantity, value: `${quantity.value}1` } };
    expect(await marksOf({}, { entries: withProvider(more) })).toEqual([]);
  });

  it('is under a line of its provider, or said to be under none', async () => {
    const lapsed = withProvider({}, { to: '2026-11-01' });
    expect(await marksOf({}, { entries: lapsed })).toEqual(['PROVIDER_OUTSIDE_SCOPE']);
    expect(await marksOf({ underScope: false }, { entries: lapsed })).toEqual([]);
    expect(await marksOf({}, { entries: withProvider({ underScope: false }) })).toEqual(['PROVIDER_OUTSIDE_SCOPE']);
    const { providers: _, ...unknown } = withProvider();
    expect(await marksOf({}, { entries: unknown })).toEqual(['PROVIDER_SCOPE_NOT_READ']);
  });

  it('stands with the report of its provider, and falls with it', async () => {
    const revoked = {
      kind: 'StatusChange',
      issuer: 'provider',
      subject: {
        ...{ id: 'urn:test:revoked', changes: 'ref:theirs', status: 'revoked', reason: 'mixed up' },
        from: '2026-11-12T00:00:00Z',
      },
    } as Entry;
    expect(await marksOf({}, { entries: { ...withProvider(), revoked } })).toEqual(['PROVIDER_REPORT_ENDED']);
  });

  it('falls with what an authority decided its report to be', async () => {
    const decision = {
      kind: 'ReportDefect',
      issuer: 'authority',
      subject: {
        ...{ id: 'urn:test:decision', report: 'ref:theirs', kind: 'inaccurate', place: 'CN', reason: 'no raw data' },
        ...{ legalBasis: { instrument: 'Test rule', certainty: 'read' }, decidedOn: '2026-11-20T02:00:00Z' },
      },
    } as Entry;
    expect(await marksOf({}, { entries: { ...withProvider(), decision } })).toEqual(['PROVIDER_REPORT_DECIDED']);
    const stranger = { ...decision, issuer: 'stranger' };
    expect(await marksOf({}, { entries: { ...withProvider(), decision: stranger } })).toEqual([]);
  });

  describe('that its provider had from another', () => {
    const from = (name: string, more: object = {}) => ({
      ...{ provider: { id: did(name), name }, reportNumber: 'T-1', report: 'ref:third', result: 't-1' },
      ...{ underScope: false, ...more },
    });
    /** The provider's report names the third laboratory, whose report has the result as given. */
    const handed = (result: object = {}, by: object = from('third')): Entries => {
      const given = withProvider({ underScope: false, obtainedBy: by });
      const theirs = given.theirs as Entry;
      const laboratory = { id: did('third'), name: 'third', place: 'CN-GD' };
      const subject = { ...theirs.subject, id: 'urn:test:third', reportNumber: 'T-1', laboratory };
      const results = [reading('t-1', [], { underScope: false, ...result })];
      return { ...given, third: { ...theirs, issuer: 'third', subject: { ...subject, results } } };
    };
    const asked = (entries: Entries) => marksOf({ underScope: false }, { entries });

    it('asks for the one who obtained it, however many hands are between', async () => {
      expect(await asked(handed())).toEqual(['PROVIDER_HAD_IT_FROM_ANOTHER']);
    });

    it('is red where that is nobody who can be followed to', async () => {
      const nobody = ['PROVIDER_HAD_IT_FROM_NOBODY_KNOWN'];
      expect(await asked(handed({}, from('third', { report: 'ref:nowhere' })))).toEqual(nobody);
      expect(await asked(handed({ quantity: { value: '0.20', unit: 'mg/kg' } }))).toEqual(nobody);
      // One from the other: each is held to a document by its digest, so that one of the two is never here.
      const round = { obtainedBy: from('provider', { report: 'ref:nowhere' }) };
      expect(await asked(handed(round))).toEqual(nobody);
    });

    it('is red where that is the laboratory itself, over one hand or two', async () => {
      const own = from('laboratory', { report: 'ref:nowhere' });
      expect(await asked(handed({}, own))).toEqual(['PROVIDED_IN_A_CIRCLE']);
      expect(await asked(handed({ obtainedBy: own }))).toEqual(['PROVIDED_IN_A_CIRCLE']);
    });
  });

  it('is given out by whoever may sign at all', async () => {
    const may = (more: object) => ({
      authorisations: [
        { person: 'wong', may: 'sign', substances: ['x'], from: parseCalendarDay('2026-01-01'), ...more },
      ],
      signatory: 'wong',
    });
    expect(await marksOf({}, { around: may({}) as never })).toEqual([]);
    expect(await marksOf({}, { around: may({ may: 'test' }) as never })).toEqual(['SIGNATORY_NOT_AUTHORISED']);
  });
});
