// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { accreditation, draft, LAW, leadResult, WHO } from '../../testing/drafts.ts';
import { type Draft, type Made, sign } from '../../testing/parties.ts';
import { cellOf, found, verdictOn, type WorldChanges, withSubject } from '../../testing/world.ts';

const LINE = {
  activity: 'calibration',
  line: 'C1',
  object: { description: 'balances' },
  property: { quantity: 'mass' },
  method: { standard: 'TEST-CAL 1-2026' },
  range: { from: { value: '1', unit: 'g' }, to: { value: '200', unit: 'g' } },
  smallestExpandedUncertainty: { value: '0.0001', unit: 'g' },
  from: '2025-01-01',
};
const certificate = (change: (draft: Draft) => Partial<Draft>): WorldChanges => ({ change: { calibration: change } });
const line = (more: Record<string, unknown>): WorldChanges => ({
  change: { calibrator: () => accreditation('calibrator', { ...LINE, ...more }) },
});
const instruments = (...list: Record<string, unknown>[]): WorldChanges['change'] => ({
  report: withSubject({ results: [leadResult({ instruments: list })] }),
});
const shownOnly = { policy: withSubject({ traceability: 'shown' }) };

describe('checkMeasurement()', () => {
  it.each<[string, WorldChanges]>([
    ['failed: OTHER_INSTRUMENT', certificate(withSubject({ instrument: 'balance B2' }))],
    ['failed: CALIBRATION_NOT_IN_DATE', certificate(withSubject({ dueOn: '2026-11-10' }))],
    ['failed: CALIBRATION_NOT_IN_DATE', certificate(withSubject({ calibratedOn: '2026-11-12' }))],
    ['failed: CALIBRATION_NOT_IN_DATE', certificate(withSubject({ calibratedOn: '2026-11-12', dueOn: undefined }))],
    ['failed: SUPPORT_UNSOUND', certificate(() => ({ validFrom: '2026-11-12T00:00:00Z' }))],
    ['failed: CALIBRATOR_IS_NOT_ISSUER', certificate(() => ({ issuer: WHO.stranger }))],
    ['failed: SCOPE_LINE_NOT_IN_FORCE', line({ to: '2026-05-31' })],
    ['failed: SCOPE_LINE_SUSPENDED', line({ suspended: [{ from: '2026-06-01' }] })],
    ['failed: METHOD_OUTSIDE_SCOPE', line({ method: { standard: 'TEST-CAL 2-2026' } })],
    ['failed: QUANTITY_OUTSIDE_SCOPE', line({ property: { quantity: 'length' } })],
    [
      'failed: OUTSIDE_CALIBRATION_RANGE',
      line({ range: { from: { value: '101', unit: 'g' }, to: { value: '200', unit: 'g' } } }),
    ],
    [
      'failed: OUTSIDE_CALIBRATION_RANGE',
      line({ range: { from: { value: '1', unit: 'g' }, to: { value: '99', unit: 'g' } } }),
    ],
    ['failed: UNCERTAINTY_BELOW_CMC', line({ smallestExpandedUncertainty: { value: '0.0003', unit: 'g' } })],
    ['failed: CMC_NOT_COMPARABLE', line({ smallestExpandedUncertainty: { value: '0.0001', unit: 'mol' } })],
    [
      'failed: CALIBRATION_DIFFERS',
      {
        change: {
          report: (draft) =>
            withSubject({
              results: [leadResult({ instruments: [{ instrument: 'balance B1', calibration: samplingOf(draft) }] })],
            })(draft),
        },
      },
    ],
    [
      'undetermined: MEASURAND_NOT_TRACED TRACEABILITY_UNDISCLOSED CALIBRATION_NOT_AT_HAND TRACE_LINK_UNDISCLOSED',
      { change: { calibration: 'without', ...shownOnly } },
    ],
    [
      'undetermined: MEASURAND_NOT_TRACED TRACEABILITY_UNDISCLOSED CALIBRATOR_UNKNOWN TRACE_LINK_UNDISCLOSED',
      { change: { calibrator: 'without', ...shownOnly } },
    ],
    ['undetermined: TRACEABILITY_UNDISCLOSED', { change: { ...instruments(), ...shownOnly } }],
    [
      'undetermined: MEASURAND_NOT_TRACED TRACEABILITY_UNDISCLOSED TRACE_LINK_UNDISCLOSED',
      { change: { ...instruments({ instrument: 'balance B1' }), ...shownOnly } },
    ],
    ['undetermined: TRACEABILITY_UNDISCLOSED', { change: { ...instruments(), laboratory: 'without' } }],
  ])('%s', async (expected, changes) => {
    const broken = expected.startsWith('failed') ? ' TRACE_LINK_BROKEN' : '';
    expect(await found('measurement', changes)).toBe(`unknown; ${expected}${broken}`);
  });

  const MASS = 'TRACE_LINK_ASSURED TRACE_LINK_SHOWN MEASURAND_NOT_TRACED';
  it.each<[string, string, WorldChanges]>([
    ['links that are not disclosed', 'TRACEABILITY_ASSURED', { change: instruments() }],
    ['a balance, which shows nothing of lead', `TRACEABILITY_ASSURED ${MASS}`, {}],
    ['a certificate without a due day', `TRACEABILITY_ASSURED ${MASS}`, certificate(withSubject({ dueOn: undefined }))],
    [
      'an uncertainty as small as the CMC',
      `TRACEABILITY_ASSURED ${MASS}`,
      line({ smallestExpandedUncertainty: { value: '0.2', unit: 'mg' } }),
    ],
    [
      'a link that is not at hand',
      'TRACEABILITY_ASSURED CALIBRATION_NOT_AT_HAND TRACE_LINK_UNDISCLOSED MEASURAND_NOT_TRACED',
      { change: { calibration: 'without' } },
    ],
    [
      'one link shown and one not',
      'TRACEABILITY_ASSURED TRACE_LINK_UNDISCLOSED TRACE_LINK_ASSURED TRACE_LINK_SHOWN MEASURAND_NOT_TRACED',
      { change: { report: second() } },
    ],
    [
      'the better of two accreditations',
      `TRACEABILITY_ASSURED ${MASS}`,
      { more: () => [{ ...accreditation('calibrator', { ...LINE, to: '2026-01-01' }), label: 'second' }] },
    ],
  ])('passes %s', async (_, expected, changes) => {
    expect(await found('measurement', changes)).toBe(`proved; passed: ${expected}`);
  });

  it('does not take a balance for a measurement of lead where every link must be shown', async () => {
    const cell = cellOf(await verdictOn({ change: shownOnly }));
    expect(cell.verdict).toBe('unknown');
    expect(cell.toSettle.map(({ code, values }) => [code, values?.code])).toEqual([
      ['SETTLE_MEASUREMENT', 'MEASURAND_NOT_TRACED'],
    ]);
  });
});

