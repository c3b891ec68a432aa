// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import {
  EVERY_FORM,
  exampleDcc,
  expandedWords,
  intervalWords,
  quantity,
  real,
  standardWords,
  words,
} from '../testing/example-dcc.ts';
import { type MeasuredValue, measuredValues } from './measured-values.ts';
import { readDcc } from './read-dcc.ts';

const single = (value: string, unit = '\\one'): string =>
  `<dcc:relativeUncertainty><dcc:relativeUncertaintySingle><si:value>${value}</si:value><si:unit>${unit}</si:unit></dcc:relativeUncertaintySingle></dcc:relativeUncertainty>`;
const list = (values: string, units = '\\one'): string =>
  `<dcc:relativeUncertainty><dcc:relativeUncertaintyXmlList><si:valueXMLList>${values}</si:valueXMLList><si:unitXMLList>${units}</si:unitXMLList></dcc:relativeUncertaintyXmlList></dcc:relativeUncertainty>`;

function valuesOf(form: string, relative = ''): readonly MeasuredValue[] {
  const { dcc } = readDcc(exampleDcc(quantity(form, relative)));
  return dcc.measurementResults.entries
    .flatMap(({ results }) => results)
    .flatMap(({ data }) => data.entries)
    .flatMap((entry) => (entry.kind === 'quantity' ? measuredValues(entry.value) : []));
}

describe('measuredValues()', () => {
  it('gives the real numbers of every form, each with its unit and uncertainty', () => {
    const values = EVERY_FORM.map((form) => valuesOf(form));
    expect(values.map((each) => each.length)).toEqual([1, 1, 1, 1, 0, 0, 3, 3, 3, 0, 3, 1, 0, 0]);
    expect(values[6]?.[2]).toEqual({
      value: 'NaN',
      unit: '\\kelvin',
      expanded: { uncertainty: '0.1', coverageFactor: '2', coverageProbability: '0.95' },
    });
    expect(values[10]?.[1]).toEqual({ value: '6', unit: '\\kilogram', standardUncertainty: '1' });
    expect(values[11]).toEqual([{ value: '1', unit: '\\kelvin' }]);
  });

  it('gives none where units or uncertainties are neither one nor as many as the values', () => {
    const forms = [
      words('', '1 2 3', '\\one \\one'),
      words(expandedWords, '1 2'),
      words(expandedWords.replace('>0.1<', '>1 2<'), '1 2 3'),
      words(expandedWords.replace('>0.95<', '>1 1<'), '1 2 3'),
      words(standardWords.replace('>0.1<', '>1 2<'), '1 2 3'),
      words(intervalWords, '1 2'),
      '<si:hybrid/>',
    ];
    for (const form of forms) expect(valuesOf(form)).toEqual([]);
    expect(valuesOf(words('', '1 2', '\\one \\metre'))[1]?.unit).toBe('\\metre');
  });
});

describe('measuredValues() of a quantity with a relative uncertainty', () => {
  it('gives it with the value, as it was stated', () => {
    expect(valuesOf(real('100', '\\kelvin'), single('0.01'))).toEqual([
      { value: '100', unit: '\\kelvin', relativeUncertainty: { value: '0.01', unit: '\\one' } },
    ]);
  });

  it('gives one to all values of a list, or to each its own', () => {
    const relatives = (relative: string) =>
      valuesOf(words('', '1 2 3'), relative).map(({ relativeUncertainty }) => relativeUncertainty);
    const one = { value: '1', unit: '\\percent' };
    expect(relatives(single('1', '\\percent'))).toEqual([one, one, one]);
    expect(relatives(list('1', '\\percent'))).toEqual([one, one, one]);
    expect(relatives(list('0.1 0.2 0.3'))).toEqual(['0.1', '0.2', '0.3'].map((value) => ({ value, unit: '\\one' })));
  });

  it('gives no values where its numbers are neither one nor as many as they are', () => {
    expect(valuesOf(words('', '1 2 3'), list('0.1 0.2'))).toEqual([]);
    expect(valuesOf(words('', '1 2 3'), list('0.1 0.2 0.3', '\\one \\one'))).toEqual([]);
    expect(valuesOf(real('100', '\\kelvin'), list('0.1 0.2'))).toEqual([]);
  });
});
