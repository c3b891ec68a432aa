// SPDX-License-Identifier: Apache-2.0
import { digestFromSha256, parseInstant } from '@touchstone/identifiers';
import {
  commitmentOf,
  mapKeysOf,
  partyKey,
  type Subjects,
  statementKey,
  subjectKey,
  subjectsOf,
} from '@touchstone/statements';
import { keyHasPrefix } from '@touchstone/transparency-log/map';
import { nobleLogSuite } from '@touchstone/transparency-log/noble';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import { believe, LoggedStatements } from '../testing/logged.ts';
import type { CompletenessLog } from './completeness-file.ts';
import { formatCompletenessFile } from './format-completeness-file.ts';
import { noneKnown } from './none-known.ts';
import { parseCompletenessFile } from './parse-completeness-file.ts';
import { verifyCompleteness } from './verify-completeness.ts';
import {
  AUTHORITY,
  LAB,
  OTHER,
  IDENTIFIER,
  ORIGIN,
  LAW,
  sha256,
  ADVERSE,
  witnesses,
  T,
  AT,
  policyOf,
  penalty,
  statement,
  designation,
  withdrawal,
  cosignersOf,
  show,
  verify,
  codes,
  sampleLog,
  believedDigest,
  showPart,
  showRaw,
} from '../testing/shown-by-logs.ts';

