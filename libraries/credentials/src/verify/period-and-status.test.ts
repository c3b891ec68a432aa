// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../formats/json-value.ts';
import type { StatementStatus, StatusChange } from '../formats/status-change.ts';
import type { StatusListSnapshot } from '../formats/status-entry.ts';
import { BODY, CREATED, LABORATORY, ON } from '../tests/laboratory.ts';
import { judge, sign, instant } from '../tests/judged.ts';

describe('validity period', () => {
  it.each([
    ['2026-02-28T23:59:59Z', ['validity-period: NOT_YET_VALID']],
    ['2026-03-01T00:00:00Z', []],
    ['2027-03-01T00:00:00Z', []],
    ['2027-03-01T00:00:01Z', ['validity-period: EXPIRED']],
  ])('on %s: %j', (on, expected) => {
    expect(judge({ on: instant(on) })).toEqual(expected);
  });

  it('is open where the credential sets no end', async () => {
    const { validFrom, validUntil, ...body } = BODY;
    expect([validFrom, validUntil]).not.toContain(undefined);
    const document = await sign(body as JsonObject);
    expect(judge({ on: instant('1999-01-01T00:00:00Z') }, document)).toEqual([]);
  });
});

describe('status', () => {
  const identity = { issuer: LABORATORY, id: BODY.id as string };
  const change = (status: StatementStatus, from: string, changes: Partial<StatusChange> = {}): StatusChange => ({
    statement: identity,
    status,
    from: instant(from),
    reason: 'for a test',
    recordedAt: instant(from),
    ...changes,
  });

  it.each<[StatementStatus, string]>([
    ['suspended', 'SUSPENDED'],
    ['withdrawn', 'WITHDRAWN'],
    ['revoked', 'REVOKED'],
    ['replaced', 'REPLACED'],
  ])('%s after issue fails now and not then', (status, code) => {
    expect(judge({ statusChanges: [change(status, '2026-04-01T00:00:00Z')] })).toEqual([`status-on: ${code}`]);
    expect(judge({ statusChanges: [change(status, '2026-03-01T08:00:00Z')] })).toEqual([
      `status-at-issue: ${code}`,
      `status-on: ${code}`,
    ]);
    expect(judge({ statusChanges: [change(status, '2026-06-01T00:00:01Z')] })).toEqual([]);
  });

  it('uses what was known at the cut', () => {
    const late = change('revoked', '2026-03-01T00:00:00Z', { recordedAt: instant('2026-09-01T00:00:00Z') });
    expect(judge({ statusChanges: [late], knownAt: instant('2026-08-31T00:00:00Z') })).toEqual([]);
    expect(judge({ statusChanges: [late] })).toEqual(['status-at-issue: REVOKED', 'status-on: REVOKED']);
  });

  it('does not mix up statements: issuer and id together are one', () => {
    const other = change('revoked', '2026-03-01T00:00:00Z', { statement: { ...identity, id: 'urn:uuid:2' } });
    const foreign = change('revoked', '2026-03-01T00:00:00Z', {
      statement: { ...identity, issuer: 'did:web:other.example' },
    });
    expect(judge({ statusChanges: [other, foreign] })).toEqual([]);
  });

  it('is open when nobody looked, or when nothing could be recorded', async () => {
    const open = ['status-at-issue?: NO_STATUS_SOURCE', 'status-on?: NO_STATUS_SOURCE'];
    expect(judge({ statusChanges: undefined as never })).toEqual(open);
    const { id, ...body } = BODY;
    expect(id).toBe(identity.id);
    expect(judge({}, await sign(body as JsonObject))).toEqual(open);
  });

  describe('by lists', async () => {
    const entry = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '5',
      statusListCredential: 'https://lab.example/status/1',
    };
    const revocable = await sign({ ...BODY, credentialStatus: entry });
    const suspendable = await sign({ ...BODY, credentialStatus: [{ ...entry, statusPurpose: 'suspension' }] });
    const snapshot = (
      isSet: boolean,
      takenAt: string,
      changes: Partial<StatusListSnapshot> = {},
    ): StatusListSnapshot => {
      const bits = new Uint8Array(16_384);
      bits[0] = isSet ? 0b0000_0100 : 0b1111_1011;
      return {
        url: entry.statusListCredential,
        issuer: LABORATORY,
        purposes: ['revocation', 'suspension'],
        bits,
        takenAt: instant(takenAt),
        ...changes,
      };
    };
    const both = (code: string): string[] => [`status-at-issue${code}`, `status-on${code}`];
    const BEFORE = '2026-02-01T00:00:00Z';
    const BETWEEN = '2026-05-01T00:00:00Z';
    const AFTER = '2026-07-01T00:00:00Z';

    it.each<[string, JsonObject, StatusListSnapshot[], string[]]>([
      ['no list', revocable, [], both('?: STATUS_LIST_MISSING')],
      ['not revoked after the question: nor before', revocable, [snapshot(false, AFTER)], []],
      ['not revoked between: open now', revocable, [snapshot(false, BETWEEN)], ['status-on?: OUTSIDE_SNAPSHOT']],
      ['not revoked before: open', revocable, [snapshot(false, BEFORE)], both('?: OUTSIDE_SNAPSHOT')],
      ['revoked before: for ever', revocable, [snapshot(true, BEFORE)], both(': REVOKED')],
      [
        'revoked between: now, open then',
        revocable,
        [snapshot(true, BETWEEN)],
        ['status-at-issue?: OUTSIDE_SNAPSHOT', 'status-on: REVOKED'],
      ],
      ['revoked later: open', revocable, [snapshot(true, AFTER)], both('?: OUTSIDE_SNAPSHOT')],
      [
        'suspended at the very moment',
        suspendable,
        [snapshot(true, ON)],
        ['status-at-issue?: OUTSIDE_SNAPSHOT', 'status-on: SUSPENDED'],
      ],
      ['not suspended at the very moment', suspendable, [snapshot(false, ON)], ['status-at-issue?: OUTSIDE_SNAPSHOT']],
      ['not suspended later: open', suspendable, [snapshot(false, AFTER)], both('?: OUTSIDE_SNAPSHOT')],
      [
        'two snapshots, each for its time',
        suspendable,
        [snapshot(false, CREATED), snapshot(true, ON)],
        ['status-on: SUSPENDED'],
      ],
      [
        'two snapshots that contradict each other',
        revocable,
        [snapshot(false, AFTER), snapshot(true, BEFORE)],
        both(': REVOKED'),
      ],
      [
        'another list',
        revocable,
        [snapshot(true, ON, { url: 'https://lab.example/status/2' })],
        both('?: STATUS_LIST_MISSING'),
      ],
      [
        'a list by somebody else',
        revocable,
        [snapshot(true, BEFORE, { issuer: 'did:web:other.example' })],
        both('?: STATUS_LIST_ISSUER_DIFFERS'),
      ],
      [
        'a list for another purpose',
        revocable,
        [snapshot(true, BEFORE, { purposes: ['suspension'] })],
        both('?: STATUS_LIST_PURPOSE_DIFFERS'),
      ],
      [
        'a list that is too short',
        revocable,
        [snapshot(true, BEFORE, { bits: new Uint8Array(0) })],
        both('?: STATUS_INDEX_OUT_OF_RANGE'),
      ],
    ])('%s', (_, document, statusLists, expected) => {
      expect(judge({ statusLists }, document)).toEqual(expected);
    });

    it('lets a snapshot speak a little beyond its moment where the caller says how far', () => {
      const statusLists = [snapshot(false, '2026-05-31T23:59:00Z')];
      expect(judge({ statusLists, snapshotToleranceSeconds: 60 }, suspendable)).toEqual([
        'status-at-issue?: OUTSIDE_SNAPSHOT',
      ]);
      expect(judge({ statusLists, snapshotToleranceSeconds: 59 }, suspendable)).toEqual(both('?: OUTSIDE_SNAPSHOT'));
    });

    it('rests on the list alone when nobody looked for changes', () => {
      const context = { statusChanges: undefined as never, statusLists: [snapshot(false, AFTER)] };
      expect(judge(context, revocable)).toEqual([]);
    });

    it('has no lists when none are given', () => {
      expect(judge({}, revocable)).toEqual(both('?: STATUS_LIST_MISSING'));
    });

    it('reads the spelling of UNTP, passes over "refresh", and says what it did not understand', async () => {
      const untp = await sign({ ...BODY, credentialStatus: { ...entry, statusListIndex: 5 } });
      expect(judge({ statusLists: [snapshot(true, BEFORE)] }, untp)).toEqual(both(': REVOKED'));
      const refresh = await sign({ ...BODY, credentialStatus: { ...entry, statusPurpose: 'refresh' } });
      expect(judge({}, refresh)).toEqual([]);
      const old = await sign({ ...BODY, credentialStatus: { type: 'RevocationList2020Status' } });
      expect(judge({}, old)).toEqual(both('?: BAD_STATUS_ENTRY'));
    });

    it('asks both the changes and the list', () => {
      const statusChanges = [change('suspended', '2026-04-01T00:00:00Z')];
      expect(judge({ statusChanges, statusLists: [snapshot(false, AFTER)] }, revocable)).toEqual([
        'status-on: SUSPENDED',
      ]);
    });
  });
});