const points = (quantity: string, unit: string, ...values: string[]) =>
  values.map((value) => ({
    quantity,
    at: { value, unit },
    expandedUncertainty: { value: '0.001', unit },
    coverageFactor: '2',
  }));
const CONTENT = {
  ...LINE,
  line: 'C2',
  object: { description: 'spectrometers and solutions' },
  property: { quantity: 'pb' },
  range: { from: { value: '0.001', unit: 'mg/kg' }, to: { value: '100', unit: 'mg/kg' } },
  smallestExpandedUncertainty: { value: '0.0001', unit: 'mg/kg' },
};

interface Rung {
  readonly who?: 'calibrator' | 'institute';
  readonly instrument?: string;
  readonly calibratedOn?: string;
  readonly results?: readonly object[];
  readonly references?: unknown;
}

/** Certificates from the top down, each the reference of the next; the last one is of the laboratory's spectrometer. */
async function ladder(...rungs: readonly Rung[]): Promise<{ readonly drafts: readonly Draft[]; readonly last: Made }> {
  const drafts: Draft[] = [];
  let last: Made | undefined;
  for (const [index, rung] of rungs.entries()) {
    const who = rung.who ?? (index === 0 ? 'institute' : 'calibrator');
    const references =
      last === undefined ? undefined : [{ standard: `standard ${index - 1}`, calibration: last.reference }];
    const one = draft(
      who,
      'CalibrationCertificate',
      `rung ${index}`,
      {
        id: `urn:test:rung:${index}`,
        certificateNumber: `C-${index}`,
        laboratory: { id: WHO[who].did, name: WHO[who].name },
        instrument: rung.instrument ?? (index === rungs.length - 1 ? 'spectrometer' : `standard ${index}`),
        calibratedOn: rung.calibratedOn ?? `2026-${month(index)}-01`,
        method: { standard: 'TEST-CAL 1-2026' },
        results: rung.results ?? points('pb', 'mg/kg', '0.01', '1'),
        references: 'references' in rung ? rung.references : references,
      },
      `2026-${month(index)}-01T00:00:00Z`,
    );
    drafts.push(one);
    last = await sign(one);
  }
  return { drafts, last: last as Made };
}

