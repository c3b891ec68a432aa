// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ShapeError } from '../../api/narrow.ts';
import { readReplaced, readSwitching } from './switching.ts';

const notice = (number: string, content: object) => ({ number, name: `Title of ${number}`, content });

describe('readReplaced()', () => {
  it('takes what a notice says of the old edition or of the new one, each pair once, in order', () => {
    const items = [
      notice('JJG 9-2022', { replaces: ['JJG 9-2008', 'JJG 8-2001'] }),
      notice('JJG 9-2008', { replacedBy: 'JJG 9-2022' }),
      notice('JJG 1-1999', {}),
    ];
    expect(readReplaced({ items }, '').map(({ edition, by }) => [edition, by])).toEqual([
      ['JJG 8-2001', 'JJG 9-2022'],
      ['JJG 9-2008', 'JJG 9-2022'],
    ]);
  });
});

describe('readSwitching()', () => {
  const answer = {
    ...{ specification: 'A-1', on: '2026-11-22', by: null, successors: [], lines: [] },
    standards: [],
  };

  it('reads an edition that nothing took the place of', () => {
    expect(readSwitching(answer, '')).toMatchObject({ by: undefined, successors: [] });
  });

  it('names the place of what it cannot read', () => {
    const standards = [{ standard: 's', keeper: 'k', keeperName: 'n', certificateNumber: 'c', issuer: 'i' }];
    expect(() => readSwitching({ ...answer, standards }, '')).toThrow(ShapeError);
    expect(() => readSwitching({ ...answer, standards }, '')).toThrow('/standards/0/statementId');
  });
});
