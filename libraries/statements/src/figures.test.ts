// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { StatementKind } from './kind.ts';
import {
  type Change,
  faultsOf,
  g,
  KELVINS,
  OHMS,
  permitted,
  q,
  SCOPE,
  scope,
  standard,
  tableOver,
} from './testing/changed-figures.ts';

const where = (faults: readonly string[]) =>
  faults.map((fault) => fault.split(': ')[0]?.replace('credentialSubject.', ''));

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
});
