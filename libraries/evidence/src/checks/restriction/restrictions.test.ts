// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { draft, WHO } from '../../testing/drafts.ts';
import type { Draft } from '../../testing/parties.ts';
import { sign } from '../../testing/parties.ts';
import { cellOf, shortly, verdictOn, withPart } from '../../testing/world.ts';
import {
  PRODUCER,
  LABORATORY,
  BAN,
  AUTHORITY,
  penalty,
  entry,
  removal,
  repair,
  recall,
  said,
  FREE,
} from '../../testing/supervised.ts';

describe('checkIssuers()', () => {
  it.each([
    ['the laboratory as it tested', 'laboratory', '2026-11-11', '2026-11-11', 'unknown; failed: RESTRICTED'],
    ['the laboratory as it signed', 'laboratory', '2026-11-12', '2026-11-20', 'unknown; failed: RESTRICTED'],
    ['the laboratory before its test', 'laboratory', '2026-11-01', '2026-11-10', FREE],
    ['the laboratory after it signed, and no more', 'laboratory', '2026-11-14', '2026-11-20', FREE],
    ['the sampler as it sampled', 'sampler', '2026-11-09', '2026-11-09', 'unknown; failed: RESTRICTED'],
    ['the sampler afterwards, and no more', 'sampler', '2026-11-10', '2026-11-20', FREE],
  ] as const)('looks at a bar on %s', async (_, who, from, to, expected) => {
    const party = { name: 'x', did: WHO[who].did };
    const barred = entry({ party, effects: ['may-not-issue'], from, to });
    const cell = cellOf(await verdictOn({ more: () => [barred] }));
    expect(`${cell.verdict}; ${shortly(cell.trials[0], 'restrictions')}`).toBe(expected);
  });
});

describe('barsOn(), of whoever granted competence', () => {
  const barred = (from: string, to: string) =>
    entry({ party: { name: 'x', did: WHO.body.did }, effects: ['may-not-issue'], from, to });
  const competence = async (one: Draft) => {
    const cell = cellOf(await verdictOn({ more: () => [one] }));
    return `${cell.verdict}; ${shortly(cell.trials[0], 'competence')}`;
  };

  it('takes away what a barred accreditation body signed, and nothing that it signed before or afterwards', async () => {
    expect(await competence(barred('2024-12-31', '2025-01-01'))).toBe('unknown; failed: GRANTOR_BARRED');
    expect(await competence(barred('2025-01-02', '2026-12-31'))).toBe('proved; passed:');
  });
});

