// SPDX-License-Identifier: Apache-2.0
import { parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { WHO } from '../../testing/drafts.ts';
import { entry, LIST, type ListDraft, signList } from '../../testing/status-lists.ts';
import { cellOf, found, verdictOn, type WorldChanges } from '../../testing/world.ts';

const LOG = 'LOG_NOT_EVALUATED';
/** The report of the world names entry 7 of a list; the day asked about is 2026-11-22. */
const withStatus = (credentialStatus: unknown, ...lists: readonly ListDraft[]): WorldChanges => ({
  change: { report: () => ({ more: { credentialStatus } }) },
  lists,
});
const taken = (takenAt: string, more: Partial<ListDraft> = {}): ListDraft => ({
  keeper: WHO.laboratory,
  takenAt,
  ...more,
});
const ON = '2026-11-22T04:00:00Z';
const suspension = (more: Partial<ListDraft> = {}): ListDraft => taken(ON, { purpose: 'suspension', ...more });
const asSuspended = { statusPurpose: 'suspension' };

describe('checkListedStatus()', () => {
  it.each<[string, string, WorldChanges]>([
    [
      'a list that does not say where it is to be found',
      'unknown; undetermined: STATUS_LIST_NOT_AT_HAND',
      withStatus(entry(7), taken(ON, { body: { id: undefined } })),
    ],
    ['a list that is not at hand', 'unknown; undetermined: STATUS_LIST_NOT_AT_HAND', withStatus(entry(7))],
    [
      'a list of the day on which nothing is set',
      'proved; passed: STATUS_AS_OF_SNAPSHOT',
      withStatus(entry(7), taken(ON)),
    ],
    [
      'a list on which another entry is set',
      'proved; passed: STATUS_AS_OF_SNAPSHOT',
      withStatus(entry(7), taken(ON, { set: [6, 8] })),
    ],
    ['a revocation', 'unknown; failed: LISTED_AS_REVOKED', withStatus(entry(7), taken(ON, { set: [7] }))],
    [
      'a revocation in the spelling of UNTP',
      'unknown; failed: LISTED_AS_REVOKED',
      withStatus(entry(7, { statusListIndex: 7 }), taken(ON, { set: [7] })),
    ],
    [
      'a revocation of long ago, which is never undone',
      'unknown; failed: LISTED_AS_REVOKED',
      withStatus(entry(7), taken('2026-11-14T00:00:00Z', { set: [7] })),
    ],
    [
      'a revocation that a later list does not show any more',
      'unknown; failed: LISTED_AS_REVOKED',
      withStatus(entry(7), taken('2026-11-14T00:00:00Z', { set: [7] }), taken(ON)),
    ],
    [
      'a list of the day before, which proves its own time only',
      'unknown; undetermined: OUTSIDE_SNAPSHOT',
      withStatus(entry(7), taken('2026-11-21T15:59:59Z')),
    ],
    [
      'a list of the first moment of the day in UTC+08:00',
      'proved; passed: STATUS_AS_OF_SNAPSHOT',
      withStatus(entry(7), taken('2026-11-21T16:00:00Z')),
    ],
    [
      'an older list that its issuer says is valid on the day',
      'proved; passed: STATUS_AS_OF_SNAPSHOT',
      withStatus(entry(7), taken('2026-11-18T00:00:00Z', { until: '2026-11-25T00:00:00Z' })),
    ],
    [
      'an older list whose time to live reaches the day',
      'proved; passed: STATUS_AS_OF_SNAPSHOT',
      withStatus(entry(7), taken('2026-11-21T12:00:00Z', { subject: { ttl: 86_400_000 } })),
    ],
    [
      'a list of a year before the report, that answers for this century',
      'unknown; undetermined: OUTSIDE_SNAPSHOT',
      withStatus(entry(7), taken('2025-11-14T00:00:00Z', { until: '2099-12-31T00:00:00Z' })),
    ],
    [
      'a list of the second before the report was issued',
      'unknown; undetermined: OUTSIDE_SNAPSHOT',
      withStatus(entry(7), taken('2026-11-13T07:59:59Z', { until: '2026-11-30T00:00:00Z' })),
    ],
    [
      'a list of the second in which the report was issued',
      'proved; passed: STATUS_AS_OF_SNAPSHOT',
      withStatus(entry(7), taken('2026-11-13T08:00:00Z', { until: '2026-11-30T00:00:00Z' })),
    ],
    [
      'a list of before the report on which its entry is set: whose it was then, nobody knows',
      'unknown; undetermined: OUTSIDE_SNAPSHOT',
      withStatus(entry(7), taken('2026-11-13T07:59:59Z', { set: [7] })),
    ],
    ...[-1, 0, '86400000', 1e300].map((ttl): [string, string, WorldChanges] => [
      `a time to live of ${ttl}, which is none`,
      'unknown; undetermined: OUTSIDE_SNAPSHOT',
      withStatus(entry(7), taken('2026-11-21T12:00:00Z', { subject: { ttl } })),
    ]),
    [
      'a list taken after all that is known',
      'unknown; undetermined: OUTSIDE_SNAPSHOT',
      withStatus(entry(7), taken('2026-11-22T12:00:01Z', { set: [7] })),
    ],
    [
      'a list by somebody else under the same address',
      'unknown; undetermined: STATUS_LIST_ISSUER_DIFFERS',
      withStatus(entry(7), taken(ON, { keeper: WHO.stranger, set: [7] })),
    ],
    [
      'a list that an authority of the place keeps',
      'unknown; failed: LISTED_AS_REVOKED',
      withStatus(entry(7), taken(ON, { keeper: WHO.authority, set: [7] })),
    ],
    [
      'a list of another purpose',
      'unknown; undetermined: STATUS_LIST_PURPOSE_DIFFERS',
      withStatus(entry(7), suspension({ set: [7] })),
    ],
    [
      'an entry beyond the end of the list',
      'unknown; undetermined: STATUS_INDEX_OUT_OF_RANGE',
      withStatus(entry(131_072), taken(ON)),
    ],
    [
      'a list whose bits cannot be read',
      'unknown; undetermined: STATUS_LIST_UNREADABLE',
      withStatus(entry(7), taken(ON, { subject: { encodedList: 'uAAAA' } })),
    ],
    [
      'a list whose own status is kept in itself',
      'unknown; undetermined: STATUS_LIST_UNSOUND',
      withStatus(entry(7), taken(ON, { body: { credentialStatus: entry(1) } })),
    ],
    [
      'a suspension',
      'unknown; failed: LISTED_AS_SUSPENDED',
      withStatus(entry(7, asSuspended), suspension({ set: [7] })),
    ],
    ['no suspension', 'proved; passed: STATUS_AS_OF_SNAPSHOT', withStatus(entry(7, asSuspended), suspension())],
    [
      'a suspension of before, of which nothing is known on the day',
      'unknown; undetermined: OUTSIDE_SNAPSHOT',
      withStatus(entry(7, asSuspended), suspension({ takenAt: '2026-11-20T00:00:00Z', set: [7] })),
    ],
    [
      'a suspension lifted on a later list',
      'proved; passed: STATUS_AS_OF_SNAPSHOT',
      withStatus(
        entry(7, asSuspended),
        suspension({ takenAt: '2026-11-20T00:00:00Z', until: '2026-11-30T00:00:00Z', set: [7] }),
        suspension(),
      ),
    ],
    [
      'two lists of one moment that differ',
      'unknown; failed: LISTED_AS_SUSPENDED',
      withStatus(entry(7, asSuspended), suspension(), suspension({ set: [7] })),
    ],
    [
      'a message',
      'proved; passed: STATUS_MESSAGE',
      withStatus(entry(7, { statusPurpose: 'message' }), taken(ON, { purpose: 'message', set: [7] })),
    ],
    ['a message list that is not at hand', 'proved; passed:', withStatus(entry(7, { statusPurpose: 'message' }))],
    ['news of a newer edition', 'proved; passed:', withStatus(entry(7, { statusPurpose: 'refresh' }))],
    [
      'a purpose that nobody here knows',
      'unknown; undetermined: STATUS_PURPOSE_UNKNOWN',
      withStatus(entry(7, { statusPurpose: 'embargo' }), taken(ON, { purpose: 'embargo' })),
    ],
    [
      'an entry that cannot be read',
      'unknown; undetermined: STATUS_ENTRY_UNREADABLE',
      withStatus({ type: 'BitstringStatusListEntry' }, taken(ON)),
    ],
    ['an empty list of entries', 'proved; passed:', withStatus([])],
    [
      'revocation and suspension together, of which one is missing',
      'unknown; undetermined: STATUS_AS_OF_SNAPSHOT STATUS_LIST_NOT_AT_HAND',
      withStatus(
        [entry(7), entry(7, { ...asSuspended, statusListCredential: 'https://elsewhere.example/1' })],
        taken(ON),
      ),
    ],
    [
      'revocation and suspension together, both clear',
      'proved; passed: STATUS_AS_OF_SNAPSHOT STATUS_AS_OF_SNAPSHOT',
      withStatus(
        [entry(7), entry(9, { ...asSuspended, statusListCredential: `${LIST}/s` })],
        taken(ON),
        suspension({ url: `${LIST}/s` }),
      ),
    ],
  ])('tells of %s', async (_, expected, changes) => {
    expect(await found('document', changes)).toBe(`${expected} ${LOG}`);
  });

  it('tells of a day in the past: a later list clears it, and a later revocation leaves it open', async () => {
    const onThat = { on: '2026-11-15' } as never;
    const later = '2026-11-20T00:00:00Z';
    const clear = { ...withStatus(entry(7), taken(later)), question: onThat };
    expect(await found('document', clear)).toBe(`proved; passed: STATUS_AS_OF_SNAPSHOT ${LOG}`);
    const set = { ...withStatus(entry(7), taken(later, { set: [7] })), question: onThat };
    expect(await found('document', set)).toBe(`unknown; undetermined: OUTSIDE_SNAPSHOT ${LOG}`);
    const suspended = { ...withStatus(entry(7, asSuspended), suspension({ takenAt: later })), question: onThat };
    expect(await found('document', suspended)).toBe(`unknown; undetermined: OUTSIDE_SNAPSHOT ${LOG}`);
  });

  describe('where a source holds the changes from which the list is derived', () => {
    const kept = (until: string, lists = [LIST]): WorldChanges => ({
      statusKept: { lists, until: parseInstant(until) },
    });
    it.each<[string, string, WorldChanges]>([
      ['needs no list', 'proved; passed:', { ...withStatus(entry(7)), ...kept(ON) }],
      ['needs none from the first moment of the day on', 'proved; passed:', kept('2026-11-21T16:00:00Z')],
      ['knows nothing of a day after', 'unknown; undetermined: STATUS_LIST_NOT_AT_HAND', kept('2026-11-21T15:59:59Z')],
      ['knows nothing of another list', 'unknown; undetermined: STATUS_LIST_NOT_AT_HAND', kept(ON, [`${LIST}/2`])],
      [
        'still believes a list that says more',
        'unknown; failed: LISTED_AS_REVOKED',
        { ...withStatus(entry(7), taken(ON, { set: [7] })), ...kept(ON) },
      ],
      [
        'is enough where the list at hand is of another day',
        'proved; passed:',
        { ...withStatus(entry(7), taken('2026-11-20T00:00:00Z')), ...kept(ON) },
      ],
      [
        'knows of a day ahead what is known now',
        'proved; passed:',
        { ...kept('2026-11-22T12:00:00Z'), question: { on: '2026-11-24' as never } },
      ],
      [
        'knows of a day ahead no more than it knew',
        'unknown; undetermined: STATUS_LIST_NOT_AT_HAND',
        { ...kept('2026-11-22T11:59:59Z'), question: { on: '2026-11-24' as never } },
      ],
    ])('%s', async (_, expected, changes) => {
      expect(await found('document', { ...withStatus(entry(7)), ...changes })).toBe(`${expected} ${LOG}`);
    });

    it('is enough for what it gives itself', async () => {
      const granted: WorldChanges = { change: { laboratory: () => ({ more: { credentialStatus: entry(7) } }) } };
      expect(await found('competence', granted)).toBe('unknown; undetermined: SUPPORT_UNSOUND');
      expect(await found('competence', { ...granted, ...kept(ON) })).toBe('proved; passed:');
    });
  });

  it('believes a list for 31 days after it was taken, whatever longer time it states', async () => {
    const granted = (takenAt: string): WorldChanges => ({
      change: { laboratory: () => ({ more: { credentialStatus: entry(7) } }) },
      lists: [taken(takenAt, { keeper: WHO.body, until: '2099-12-31T00:00:00Z' })],
    });
    // The test was done on 2026-11-11, which begins at 16:00 the day before in UTC; the report was signed on the 13th.
    expect(await found('competence', granted('2026-10-12T16:00:00Z'))).toBe('proved; passed:');
    const atSigning = 'unknown; undetermined: GRANT_LAPSED_AT_SIGNING';
    expect(await found('competence', granted('2026-10-12T15:59:59Z'))).toBe(atSigning);
    expect(await found('competence', granted('2026-10-10T16:00:00Z'))).toBe(atSigning);
    expect(await found('competence', granted('2026-10-10T15:59:59Z'))).toBe('unknown; undetermined: SUPPORT_UNSOUND');
  });

  it('judges a grant by its list on the test date', async () => {
    const granted = (list: ListDraft): WorldChanges => ({
      change: { laboratory: () => ({ more: { credentialStatus: entry(7) } }) },
      lists: [{ ...list, keeper: WHO.body }],
    });
    expect(await found('competence', granted(taken(ON)))).toBe('proved; passed:');
    // The test was done on 2026-11-11: revoked by then, or by now, which says nothing of then.
    const then = taken('2026-11-10T00:00:00Z', { set: [7] });
    expect(await found('competence', granted(then))).toBe('unknown; failed: SUPPORT_UNSOUND');
    expect(await found('competence', granted(taken(ON, { set: [7] })))).toBe('unknown; undetermined: SUPPORT_UNSOUND');
  });

  it('takes no list that is not sound: tampered with, or by a key that nobody vouches for', async () => {
    const sound = await signList(taken(ON));
    const forged = await signList(taken(ON, { set: [7] }));
    const swapped = JSON.parse(sound);
    swapped.credentialSubject = JSON.parse(forged).credentialSubject;
    const tampered = { ...withStatus(entry(7)), stored: [JSON.stringify(swapped)] };
    expect(await found('document', tampered)).toBe(`unknown; undetermined: STATUS_LIST_UNSOUND ${LOG}`);
    const both = { ...withStatus(entry(7)), stored: [JSON.stringify(swapped), sound] };
    expect(await found('document', both)).toBe(`proved; passed: STATUS_AS_OF_SNAPSHOT ${LOG}`);
  });

  it('takes a list out of the dossier, calls it sound there, and asks its keeper’s keys', async () => {
    const list = await signList(taken(ON, { set: [7] }));
    const verdict = await verdictOn({ ...withStatus(entry(7)), texts: (texts) => [...texts, list] });
    expect(verdict.documents.map(({ standing }) => standing)).toEqual(['sound', 'unsound', 'sound']);
    expect(verdict.documents[2]?.link.kind).toBe('BitstringStatusListCredential');
  });

  it('says which list would settle the cell, and shows beside a proof of when its list is', async () => {
    const open = cellOf(await verdictOn(withStatus(entry(7))));
    expect(open.toSettle.map(({ code, values }) => [code, values?.list])).toEqual([['SETTLE_STATUS_LIST', LIST]]);
    const proved = cellOf(await verdictOn(withStatus(entry(7), taken(ON))));
    expect(proved.caveats.map(({ code }) => code)).toEqual(['STATUS_AS_OF_SNAPSHOT']);
  });
});