describe('verifyCompleteness()', () => {
  it('shows everything about a party, in every suite, dated by the quorum, and nothing about others', async () => {
    const { log, granted } = sampleLog();
    const file = parseCompletenessFile(formatCompletenessFile(await show(log, { names: [LAB, IDENTIFIER] })));
    for (const each of [suite, nobleLogSuite]) {
      const verdict = verifyCompleteness(file, { suite: each, policies: [policyOf(log)], verifyStatement: believe });
      expect(verdict).toMatchObject({ outcome: 'complete', faults: [], asOf: AT, logs: [{ origin: ORIGIN, size: 5 }] });
      expect(verdict.opened.map(({ index, statement: { kind } }) => [index, kind])).toEqual([
        [0, 'Designation'],
        [2, 'StatusChange'],
        [3, 'Penalty'],
      ]);
      expect(verdict).toMatchObject({ missing: [], covered: [] });
    }
    const thing = statementKey(granted.statement);
    const { log: again } = sampleLog();
    const ofThing = await show(again, { thing });
    expect(verify(ofThing, again)).toMatchObject({ outcome: 'complete', listed: [{ index: 0 }, { index: 2 }] });
  });

  it('shows that there is nothing, in a log with entries and in one without', async () => {
    const { log } = sampleLog();
    const none = 'did:web:nobody.test.touchstone.example';
    expect(verify(await show(log, { names: [none] }), log)).toMatchObject({
      outcome: 'complete',
      listed: [],
      asOf: AT,
    });
    const empty = new LoggedStatements(ORIGIN);
    expect(verify(await show(empty), empty)).toMatchObject({ outcome: 'complete', listed: [], logs: [{ size: 1 }] });
  });

  it('finds a person whose keys are blinded with the secret, and nothing without it', async () => {
    const log = new LoggedStatements(ORIGIN);
    const secret = sha256(Uint8Array.of(9));
    log.add(penalty(1, { did: LAB }), { secretOf: () => secret });
    const map = log.map();
    log.close(map);
    expect(verify(await show(log, { map, secret }), log)).toMatchObject({
      outcome: 'complete',
      opened: [{ index: 0 }],
    });
    expect(verify(await show(log, { map }), log)).toMatchObject({ outcome: 'complete', listed: [] });
  });

  it('takes no single late cosignature for the time of the quorum, and no tree that the quorum has not seen', async () => {
    const { log } = sampleLog();
    const file = await show(log);
    expect(verify(file, log, { quorum: 'group two 2 g i c\nquorum two' }).asOf).toBe('2026-11-18T11:08:20Z');
    expect(verify(file, log, { quorum: 'group one any g i c\nquorum one' }).asOf).toBe('2026-11-18T11:10:00Z');
    expect(verify(file, log, { quorum: 'quorum i' }).asOf).toBe('2026-11-18T11:08:20Z');
    expect(verify(file, log, { quorum: 'quorum none' }).asOf).toBe('2026-11-18T11:10:00Z');

    const [part] = file.logs as readonly [CompletenessLog];
    const short = { ...part, checkpoint: await log.checkpoint(cosignersOf(['g', 'i'])) };
    const verdict = verify({ ...file, logs: [short] }, log);
    expect(verdict).toMatchObject({ outcome: 'incomplete', missing: [], opened: [{}, {}] });
    expect(codes(verdict)).toEqual(['QUORUM_NOT_MET']);
    const bare = { ...part, checkpoint: await log.checkpoint() };
    const undated = verify({ ...file, logs: [bare] }, log, { quorum: 'quorum none' });
    expect(undated.outcome).toBe('complete');
    expect(undated).not.toHaveProperty('asOf');
    expect(noneKnown(undated, { isOfSort: () => false })).toMatchObject({
      outcome: 'unknown',
      because: ['UNDATED', 'ISSUERS_NOT_COVERED'],
    });
  });

  it('has no date from a cosignature at a time that no calendar has', async () => {
    const { log } = sampleLog();
    const file = await show(log);
    const [part] = file.logs as readonly [CompletenessLog];
    const checkpoint = await log.checkpoint([{ signer: witnesses.g, time: 2 ** 45 }]);
    const verdict = verify({ ...file, logs: [{ ...part, checkpoint }] }, log, { quorum: 'quorum g' });
    expect(verdict.outcome).toBe('complete');
    expect(verdict).not.toHaveProperty('asOf');
  });

  it('has no date from cosignatures at time 0, or later than the question, but for a clock a little ahead', async () => {
    const { log } = sampleLog();
    const file = await show(log);
    const [part] = file.logs as readonly [CompletenessLog];
    const means = { suite, policies: [policyOf(log, 'group two 2 g i c\nquorum two')], verifyStatement: believe };
    const knownAt = parseInstant('2026-11-18T11:06:40Z');
    const dated = async (...times: readonly number[]) => {
      const cosigners = times.map((time, at) => ({ signer: Object.values(witnesses)[at] as typeof witnesses.g, time }));
      const shown = { ...file, logs: [{ ...part, checkpoint: await log.checkpoint(cosigners) }] };
      const verdict = verifyCompleteness(shown, { ...means, knownAt });
      expect(verdict.outcome).toBe('complete');
      return verdict.asOf;
    };
    expect(await dated(T, T)).toBe(AT);
    expect(await dated(T + 600, T + 600)).toBe('2026-11-18T11:16:40Z');
    expect(await dated(T, T + 601)).toBeUndefined();
    expect(await dated(4_000_000_000, 4_000_000_000, T)).toBeUndefined();
    expect(await dated(4_000_000_000, T, T - 1)).toBe('2026-11-18T11:06:39Z');
    expect(await dated(0, 0)).toBeUndefined();
    expect(await dated(1, T)).toBe('1970-01-01T00:00:01Z');
  });

  it('rejects a file whose checkpoint is nobody known to it', async () => {
    const { log } = sampleLog();
    const file = await show(log);
    const [part] = file.logs as readonly [CompletenessLog];
    const strange = new LoggedStatements('other.example/1', 5);
    const forger = new LoggedStatements(ORIGIN, 6);
    forger.entries.push(...log.entries);
    const damaged = part.checkpoint.replace(
      /\n(\S{8})(\S)(\S*)\n\n/,
      (_, head, one, rest) => `\n${head}${one === 'A' ? 'B' : 'A'}${rest}\n\n`,
    );
    const cases: readonly (readonly [string, readonly CompletenessLog[]])[] = [
      ['NO_LOG', []],
      ['LOG_TWICE', [part, part]],
      ['UNKNOWN_LOG', [{ ...part, checkpoint: await strange.checkpoint() }]],
      ['NO_LOG_SIGNATURE', [{ ...part, checkpoint: await forger.checkpoint() }]],
      ['BAD_SIGNATURE', [{ ...part, checkpoint: damaged }]],
      ['BAD_CHECKPOINT', [{ ...part, checkpoint: 'x' }]],
    ];
    for (const [code, logs] of cases) {
      const verdict = verify({ ...file, logs }, log);
      expect([verdict.outcome, ...codes(verdict)]).toEqual(['rejected', code]);
    }
  });

  it('does not call a file wrong because its own means of verifying fail', async () => {
    const { log } = sampleLog();
    const file = await show(log);
    const failing = {
      ...suite,
      verifyEd25519: () => {
        throw new RangeError('no such key store');
      },
    };
    const means = { suite: failing, policies: [policyOf(log)], verifyStatement: believe };
    expect(() => verifyCompleteness(file, means)).toThrow(RangeError);
  });

  it('rejects what is left out, added or changed in a file, one defect each', async () => {
    const { log } = sampleLog();
    const file = await show(log);
    const [part] = file.logs as readonly [CompletenessLog];
    const [list] = part.lists as readonly [CompletenessLog['lists'][number]];
    const [key] = list.keys as readonly [(typeof list.keys)[number]];
    const [first, second] = part.leaves as readonly [
      CompletenessLog['leaves'][number],
      CompletenessLog['leaves'][number],
    ];
    const relisted = (keys: (typeof list)['keys']) => [{ ...list, keys }];
    const cases: readonly (readonly [string, Partial<CompletenessLog>])[] = [
      ['FIRST_NOT_INCLUDED', { first: part.indexRoot }],
      ['INDEX_ROOT_NOT_INCLUDED', { indexRoot: part.first }],
      ['NAMES_DIFFER', { lists: [] }],
      ['LEAVES_DIFFER', { leaves: [first] }],
      ['LEAVES_DIFFER', { leaves: [second, first] }],
      ['LEAVES_DIFFER', { leaves: [first, { ...first, index: 1 }, second] }],
      ['LIST_NOT_PROVED', { lists: relisted([]), leaves: [] }],
      ['LIST_NOT_PROVED', { lists: relisted([{ ...key, leaves: [0] }]), leaves: [first] }],
      ['LIST_NOT_PROVED', { lists: relisted([{ ...key, leaves: [2, 0] }]) }],
      ['LIST_NOT_PROVED', { lists: relisted([{ ...key, leaves: [0, 2, 2] }]) }],
      ['LIST_NOT_PROVED', { leaves: [first, { ...second, entry: first.entry }] }],
      ['LIST_NOT_PROVED', { lists: [{ ...list, proof: Uint8Array.of(1) }] }],
      ['LEAF_NOT_INCLUDED', { leaves: [first, { ...second, proof: [] }] }],
    ];
    for (const [code, change] of cases) {
      const verdict = verify({ ...file, logs: [{ ...part, ...change }] }, log);
      expect([verdict.outcome, ...codes(verdict)]).toEqual(['rejected', code]);
      expect(verdict).toMatchObject({ listed: [], opened: [], missing: [] });
    }
  });

  it('says which leaves are not opened, and why', async () => {
    const { log, granted } = sampleLog();
    const file = await show(log, { hide: [2] });
    const verdict = verify(file, log);
    expect(verdict).toMatchObject({ outcome: 'incomplete', opened: [{ index: 0 }], missing: [{ index: 2 }] });
    expect(codes(verdict)).toEqual(['NOT_OPENED']);
    const [part] = file.logs as readonly [CompletenessLog];
    const opened = (statement: string) => ({
      ...file,
      logs: [
        { ...part, leaves: part.leaves.map((leaf) => ({ ...leaf, opening: { statement, salt: new Uint8Array(32) } })) },
      ],
    });
    expect(codes(verify(opened(granted.text), log))).toEqual(['OPENING_DIFFERS', 'OPENING_DIFFERS']);
    expect(codes(verify(opened('{}'), log))).toEqual(['STATEMENT_NOT_ACCEPTED', 'STATEMENT_NOT_ACCEPTED']);
  });

  it('counts a tombstone of an authority that may let content expire, and of nobody else', async () => {
    const { log } = sampleLog();
    const opening = log.openings.get(2);
    const commitment = commitmentOf(sha256, opening?.salt as Uint8Array, believedDigest(opening?.statement as string));
    const tombstone = (issuer: string, authority: string) =>
      statement(
        'ExpiryTombstone',
        90,
        {
          ...{ id: 'urn:x', authority: { id: authority, name: 'A' }, place: 'MO', legalBasis: LAW },
          ...{ commitments: [digestFromSha256(commitment)], expiredOn: '2026-10-01' },
        },
        issuer,
      ).text;
    const names = [LAB, AUTHORITY];
    const file = await show(log, { names, hide: [2], tombstones: [tombstone(AUTHORITY, AUTHORITY)] });
    const covered = verify(file, log, { expiryAuthorities: [AUTHORITY] });
    expect(covered).toMatchObject({ outcome: 'complete', covered: [{ index: 2 }], missing: [], faults: [] });
    expect(noneKnown(covered, ADVERSE)).toEqual({
      outcome: 'none-known',
      asOf: AT,
      logs: [ORIGIN],
    });
    const worthless: readonly (readonly [string, string[]])[] = [
      [tombstone(AUTHORITY, AUTHORITY), []],
      [tombstone(OTHER, AUTHORITY), [OTHER, AUTHORITY]],
      [penalty(91, { did: LAB }).text, [AUTHORITY]],
      ['{', [AUTHORITY]],
    ];
    for (const [text, expiryAuthorities] of worthless) {
      const verdict = verify({ ...file, tombstones: [text] }, log, { expiryAuthorities });
      expect([verdict.outcome, ...codes(verdict)]).toEqual(['incomplete', 'TOMBSTONE_NOT_ACCEPTED', 'NOT_OPENED']);
      expect(noneKnown(verdict, ADVERSE)).toMatchObject({
        outcome: 'unknown',
        because: ['NOT_OPENED'],
      });
    }
  });

  it('contradicts a log whose signed map invents or omits, or that files a statement under others', async () => {
    const invented = sampleLog().log;
    const key = subjectKey(sha256, { party: LAB, thing: 'x y' });
    const withMore = invented.map((entry, index) => (index === 1 ? [...mapKeysOf(entry), key] : mapKeysOf(entry)));
    invented.close(withMore);
    const first = verify(await showRaw(invented, withMore, [[key, [1]]]), invented);
    expect([first.outcome, ...codes(first)]).toEqual(['contradicted', 'LEAF_INVENTED']);

    // A statement about the party twice, under two things; the map leaves out the second.
    const omitting = new LoggedStatements(ORIGIN);
    const both = penalty(1, { did: LAB, identifier: IDENTIFIER });
    omitting.add(both);
    const byIdentifier = partyKey(sha256, IDENTIFIER);
    const withLess = omitting.map((entry) => mapKeysOf(entry).filter((each) => !keyHasPrefix(each, byIdentifier)));
    omitting.close(withLess);
    const file = await showRaw(omitting, withLess, [], [LAB, IDENTIFIER]);
    expect([verify(file, omitting).outcome, ...codes(verify(file, omitting))]).toEqual([
      'contradicted',
      'LEAF_OMITTED',
    ]);

    // The map lists an entry under the party that is no statement at all.
    const padded = sampleLog().log;
    const padding = padded.entries.length;
    padded.addLeaf({ type: 'index-root', mapRoot: new Uint8Array(32), size: 1, mapFnId: new Uint8Array(32) });
    const withPadding = padded.map((entry, index) => (index === padding ? [key] : mapKeysOf(entry)));
    padded.close(withPadding);
    const listed = verify(await showRaw(padded, withPadding, [[key, [padding]]]), padded);
    expect([listed.outcome, ...codes(listed).slice(0, 1)]).toEqual(['contradicted', 'LEAF_INVENTED']);
    expect(listed.missing.map(({ index }) => index)).toEqual([padding]);

    const misfiling = new LoggedStatements(ORIGIN);
    misfiling.add(penalty(1, { did: OTHER }), { subjects: { parties: [LAB], thing: 'x y' } });
    const misfiled = verify(await show(misfiling), misfiling);
    expect([misfiled.outcome, ...codes(misfiled)]).toEqual(['contradicted', 'SUBJECTS_DIFFER']);
  });

  it('holds a change to the subjects of what it changes where the log had that before, and to none otherwise', async () => {
    const granted = designation(1);
    const change = withdrawal(2, granted);
    const wrong = new LoggedStatements(ORIGIN);
    wrong.add(granted);
    wrong.add(change, { subjects: { parties: [LAB], thing: 'x y' } });
    expect(codes(verify(await show(wrong), wrong))).toEqual(['SUBJECTS_DIFFER']);
    const later = new LoggedStatements(ORIGIN);
    later.add(change, { subjects: { parties: [AUTHORITY], thing: statementKey(granted.statement) } });
    later.add(granted);
    // Also where both are listed: what came after it, its log could not know.
    const both = await show(later, { names: [AUTHORITY, LAB] });
    expect(verify(both, later)).toMatchObject({
      outcome: 'complete',
      opened: [{ index: 0 }, { index: 1 }],
      faults: [],
    });
    const again = new LoggedStatements(ORIGIN);
    again.add(change, { subjects: { parties: [AUTHORITY], thing: statementKey(granted.statement) } });
    again.add(granted);
    expect(verify(await show(again, { names: [AUTHORITY] }), again)).toMatchObject({
      outcome: 'complete',
      opened: [{ index: 0 }],
    });
  });

  it('holds a change to the subjects of what it changes in the log of an earlier year, over all years between', async () => {
    const granted = designation(1);
    const goingOnFrom = (before: LoggedStatements, name: number) => {
      const log = new LoggedStatements(`log.test.touchstone.example/${name}`, name % 100);
      const { origin, root, entries } = before;
      log.addLeaf({ type: 'shard-start', origin, size: entries.length, root, mapRoot: before.map().hash });
      return log;
    };
    const first = new LoggedStatements('log.test.touchstone.example/2024', 24);
    first.add(granted);
    const ends = [await showPart(first, 'close')];
    const second = goingOnFrom(first, 2025);
    second.add(penalty(2, { did: LAB }));
    ends.push(await showPart(second, 'close'));
    const verdictOf = async (change: { target?: Subjects; subjects?: Subjects }, years = ends) => {
      const third = goingOnFrom(second, 2026);
      third.add(withdrawal(3, granted), change);
      const file = await show(third);
      const policies = [third, second, first].map((log) => policyOf(log));
      const logs = [...file.logs, ...years];
      return verifyCompleteness({ ...file, logs }, { suite, policies, verifyStatement: believe });
    };
    expect(await verdictOf({ target: subjectsOf(granted.statement) })).toMatchObject({
      outcome: 'complete',
      opened: [{}, {}, {}],
    });
    const misfiled = { subjects: { parties: [LAB], thing: 'x y' } };
    const caught = await verdictOf(misfiled);
    expect([caught.outcome, ...codes(caught)]).toEqual(['contradicted', 'SUBJECTS_DIFFER']);
    // Where a year between is not shown, nobody knows that the third goes on from the first.
    expect(codes(await verdictOf(misfiled, ends.slice(0, 1)))).toEqual(['PREDECESSOR_NOT_CONSULTED']);
  });

  it('has statements about more parties than one leaf takes in several leaves', async () => {
    const log = new LoggedStatements(ORIGIN);
    const signatories = Array.from({ length: 300 }, (_, at) => ({
      id: `did:web:s${at}.test.touchstone.example`,
      name: 'S',
      activities: ['testing'],
      from: '2026-01-01',
    }));
    const arrangement = statement('RecognitionArrangement', 1, {
      ...{ id: 'urn:x', name: 'A', signatories, level: 'multilateral', places: ['MO'], from: '2026-01-01' },
    });
    log.add(arrangement);
    const file = await show(log, { names: ['did:web:s7.test.touchstone.example'] });
    expect(verify(file, log)).toMatchObject({ outcome: 'complete', listed: [{}], opened: [{}] });
  });

  it('does not read a tree without a root of a map at its end, or with one that it cannot read', async () => {
    const { log } = sampleLog();
    const file = await show(log);
    const bare = sampleLog().log;
    const bareMap = bare.map();
    const shown = async (of: LoggedStatements) => {
      const made = await showRaw(of, bareMap, []);
      return verify(made, of);
    };
    expect(codes(await shown(bare))).toEqual(['NO_INDEX_ROOT']);
    bare.close(bareMap, { mapFnId: new Uint8Array(32) });
    const strange = await shown(bare);
    expect([strange.outcome, ...codes(strange)]).toEqual(['incomplete', 'UNKNOWN_MAP_FN']);
    const lagging = sampleLog().log;
    lagging.close(lagging.map(), { size: 3 });
    const behind = await shown(lagging);
    expect([behind.outcome, ...codes(behind)]).toEqual(['contradicted', 'INDEX_ROOT_DIFFERS']);
    expect(verify(file, log).outcome).toBe('complete');
  });

  it('says nothing of the time after the year in the name of a log, however late its tree is cosigned again', async () => {
    const late = Date.parse('2027-06-01T00:00:00Z') / 1_000;
    const asOf = async (origin: string) => {
      const log = new LoggedStatements(origin);
      const file = await show(log);
      const checkpoint = await log.checkpoint(Object.values(witnesses).map((signer) => ({ signer, time: late })));
      const verdict = verify({ ...file, logs: [{ ...(file.logs[0] as CompletenessLog), checkpoint }] }, log);
      expect(noneKnown(verdict, ADVERSE)).toMatchObject({ outcome: 'none-known', asOf: verdict.asOf });
      return verdict.asOf;
    };
    expect(await asOf(ORIGIN)).toBe('2027-01-01T00:00:00Z');
    expect(await asOf('log.test.touchstone.example/2027')).toBe('2027-06-01T00:00:00Z');
    expect(await asOf('log.test.touchstone.example/all')).toBe('2027-06-01T00:00:00Z');
  });

  it('asks for the log that a shard goes on from, at its end', async () => {
    const before = new LoggedStatements('log.test.touchstone.example/2025', 2);
    before.add(designation(1));
    const half = await showPart(before, 'close');
    before.add(penalty(2, { did: LAB }));
    const beforeMap = before.map();
    before.close(beforeMap);
    const end = await showPart(before, beforeMap);
    const start = {
      type: 'shard-start',
      origin: before.origin,
      size: 4,
      root: before.root,
      mapRoot: beforeMap.hash,
    } as const;
    const log = new LoggedStatements(ORIGIN);
    log.addLeaf(start);
    const file = await show(log);
    const policies = [policyOf(log), policyOf(before)];
    const verdictOf = (...logs: readonly CompletenessLog[]) =>
      verifyCompleteness({ ...file, logs: [...file.logs, ...logs] }, { suite, policies, verifyStatement: believe });
    expect(verdictOf(end)).toMatchObject({ outcome: 'complete', opened: [{}, {}], asOf: AT });
    expect(codes(verdictOf())).toEqual(['PREDECESSOR_NOT_CONSULTED']);
    expect(codes(verdictOf(half))).toEqual(['PREDECESSOR_NOT_CONSULTED']);
    // Of the very size, signed by its own key, and another tree.
    const other = new LoggedStatements(before.origin, 2);
    other.add(designation(1));
    other.close(other.map());
    other.add(penalty(9, { did: OTHER }));
    const forked = await showPart(other, 'close');
    expect(other.entries).toHaveLength(start.size);
    const forkedEnd = verdictOf(forked);
    expect([forkedEnd.outcome, ...codes(forkedEnd)]).toEqual(['contradicted', 'PREDECESSOR_DIFFERS']);
    before.add(penalty(3, { did: LAB }));
    const goneOn = verdictOf(await showPart(before, 'close'));
    expect([goneOn.outcome, ...codes(goneOn)]).toEqual(['contradicted', 'PREDECESSOR_DIFFERS']);
  });
});
