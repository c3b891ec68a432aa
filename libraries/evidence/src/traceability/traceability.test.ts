// SPDX-License-Identifier: Apache-2.0
import type { StatementReference } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import {
  change,
  changed,
  day,
  did,
  type Entries,
  grams,
  LEAD,
  ROOTS,
  reading,
  recordOf,
  soundEntries,
} from '../testing/traced.ts';
import { examineMaking, reasonsAgainstMaking } from './examine-making.ts';
import { askRecord, TRACE_ROUND_TRIPS_MAX } from './gather-trace.ts';
import type { TraceGraph } from './graph.ts';
import { type TraceRoot, type WalkOptions, walkTrace } from './walk.ts';

const ON = day('2026-11-22');
type Asked = string | ((of: (label: string) => StatementReference) => TraceRoot);

async function trace(
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
function linesOf(graph: TraceGraph | undefined): readonly string[] {
  const names = new Map(graph?.nodes.map(({ id, name }) => [id, name]));
  return (graph?.links ?? []).map(({ from, to, state, reasons }) =>
    `${names.get(from)} > ${names.get(to)}: ${state} ${reasons.map(({ code }) => code).join(' ')}`.trimEnd(),
  );
}
const lines = async (entries: Entries, asked?: Asked, options?: WalkOptions) =>
  linesOf(await trace(entries, asked, options));
const sound = soundEntries();
const withReadings = (...results: readonly object[]) => changed(sound, 'report', { results });
const ohms = (value: string) => ({ expandedUncertainty: { value, unit: 'mΩ' } });
// A resistance thermometer is in its range by degrees, and known in ohms; so is this standard of mass.
const measuringOhms = () => {
  const [one] = sound.e2.subject.measures as [Record<string, unknown>];
  const least = { value: '0.5', unit: 'mΩ' };
  return changed(sound, 'e2', { measures: [{ ...one, measuredIn: 'Ω', smallestExpandedUncertainty: least }] });
};
const mgPerL = (value: string) => ({ value, unit: 'mg/L' });
const UNTRACED_LEAD = 'lead solution 7 > references of lead solution 7: broken NO_REFERENCE_NAMED';
const withProducerLine = (more: Record<string, unknown>) => {
  const [line] = sound.producer.subject.scope as [Record<string, unknown>];
  return changed(sound, 'producer', { scope: [{ ...line, ...more }] });
};
const without = (...labels: readonly string[]): Entries =>
  Object.fromEntries(Object.entries(sound).filter(([label]) => !labels.includes(label)));

/** F1 came back later: found off by this much, with an uncertainty of 2 mg. */
const cameBack = (on: string, shift: string, more: Record<string, unknown> = {}, unit = 'mg'): Entries => ({
  ...sound,
  [`back ${on}`]: {
    ...sound.f1Calibration,
    ...more,
    subject: {
      ...sound.f1Calibration.subject,
      ...{ id: `urn:test:F1 ${on}`, certificateNumber: `C F1 ${on}`, calibratedOn: on, dueOn: '2027-12-31' },
      asFound: [
        {
          ...{ quantity: 'mass', at: grams('100'), shift: { value: shift, unit }, coverageFactor: '2' },
          expandedUncertainty: { value: '2', unit: 'mg' },
        },
      ],
    },
  },
});

describe('a reference that was found off later', () => {
  // The balance was calibrated with it on 2026-06-01.
  const above = async (entries: Entries) => (await lines(entries, 'balance'))[0];

  it.each([
    ['2026-07-01', '20', 'shown FOUND_OFF_LATER'],
    ['2026-07-01', '-20', 'shown FOUND_OFF_LATER'],
    ['2026-07-01', '2', 'shown'],
    ['2026-05-01', '20', 'shown'],
  ])('on %s by %s mg leaves the link %s', async (on, shift, state) => {
    expect(await above(cameBack(on, shift))).toBe(`balance B1 > F1: ${state}`);
  });

  it('is no reference any more from that day on', async () => {
    const entries = cameBack('2026-06-01', '20');
    const before = changed(entries, 'f1Calibration', { calibratedOn: '2026-05-01' });
    expect(await above(before)).toBe('balance B1 > F1: broken FOUND_OFF_BEFORE');
  });

  it('is judged by the first certificate that says how it came back', async () => {
    const good = cameBack('2026-07-01', '1');
    const off = { ...good, ...cameBack('2026-08-01', '20') };
    expect(await above(off)).toBe('balance B1 > F1: shown');
    const earlier = changed({ ...cameBack('2026-05-15', '1'), ...cameBack('2026-08-01', '20') }, 'f1Calibration', {
      calibratedOn: '2026-05-01',
    });
    expect(await above(earlier)).toBe('balance B1 > F1: shown FOUND_OFF_LATER');
  });

  it('is not another’s of that name, nor one whose shift is in no comparable unit', async () => {
    expect(await above(cameBack('2026-07-01', '20', { issuer: 'institute' }))).toBe('balance B1 > F1: shown');
    expect(await above(cameBack('2026-07-01', '20', {}, 'm'))).toBe('balance B1 > F1: shown');
  });

  it('is told of an instrument of a report too', async () => {
    const back = cameBack('2026-07-01', '20');
    const entry = back['back 2026-07-01'] as Entries[string];
    const balance = {
      ...entry,
      ...{ issuer: 'calibrator' },
      subject: { ...entry.subject, ...{ instrument: 'balance B1', calibratedOn: '2027-01-01' } },
    };
    expect((await lines({ ...sound, balanceBack: balance }))[0]).toBe('R-1 > balance B1: shown FOUND_OFF_LATER');
  });

  it('is held against a calibration before it is signed', async () => {
    const record = recordOf(cameBack('2026-07-01', '20'));
    const {
      id: _,
      certificateNumber: __,
      ...subject
    } = sound.balance.subject as never as Record<string, unknown> &
      Parameters<typeof reasonsAgainstMaking>[0] & { readonly certificateNumber: string };
    const references = [{ standard: 'F1', calibration: record.reference('f1Calibration') }];
    const calibration = { ...subject, references } as Parameters<typeof reasonsAgainstMaking>[0];
    const reasons = await askRecord({ find: record.find, roots: ROOTS }, (around) =>
      reasonsAgainstMaking(calibration, around),
    );
    expect(reasons.map(({ code }) => code)).toEqual(['FOUND_OFF_LATER']);
  });
});

describe('walkTrace()', () => {
  it('shows each link from a reading to the SI, and what an accreditation vouches for', async () => {
    const graph = await trace(sound);
    expect(linesOf(graph)).toEqual([
      'R-1 > balance B1: shown',
      'R-1 > lead solution 7: shown',
      'balance B1 > F1: shown',
      'lead solution 7 > references of lead solution 7: assured NO_REFERENCE_NAMED',
      'F1 > E2: shown',
      'E2 > kilogram: shown',
      'kilogram > SI: shown',
    ]);
    expect(graph).toMatchObject({ state: 'assured', reasons: [], cutOff: false });
    expect(graph?.nodes.find(({ name }) => name === 'kilogram')).toMatchObject({
      ...{ kind: 'measurement-standard', level: 'primary', realisation: 'intrinsic', constants: ['h', 'c', 'ΔνCs'] },
      ...{ keeper: { id: did('institute') }, place: 'CN', paper: { number: 'MS kilogram' } },
    });
    expect(graph?.links[3]?.assuredBy).toMatchObject({ kind: 'Accreditation', number: 'A producer' });
    expect(graph?.links[4]?.shownBy.map(({ number }) => number)).toEqual(['C F1', 'MS E2', 'C E2']);
    // The day on which each thing was relied upon, not the day of the question.
    expect(graph?.links.map(({ on }) => on)).toEqual([
      '2026-11-11',
      '2026-11-11',
      '2026-06-01',
      '2026-01-01',
      '2026-06-01',
      '2026-06-01',
      '2026-06-01',
    ]);
  });

  it('asks the record a number of times that grows with the chain, not with the report', async () => {
    const trips = async (results: readonly object[]) => {
      const record = recordOf(withReadings(...results));
      const root: TraceRoot = { by: 'statement', ...record.reference('report') };
      await askRecord({ find: record.find, roots: ROOTS }, (around) => walkTrace(root, { on: ON }, around));
      return record.trips();
    };
    const one = reading('r-1', [{ instrument: 'balance B1', calibration: 'ref:balance' }, LEAD]);
    expect(await trips(Array.from({ length: 300 }, () => one))).toBe(await trips([one]));
    expect(await trips([one])).toBeLessThan(TRACE_ROUND_TRIPS_MAX / 2);
  });

  it('follows one reading where one is asked for', async () => {
    const entries = withReadings(reading('r-1', [LEAD]), reading('r-2', [{ instrument: 'balance B9' }, LEAD]));
    const asked =
      (result: string) =>
      (of: (label: string) => StatementReference): TraceRoot => ({ by: 'statement', ...of('report'), result });
    expect((await lines(entries, asked('r-1'))).length).toBe(2);
    expect(await lines(entries, asked('r-2'))).toContain('R-1 > balance B9: assured NO_CALIBRATION');
  });

  it('knows nothing of what is not there, and of what has no chain', async () => {
    expect(await trace(sound, () => ({ by: 'statement', issuer: did('x'), id: 'urn:uuid:x' }))).toBeUndefined();
    expect(await trace(sound, 'laboratory')).toBeUndefined();
    expect(await trace(sound, (of) => ({ by: 'statement', ...of('report'), result: 'r-9' }))).toBeUndefined();
  });

  it('begins at a certificate, at a material and at a standard', async () => {
    expect((await lines(sound, 'balance'))[0]).toBe('balance B1 > F1: shown');
    expect((await trace(sound, 'lead'))?.nodes[0]).toMatchObject({ kind: 'reference-material' });
    expect(await lines(sound, 'e2')).toEqual(['E2 > kilogram: shown', 'kilogram > SI: shown']);
    expect(await lines(sound, 'kilogram')).toEqual(['kilogram > SI: shown']);
    expect((await trace(sound, 'kilogram'))?.state).toBe('shown');
  });

  it('says of a root what stands against it on the day', async () => {
    const late = { on: day('2029-01-01') };
    expect(await trace(sound, 'balance', late)).toMatchObject({
      state: 'broken',
      reasons: [{ code: 'NOT_IN_ITS_WINDOW' }],
    });
    expect(await trace(sound, 'kilogram', late)).toMatchObject({
      state: 'broken',
      reasons: [{ code: 'NOT_IN_ITS_WINDOW' }],
    });
    const revoked = { ...sound, change: change('report', 'laboratory', { status: 'revoked' }) };
    expect(await trace(revoked)).toMatchObject({ state: 'broken', reasons: [{ code: 'NOT_IN_FORCE' }] });
  });

  it('follows no further than it is told, and says so', async () => {
    const graph = await trace(sound, 'report', { on: ON, linksMax: 2 });
    expect(graph?.cutOff).toBe(true);
    expect(graph?.links.length).toBe(4);
    expect(await trace(sound, 'report', { on: ON, linksMax: 0 })).toMatchObject({ links: [], state: 'broken' });
    const many = Array.from({ length: 600 }, (_, index) => ({
      instrument: `burette ${index}`,
      calibration: 'ref:balance',
    }));
    expect((await trace(withReadings(reading('r-1', many), reading('r-2', [LEAD]))))?.cutOff).toBe(false);
    const wide = Array.from({ length: 600 }, (_, index) => ({ instrument: `burette ${index}` }));
    expect((await trace(withReadings(reading('r-1', [...wide, LEAD]))))?.cutOff).toBe(true);
  });

  it('takes a standard that is found by its name, the newest in its window', async () => {
    const older = {
      ...sound.e2Calibration,
      subject: { ...sound.e2Calibration.subject, calibratedOn: '2026-05-01', results: [] },
    };
    const results = [{ quantity: 'mass', at: grams('100'), expandedUncertainty: grams('0.0002'), coverageFactor: '2' }];
    const entries = {
      ...sound,
      older: { ...older, subject: { ...older.subject, certificateNumber: 'older', results } },
    } as Entries;
    const graph = await trace(entries, 'e2');
    expect(graph?.links[0]?.shownBy[0]?.number).toBe('C E2');
    const { older: first, ...rest } = entries;
    expect((await trace({ older: first, ...rest } as Entries, 'e2'))?.links[0]?.shownBy[0]?.number).toBe('C E2');
  });
});

describe('what breaks a link', () => {
  const broken = async (entries: Entries, asked?: Asked) => {
    const graph = await trace(entries, asked);
    const found = graph?.links.filter(({ state }) => state === 'broken') ?? [];
    expect(found.flatMap(({ reasons }) => reasons).every(({ cure = '' }) => cure.length > 10)).toBe(true);
    expect(graph?.state).toBe('broken');
    return linesOf(graph).filter((line) => line.includes(': broken'));
  };
  const suspended = (of: string, issuer: string, more = {}) => ({ ...sound, change: change(of, issuer, more) });

  it.each<[string, Entries, string]>([
    [
      'an overdue balance',
      changed(sound, 'balance', { dueOn: '2026-11-10' }),
      'R-1 > balance B1: broken NOT_IN_ITS_WINDOW',
    ],
    [
      'a balance calibrated only later',
      changed(sound, 'balance', { calibratedOn: '2026-11-12' }),
      'R-1 > balance B1: broken NOT_IN_ITS_WINDOW',
    ],
    [
      'a certificate of another balance',
      changed(sound, 'balance', { instrument: 'balance B2' }),
      'R-1 > balance B2: broken OTHER_THING',
    ],
    [
      'a balance without a due day, calibrated only later',
      changed(sound, 'balance', { calibratedOn: '2026-11-12', dueOn: undefined }),
      'R-1 > balance B1: broken NOT_IN_ITS_WINDOW',
    ],
    ['a suspended certificate', suspended('balance', 'calibrator'), 'R-1 > balance B1: broken NOT_IN_FORCE'],
    [
      'a withdrawn one',
      suspended('balance', 'calibrator', { status: 'withdrawn' }),
      'R-1 > balance B1: broken NOT_IN_FORCE',
    ],
    [
      'a material past its date',
      changed(sound, 'lead', { validUntil: '2026-11-10' }),
      'R-1 > lead solution 7: broken NOT_IN_ITS_WINDOW',
    ],
    [
      'a certificate that is no certificate',
      withReadings(reading('r-1', [LEAD, { instrument: 'b', calibration: 'ref:laboratory' }])),
      'R-1 > b: broken OTHER_DOCUMENT',
    ],
    [
      'an uncertainty below the CMC',
      changed(sound, 'balance', { results: [point('0.15')] }),
      'balance B1 > F1: broken UNCERTAINTY_BELOW_CMC',
    ],
    [
      'a claim in a unit that its CMC is not in',
      changed(sound, 'balance', { results: [{ ...point('0.3'), expandedUncertainty: { value: '0.3', unit: 'mΩ' } }] }),
      'balance B1 > F1: broken CMC_NOT_COMPARABLE',
    ],
    [
      'a claim that compares with one of two lines, and is below that',
      changed(
        changed(sound, 'calibrator', {
          scope: [
            ...['Ω', undefined].map((measuredIn) => ({
              ...(sound.calibrator.subject.scope as [object])[0],
              ...{ measuredIn, smallestExpandedUncertainty: { value: '0.2', unit: measuredIn ?? 'mg' } },
              uncertaintyOver: undefined,
            })),
          ],
        }),
        'balance',
        { results: [point('0.15')] },
      ),
      'balance B1 > F1: broken UNCERTAINTY_BELOW_CMC',
    ],
    ['a calibrator that nobody vouches for', without('calibrator'), 'balance B1 > F1: broken CALIBRATOR_NOT_VOUCHED'],
    [
      'a method outside the scope',
      changed(sound, 'balance', { method: { standard: 'CAL 1-2020' } }),
      'balance B1 > F1: broken CALIBRATOR_NOT_VOUCHED',
    ],
    [
      'a value outside the scope',
      changed(sound, 'balance', { results: [point('1', '500')] }),
      'balance B1 > F1: broken CALIBRATOR_NOT_VOUCHED',
    ],
    [
      'a producer that nobody vouches for',
      without('producer'),
      'lead solution 7 > references of lead solution 7: broken NO_REFERENCE_NAMED',
    ],
    ['a producer accredited for another property', withProducerLine({ property: { substance: 'cd' } }), UNTRACED_LEAD],
    [
      'a producer accredited for lower values',
      withProducerLine({ range: { from: mgPerL('1'), to: mgPerL('999') } }),
      UNTRACED_LEAD,
    ],
    [
      'a producer accredited for values of another kind',
      withProducerLine({ range: { from: grams('1'), to: grams('9999') } }),
      UNTRACED_LEAD,
    ],
    ['a producer whose line began later', withProducerLine({ from: '2026-01-02' }), UNTRACED_LEAD],
    [
      'a producer accredited for other work',
      withProducerLine({ activity: 'sampling', property: undefined, range: undefined }),
      UNTRACED_LEAD,
    ],
    [
      'a laboratory that does not say what it measured with',
      { ...withReadings(reading('r-1', undefined)), laboratory: sound.calibrator as never },
      'R-1 > pb: broken MEASURAND_NOT_TRACED',
    ],
    ['a standard that ended', changed(sound, 'e2', { to: '2026-05-31' }), 'F1 > E2: broken NOT_IN_ITS_WINDOW'],
    [
      'a standard suspended',
      suspended('e2', 'authority', { from: '2026-05-01T00:00:00Z' }),
      'F1 > E2: broken NOT_IN_FORCE',
    ],
    [
      'a standard attested by its keeper alone',
      { ...sound, e2: { ...sound.e2, issuer: 'province' } as never },
      'F1 > E2: broken ATTESTED_BY_NO_AUTHORITY',
    ],
    [
      "another's standard",
      changed(sound, 'e2', { keeper: { id: did('rival'), name: 'rival' } }),
      'F1 > E2: broken KEPT_BY_ANOTHER',
    ],
    ['an attestation of another thing', changed(sound, 'e2', { standard: 'E1' }), 'F1 > E1: broken OTHER_THING'],
    [
      'a value beyond the standard',
      changed(sound, 'f1Calibration', { results: [point('1', '2000')] }),
      'F1 > E2: broken OUTSIDE_THE_STANDARDS',
    ],
    [
      'a claim surer than the standard',
      changed(sound, 'f1Calibration', { results: [point('0.04')] }),
      'F1 > E2: broken SURER_THAN_ITS_STANDARDS',
    ],
    [
      'a claim in another quantity than that in which the standard measures, which is no surer one',
      changed(sound, 'f1Calibration', { results: [{ ...point('1'), ...ohms('1') }] }),
      'F1 > E2: broken OUTSIDE_THE_STANDARDS',
    ],
    [
      'a claim in ohms that is surer than the standard in ohms',
      changed(measuringOhms(), 'f1Calibration', { results: [{ ...point('1'), ...ohms('0.4') }] }),
      'F1 > E2: broken SURER_THAN_ITS_STANDARDS',
    ],
    [
      'another quantity than the standard',
      changed(sound, 'f1Calibration', { results: [{ ...point('1'), quantity: 'length' }] }),
      'F1 > E2: broken OUTSIDE_THE_STANDARDS',
    ],
    [
      'an incomparable value',
      changed(sound, 'f1Calibration', { results: [{ ...point('1'), at: { value: '1', unit: 'm' } }] }),
      'F1 > E2: broken OUTSIDE_THE_STANDARDS',
    ],
  ])('is %s', async (_, entries, expected) => {
    expect(await broken(entries)).toContain(expected);
  });

  it('is none where standard and claim are both in ohms over another quantity', async () => {
    const claim = changed(measuringOhms(), 'f1Calibration', { results: [{ ...point('1'), ...ohms('0.5') }] });
    expect((await trace(claim))?.state).toBe('assured');
  });

  it('is an attestation that is another document, and a standard that nobody calibrated', async () => {
    const other = changed(sound, 'f1Calibration', { references: [{ standard: 'E2', attestation: 'ref:laboratory' }] });
    expect(await broken(other)).toContain('F1 > E2: broken OTHER_DOCUMENT');
    expect(await broken(without('e2Calibration', 'f1Calibration', 'balance', 'report'), 'e2')).toEqual([
      'E2 > calibration of E2: broken NO_CALIBRATION',
    ]);
  });

  it('is a primary standard out of force on the day on which it was used', async () => {
    const entries = changed(sound, 'kilogram', { to: '2026-05-31' });
    expect(await broken(entries)).toContain('E2 > kilogram: broken NOT_IN_ITS_WINDOW');
    expect(await broken(entries, 'kilogram')).toEqual(['kilogram > SI: broken NOT_IN_ITS_WINDOW']);
  });

  it('takes no change of status from anybody but the issuer, and none that was taken back or lies ahead', async () => {
    const held = async (entries: Entries) => expect((await trace(entries))?.state).toBe('assured');
    await held(suspended('balance', 'rival'));
    await held(suspended('balance', 'calibrator', { from: '2026-11-12T00:00:00Z' }));
    await held({ ...suspended('balance', 'calibrator'), back: change('change', 'calibrator', { status: 'revoked' }) });
    expect(
      await broken({ ...suspended('balance', 'calibrator'), back: change('change', 'rival', { status: 'revoked' }) }),
    ).toHaveLength(1);
  });
});

describe('a body that is accredited by two attestations', () => {
  const [line] = sound.calibrator.subject.scope as [Record<string, unknown>];
  const covering = (from: string, to: string) => ({
    ...sound.calibrator,
    subject: { ...sound.calibrator.subject, scope: [{ ...line, range: { from: grams(from), to: grams(to) } }] },
  });
  const shared = (other: ReturnType<typeof covering>) => ({
    ...changed(sound, 'balance', { results: [point('1'), point('1', '180')] }),
    calibrator: covering('1', '150'),
    other,
  });

  it('is vouched for where each result is covered by one of them', async () => {
    const [both] = await lines(shared(covering('150', '200')), 'balance');
    expect(both).not.toContain('CALIBRATOR_NOT_VOUCHED');
    const [one] = await lines(shared(covering('190', '200')), 'balance');
    expect(one).toContain('CALIBRATOR_NOT_VOUCHED');
  });
});

function point(uncertainty: string, at = '100') {
  return {
    quantity: 'mass',
    at: grams(at),
    expandedUncertainty: { value: uncertainty, unit: 'mg' },
    coverageFactor: '2',
  };
}

describe('what is not disclosed', () => {
  const strange = { instrument: 'pipette', calibration: 'ref:nobody' };
  it('is assured where an accreditation covers the work, and named where it is', async () => {
    const graph = await trace(withReadings(reading('r-1', [strange, { instrument: 'flask' }, LEAD])));
    expect(linesOf(graph).slice(0, 2)).toEqual([
      'R-1 > pipette: assured NOT_ON_RECORD',
      'R-1 > flask: assured NO_CALIBRATION',
    ]);
    expect(graph?.links[0]?.assuredBy).toMatchObject({ number: 'A laboratory', issuer: did('body') });
  });

  it('is undisclosed, not broken, where it is named by its digest and nobody vouches', async () => {
    const entries = { ...withReadings(reading('r-1', [strange, { instrument: 'flask' }, LEAD])) };
    const unaccredited = Object.fromEntries(Object.entries(entries).filter(([label]) => label !== 'laboratory'));
    expect((await lines(unaccredited)).slice(0, 2)).toEqual([
      'R-1 > pipette: undisclosed NOT_ON_RECORD',
      'R-1 > flask: broken NO_CALIBRATION',
    ]);
  });

  it.each<[string, Entries]>([
    ['is of itself', { ...sound, laboratory: { ...sound.laboratory, issuer: 'laboratory' } as never }],
    ['is to another standard', changed(sound, 'laboratory', { standard: 'ISO 9001:2015' })],
    ['is to no number at all', changed(sound, 'laboratory', { standard: 'own rules' })],
    ['had ended', changed(sound, 'laboratory', { to: '2026-10-31' })],
    ['was suspended', { ...sound, change: change('laboratory', 'body') }],
    [
      'has its line suspended',
      changed(sound, 'laboratory', {
        scope: [{ ...(sound.laboratory.subject.scope as object[])[0], suspended: [{ from: '2026-11-01' }] }],
      }),
    ],
    [
      'is for another substance',
      changed(sound, 'laboratory', {
        scope: [{ ...(sound.laboratory.subject.scope as object[])[0], property: { substance: 'cd' } }],
      }),
    ],
    [
      'is for another edition',
      changed(sound, 'laboratory', {
        scope: [{ ...(sound.laboratory.subject.scope as object[])[0], method: { standard: 'GB 5009.12-2017' } }],
      }),
    ],
    ['is for calibration', changed(sound, 'laboratory', { scope: sound.calibrator.subject.scope })],
  ])('is not assured by an accreditation that %s', async (_, entries) => {
    const bare = changed(entries, 'report', { results: [reading('r-1', undefined)] });
    expect(await lines(bare)).toEqual(['R-1 > pb: broken MEASURAND_NOT_TRACED']);
  });

  it('is assured by a statutory qualification for testing', async () => {
    const { standard: _, ...subject } = sound.laboratory.subject as Record<string, unknown>;
    const qualification = {
      kind: 'StatutoryQualification',
      issuer: 'authority',
      subject: { ...subject, place: 'CN', legalBasis: { instrument: 'i', certainty: 'read' } },
    } as const;
    const bare = changed({ ...sound, laboratory: qualification as never }, 'report', {
      results: [reading('r-1', undefined)],
    });
    expect(await lines(bare)).toEqual(['R-1 > pb: assured MEASURAND_NOT_TRACED']);
  });

  it('is assured above a calibration by the accreditation of who made it', async () => {
    const silent = changed(sound, 'balance', { references: undefined });
    expect(await lines(silent, 'balance')).toEqual([
      'balance B1 > references of balance B1: assured NO_REFERENCE_NAMED',
    ]);
    const unnamed = changed(sound, 'balance', { references: [{ standard: 'F9' }] });
    expect(await lines(unnamed, 'balance')).toEqual([
      'balance B1 > F9: shown',
      'F9 > calibration of F9: assured NO_CALIBRATION',
    ]);
    const elsewhere = changed(sound, 'balance', { references: [{ standard: 'F9', calibration: 'ref:nobody' }] });
    expect(await lines(elsewhere, 'balance')).toEqual([
      'balance B1 > F9: assured NOT_ON_RECORD',
      'F9 > calibration of F9: assured',
    ]);
    const attested = changed(sound, 'balance', { references: [{ standard: 'F9', attestation: 'ref:nobody' }] });
    expect((await lines(attested, 'balance'))[0]).toBe('balance B1 > F9: assured NOT_ON_RECORD');
  });

  it('breaks at once where a calibration without references was made wrongly', async () => {
    const wrong = changed(sound, 'balance', { references: undefined, results: [point('0.01')] });
    expect(await lines(wrong, 'balance')).toEqual([
      'balance B1 > references of balance B1: broken UNCERTAINTY_BELOW_CMC',
    ]);
  });

  it('says of a standard above one without a voucher that it was not calibrated', async () => {
    const entries = changed(without('e2Calibration'), 'f1Calibration', {
      references: [{ standard: 'E2', attestation: 'ref:e2' }],
    });
    expect(await lines(entries, 'f1Calibration')).toEqual([
      'F1 > E2: shown',
      'E2 > calibration of E2: broken NO_CALIBRATION',
    ]);
    const named = changed(without('e2Calibration'), 'f1Calibration', {
      references: [{ standard: 'E2', attestation: 'ref:e2', calibration: 'ref:nobody' }],
    });
    expect(await lines(named, 'f1Calibration')).toEqual([
      'F1 > E2: undisclosed NOT_ON_RECORD',
      'E2 > calibration of E2: undisclosed',
    ]);
  });
});

describe('things that somebody has', () => {
  const thing =
    (name: string, label?: string): Asked =>
    (of) => ({
      ...{ by: 'thing', name },
      ...(label === undefined ? {} : { certificate: of(label) }),
    });
  it('are followed from the certificate that is named for them', async () => {
    expect((await lines(sound, thing('balance B1', 'balance'))).slice(0, 2)).toEqual([
      'balance B1 > F1: shown',
      'F1 > E2: shown',
    ]);
    expect(await lines(sound, thing('balance B2', 'balance'))).toEqual([
      'balance B2 > calibration of balance B2: broken OTHER_THING',
    ]);
    expect(await lines(sound, thing('balance B1'))).toEqual([
      'balance B1 > calibration of balance B1: broken NO_CALIBRATION',
    ]);
    expect(
      await lines(sound, () => ({
        by: 'thing',
        name: 'b',
        certificate: { ...recordOf(sound).reference('balance'), issuer: did('x') as never },
      })),
    ).toEqual(['b > calibration of b: undisclosed NOT_ON_RECORD']);
    const other = { ...recordOf(sound).reference('balance'), digest: recordOf(sound).reference('lead').digest };
    expect(await lines(sound, () => ({ by: 'thing', name: 'b', certificate: other }))).toEqual([
      'b > calibration of b: broken OTHER_DOCUMENT',
    ]);
  });
});

describe('materials and verifications', () => {
  const verification = (more: object = {}): Entries => ({
    ...sound,
    balance: {
      ...{ kind: 'VerificationCertificate', issuer: 'province' },
      subject: {
        ...{
          id: 'urn:test:v',
          certificateNumber: 'V 1',
          institute: { id: did('province'), name: 'province' },
          place: 'CN-GD',
        },
        ...{
          legalBasis: { instrument: 'i', certainty: 'read' },
          instrument: 'balance B1',
          specification: 'JJG 1036-2022',
        },
        ...{ verifiedOn: '2026-06-01', validUntil: '2027-05-31', conforms: true, ...more },
      },
    },
    designation: {
      ...{ kind: 'Designation', issuer: 'authority' },
      subject: {
        ...{ id: did('province'), name: 'province', place: 'CN', tasks: ['legal-verification'], from: '2025-01-01' },
        legalBasis: { instrument: 'i', certainty: 'read' },
      },
    },
  });
  it('name the standards that they rest on, or are vouched for', async () => {
    const traced = changed(sound, 'lead', { references: [{ standard: 'kilogram', calibration: 'ref:f1Calibration' }] });
    expect((await lines(traced, 'lead'))[0]).toBe('lead solution 7 > kilogram: broken OTHER_THING NOT_IN_ITS_WINDOW');
    const second = {
      ...sound,
      second: {
        ...sound.lead,
        subject: {
          ...sound.lead.subject,
          id: 'urn:test:2',
          batch: '8',
          references: [{ standard: 'lead solution 7', calibration: 'ref:lead' }],
        },
      },
    } as Entries;
    expect(await lines(second, 'second')).toEqual([
      'lead solution 8 > lead solution 7: shown',
      'lead solution 7 > references of lead solution 7: assured NO_REFERENCE_NAMED',
    ]);
  });

  it('let an instrument be used that passed, by an institute that the authority designated', async () => {
    expect((await lines(verification())).slice(0, 3)).toEqual([
      'R-1 > balance B1: shown',
      'R-1 > lead solution 7: shown',
      'balance B1 > references of balance B1: assured NO_REFERENCE_NAMED',
    ]);
    expect((await lines(verification({ conforms: false })))[0]).toBe('R-1 > balance B1: broken NOT_CONFORMING');
    const withReference = verification({
      references: [{ standard: 'E2', attestation: 'ref:e2', calibration: 'ref:e2Calibration' }],
    });
    expect(await lines(withReference, 'balance')).toEqual([
      'balance B1 > E2: shown',
      'E2 > kilogram: shown',
      'kilogram > SI: shown',
    ]);
  });

  it.each([
    ['by nobody', { issuer: 'province' }],
    ['for other tasks', { tasks: ['x'] }],
    ['until before', { to: '2026-05-31' }],
  ])(
    'do not end well where the institute was designated %s',
    async (_, { issuer = 'authority', ...more }: Record<string, unknown>) => {
      const entries = changed(verification(), 'designation', more);
      const changedIssuer = { ...entries, designation: { ...entries.designation, issuer } } as Entries;
      expect(await lines(changedIssuer, 'balance')).toEqual([
        'balance B1 > references of balance B1: broken NO_REFERENCE_NAMED',
      ]);
    },
  );
});

describe('examineMaking()', () => {
  it('says before a certificate is signed what would stand against it, with the figure and the cure', async () => {
    const record = recordOf(sound);
    const calibration = (more: object) =>
      ({
        ...{
          laboratory: { id: did('calibrator'), name: 'calibrator' },
          instrument: 'balance B1',
          calibratedOn: day('2026-06-01'),
        },
        ...{ method: { standard: 'CAL 1-2026' }, results: [point('0.15')], ...more },
      }) as never;
    const examined = await askRecord({ find: record.find, roots: ROOTS }, (around) =>
      examineMaking(calibration({}), around),
    );
    expect(examined.faults).toEqual([
      {
        code: 'UNCERTAINTY_BELOW_CMC',
        detail: 'At 100 g it claims 0.15 mg; the CMC of line 1 is 0.2 mg there.',
        values: { at: '100 g', claimed: '0.15 mg', line: '1', smallest: '0.2 mg' },
        cure: 'State 0.2 mg or more, or have the scope extended first.',
      },
    ]);
  });

  it('ends after so many questions, whatever the record answers', async () => {
    let asked = 0;
    const endless = askRecord({ find: async () => [], roots: [] }, ({ papers }) => {
      asked += 1;
      papers.near('about-party', String(asked), ['Designation']);
      return asked;
    });
    expect(await endless).toBe(TRACE_ROUND_TRIPS_MAX + 1);
  });
});
