// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { accreditation, draft, LAW, leadResult, WHO } from '../../testing/drafts.ts';
import { type Draft, sign } from '../../testing/parties.ts';
import { found, type WorldChanges, withSubject } from '../../testing/world.ts';

const LINE = {
  activity: 'reference-materials',
  line: 'M1',
  object: { description: 'plant leaves' },
  property: { substance: 'pb' },
  method: { standard: 'ISO 33405:2024' },
  range: { from: { value: '0.01', unit: 'mg/kg' }, to: { value: '10', unit: 'mg/kg' } },
  from: '2025-01-01',
};
const certified = (substance: string, value: string, unit = 'mg/kg') => ({
  substance,
  quantity: { value, unit },
  expandedUncertainty: { value: '0.001', unit },
  coverageFactor: '2',
});
const material = (more: Record<string, unknown> = {}, who: keyof typeof WHO = 'maker'): Draft =>
  draft('maker', 'ReferenceMaterialCertificate', 'material', {
    id: 'urn:test:material',
    certificateNumber: 'RM-1',
    producer: { id: WHO[who].did, name: WHO[who].name },
    material: 'leaf powder',
    batch: '7',
    values: [certified('pb', '0.3')],
    certifiedOn: '2026-01-01',
    validUntil: '2027-12-31',
    ...more,
  });

const SAMPLING = { activity: 'sampling', line: 'S9', object: LINE.object, method: LINE.method, from: LINE.from };

/** The accreditation of the producer to ISO 17034, with these lines. */
function granting(scope: readonly object[]): Draft {
  const grant = accreditation('maker', LINE);
  return { ...grant, subject: { ...grant.subject, scope } };
}

interface Case {
  readonly material?: Draft;
  /** Replaces members of the producer's scope line; `without` leaves out the accreditation. */
  readonly line?: Record<string, unknown> | 'without';
  readonly standard?: string;
  readonly more?: readonly Draft[];
  readonly change?: WorldChanges['change'];
}

/** The world in which the report names the material, and every link must be shown. */
async function used(one: Case = {}, name = 'leaf powder 7'): Promise<WorldChanges> {
  const paper = one.material ?? material();
  const { reference } = await sign(paper);
  const line = one.line ?? {};
  const grant = line === 'without' ? [] : [accreditation('maker', { ...LINE, ...line })];
  const standard = one.standard === undefined ? {} : { standard: one.standard };
  return {
    more: () => [
      paper,
      ...grant.map((each) => ({ ...each, subject: { ...each.subject, ...standard } })),
      ...(one.more ?? []),
    ],
    change: {
      policy: SHOWN_ONLY,
      report: withSubject({
        results: [leadResult({ instruments: [{ instrument: name, calibration: reference }] })],
      }),
      ...one.change,
    },
  };
}

const signatories = (...list: readonly (readonly [keyof typeof WHO, readonly string[]])[]) =>
  withSubject({
    signatories: list.map(([who, activities]) => ({ id: WHO[who].did, name: who, activities, from: '2025-01-01' })),
  });
const SHOWN_ONLY = withSubject({ traceability: 'shown' });
const EVERY = ['testing', 'calibration', 'sampling', 'inspection', 'certification'];
const institute = (more: Record<string, unknown> = {}) =>
  ({ ...material(more, 'institute'), issuer: WHO.institute }) satisfies Draft;

