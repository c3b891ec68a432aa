// SPDX-License-Identifier: Apache-2.0
import { parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import type { StatementRecord } from '../record-keeping/fact.ts';
import { type FollowedRecord, type KeptStatusParts, openKeptStatus } from './kept-status.ts';

const NOW = parseInstant('2026-11-22T12:00:00Z');
const UNTIL = '2026-11-22T11:00:00Z';
const ISSUER = 'did:web:a.example';
const HOME = 'https://home.example/api/status-lists';
const ABROAD = 'https://abroad.example';
const address = ({ issuer, list, purpose }: { issuer: string; list: number; purpose: string }) =>
  `${HOME}/${encodeURIComponent(issuer)}/${list}/${purpose}`;
const OWN = address({ issuer: ISSUER, list: 3, purpose: 'revocation' });

type Asked = Pick<StatementRecord, 'entry' | 'issuer' | 'originNode' | 'body'>;
const record = (more: Partial<Asked>, ...lists: readonly string[]): Asked => ({
  ...{ entry: 7, issuer: ISSUER as Asked['issuer'], originNode: 'home' },
  body: {
    credentialStatus: lists.map((list) => ({
      ...{ id: `${list}#7`, type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
      ...{ statusListIndex: '7', statusListCredential: list },
    })),
  } as unknown as Asked['body'],
  ...more,
});
const followed = (more: Partial<FollowedRecord> = {}): FollowedRecord => ({
  ...{ origin: 'abroad/log', url: `${ABROAD}/log`, until: UNTIL, isInDoubt: () => false },
  ...more,
});
function kept(more: Partial<KeptStatusParts> = {}) {
  const keeping = { node: 'home', statusLists: { address } } as unknown as KeptStatusParts['keeping'];
  const statusKept = openKeptStatus({ keeping, holdsKeyOf: (did) => did === ISSUER, wholeLogs: () => [], ...more });
  return (asked: Asked) => statusKept(asked, NOW);
}

describe('openKeptStatus()', () => {
  it('makes needless the lists of this node about what its own issuers stated here, up to now', () => {
    expect(kept()(record({}, OWN, `${ABROAD}/1`))).toEqual({ lists: [OWN], until: NOW });
    expect(kept()(record({ body: {} as Asked['body'] }, OWN))).toBeUndefined();
  });

  it('takes nobody else for one of its own: another key, another issuer, another purpose, another number', () => {
    expect(kept({ holdsKeyOf: () => false })(record({}, OWN))?.lists).toEqual([]);
    const others = [
      address({ issuer: 'did:web:b.example', list: 3, purpose: 'revocation' }),
      address({ issuer: ISSUER, list: 3, purpose: 'message' }),
      `${OWN}/more`,
      `${HOME}/x`,
    ];
    expect(kept()(record({}, ...others))?.lists).toEqual([]);
    const without = { node: 'home' } as unknown as KeptStatusParts['keeping'];
    expect(kept({ keeping: without })(record({}, OWN))?.lists).toEqual([]);
  });

  it('makes needless the lists beside a followed log, up to when it was here without a gap', () => {
    const abroad = record(
      { originNode: 'abroad/log' },
      `${ABROAD}/lists/1`,
      OWN,
      'https://abroad.example.org/1',
      'none',
    );
    expect(kept({ wholeLogs: () => [followed()] })(abroad)).toEqual({ lists: [`${ABROAD}/lists/1`], until: UNTIL });
  });

  it('keeps nothing of a log that has a gap, of another log, or of a statement that an unopened leaf may change', () => {
    const abroad = record({ originNode: 'abroad/log' }, `${ABROAD}/lists/1`);
    expect(kept()(abroad)).toBeUndefined();
    expect(kept({ wholeLogs: () => [followed({ origin: 'other/log' })] })(abroad)).toBeUndefined();
    const inDoubt = followed({ isInDoubt: (entry) => entry === 7 });
    expect(kept({ wholeLogs: () => [inDoubt] })(abroad)).toBeUndefined();
    expect(kept({ wholeLogs: () => [inDoubt] })({ ...abroad, entry: 8 })).toMatchObject({ until: UNTIL });
  });
});
