// SPDX-License-Identifier: Apache-2.0
import {
  type CompletenessFile,
  formatCompletenessFile,
  parseCompletenessFile,
} from '@touchstone/evidence/completeness';
import { parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { joinCompletenessFiles } from './join-completeness.ts';

const proven = { entry: Uint8Array.of(1), proof: [] };
const part = (origin: string) => ({
  ...{ checkpoint: `${origin}\n1\nAA==\n`, first: proven, indexRoot: proven, lists: [], leaves: [] },
});
const file = (name: string, origins: readonly string[], tombstones: readonly string[] = []): CompletenessFile => ({
  ...{ subject: { names: [{ name }] }, logs: origins.map(part), tombstones },
});
const text = (which: string, of: CompletenessFile) => ({ file: which, text: formatCompletenessFile(of) });

describe('joinCompletenessFiles()', () => {
  it('joins files about the same subjects over different logs, with their tombstones', () => {
    const given = [
      text('a', file('p', ['one'], ['t'])),
      text('b', file('q', ['one'])),
      text('c', file('p', ['two', 'three'], ['u'])),
    ];
    const joined = joinCompletenessFiles(given);
    expect(joined.map((each) => each.file)).toEqual(['a + c', 'b']);
    expect(parseCompletenessFile(joined[0]?.text ?? '')).toEqual(file('p', ['one', 'two', 'three'], ['t', 'u']));
    expect(joined[1]).toEqual(given[1]);
  });

  it('keeps the names of logs that either maker follows no more', () => {
    const ended = (log: string) => [{ log, until: parseInstant('2026-11-22T08:00:00Z') }];
    const given = [
      text('a', { ...file('p', ['one']), ended: ended('three') }),
      text('b', { ...file('p', ['two']), ended: ended('four') }),
    ];
    const joined = parseCompletenessFile(joinCompletenessFiles(given)[0]?.text ?? '');
    expect(joined.ended).toEqual([...ended('three'), ...ended('four')]);
  });

  it('leaves a file alone that shows a log again, or that cannot be read', () => {
    const given = [
      text('a', file('p', ['one'])),
      text('b', file('p', ['one'])),
      { file: 'c', text: '{' },
      { file: 'd', text: '{' },
    ];
    expect(joinCompletenessFiles(given)).toEqual(given);
  });
});
