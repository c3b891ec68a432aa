// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { StatementRecord } from '../../record-keeping/fact.ts';
import { faultsOfGround, type Ground, groundLost, isSameLoss } from './ground.ts';

const NOW = '2026-11-22T12:00:00Z';
const certificate = (id: string) => ({ issuer: 'did:web:a.example', id, digest: `u${id}` }) as StatementRecord;
const [found, good] = [certificate('found'), certificate('good')];
const change = (changes: StatementRecord, status: string, more: { from?: string; issuer?: string } = {}) =>
  ({
    ...{ issuer: more.issuer ?? 'did:web:a.example', id: `change of ${changes.id}`, digest: 'uc', recordedAt: NOW },
    body: { credentialSubject: { changes, status, from: more.from ?? '2026-11-22T00:00:00Z', reason: 'r' } },
  }) as unknown as Ground['known']['changes'][number];
const ground = (...changes: Ground['known']['changes']): Ground => ({
  ...{ asFound: found, lastGood: good },
  known: { changes, voidings: [] },
});
const codes = (of: Ground) => faultsOfGround(of, NOW).map(({ code }) => code);

describe('groundLost()', () => {
  it('says which certificate was taken back, by whom, from when on', () => {
    expect(groundLost(ground(), NOW)).toBeUndefined();
    const lost = { status: 'revoked', by: 'did:web:a.example', from: '2026-11-22T00:00:00Z' };
    expect(groundLost(ground(change(found, 'revoked')), NOW)).toEqual({ certificate: 'as-found', ...lost });
    expect(groundLost(ground(change(good, 'revoked')), NOW)).toEqual({ certificate: 'last-good', ...lost });
  });

  it('is none before its day, by another than the issuer, or once it is in force again', () => {
    expect(groundLost(ground(change(found, 'revoked', { from: '2026-12-01T00:00:00Z' })), NOW)).toBeUndefined();
    expect(groundLost(ground(change(found, 'revoked', { issuer: 'did:web:b.example' })), NOW)).toBeUndefined();
    const again = change(found, 'active', { from: '2026-11-22T06:00:00Z' });
    expect(groundLost(ground(change(found, 'suspended')), NOW)).toMatchObject({ status: 'suspended' });
    expect(groundLost(ground(change(found, 'suspended'), again), NOW)).toBeUndefined();
  });
});

describe('faultsOfGround()', () => {
  it('holds a finding to be in force, and the last good calibration not to be taken back', () => {
    expect(codes(ground())).toEqual([]);
    for (const status of ['revoked', 'replaced', 'suspended', 'withdrawn']) {
      expect(codes(ground(change(found, status)))).toEqual(['AS_FOUND_NOT_IN_FORCE']);
    }
    // It was good on its day, whatever came after.
    for (const status of ['replaced', 'suspended']) expect(codes(ground(change(good, status)))).toEqual([]);
    for (const status of ['revoked', 'withdrawn']) {
      expect(codes(ground(change(good, status)))).toEqual(['LAST_GOOD_NOT_IN_FORCE']);
    }
    const both = ground(change(found, 'revoked'), change(good, 'revoked'));
    expect(codes(both)).toEqual(['AS_FOUND_NOT_IN_FORCE', 'LAST_GOOD_NOT_IN_FORCE']);
    expect(codes({ ...ground(), asFound: undefined, lastGood: undefined })).toEqual([]);
  });
});

describe('isSameLoss()', () => {
  const lost = { certificate: 'as-found', status: 'revoked', by: 'did:web:a.example', from: NOW } as const;

  it('compares what was lost and not the order of members', () => {
    expect(isSameLoss({ from: NOW, by: lost.by, status: 'revoked', certificate: 'as-found' }, lost)).toBe(true);
    expect(isSameLoss(null, null)).toBe(true);
    expect(isSameLoss(null, lost)).toBe(false);
    expect(isSameLoss(lost, null)).toBe(false);
    expect(isSameLoss(lost, { ...lost, status: 'replaced' })).toBe(false);
  });
});
