// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeBody, parseStatement } from './body.ts';
import { requireFigures } from './figures.ts';
import type { StatementKind } from './kind.ts';
import { StatementError } from './statement-error.ts';
import { ISSUER, SUBJECTS, UUID } from './testing/subjects.ts';

type Change = readonly [path: string, value: unknown];

/** The subject of a kind with members changed, named by their paths. */
function subjectWith(kind: StatementKind, changes: readonly Change[]): Record<string, unknown> {
  const subject = structuredClone(SUBJECTS[kind]);
  for (const [path, value] of changes) {
    const names = path.split('.');
    const last = names.pop() as string;
    const node = names.reduce<Record<string, unknown>>((at, name) => at[name] as Record<string, unknown>, subject);
    node[last] = value;
  }
  return subject;
}

function compose(kind: StatementKind, ...changes: readonly Change[]) {
  const parts = { uuid: UUID, issuer: ISSUER, validFrom: '2026-11-13T08:00:00Z', subject: subjectWith(kind, changes) };
  return composeBody(kind, parts as never);
}

function faultsOf(kind: StatementKind, ...changes: readonly Change[]): readonly string[] {
  try {
    compose(kind, ...changes);
    return [];
  } catch (error) {
    if (!(error instanceof StatementError)) throw error;
    expect(error.code).toBe('BAD_FIGURES');
    return error.faults;
  }
}
const where = (faults: readonly string[]) =>
  faults.map((fault) => fault.split(': ')[0]?.replace('credentialSubject.', ''));

const q = (value: string, unit: string) => ({ value, unit });
const g = (value: string) => q(value, 'g');
const SCOPE = 'scope.1';
const scope = (...changes: readonly Change[]): readonly Change[] => [
  [`${SCOPE}.range`, { from: g('1'), to: g('200') }],
  [`${SCOPE}.smallestExpandedUncertainty`, q('0.1', 'mg')],
  [`${SCOPE}.uncertaintyOver`, undefined],
  ...changes.map(([path, value]): Change => [`${SCOPE}.${path}`, value]),
];
const OHMS: readonly Change[] = [
  ['measuredIn', 'Ω'],
  ['smallestExpandedUncertainty', q('1', 'mΩ')],
];
const KELVINS: readonly Change[] = [
  ['range', { from: q('-40', '°C'), to: q('200', '°C') }],
  ['smallestExpandedUncertainty', q('0.02', 'K')],
];
const tableOver = (...places: readonly { readonly value: string; readonly unit: string }[]) => ({
  ...{ form: 'table', between: 'straight' },
  points: places.map((at) => ({ at, expandedUncertainty: q('0.1', 'K') })),
});
const permitted = (maximumPermissibleError: object): readonly Change[] => [
  ['measures', [{ quantity: 'mass', range: { from: g('1'), to: g('200') }, maximumPermissibleError }]],
];
const MEASURES = [
  {
    quantity: 'mass',
    range: { from: g('1'), to: g('200') },
    smallestExpandedUncertainty: q('1', 'mg'),
    coverageFactor: '2',
  },
];
const standard = (...changes: readonly Change[]): readonly Change[] => [
  ['measures', structuredClone(MEASURES)],
  ...changes.map(([path, value]): Change => [`measures.0.${path}`, value]),
];