function month(index: number): string {
  return String(index + 1).padStart(2, '0');
}

/** The world in which the report names the spectrometer at the foot of the ladder, and every link must be shown. */
async function traced(rungs: readonly Rung[], changes: WorldChanges = {}): Promise<WorldChanges> {
  const { drafts, last } = await ladder(...rungs);
  const report = withSubject({
    results: [leadResult({ instruments: [{ instrument: 'spectrometer', calibration: last.reference }] })],
  });
  return {
    ...changes,
    more: (sound) => [...drafts, ...(changes.more?.(sound) ?? [])],
    change: {
      ...shownOnly,
      report,
      calibrator: () => accreditation('calibrator', CONTENT),
      arrangement: signing(['calibration']),
      ...changes.change,
    },
  };
}
/** The arrangement as signed by the institute, too. */
function signing(activities: readonly string[]): (draft: Draft) => Partial<Draft> {
  return ({ subject }) => ({
    subject: {
      ...subject,
      signatories: [
        ...(subject.signatories as object[]),
        { id: WHO.institute.did, name: 'institute', activities, from: '2025-01-01' },
      ],
    },
  });
}
const unsigned = { change: { arrangement: () => ({}) } };
const designated = (more: Record<string, unknown> = {}): Draft =>
  draft('authority', 'Designation', 'designation', {
    id: WHO.institute.did,
    name: 'institute',
    place: 'MO',
    tasks: ['national-measurement-standard:pb'],
    legalBasis: LAW,
    from: '2025-01-01',
    ...more,
  });

