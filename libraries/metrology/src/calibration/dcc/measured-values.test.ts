// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { exampleDcc, quantity, real, words } from '../testing/example-dcc.ts';
import { type MeasuredValue, measuredValues } from './measured-values.ts';
import { readDcc } from './read-dcc.ts';

const single = (value: string, unit = '\\one'): string =>
  `<dcc:relativeUncertainty><dcc:relativeUncertaintySingle><si:value>${value}</si:value><si:unit>${unit}</si:unit></dcc:relativeUncertaintySingle></dcc:relativeUncertainty>`;
const list = (values: string, units = '\\one'): string =>
  `<dcc:relativeUncertainty><dcc:relativeUncertaintyXmlList><si:valueXMLList>${values}</si:valueXMLList><si:unitXMLList>${units}</si:unitXMLList></dcc:relativeUncertaintyXmlList></dcc:relativeUncertainty>`;

function valuesOf(form: string, relative: string): readonly MeasuredValue[] {
  const { dcc } = readDcc(exampleDcc(quantity(form, relative)));
  return dcc.measurementResults.entries
    .flatMap(({ results }) => results)
    .flatMap(({ data }) => data.entries)
    .flatMap((entry) => (entry.kind === 'quantity' ? measuredValues(entry.value) : []));
}

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