describe('requireFigures()', () => {
  it('refuses a limit of detection that cannot be one, and an uncertainty of nothing', () => {
    const mg = (value: string) => q(value, 'mg/kg');
    const of = (...changes: readonly Change[]) =>
      where(
        faultsOf('TestReport', ['results.0.outcome', 'quantified'], ['results.0.quantity', mg('0.12')], ...changes),
      );
    const detection = 'results.0.limitOfDetection';
    for (const value of [mg('-1'), mg('0'), mg('0.5'), q('0.5', 's')]) {
      expect(of([detection, value])).toEqual([detection]);
    }
    expect(of([detection, mg('0.05')], ['results.0.limitOfQuantification', mg('0.02')])).toEqual([detection]);
    expect(of([detection, q('5', 'ug/kg')], ['results.0.limitOfQuantification', mg('0.02')])).toEqual([]);
    expect(of([detection, mg('0.12')])).toEqual([]);
    expect(of(['results.0.expandedUncertainty', { ...mg('0'), coverageFactor: '2' }])).toEqual([
      'results.0.expandedUncertainty',
    ]);
  });

  it.each<[string, StatementKind, readonly Change[], string]>([
    ['a factor of 0', 'CalibrationCertificate', [['results.0.coverageFactor', '0']], 'results.0.coverageFactor'],
    ['a negative factor', 'CalibrationCertificate', [['asFound.0.coverageFactor', '-2']], 'asFound.0.coverageFactor'],
    [
      'a negative U',
      'CalibrationCertificate',
      [['results.0.expandedUncertainty', q('-1', 'mg/kg')]],
      'results.0.expandedUncertainty',
    ],
    [
      'U in s for a mass',
      'CalibrationCertificate',
      [['results.0.expandedUncertainty', q('1', 's')]],
      'results.0.expandedUncertainty',
    ],
    [
      'a shift with U in s',
      'CalibrationCertificate',
      [['asFound.0.expandedUncertainty', q('1', 's')]],
      'asFound.0.expandedUncertainty',
    ],
    [
      'a unit nobody knows',
      'CalibrationCertificate',
      [
        ['results.0.at', q('1', 'blorb')],
        ['results.0.expandedUncertainty', q('1', 'blorb')],
      ],
      'results.0.expandedUncertainty',
    ],
    [
      'a material with k = 0',
      'ReferenceMaterialCertificate',
      [['values.0.coverageFactor', '0']],
      'values.0.coverageFactor',
    ],
    [
      'a report with U in s',
      'TestReport',
      [['results.0.expandedUncertainty', { ...q('1', 's'), coverageFactor: '2' }]],
      'results.0.expandedUncertainty',
    ],
    [
      'a probability of 7',
      'TestReport',
      [['results.0.expandedUncertainty.coverageProbability', '7']],
      'results.0.expandedUncertainty.coverageProbability',
    ],
    [
      'a probability of 0',
      'TestReport',
      [['results.0.expandedUncertainty.coverageProbability', '0']],
      'results.0.expandedUncertainty.coverageProbability',
    ],
    [
      'a probability of 1',
      'TestReport',
      [['results.0.expandedUncertainty.coverageProbability', '1']],
      'results.0.expandedUncertainty.coverageProbability',
    ],
    [
      'a negative CMC',
      'Accreditation',
      scope(['smallestExpandedUncertainty', q('-1', 'mg')]),
      `${SCOPE}.smallestExpandedUncertainty`,
    ],
    [
      'a CMC of 0',
      'Accreditation',
      scope(['smallestExpandedUncertainty', q('0', 'mg')]),
      `${SCOPE}.smallestExpandedUncertainty`,
    ],
    [
      'a CMC of 0 as a line',
      'Accreditation',
      scope(['uncertaintyOver', { form: 'linear', constant: q('0', 'mg'), proportional: '0' }]),
      `${SCOPE}.uncertaintyOver`,
    ],
    [
      'a CMC of 0 where its line begins',
      'Accreditation',
      scope(
        ['range', { from: g('0'), to: g('200') }],
        ['uncertaintyOver', { form: 'linear', constant: q('0', 'mg'), proportional: '0.001' }],
      ),
      `${SCOPE}.uncertaintyOver`,
    ],
    [
      'a CMC of 0 at a point of its table',
      'Accreditation',
      scope([
        'uncertaintyOver',
        {
          ...{ form: 'table', between: 'straight' },
          points: [
            { at: g('1'), expandedUncertainty: g('0') },
            { at: g('200'), expandedUncertainty: g('1') },
          ],
        },
      ]),
      `${SCOPE}.uncertaintyOver.points.0.expandedUncertainty`,
    ],
    [
      'a limit of quantification below 0',
      'Accreditation',
      [['scope.0.limitOfQuantification', q('-1', 'mg/kg')]],
      'scope.0.limitOfQuantification',
    ],
    ...[
      [g('1'), g('50')],
      [g('2'), g('200')],
    ].map((places): [string, StatementKind, readonly Change[], string] => [
      `a table from ${places.map(({ value }) => value).join(' to ')} g over 1 g to 200 g`,
      'Accreditation',
      scope([
        'uncertaintyOver',
        { form: 'table', between: 'straight', points: places.map((at) => ({ at, expandedUncertainty: g('1') })) },
      ]),
      `${SCOPE}.uncertaintyOver`,
    ]),
    [
      'a mass in metres',
      'Accreditation',
      [
        ...scope(['range', { from: q('1', 'm'), to: q('2', 'm') }], ['smallestExpandedUncertainty', q('1', 'nm')]),
        [`${SCOPE}.property`, { quantity: 'Mass' }],
      ],
      `${SCOPE}.range.from`,
    ],
    [
      'a standard of 0',
      'MeasurementStandard',
      standard(['smallestExpandedUncertainty', q('0', 'mg')]),
      'measures.0.smallestExpandedUncertainty',
    ],
    [
      'a standard of mass in metres',
      'MeasurementStandard',
      standard(['range', { from: q('1', 'm'), to: q('2', 'm') }], ['smallestExpandedUncertainty', q('1', 'nm')]),
      'measures.0.range.from',
    ],
    [
      'what is measured in grams under the name of a resistance',
      'Accreditation',
      [
        ...scope(['measuredIn', 'g'], ['range', { from: q('0', '°C'), to: q('100', '°C') }]),
        [`${SCOPE}.property`, { quantity: 'electric resistance' }],
      ],
      `${SCOPE}.measuredIn`,
    ],
    [
      'a permitted error below 0',
      'VerificationCertificate',
      permitted(q('-1', 'g')),
      'measures.0.maximumPermissibleError',
    ],
    ['one in s of a mass', 'VerificationCertificate', permitted(q('1', 's')), 'measures.0.maximumPermissibleError'],
    [
      'degrees from high to low, on two scales',
      'Accreditation',
      scope(
        ['range', { from: q('300', 'K'), to: q('20', '°C') }],
        ['smallestExpandedUncertainty', q('0.1', 'K')],
        ['uncertaintyOver', { form: 'linear', constant: q('0', 'K'), proportional: '0.1' }],
      ),
      `${SCOPE}.range`,
    ],
    [
      'a table of temperatures that ends before the range',
      'Accreditation',
      scope(...KELVINS, ['uncertaintyOver', tableOver(q('233.15', 'K'), q('391', '°F'))]),
      `${SCOPE}.uncertaintyOver`,
    ],
    [
      'a CMC that is a share of a temperature on a scale that holds 0',
      'Accreditation',
      scope(
        ...KELVINS,
        ['range', { from: q('-40', '°C'), to: q('300', 'K') }],
        ['uncertaintyOver', { form: 'linear', constant: q('0', 'K'), proportional: '0.1' }],
      ),
      `${SCOPE}.uncertaintyOver`,
    ],
    [
      'a CMC in s for mass',
      'Accreditation',
      scope(['smallestExpandedUncertainty', q('1', 's')]),
      `${SCOPE}.smallestExpandedUncertainty`,
    ],
    ['a range from high to low', 'Accreditation', scope(['range', { from: g('200'), to: g('1') }]), `${SCOPE}.range`],
    [
      'such a range in two units',
      'Accreditation',
      scope(['range', { from: g('200'), to: q('1', 'mg') }]),
      `${SCOPE}.range`,
    ],
    [
      'a range of two quantities',
      'Accreditation',
      scope(['range', { from: g('1'), to: q('1', 's') }]),
      `${SCOPE}.range.to`,
    ],
    [
      'a CMC growing in s',
      'Accreditation',
      scope(['uncertaintyOver', { form: 'linear', constant: q('1', 's'), proportional: '0' }]),
      `${SCOPE}.uncertaintyOver.constant`,
    ],
    [
      'a CMC that shrinks',
      'Accreditation',
      scope(['uncertaintyOver', { form: 'linear', constant: g('1'), proportional: '-1' }]),
      `${SCOPE}.uncertaintyOver.proportional`,
    ],
    [
      'a CMC from less than 0',
      'Accreditation',
      scope(['uncertaintyOver', { form: 'linear', constant: g('-1'), proportional: '1' }]),
      `${SCOPE}.uncertaintyOver.constant`,
    ],
    [
      'a table of another quantity',
      'Accreditation',
      scope([
        'uncertaintyOver',
        {
          form: 'table',
          between: 'larger',
          points: [
            { at: g('1'), expandedUncertainty: g('1') },
            { at: q('1', 's'), expandedUncertainty: q('1', 's') },
          ],
        },
      ]),
      `${SCOPE}.uncertaintyOver.points.1.at`,
    ],
    [
      'a standard with a negative U',
      'MeasurementStandard',
      standard(['smallestExpandedUncertainty', q('-1', 'mg')]),
      'measures.0.smallestExpandedUncertainty',
    ],
    [
      'a standard that measures Ω, known to a gram',
      'MeasurementStandard',
      standard(['measuredIn', 'Ω']),
      'measures.0.smallestExpandedUncertainty',
    ],
    [
      'a standard in Ω over grams, known by a share of them',
      'MeasurementStandard',
      standard(...OHMS, ['uncertaintyOver', { form: 'linear', constant: q('1', 'mΩ'), proportional: '0.1' }]),
      'measures.0.uncertaintyOver',
    ],
    ['a standard with k = 0', 'MeasurementStandard', standard(['coverageFactor', '0']), 'measures.0.coverageFactor'],
    [
      'a standard from 1 s to 200 g',
      'MeasurementStandard',
      standard(['range.from', q('1', 's')], ['smallestExpandedUncertainty', q('1', 's')]),
      'measures.0.range.to',
    ],
    [
      'ohms found at a temperature, with U in kelvins',
      'CalibrationCertificate',
      [
        ['results.0.at', q('0', '°C')],
        ['results.0.measuredValue', q('100.02', 'Ω')],
        ['results.0.expandedUncertainty', q('5', 'mK')],
      ],
      'results.0.expandedUncertainty',
    ],
    [
      'ohms of U where nothing says that ohms were found',
      'CalibrationCertificate',
      [
        ['results.0.at', q('0', '°C')],
        ['results.0.expandedUncertainty', q('5', 'mΩ')],
      ],
      'results.0.expandedUncertainty',
    ],
    [
      'a CMC in g for what is measured in Ω',
      'Accreditation',
      scope(['measuredIn', 'Ω'], ['smallestExpandedUncertainty', g('1')]),
      `${SCOPE}.smallestExpandedUncertainty`,
    ],
    [
      'a table in g for what is measured in Ω',
      'Accreditation',
      scope(...OHMS, [
        'uncertaintyOver',
        {
          form: 'table',
          between: 'larger',
          points: [
            { at: g('1'), expandedUncertainty: q('1', 'mΩ') },
            { at: g('200'), expandedUncertainty: g('1') },
          ],
        },
      ]),
      `${SCOPE}.uncertaintyOver.points.1.expandedUncertainty`,
    ],
    [
      'ohms that grow with a share of grams',
      'Accreditation',
      scope(...OHMS, ['uncertaintyOver', { form: 'linear', constant: q('1', 'mΩ'), proportional: '0.1' }]),
      `${SCOPE}.uncertaintyOver`,
    ],
    ['a score with k = 0', 'ProficiencyScore', [['reported.coverageFactor', '0']], 'reported.coverageFactor'],
    [
      'a score with U in s',
      'ProficiencyScore',
      [['reported.expandedUncertainty', q('1', 's')]],
      'reported.expandedUncertainty',
    ],
    [
      'an assigned value with a negative u',
      'ProficiencyRound',
      [['measurands.0.assignedValue.standardUncertainty', q('-1', 'mg/kg')]],
      'measurands.0.assignedValue.standardUncertainty',
    ],
  ])('refuses %s, and says where', (_, kind, changes, path) => {
    expect(where(faultsOf(kind, ...changes))).toEqual([path]);
  });

  it.each<[string, StatementKind, readonly Change[]]>([
    [
      'k of 1 and of 3.31',
      'CalibrationCertificate',
      [
        ['results.0.coverageFactor', '1'],
        ['asFound.0.coverageFactor', '3.31'],
      ],
    ],
    ['an uncertainty of 0', 'CalibrationCertificate', [['results.0.expandedUncertainty', q('0', 'mg/kg')]]],
    [
      'kelvins of degrees',
      'CalibrationCertificate',
      [
        ['results.0.at', q('-20', '°C')],
        ['results.0.expandedUncertainty', q('20', 'mK')],
      ],
    ],
    [
      'a unit of the laboratory itself',
      'TestReport',
      [
        ['results.0.quantity', q('3', 'panel points')],
        ['results.0.expandedUncertainty', { ...q('1', 'panel points'), coverageFactor: '2' }],
      ],
    ],
    ['a probability of 0.95', 'TestReport', [['results.0.expandedUncertainty.coverageProbability', '0.95']]],
    ['a range in two units', 'Accreditation', scope(['range', { from: q('100', 'mg'), to: g('1') }])],
    ['a standard', 'MeasurementStandard', standard()],
    ['a permitted error in milligrams', 'VerificationCertificate', permitted(q('1', 'mg'))],
    ['a permitted error as a share of the value', 'VerificationCertificate', permitted(q('0.5', '%'))],
    ['a standard that measures Ω over grams', 'MeasurementStandard', standard(...OHMS)],
    [
      'ohms at degrees Celsius',
      'CalibrationCertificate',
      [
        ['results.0.at', q('0', '°C')],
        ['results.0.measuredValue', q('100.02', 'Ω')],
        ['results.0.expandedUncertainty', q('5', 'mΩ')],
      ],
    ],
    ['a CMC in Ω over a range of another quantity', 'Accreditation', scope(...OHMS)],
    [
      'the same under a name that means Ω',
      'Accreditation',
      [
        ...scope(...OHMS, ['range', { from: q('0', '°C'), to: q('100', '°C') }]),
        [`${SCOPE}.property`, { quantity: 'electric resistance' }],
      ],
    ],
    [
      'a table of temperatures on three scales',
      'Accreditation',
      scope(...KELVINS, ['uncertaintyOver', tableOver(q('233.15', 'K'), q('392', '°F'))]),
    ],
    [
      'a share of a temperature that is never 0 on the scale of its range',
      'Accreditation',
      scope(
        ...KELVINS,
        ['range', { from: q('250', 'K'), to: q('20', '°C') }],
        ['uncertaintyOver', { form: 'linear', constant: q('0', 'K'), proportional: '0.1' }],
      ),
    ],
    [
      'a table in Ω over such a range',
      'Accreditation',
      scope(...OHMS, [
        'uncertaintyOver',
        {
          form: 'table',
          between: 'larger',
          points: [1, 200].map((n) => ({ at: g(`${n}`), expandedUncertainty: q(`${n}`, 'mΩ') })),
        },
      ]),
    ],
  ])('takes %s', (_, kind, changes) => {
    expect(faultsOf(kind, ...changes)).toEqual([]);
  });

  it('names every fault, up to a limit', () => {
    const [point] = SUBJECTS.CalibrationCertificate.results as readonly object[];
    const results = Array.from({ length: 60 }, () => ({ ...point, coverageFactor: '0' }));
    expect(faultsOf('CalibrationCertificate', ['results', results])).toHaveLength(50);
  });

  it('is not asked when a statement is read: what was signed earlier stays readable', () => {
    const credentialSubject = subjectWith('CalibrationCertificate', [['results.0.coverageFactor', '0']]);
    const statement = parseStatement({ ...compose('CalibrationCertificate'), credentialSubject });
    expect(statement.kind).toBe('CalibrationCertificate');
    expect(() => requireFigures(statement)).toThrow(StatementError);
  });

  it('says nothing of a line over a range without ends', () => {
    const uncertaintyOver = { form: 'linear', constant: g('0'), proportional: '0.1' };
    expect(() => requireFigures({ subject: { range: {}, uncertaintyOver } })).not.toThrow();
  });

  it('throws what is no matter of units', () => {
    const at = {
      value: '1',
      get unit(): string {
        throw new RangeError('a fault of the program');
      },
    };
    expect(() => requireFigures({ subject: { at, expandedUncertainty: g('1') } } as never)).toThrow(RangeError);
  });

  it('takes a factor exactly where it is more than 0', () => {
    fc.assert(
      fc.property(fc.integer({ min: -999, max: 999 }), (thousandths) => {
        const coverageFactor = (thousandths / 1000).toFixed(3);
        fc.pre(coverageFactor !== '-0.000');
        const faults = faultsOf('CalibrationCertificate', ['results.0.coverageFactor', coverageFactor]);
        expect(faults.length === 0).toBe(thousandths > 0);
      }),
      { numRuns: 50 },
    );
  });
});
