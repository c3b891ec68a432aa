// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { MetrologyError } from '../../metrology-error.ts';
import { earlierDcc, exampleDcc, quantity, real } from '../testing/example-dcc.ts';
import { measuredValues } from './measured-values.ts';
import { readDcc } from './read-dcc.ts';

const INLINE =
  '<si:uncertainty>0.1</si:uncertainty><si:coverageFactor>2</si:coverageFactor><si:coverageProbability>0.95</si:coverageProbability>';
const LOCATION = / xmlns:xsi="[^"]*" xsi:schemaLocation="[^"]*"/;
const of211 = earlierDcc('2.1.1', quantity(real('1', '\\one', INLINE)));
const of220 = earlierDcc('2.2.0', quantity(real('1', '\\one')));
const located = (text: string, address: string) => text.replace('https://ptb.de/dcc/v2.2.0/dcc.xsd', address);

function version(text: string): string {
  try {
    return readDcc(text).dcc.schemaVersion;
  } catch (error) {
    return (error as MetrologyError).code;
  }
}

describe('the version of a certificate that has no schemaVersion', () => {
  it('is the one that its schemaLocation names', () => {
    expect(['2.1.0', '2.1.1', '2.2.0'].map((each) => version(earlierDcc(each, quantity(real('1', '\\one')))))).toEqual([
      '2.1.0',
      '2.1.1',
      '2.2.0',
    ]);
    expect(version(located(of220, 'http://www.ptb.de/dcc/v2.1.0/dcc.xsd'))).toBe('2.1.0');
  });

  it('is told by the D-SI that it uses, or by its results, where no schema is named or no version of it', () => {
    expect(version(of211.replace(LOCATION, ''))).toBe('2.1.1');
    expect(version(of220.replace(LOCATION, ''))).toBe('2.2.0');
    expect(version(located(of220, 'https://ptb.de/dcc/dcc.xsd'))).toBe('2.2.0');
    expect(version(located(of220, 'dcc.xsd https://ptb.de/si'))).toBe('2.2.0');
  });

  it('reads the numbers of D-SI 1.0.1 under its own namespace', () => {
    const { dcc } = readDcc(of211);
    const [result] = dcc.measurementResults.entries.flatMap(({ results }) => results);
    const values = result?.data.entries.flatMap((entry) =>
      entry.kind === 'quantity' ? measuredValues(entry.value) : [],
    );
    expect(values).toEqual([
      { value: '1', unit: '\\one', expanded: { uncertainty: '0.1', coverageFactor: '2', coverageProbability: '0.95' } },
    ]);
  });

  it('is not made up for one of a version that must say it', () => {
    const later = exampleDcc(quantity(real('1', '\\one'))).replace(' schemaVersion="3.3.0"', '');
    expect(version(later)).toBe('BAD_DCC');
    expect(version(later.replace('<dcc:name><dcc:content lang="en">Results', '<dcc:name><dcc:content>Results'))).toBe(
      'BAD_DCC',
    );
    expect(version(located(of220, 'https://ptb.de/dcc/v3.1.1/dcc.xsd'))).toBe('BAD_DCC');
    expect(
      version(of220.replace(LOCATION, '').replace(/<dcc:influenceConditions>.*<\/dcc:influenceConditions>/, '')),
    ).toBe('BAD_DCC');
    expect(version(of220.replace(LOCATION, '').replace(/<dcc:measurementResult>.*<\/dcc:measurementResult>/, ''))).toBe(
      'BAD_DCC',
    );
  });
});
