// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ShapeError } from '../../api/narrow.ts';
import { marksOf, readGate } from './issue-gate.ts';

const cure = { code: 'CURE_RECORD_WORK', detail: 'let whoever tested record it' };
const mark = { code: 'WORK_NOT_RECORDED', rule: 'times', level: 'red', detail: 'nobody recorded it', values: {}, cure };
const gate = (more: object = {}) => ({
  ...{ version: 1, level: 'red' },
  lines: [
    { rule: 'times', level: 'red', marks: [mark, { ...mark, level: 'amber' }] },
    { rule: 'scope', level: 'green', marks: [] },
  ],
  ...more,
});

describe('readGate()', () => {
  it('reads lines and marks with their cures, and counts marks by level', () => {
    const read = readGate(gate(), '');
    expect(read.lines[0]?.marks[0]?.cure).toMatchObject(cure);
    expect([marksOf(read, 'red'), marksOf(read, 'amber'), marksOf(read, 'green')]).toEqual([1, 1, 0]);
  });

  it.each([
    ['a level that nobody knows', { level: 'blue' }, '/level'],
    ['a rule that nobody knows', { lines: [{ rule: 'weather', level: 'red', marks: [] }] }, '/lines/0/rule'],
    [
      'a mark without a cure',
      { lines: [{ rule: 'times', level: 'red', marks: [{ ...mark, cure: undefined }] }] },
      '/lines/0/marks/0/cure',
    ],
  ])('says where it is not one: %s', (_, more, path) => {
    const read = () => readGate(gate(more), '');
    expect(read).toThrow(ShapeError);
    expect(read).toThrow(`${path}:`);
  });
});