describe('materialStanding()', () => {
  it('shows a material whose producer is accredited, and leaves to that accreditation what its values rest on', async () => {
    expect(await found('measurement', await used())).toBe(
      'unknown; undetermined: TRACEABILITY_UNDISCLOSED TRACE_LINK_ASSURED TRACE_LINK_SHOWN',
    );
    expect(await found('measurement', await used({ change: { policy: (one) => one } }))).toBe(
      'proved; passed: TRACEABILITY_ASSURED TRACE_LINK_ASSURED TRACE_LINK_SHOWN',
    );
  });

  it.each<[string, Case]>([
    ['OTHER_MATERIAL', { material: material({ batch: '8' }) }],
    ['OTHER_MATERIAL', { material: material({ material: 'rice flour' }) }],
    ['MATERIAL_NOT_IN_DATE', { material: material({ validUntil: '2026-11-10' }) }],
    ['MATERIAL_NOT_IN_DATE', { material: material({ certifiedOn: '2026-11-12' }) }],
    ['SUPPORT_UNSOUND', { material: { ...material(), validFrom: '2026-11-12T00:00:00Z' } }],
    ['PRODUCER_IS_NOT_ISSUER', { material: material({}, 'institute') }],
    ['ACCREDITED_FOR_OTHER_ACTIVITY', { standard: 'ISO/IEC 17025:2017' }],
    ['NO_SCOPE_LINE', { line: 'without', more: [granting([SAMPLING])] }],
    ['SCOPE_LINE_NOT_IN_FORCE', { line: { to: '2025-12-31' } }],
    ['SCOPE_LINE_SUSPENDED', { line: { suspended: [{ from: '2025-12-01', to: '2026-02-01' }] } }],
    ['PROPERTY_OUTSIDE_SCOPE', { line: { property: { substance: 'cd' } } }],
    ['PROPERTY_OUTSIDE_SCOPE', { material: material({ values: [certified('pb', '0.3'), certified('cd', '0.3')] }) }],
    ['CERTIFIED_VALUE_OUTSIDE_SCOPE', { material: material({ values: [certified('pb', '11')] }) }],
    ['CERTIFIED_VALUE_OUTSIDE_SCOPE', { material: material({ values: [certified('pb', '0.3', 'mg/L')] }) }],
    ['NOT_A_SIGNATORY', { change: { arrangement: signatories(['body', EVERY]) } }],
  ])('breaks the chain: %s', async (code, one) => {
    expect(await found('measurement', await used(one))).toMatch(
      new RegExp(`^unknown; failed: ${code}( .*)? TRACE_LINK_BROKEN`),
    );
  });

  it.each<[string, string, Case]>([
    ['its producer is not known', 'PRODUCER_UNKNOWN', { line: 'without' }],
    ['a line holds under words that only a person reads', 'SCOPE_CONDITIONS_UNREAD', { line: { conditions: 'dry' } }],
  ])('leaves open where %s', async (_, code, one) => {
    expect(await found('measurement', await used(one))).toBe(
      `unknown; undetermined: MEASURAND_NOT_TRACED TRACEABILITY_UNDISCLOSED ${code} TRACE_LINK_UNDISCLOSED`,
    );
  });

  it('takes several lines for a material of several properties', async () => {
    const world = await used({
      material: material({ values: [certified('pb', '0.3'), certified('cd', '0.3')] }),
      line: 'without',
      more: [granting([LINE, { ...LINE, line: 'M2', property: { substance: 'cd' } }])],
    });
    expect(await found('measurement', world)).toMatch(/TRACE_LINK_SHOWN$/);
  });
});

describe('traceInstrument(), of a material', () => {
  it('ends at a national institute, which the arrangement of institutes or an authority of the place knows', async () => {
    const shown = 'proved; passed: TRACEABILITY_SHOWN TRACE_LINK_SHOWN TRACE_ENDS';
    const signed = { arrangement: signatories(['body', EVERY], ['institute', ['calibration']]) };
    expect(
      await found('measurement', await used({ material: institute(), change: { ...signed, policy: SHOWN_ONLY } })),
    ).toBe(shown);
    const designation = draft('authority', 'Designation', 'designation', {
      ...{ id: WHO.institute.did, name: 'institute', place: 'MO', legalBasis: LAW, from: '2025-01-01' },
      tasks: ['national-measurement-standard:pb'],
    });
    expect(await found('measurement', await used({ material: institute(), more: [designation] }))).toBe(shown);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['certified for less than was measured', { values: [certified('pb', '0.09')] }, 'MEASURAND_NOT_TRACED'],
    ['certified per litre', { values: [certified('pb', '1', 'mg/L')] }, 'MEASURAND_NOT_TRACED'],
    ['of another substance', { values: [certified('cd', '0.3')] }, 'MEASURAND_NOT_TRACED'],
    ['certified for just what was measured', { values: [certified('pb', '0.1')] }, 'TRACEABILITY_SHOWN'],
  ])('asks whether a material carries what was measured: one %s', async (_, more, code) => {
    const change = {
      arrangement: signatories(['body', EVERY], ['institute', ['calibration']]),
      policy: SHOWN_ONLY,
    };
    const said = await found('measurement', await used({ material: institute(more), change }));
    expect(said).toContain(`: ${code} `);
  });

  it('follows what its values were measured against, and asks that it carries them', async () => {
    const top = { ...institute({ material: 'lead', batch: '1', values: [certified('pb', '5')] }), label: 'upper' };
    const above = (value: string) =>
      sign(top).then(({ reference }) =>
        material({
          id: 'urn:test:lower',
          values: [certified('pb', value)],
          references: [{ standard: 'lead 1', calibration: reference }],
        }),
      );
    const change = {
      arrangement: signatories(['body', [...EVERY, 'reference-materials']], ['institute', ['calibration']]),
      policy: SHOWN_ONLY,
    };
    const lower = await above('0.3');
    expect(await found('measurement', await used({ material: lower, more: [top], change }))).toBe(
      'proved; passed: TRACEABILITY_SHOWN TRACE_LINK_SHOWN TRACE_LINK_SHOWN TRACE_ENDS',
    );
    expect(await found('measurement', await used({ material: await above('6'), more: [top], change }))).toMatch(
      /TRACEABILITY_UNDISCLOSED TRACE_QUANTITY_DIFFERS TRACE_LINK_SHOWN TRACE_LINK_SHOWN TRACE_ENDS$/,
    );
  });
});
