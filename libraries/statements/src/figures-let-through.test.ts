// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStatement } from './body.ts';
import { requireFigures } from './figures.ts';
import type { StatementKind } from './kind.ts';
import { StatementError } from './statement-error.ts';
import {
  type Change,
  compose,
  faultsOf,
  g,
  KELVINS,
  OHMS,
  permitted,
  q,
  SCOPE,
  scope,
  standard,
  subjectWith,
  tableOver,
} from './testing/changed-figures.ts';
import { SUBJECTS } from './testing/subjects.ts';

describe('requireFigures()', () => {
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
