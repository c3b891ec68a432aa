// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { blindedFaults, type ListedLog } from './blinded-names.ts';

const NAME = 'did:web:trader.example';
const subject = { names: [{ name: NAME }, { name: NAME, secret: new Uint8Array(32) }] };
const logsOf = (faults: ReturnType<typeof blindedFaults>) => faults.map(({ values }) => values?.log);

describe('blindedFaults()', () => {
  it('counts a secret for the years of a chain of which one lists something under it, and for no other chain', () => {
    const year = (origin: string, listsSecret: boolean, predecessor?: string): ListedLog => ({
      ...{ origin, hasKeys: [true, listsSecret] },
      ...(predecessor === undefined ? {} : { predecessor }),
    });
    const logs = [year('a/2025', false), year('a/2026', true, 'a/2025'), year('b/2026', false)];
    expect(logsOf(blindedFaults({ subject }, logs))).toEqual(['b/2026']);
  });

  it('takes logs that each go on from the other for a chain each, and comes to an end', () => {
    const logs: ListedLog[] = [
      { origin: 'a', hasKeys: [true, false], predecessor: 'b' },
      { origin: 'b', hasKeys: [true, false], predecessor: 'a' },
    ];
    expect(logsOf(blindedFaults({ subject }, logs))).toEqual(['a', 'b']);
  });
});
