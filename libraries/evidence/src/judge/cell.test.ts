// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { draft, LAW, leadResult, WHO } from '../testing/drafts.ts';
import type { Draft } from '../testing/parties.ts';
import { cellOf, verdictOn, type WorldChanges, withSubject } from '../testing/world.ts';

const listed = (who: keyof typeof WHO, by: keyof typeof WHO, more: Record<string, unknown> = {}): Draft =>
  draft(by, 'ListEntry', `entry of ${who}`, {
    id: 'urn:test:entry',
    party: { name: who, did: WHO[who].did },
    list: 'test list',
    effects: ['may-not-supply', 'may-not-issue'],
    places: ['MO'],
    legalBasis: LAW,
    from: '2026-01-01',
    ...more,
  });

describe('checkRestrictions()', () => {
  it.each<[string, string, WorldChanges]>([
    ['a restricted producer', 'unknown', { more: () => [listed('producer', 'authority')] }],
    [
      'a restricted presenter',
      'unknown',
      { more: () => [listed('stranger', 'authority')], claim: { presenter: { name: 'S', did: WHO.stranger.did } } },
    ],
    [
      'a producer known by its registration number',
      'unknown',
      {
        more: () => [listed('producer', 'authority', { party: { name: 'P', identifier: 'A-1' } })],
        claim: { actors: [{ role: 'producer', name: 'P', identifier: 'A-1' }] },
      },
    ],
    ['a restricted laboratory', 'unknown', { more: () => [listed('laboratory', 'authority')] }],
    ['a restricted sampler', 'unknown', { more: () => [listed('sampler', 'authority')] }],
    ['an entry that a competitor made', 'proved', { papers: () => [listed('producer', 'stranger')] }],
    ['an entry that has ended', 'proved', { more: () => [listed('producer', 'authority', { to: '2026-11-21' })] }],
    ['an entry on its last day', 'unknown', { more: () => [listed('producer', 'authority', { to: '2026-11-22' })] }],
    ['an entry for another place', 'proved', { more: () => [listed('producer', 'authority', { places: ['HK'] })] }],
    ['a notice', 'proved', { more: () => [listed('producer', 'authority', { effects: ['notice-only'] })] }],
    [
      'an entry with a broken chain',
      'proved',
      { more: () => [{ ...listed('producer', 'authority'), validUntil: '2026-02-01T00:00:00Z' }] },
    ],
  ])('judges %s', async (_, expected, changes) => {
    expect(cellOf(await verdictOn(changes)).verdict).toBe(expected);
  });

  it('does not save a failing lot from being refuted', async () => {
    const verdict = await verdictOn({
      more: () => [listed('producer', 'authority')],
      change: { report: withSubject({ results: [leadResult({ quantity: { value: '0.4', unit: 'mg/kg' } })] }) },
    });
    expect(cellOf(verdict).verdict).toBe('refuted');
  });
});
