// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ShapeError } from '../../api/narrow.ts';
import { odditiesOf, readReading } from './reading.ts';
import { tableOf } from './series-table.ts';
import { momentsBetween } from './time-axis.ts';

const plain = {
  ...{ sequence: 7, takenAt: '2026-11-20T00:05:00Z', value: '100.0002', unit: 'g', receivedAt: '2026-11-20T01:00:00Z' },
  ...{ specimen: null, missingBefore: 0, isBehind: false, isDistrusted: false },
};

describe('readReading()', () => {
  it('keeps the digits of the value and leaves out what is not there', () => {
    expect(readReading({ ...plain, value: '100.0100' }, '')).toMatchObject({ value: '100.0100', specimen: undefined });
    expect(() => readReading({ ...plain, value: 100.01 }, '/items/3')).toThrow(ShapeError);
  });
});

describe('odditiesOf()', () => {
  it('says each, the gravest first', () => {
    const reading = readReading({ ...plain, missingBefore: 2, isBehind: true, isDistrusted: true }, '');
    expect(odditiesOf(reading)).toEqual(['distrusted', 'behind', 'gap']);
    expect(odditiesOf(readReading(plain, ''))).toEqual([]);
  });
});

describe('momentsBetween()', () => {
  it('writes days over many days, hours over few, and no label twice', () => {
    const [from, to] = [Date.parse('2026-11-01T00:00:00Z'), Date.parse('2026-11-11T00:00:00Z')];
    expect(momentsBetween(from, to, 3).map(({ label }) => label)).toEqual(['11-01', '11-06', '11-11']);
    expect(momentsBetween(from, from + 3_600_000, 2).map(({ label }) => label)).toEqual(['11-01 08:00', '11-01 09:00']);
    expect(momentsBetween(from, from, 4)).toHaveLength(1);
  });
});

describe('tableOf()', () => {
  it('leaves out what is not relied upon, and counts it', () => {
    const readings = [plain, { ...plain, sequence: 8, isDistrusted: true }].map((each) => readReading(each, ''));
    expect(tableOf(readings)).toEqual({ text: '2026-11-20 08:05 UTC+8\t100.0002', leftOut: 1 });
  });
});