describe('traceInstrument()', () => {
  const SHOWN = 'proved; passed: TRACEABILITY_SHOWN';
  const OPEN = 'unknown; undetermined: TRACEABILITY_UNDISCLOSED';

  it.each<[string, string, readonly Rung[], WorldChanges?]>([
    ['an institute that signed an arrangement', `${SHOWN} TRACE_LINK_SHOWN TRACE_LINK_SHOWN TRACE_ENDS`, [{}, {}]],
    ['two laboratories between', `${SHOWN} ${'TRACE_LINK_SHOWN '.repeat(3)}TRACE_ENDS`, [{}, {}, {}]],
    [
      'a quantity by another name of the substance',
      `${SHOWN} TRACE_LINK_SHOWN TRACE_ENDS`,
      [{ results: points('Lead', 'mg/kg', '0.01', '1') }],
    ],
    [
      'a designated keeper of the national standard',
      `${SHOWN} TRACE_LINK_SHOWN TRACE_ENDS`,
      [{}],
      { ...unsigned, more: () => [designated()] },
    ],
  ])('shows a chain that ends at %s', async (_, expected, rungs, changes) => {
    expect(await found('measurement', await traced(rungs, changes))).toBe(expected);
  });

  it.each<[string, string, readonly Rung[], WorldChanges?]>([
    [
      'ends at an accredited laboratory that names no references',
      `${OPEN} TRACE_LINK_ASSURED TRACE_LINK_SHOWN`,
      [{ who: 'calibrator' }],
    ],
    [
      'names a reference that is not calibrated, as far as anybody says',
      `${OPEN} TRACE_LINK_ASSURED TRACE_LINK_SHOWN`,
      [{ who: 'calibrator', references: [{ standard: 'a standard' }] }],
    ],
    [
      'is traced for something else above',
      `${OPEN} TRACE_QUANTITY_DIFFERS TRACE_LINK_SHOWN TRACE_LINK_SHOWN TRACE_ENDS`,
      [{ results: points('mass', 'g', '0.01', '100') }, {}],
    ],
    [
      'is traced over another range above',
      `${OPEN} TRACE_QUANTITY_DIFFERS TRACE_LINK_SHOWN TRACE_LINK_SHOWN TRACE_ENDS`,
      [{ results: points('pb', 'mg/kg', '0.02', '1') }, {}],
    ],
    [
      'is traced in a unit that does not compare above',
      `${OPEN} TRACE_QUANTITY_DIFFERS TRACE_LINK_SHOWN TRACE_LINK_SHOWN TRACE_ENDS`,
      [{ results: points('pb', 'mg/L', '0.01', '1') }, {}],
    ],
    [
      'is calibrated above the value measured',
      'unknown; undetermined: MEASURAND_NOT_TRACED TRACEABILITY_UNDISCLOSED TRACE_LINK_SHOWN TRACE_ENDS',
      [{ results: points('pb', 'mg/kg', '0.2', '1') }],
    ],
    [
      'ends with an institute that nobody knows',
      `unknown; undetermined: MEASURAND_NOT_TRACED TRACEABILITY_UNDISCLOSED CALIBRATOR_UNKNOWN TRACE_LINK_UNDISCLOSED`,
      [{}],
      unsigned,
    ],
    [
      'ends with a keeper of the national standard of something else',
      'unknown; undetermined: MEASURAND_NOT_TRACED TRACEABILITY_UNDISCLOSED CALIBRATOR_UNKNOWN TRACE_LINK_UNDISCLOSED',
      [{}],
      { ...unsigned, more: () => [designated({ tasks: ['national-measurement-standard:mass'] })] },
    ],
    [
      'ends with an institute that was no signatory on the day of the calibration',
      `${OPEN} CALIBRATOR_UNKNOWN TRACE_LINK_ASSURED TRACE_LINK_SHOWN`,
      [{ calibratedOn: '2024-12-31' }, {}],
    ],
    [
      'ends with a signatory that accredits others, and signed as that',
      `${OPEN} CALIBRATOR_UNKNOWN TRACE_LINK_ASSURED TRACE_LINK_SHOWN`,
      [{}, {}],
      { change: { arrangement: signing(['calibration', 'testing']) } },
    ],
  ])('leaves a chain open that %s', async (_, expected, rungs, changes) => {
    expect(await found('measurement', await traced(rungs, changes))).toBe(expected);
  });

  it.each<[string, string, readonly Rung[], WorldChanges?]>([
    ['of another standard', 'OTHER_INSTRUMENT', [{ instrument: 'standard 9' }, {}]],
    ['made after it was relied upon', 'CALIBRATION_NOT_IN_DATE', [{ calibratedOn: '2026-02-02' }, {}]],
    ['of another quantity than its scope', 'QUANTITY_OUTSIDE_SCOPE', [{}, { results: points('hg', 'mg/kg', '1') }, {}]],
  ])('breaks at a link %s, wherever in the chain', async (_, expected, rungs, changes) => {
    const said = await found('measurement', await traced(rungs, changes));
    expect(said).toMatch(new RegExp(`^unknown; failed: ${expected} TRACE_LINK_BROKEN `));
    const assuring = { change: { policy: () => ({}) } };
    expect(await found('measurement', await traced(rungs, assuring))).toBe(said);
  });

  it('assures by accreditation what the chain does not show, also where the laboratory itself is not accredited', async () => {
    const policy = ({ subject }: Draft) => ({
      subject: {
        ...subject,
        checks: { ...(subject.checks as object), competence: 'informative', acceptance: 'informative' },
      },
    });
    const changes = { change: { policy, laboratory: 'without' } } as const;
    expect(await found('measurement', await traced([{ who: 'calibrator' }], changes))).toBe(
      'proved; passed: TRACEABILITY_ASSURED TRACE_LINK_ASSURED TRACE_LINK_SHOWN',
    );
    const open = { change: { ...changes.change, calibrator: 'without' } } as const;
    expect(await found('measurement', await traced([{ who: 'calibrator' }], open))).toMatch(
      /^unknown; undetermined: MEASURAND_NOT_TRACED TRACEABILITY_UNDISCLOSED CALIBRATOR_UNKNOWN/,
    );
  });

  it('compares a non-detect by its own limit', async () => {
    const nonDetect =
      (more: Record<string, unknown>) =>
      (one: Draft): Partial<Draft> => {
        const [{ quantity: _, expandedUncertainty: __, ...rest }] = one.subject.results as [Record<string, unknown>];
        return { subject: { ...one.subject, results: [{ ...rest, ...more }] } };
      };
    const outcome = async (more: Record<string, unknown>) => {
      const world = await traced([{ results: points('pb', 'mg/kg', '0.02', '1') }]);
      const before = world.change?.report as (one: Draft) => Partial<Draft>;
      const report = (one: Draft) => nonDetect(more)({ ...one, ...before(one) });
      return (await found('measurement', { ...world, change: { ...world.change, report } })).split(' ')[2];
    };
    expect(await outcome({ outcome: 'below-loq' })).toBe('TRACEABILITY_SHOWN');
    expect(await outcome({ outcome: 'not-detected', limitOfDetection: { value: '0.02', unit: 'mg/kg' } })).toBe(
      'TRACEABILITY_SHOWN',
    );
    expect(await outcome({ outcome: 'not-detected', limitOfDetection: { value: '0.01', unit: 'mg/kg' } })).toBe(
      'MEASURAND_NOT_TRACED',
    );
  });

  it('follows a long chain no further than it may, and a standard that is named twice once', async () => {
    const nine = await ladder(...Array.from({ length: 9 }, () => ({ who: 'calibrator' }) as const), {});
    const instrumentsOf = [{ instrument: 'spectrometer', calibration: nine.last.reference }];
    const world = await traced([{}], {
      papers: () => nine.drafts,
      change: { report: withSubject({ results: [leadResult({ instruments: instrumentsOf })] }) },
    });
    const said = await found('measurement', world);
    expect(said).toBe(`${OPEN} TRACE_TOO_LONG${' TRACE_LINK_SHOWN'.repeat(8)}`);
    const [top] = (await ladder({})).drafts as [Draft];
    const twice = { standard: 'standard 0', calibration: (await sign(top)).reference };
    const both = await traced([{}, { references: [twice, twice] }]);
    expect(await found('measurement', { ...both, more: (sound) => [top, ...(both.more?.(sound) ?? [])] })).toMatch(
      /TRACE_LINK_SHOWN/,
    );
  });
});

function samplingOf({ subject }: Draft): unknown {
  return (subject.sample as { samplingRecord: unknown }).samplingRecord;
}

function second(): (draft: Draft) => Partial<Draft> {
  return (draft) => {
    const [result] = draft.subject.results as { instruments: object[] }[];
    const more = [...(result?.instruments ?? []), { instrument: 'oven' }];
    return { subject: { ...draft.subject, results: [{ ...result, instruments: more }] } };
  };
}
