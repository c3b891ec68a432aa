// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { WHO } from '../../testing/drafts.ts';
import type { Draft } from '../../testing/parties.ts';
import { cellOf, shortly, verdictOn, type WorldChanges, withPart } from '../../testing/world.ts';
import { PRODUCER, penalty, entry, repair, said, FREE } from '../../testing/supervised.ts';

describe('checkRestrictions(), of whoever is listed by a number', () => {
  const number = (identifier = '91440300MA5DEMO01X', more: Record<string, unknown> = {}) =>
    entry({ party: { name: 'somebody else', identifier }, ...more });
  const named = { ...PRODUCER, identifier: '91440300MA5DEMO01X' };
  const sampled = (producer: unknown): WorldChanges => ({ change: { sampling: withPart('lot', { producer }) } });

  it.each<[string, string, readonly Draft[], WorldChanges]>([
    ['no paper gives the number', FREE, [number()], {}],
    ['a presented paper gives the number', 'unknown; failed: RESTRICTED', [number()], sampled(named)],
    [
      'the number is written otherwise',
      'unknown; failed: RESTRICTED',
      [number('9144 0300-ma5demo01x')],
      sampled({ ...named, identifier: '9144 0300-ma5demo01x' }),
    ],
    [
      'the claim gives the number in one spelling, the list in another',
      'unknown; failed: RESTRICTED',
      [number()],
      { claim: { actors: [{ role: 'producer', ...named, identifier: '9144 0300 ma5demo01x' }] } },
    ],
    [
      'an authority’s own list gives DID and number',
      'unknown; failed: RESTRICTED',
      [number(), { ...penalty({ party: named, measures: [{ measure: 'warning' }] }), label: 'tie' }],
      {},
    ],
    ['a stranger ties the two', FREE, [number(), { ...penalty({ party: named }, 'stranger'), label: 'tie' }], {}],
    ['a paper gives another number', FREE, [number()], sampled({ ...PRODUCER, identifier: 'ANOTHER' })],
  ])('%s: %s', async (_, expected, more, changes) => {
    expect(await said(more, changes)).toBe(expected);
  });

  it('finds a sampler that its own record ties to a number that is barred', async () => {
    const sampler = { sampler: { name: WHO.sampler.name, did: WHO.sampler.did, identifier: 'S-1' } };
    const change = { sampling: ({ subject }: Draft) => ({ subject: { ...subject, ...sampler } }) };
    const barred = number('S-1', { effects: ['may-not-issue'], from: '2026-11-09', to: '2026-11-09' });
    const cell = cellOf(await verdictOn({ more: () => [barred], change }));
    expect([cell.verdict, shortly(cell.trials[0], 'restrictions')]).toEqual(['unknown', 'failed: RESTRICTED']);
  });
});

describe('againstName()', () => {
  const name = ` ${WHO.producer.name.toUpperCase()} `;
  const NOTED = 'proved; passed: NONE_AMONG_CONSULTED NAMESAKE_RESTRICTED';

  it.each<[string, string, Draft]>([
    ['a name alone', NOTED, entry({ party: { name } })],
    ['a name with a number that no paper of the firm gives', NOTED, entry({ party: { name, identifier: 'X9' } })],
    ['the name of a firm with another DID', FREE, entry({ party: { name, did: WHO.stranger.did } })],
    ['another name', FREE, entry({ party: { name: 'another firm' } })],
    ['a name, for a time that is over', FREE, entry({ party: { name }, to: '2026-11-01' })],
    ['a name, by a ban', NOTED, penalty({ party: { name } })],
    ['a name, by a fine', FREE, penalty({ party: { name }, measures: [{ measure: 'warning' }] })],
    ['a name, by a ban that may no longer be told', FREE, penalty({ party: { name }, publishedUntil: '2026-11-21' })],
    ['a name, decided later', FREE, penalty({ party: { name }, decidedOn: '2026-11-23' })],
  ])('holds nobody to %s', async (_, expected, against) => {
    expect(await said([against])).toBe(expected);
  });

  it('is a reservation of the cell, also of the laboratory', async () => {
    const cell = cellOf(await verdictOn({ more: () => [entry({ party: { name } })] }));
    expect(cell.caveats.map(({ code }) => code)).toEqual(['NAMESAKE_RESTRICTED']);
    const party = { name: WHO.laboratory.name };
    const barred = entry({ party, effects: ['may-not-issue'] });
    const noted = cellOf(await verdictOn({ more: () => [barred] }));
    expect([noted.verdict, ...noted.caveats.map(({ code }) => code)]).toEqual(['proved', 'NAMESAKE_RESTRICTED']);
  });

  it('ends a ban upon a name as upon a number', async () => {
    const ban = penalty({ party: { name } });
    expect(await said([ban, await repair(ban)])).toBe(FREE);
  });

  it('tells apart by a number where both have one', async () => {
    const claim = { actors: [{ role: 'producer', ...PRODUCER, identifier: 'A-1' }] };
    expect(await said([entry({ party: { name, identifier: 'A-2' } })], { claim })).toBe(FREE);
  });
});
