// SPDX-License-Identifier: Apache-2.0
import type { KeptInstrument } from '@touchstone/evidence/impact';
import { parseCalendarDay, parseDid, parseDigest } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { daysInDoubt } from './days-in-doubt.ts';

const DIGEST = parseDigest('uEiCZ4gt9TrJCmtZZXrVKAPryKwQuAnuPGw_JJoyXqfrg9A');
const reference = (id: string) => ({ issuer: parseDid('did:web:c.example'), id, digest: DIGEST });
const window = (from: string, to?: string, id?: string): KeptInstrument['windows'][number] => ({
  from: parseCalendarDay(from),
  ...(to === undefined ? {} : { to: parseCalendarDay(to) }),
  ...(id === undefined ? {} : { certificate: reference(id) }),
});
const DOUBT = {
  ...{ thing: 'Q3', standard: 'weight', foundOn: parseCalendarDay('2026-11-21') },
  ...{ from: parseCalendarDay('2026-10-15'), certificate: reference('old') },
};

/** Days of the doubt by the list of Q3, on which the certificate `new` is on record and `made-up` is not. */
function days(...windows: KeptInstrument['windows'][number][]) {
  const kept = { id: 's', keeper: 'did:web:l.example', name: 'Q3', windows };
  const other = { ...kept, name: 'Q4', windows: [window('2026-01-01', undefined, 'old')] };
  const found = daysInDoubt(DOUBT, [kept, other], ({ id }) => id !== 'made-up');
  return found.map(({ from, to, onlyWhereNamed }) => `${from} ${to ?? ''}${onlyWhereNamed === true ? ' named' : ''}`);
}
const NAMED = '2026-10-15  named';

describe('daysInDoubt()', () => {
  it('are those by the certificate in doubt, and any where a use names it', () => {
    expect(days(window('2026-10-12', '2026-11-18', 'old'), window('2026-11-19', undefined, 'new'))).toEqual([
      ...['2026-10-15 2026-11-18', NAMED],
    ]);
    expect(days(window('2026-10-12', undefined, 'old'))).toEqual(['2026-10-15 ', NAMED]);
  });

  it('are not ended by the word of the keeper, whenever it is written, nor by a paper that nobody has', () => {
    const old = window('2026-10-12', '2026-11-10', 'old');
    expect(days(window('2026-11-11'), old)).toEqual(['2026-10-15 2026-11-10', '2026-11-11 ', NAMED]);
    expect(days(old, window('2026-11-11', undefined, 'made-up'))).toEqual([
      ...['2026-10-15 2026-11-10', '2026-11-11 ', NAMED],
    ]);
    const anew = [window('2026-11-11', '2026-11-14'), window('2026-11-15', '2026-11-17', 'new'), window('2026-11-18')];
    expect(days(old, ...anew)).toEqual(['2026-10-15 2026-11-10', '2026-11-11 2026-11-14', NAMED]);
  });

  it('are all of the doubt where the list tells nothing, or no certificate is in doubt', () => {
    expect(days(window('2026-10-12', undefined, 'new'), window('2026-11-12'))).toEqual(['2026-10-15 ']);
    const { certificate: _, ...whole } = DOUBT;
    expect(daysInDoubt(whole, [], () => true)).toEqual([whole]);
  });
});
