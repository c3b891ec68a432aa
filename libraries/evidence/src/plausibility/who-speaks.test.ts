// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parsePlace } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { noticesThatCount } from './index.ts';

const AUTHORITY = 'did:web:authority.example';
const NEIGHBOUR = 'did:web:neighbour.example';
const PUBLISHER = 'did:web:publisher.example';
const roots = [
  { did: AUTHORITY, places: [parsePlace('CN-GD')] },
  { did: NEIGHBOUR, places: [parsePlace('HK')] },
  { did: PUBLISHER, places: [], publishes: ['GB'] },
];
const from = parseCalendarDay('2024-03-06');
const notice = (issuer: string, standard = 'GB 5009.12-2023') => ({
  issuer,
  subject: { id: 'urn:test:notice', standard, title: 'lead', status: 'withdrawn' as const, from },
});
const heard = (place: string | undefined, ...of: ReturnType<typeof notice>[]) =>
  noticesThatCount(of, { roots, places: place === undefined ? [] : [parsePlace(place)] }).map(({ issuer }) => issuer);

describe('noticesThatCount()', () => {
  it('hears the authority of the place, and of no other', () => {
    const said = [notice(AUTHORITY), notice(NEIGHBOUR), notice('did:web:nobody.example')];
    expect(heard('CN-GD', ...said)).toEqual([AUTHORITY]);
    expect(heard('HK', ...said)).toEqual([NEIGHBOUR]);
    // An authority of a part does not speak for the whole.
    expect(heard('CN', ...said)).toEqual([]);
  });

  it('hears every authority where a paper does not say where it was made: leaving that out helps nobody', () => {
    const said = [notice(AUTHORITY), notice(NEIGHBOUR), notice('did:web:nobody.example')];
    expect(heard(undefined, ...said)).toEqual([AUTHORITY, NEIGHBOUR]);
  });

  it('hears a publisher everywhere, of its own standards only', () => {
    expect(heard('MO', notice(PUBLISHER))).toEqual([PUBLISHER]);
    expect(heard(undefined, notice(PUBLISHER))).toEqual([PUBLISHER]);
    expect(heard('CN-GD', notice(PUBLISHER, 'ISO 9001:2015'), notice(PUBLISHER, 'in-house 7'))).toEqual([]);
  });
});