describe('checkRestrictions(), of penalties', () => {
  it.each<[string, string, Draft]>([
    ['a ban in force', 'unknown; failed: PENALISED', penalty()],
    ['a ban without an end', 'unknown; failed: PENALISED', penalty({ measures: [{ ...BAN, to: undefined }] })],
    ['a fine', 'proved; passed: NONE_AMONG_CONSULTED PENALTY_NOTED', penalty({ measures: [{ measure: 'warning' }] })],
    [
      'a ban that has ended',
      'proved; passed: NONE_AMONG_CONSULTED PENALTY_NOTED',
      penalty({ measures: [{ ...BAN, to: '2026-11-21' }] }),
    ],
    [
      'a lower grade',
      'proved; passed: NONE_AMONG_CONSULTED PENALTY_NOTED',
      penalty({ measures: [{ ...BAN, measure: 'downgrade' }] }),
    ],
    ['a ban of another place', FREE, penalty({ place: 'HK' })],
    ['a penalty decided after the day', FREE, penalty({ decidedOn: '2026-11-23' })],
    ['a penalty by nobody that the place trusts', FREE, penalty({}, 'stranger')],
    [
      'a fine that may no longer be shown',
      FREE,
      penalty({ measures: [{ measure: 'warning' }], publishedUntil: '2026-11-21' }),
    ],
    [
      'a ban that may no longer be told, and runs',
      'unknown; failed: MEASURE_IN_FORCE',
      penalty({ publishedUntil: '2026-11-21' }),
    ],
  ])('tells %s', async (_, expected, given) => {
    expect(await said([given])).toBe(expected);
  });

  it('decides as the policy of the place says', async () => {
    const informative = { policy: withPart('checks', { restrictions: 'informative' }) };
    expect(await said([penalty()], { change: informative })).toBe('proved; failed: PENALISED');
  });

  it('keeps a banned laboratory’s report from counting', async () => {
    const cell = cellOf(await verdictOn({ more: () => [penalty({ party: LABORATORY })] }));
    expect([cell.verdict, shortly(cell.trials[0], 'restrictions')]).toEqual(['unknown', 'failed: PENALISED']);
    const stop = penalty({ party: LABORATORY, measures: [{ ...BAN, measure: 'stop-production' }] });
    expect(cellOf(await verdictOn({ more: () => [stop] })).verdict).toBe('proved');
  });

  it('names once a party that has a DID and an identifier', async () => {
    const party = { ...PRODUCER, identifier: 'X1' };
    const claim = { actors: [{ role: 'producer', ...party }] };
    expect(await said([penalty({ party })], { claim })).toBe('unknown; failed: PENALISED');
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['from its day', FREE, {}],
    ['not before its day', 'unknown; failed: PENALISED', { from: '2026-11-23' }],
    ['not when it was refused', 'unknown; failed: PENALISED', { decision: 'refused' }],
    ['not when it ends the display alone', 'unknown; failed: MEASURE_IN_FORCE', { effects: ['stop-display'] }],
  ])('is ended by a repair %s', async (_, expected, more) => {
    expect(await said([penalty(), await repair(penalty(), more)])).toBe(expected);
  });

  it('is not ended by the repair of another body under the same identity', async () => {
    const other = await repair(penalty({ ground: 'another' }));
    expect(await said([penalty(), other])).toBe('unknown; failed: PENALISED');
  });

  it('is found where a complaint’s outcome points to it, which itself says nothing', async () => {
    const made = await sign(penalty());
    const outcome = draft('authority', 'ComplaintOutcome', 'complaint', {
      ...{ id: 'urn:test:complaint', complaintNumber: 'K-1', kind: 'tip-off', authority: AUTHORITY, place: 'MO' },
      ...{ about: PRODUCER, receivedOn: '2026-09-01', outcome: 'penalised', decidedOn: '2026-10-01' },
      penalties: [made.reference],
    });
    expect(await said([outcome])).toBe(FREE);
    expect(await said([{ ...outcome, subject: { ...outcome.subject, penalties: undefined } }])).toBe(FREE);
    expect(await said([outcome, penalty()])).toBe('unknown; failed: PENALISED');
  });
});

describe('checkRestrictions(), of list entries', () => {
  it.each<[string, string, Record<string, unknown>, (keyof typeof WHO)?]>([
    ['from its day', FREE, {}],
    ['not before its day', 'unknown; failed: RESTRICTED', { from: '2026-11-23' }],
    ['not in another place', 'unknown; failed: RESTRICTED', { places: ['HK'] }],
    ['not by a stranger', 'unknown; failed: RESTRICTED', {}, 'stranger'],
  ])('are ended by a removal %s', async (_, expected, more, who) => {
    expect(await said([entry(), await removal(more, who)])).toBe(expected);
  });

  it('are ended by a repair that lifts them', async () => {
    expect(await said([entry()])).toBe('unknown; failed: RESTRICTED');
    expect(await said([entry(), await repair(entry())])).toBe(FREE);
  });
});

describe('a claim that gives only the name of its producer', () => {
  const byName = { actors: [{ role: 'producer', name: WHO.producer.name }] };
  const sampled = { sampling: withPart('lot', { producer: PRODUCER }) };
  it.each<[string, Draft]>([
    ['may not supply', entry()],
    ['recalls the lot as a wider food', recall({ lots: [{ food: 'food', lotNumber: 'L-1' }] })],
  ])('is held to what is known of the producer whom the papers name: he %s', async (_, against) => {
    const changes = { claim: byName, change: sampled };
    expect(cellOf(await verdictOn(changes)).verdict).toBe('proved');
    const verdict = await verdictOn({ ...changes, more: () => [against] });
    expect(cellOf(verdict).verdict).toBe('unknown');
    expect(
      cellOf(verdict).checks.filter(({ group, outcome }) => group === 'restrictions' && outcome === 'failed'),
    ).toHaveLength(1);
  });
});
