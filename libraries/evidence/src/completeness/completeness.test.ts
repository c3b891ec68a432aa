// SPDX-License-Identifier: Apache-2.0
import { digestFromSha256, type Instant, parseInstant, parsePlace } from '@touchstone/identifiers';
import {
  commitmentOf,
  mapKeysOf,
  partyKey,
  type StatementKind,
  type Subjects,
  statementKey,
  subjectKey,
  subjectsOf,
} from '@touchstone/statements';
import { formatVkey, parsePolicy, type TlogPolicy } from '@touchstone/transparency-log';
import { keyHasPrefix, type MapRoot } from '@touchstone/transparency-log/map';
import { nobleLogSuite } from '@touchstone/transparency-log/noble';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import { believe, LoggedStatements, testSigner, type Unsigned, unsigned } from '../testing/logged.ts';
import { CompletenessError } from './completeness-error.ts';
import { COMPLETENESS_LIMITS, type CompletenessFile, type CompletenessLog } from './completeness-file.ts';
import { formatCompletenessFile } from './format-completeness-file.ts';
import { makeCompletenessFile } from './make-completeness-file.ts';
import { isPenaltyWithdrawalOrRecall, noneKnown } from './none-known.ts';
import { isCompletenessFile, parseCompletenessFile } from './parse-completeness-file.ts';
import { type CompletenessVerdict, verifyCompleteness } from './verify-completeness.ts';

const AUTHORITY = 'did:web:authority.test.touchstone.example';
const LAB = 'did:web:lab.test.touchstone.example';
const OTHER = 'did:web:other.test.touchstone.example';
const IDENTIFIER = '91440000MA5TEST000';
const ORIGIN = 'log.test.touchstone.example/2026';
const LAW = { instrument: 'Test law', certainty: 'read', demonstration: true } as const;
const sha256 = (message: Uint8Array) => suite.sha256(message);

const ADVERSE = { isOfSort: isPenaltyWithdrawalOrRecall };

const witnesses = {
  g: testSigner('g.example/w', 11, 'ed25519-cosignature'),
  i: testSigner('i.example/w', 12, 'ed25519-cosignature'),
  c: testSigner('c.example/w', 13, 'ed25519-cosignature'),
};
const T = 1_795_000_000;
const AT = '2026-11-18T11:06:40Z';

function policyOf(log: LoggedStatements, quorum = 'group all-three all g i c\nquorum all-three'): TlogPolicy {
  const lines = Object.entries(witnesses).map(([name, { key }]) => `witness ${name} ${formatVkey(key)}`);
  return parsePolicy(suite, [`log ${formatVkey(log.signer.key)}`, ...lines, quorum, ''].join('\n'));
}

function penalty(number: number, party: { did?: string; identifier?: string }): Unsigned {
  const subject = {
    ...{
      id: `urn:uuid:${number}`,
      authority: { id: AUTHORITY, name: 'A' },
      place: 'MO',
      decisionNumber: String(number),
    },
    ...{ party: { name: 'P', ...party }, ground: 'g', legalBasis: LAW, measures: [{ measure: 'warning' as const }] },
    ...{ decidedOn: '2026-01-01', publishedUntil: '2029-01-01' },
  };
  return unsigned('Penalty', { number, issuer: AUTHORITY, subject });
}

function statement<K extends StatementKind>(kind: K, number: number, subject: unknown, issuer = AUTHORITY): Unsigned {
  return unsigned(kind, { number, issuer, subject: subject as never });
}

const designation = (number: number, id = LAB) =>
  statement('Designation', number, {
    ...{ id, name: 'Lab', place: 'MO', tasks: ['t'] },
    legalBasis: LAW,
    from: '2026-01-01',
  });

function withdrawal(number: number, of: Unsigned): Unsigned {
  const { id, issuer } = of.statement;
  const changes = { id, issuer, digest: of.digest };
  return statement('StatusChange', number, {
    ...{ id, changes, status: 'withdrawn' },
    from: '2026-02-01T00:00:00Z',
    reason: 'r',
  });
}

interface Show {
  readonly names?: readonly string[];
  readonly thing?: string;
  readonly map?: MapRoot;
  readonly hide?: readonly number[];
  readonly tombstones?: readonly string[];
  readonly cosigners?: readonly (keyof typeof witnesses)[];
  readonly secret?: Uint8Array;
}

const everybody = ['g', 'i', 'c'] as const;
const cosignersOf = (names: readonly (keyof typeof witnesses)[]) =>
  names.map((name, at) => ({ signer: witnesses[name], time: T + at * 100 }));

/** The file of a log that is closed already; without `map` the log is closed with its honest map now. */
async function show(log: LoggedStatements, options: Show = {}): Promise<CompletenessFile> {
  const map = options.map ?? log.map();
  if (options.map === undefined) log.close(map);
  const { names = [LAB], hide = [], thing, tombstones = [], cosigners = everybody, secret } = options;
  return makeCompletenessFile(suite, {
    subject: {
      names: names.flatMap((name) => (secret === undefined ? [{ name }] : [{ name }, { name, secret }])),
      ...(thing === undefined ? {} : { thing }),
    },
    logs: [
      {
        read: log.read,
        checkpoint: await log.checkpoint(cosignersOf(cosigners)),
        map: { source: log.store, root: map },
      },
    ],
    openingOf: ({ index }) => (hide.includes(index) ? undefined : log.openings.get(index)),
    tombstones,
  });
}

function verify(
  file: CompletenessFile,
  log: LoggedStatements,
  more: { expiryAuthorities?: string[]; quorum?: string } = {},
) {
  const { quorum, expiryAuthorities: authorities } = more;
  const expiry = authorities === undefined ? {} : { expiry: { authorities, place: parsePlace('MO') } };
  return verifyCompleteness(file, { suite, policies: [policyOf(log, quorum)], verifyStatement: believe, ...expiry });
}

const codes = ({ faults }: { faults: readonly { code: string }[] }) => faults.map(({ code }) => code);

/** A designation, the withdrawal of it, somebody else's penalty, and a penalty by identifier. */
function sampleLog() {
  const log = new LoggedStatements(ORIGIN);
  const granted = designation(1);
  log.add(granted);
  log.add(penalty(2, { did: OTHER }));
  log.add(withdrawal(3, granted), { target: subjectsOf(granted.statement) });
  log.add(penalty(4, { identifier: IDENTIFIER }));
  return { log, granted };
}

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

describe('noneKnown()', () => {
  it('finds what is there, however much is missing', async () => {
    const { log } = sampleLog();
    const verdict = verify(await show(log, { hide: [0] }), log);
    expect(noneKnown(verdict, ADVERSE)).toMatchObject({
      outcome: 'known',
      found: [{ index: 2 }],
      logs: [ORIGIN],
    });
  });

  it('says nothing of a whole party by a file about one thing, whether that exists or not', async () => {
    for (const thing of [`${LAB} urn:uuid:nothing`, statementKey(designation(1).statement)]) {
      const log = new LoggedStatements(ORIGIN);
      log.add(designation(1));
      log.add(penalty(2, { did: LAB }));
      const verdict = verify(await show(log, { names: [LAB, AUTHORITY], thing }), log);
      expect(verdict.outcome).toBe('complete');
      expect(noneKnown(verdict, ADVERSE)).toMatchObject({
        ...{ outcome: 'unknown', because: ['THING_ONLY'], reasons: [{ values: { thing } }] },
      });
      expect(noneKnown(verdict, { ...ADVERSE, thing })).toMatchObject({ outcome: 'none-known', asOf: AT });
    }
  });

  it('is unknown where a log that counts was not consulted, and names it', async () => {
    const log = new LoggedStatements(ORIGIN);
    const verdict = verify(await show(log), log);
    expect(noneKnown(verdict, ADVERSE)).toEqual({ outcome: 'none-known', asOf: AT, logs: [ORIGIN] });
    expect(noneKnown(verdict, { ...ADVERSE, notConsulted: ['other.example/1'] })).toMatchObject({
      ...{ outcome: 'unknown', because: ['LOGS_NOT_CONSULTED'], reasons: [{ values: { missing: 'other.example/1' } }] },
    });
  });

  /** A log that holds the withdrawal of a designation before the designation, or the designation alone. */
  async function withdrawnBefore(names: readonly string[], of: readonly number[] = [0, 1]) {
    const log = new LoggedStatements(ORIGIN);
    const granted = designation(1);
    for (const each of [withdrawal(2, granted), granted].filter((_, at) => of.includes(at))) log.add(each);
    return verify(await show(log, { names }), log);
  }

  it('asks for the lists of issuers, under whom a log files what came before what it changes', async () => {
    const hidden = await withdrawnBefore([LAB]);
    expect(hidden).toMatchObject({ outcome: 'complete', opened: [{ index: 1 }] });
    expect(noneKnown(hidden, ADVERSE)).toMatchObject({
      ...{ outcome: 'unknown', because: ['ISSUERS_NOT_COVERED'], reasons: [{ values: { issuers: AUTHORITY } }] },
    });
    expect(noneKnown(await withdrawnBefore([LAB, AUTHORITY]), ADVERSE)).toMatchObject({
      ...{ outcome: 'known', found: [{ index: 0, statement: { kind: 'StatusChange' } }] },
    });
    expect(noneKnown(await withdrawnBefore([LAB, AUTHORITY], [1]), ADVERSE)).toMatchObject({ outcome: 'none-known' });
  });

  it('takes the list of an issuer from another file of the same logs that is whole', async () => {
    const hidden = await withdrawnBefore([LAB]);
    expect(noneKnown(hidden, { ...ADVERSE, others: [await withdrawnBefore([AUTHORITY])] })).toMatchObject({
      ...{ outcome: 'known', found: [{ index: 0 }] },
    });
    const own = await withdrawnBefore([LAB], [1]);
    const whole = await withdrawnBefore([AUTHORITY], [1]);
    const others = [{ ...whole, asOf: '2026-11-01T00:00:00Z' as Instant }];
    expect(noneKnown(own, { ...ADVERSE, others })).toMatchObject({
      ...{ outcome: 'none-known', asOf: '2026-11-01T00:00:00Z' },
    });
    const { asOf: _, ...undated } = whole;
    const short: readonly CompletenessVerdict[] = [
      { ...whole, outcome: 'incomplete' },
      { ...whole, logs: [] },
      { ...whole, subject: { ...whole.subject, thing: 'x y' } },
      await withdrawnBefore([OTHER], [1]),
      undated,
    ];
    for (const other of short) {
      expect(noneKnown(own, { ...ADVERSE, others: [other] })).toMatchObject({ because: ['ISSUERS_NOT_COVERED'] });
    }
  });
});

describe('makeCompletenessFile()', () => {
  it('refuses a map that is not that of the tree, a log without one, and leaves that the map does not count', async () => {
    const { log } = sampleLog();
    const early = log.map(() => []);
    const map = log.map();
    log.close(map);
    await log.checkpoint();
    expect(await codeOf(show(log, { map: early }))).toBe('MAP_DIFFERS');
    const checkpoint = await log.checkpoint();
    const parts = { subject: { names: [{ name: LAB }] }, openingOf: () => undefined };
    const at = { read: log.read, checkpoint, map: { source: log.store, root: map } };
    for (const leaves of [[], [0], [0, 1]]) {
      const made = makeCompletenessFile(suite, { ...parts, logs: [{ ...at, leavesOf: () => leaves }] });
      expect(await codeOf(made)).toBe('LIST_DIFFERS');
    }
    const ended = [{ log: 'other.example/log', until: AT as Instant }];
    const indexed = await makeCompletenessFile(suite, { ...parts, ended, logs: [{ ...at, leavesOf: () => [0, 2] }] });
    expect(indexed.ended).toEqual(ended);
    expect(indexed.logs[0]?.leaves.map(({ index }) => index)).toEqual([0, 2]);
    const inventing = sampleLog().log;
    const unheard = inventing.map((entry, index) =>
      index === 1 ? [...mapKeysOf(entry), subjectKey(sha256, { party: LAB, thing: 'x y' })] : mapKeysOf(entry),
    );
    inventing.close(unheard);
    await inventing.checkpoint();
    expect(await codeOf(show(inventing, { map: unheard }))).toBe('LIST_DIFFERS');
    const bare = sampleLog().log;
    expect(await codeOf(show(bare, { map: bare.map() }))).toBe('NO_INDEX_ROOT');
    const strange = sampleLog().log;
    const strangeMap = strange.map();
    strange.close(strangeMap, { mapFnId: new Uint8Array(32) });
    expect(await codeOf(show(strange, { map: strangeMap }))).toBe('UNKNOWN_MAP_FN');
  });
});

describe('makeCompletenessFile(), of a party with very many statements', () => {
  it('says that they are more than a file may have', async () => {
    const log = new LoggedStatements(ORIGIN);
    const subjectKeys = [subjectKey(sha256, { party: LAB, thing: 'x y' })];
    const commitment = new Uint8Array(32);
    for (let made = 0; made <= COMPLETENESS_LIMITS.leaves; made += 1) {
      log.addLeaf({ type: 'statement', subjectKeys, commitment });
    }
    const every = [...log.entries.keys()];
    const map = log.map(() => subjectKeys);
    log.close(map);
    const made = makeCompletenessFile(suite, {
      subject: { names: [{ name: LAB }] },
      logs: [
        {
          ...{ read: log.read, checkpoint: await log.checkpoint(), map: { source: log.store, root: map } },
          leavesOf: () => every,
        },
      ],
      openingOf: () => undefined,
    });
    expect(await codeOf(made)).toBe('TOO_LARGE');
  });
});

describe('parseCompletenessFile()', () => {
  it('reads what formatCompletenessFile() writes, secrets and all', async () => {
    const { log } = sampleLog();
    const file = await show(log, { thing: 'x y', secret: new Uint8Array(32), tombstones: ['{}'] });
    const { log: other } = sampleLog();
    const opened = await show(other);
    const [part] = opened.logs as readonly [CompletenessLog];
    const secrets = [{ name: 'n', secret: new Uint8Array(32) }];
    const leaves = part.leaves.map((leaf) => ({
      ...leaf,
      opening: { statement: 's', salt: new Uint8Array(32), secrets },
    }));
    const ended = [{ log: 'other.example/log', until: AT as Instant }];
    for (const each of [file, opened, { ...file, ended }, { ...opened, logs: [{ ...part, leaves }] }]) {
      const text = formatCompletenessFile(each);
      expect(isCompletenessFile(text)).toBe(true);
      expect(parseCompletenessFile(text)).toEqual(each);
    }
    expect(isCompletenessFile('{"format": "other"}')).toBe(false);
  });

  it('refuses what is no such file, one defect each, and says where', async () => {
    const { log } = sampleLog();
    const sound = JSON.parse(formatCompletenessFile(await show(log)));
    const cases: readonly (readonly [string, (file: ReturnType<typeof JSON.parse>) => void])[] = [
      ['format', (file) => Object.assign(file, { format: 'touchstone/completeness/v2' })],
      ['', (file) => Object.assign(file, { more: 1 })],
      ['subject', (file) => Object.assign(file, { subject: [] })],
      ['subject.names', (file) => Object.assign(file.subject, { names: [] })],
      ['subject.names[0].name', (file) => Object.assign(file.subject.names[0], { name: '\ud800' })],
      ['subject.names[0].secret', (file) => Object.assign(file.subject.names[0], { secret: 'AA==' })],
      ['subject.thing', (file) => Object.assign(file.subject, { thing: 1 })],
      ['logs', (file) => Object.assign(file, { logs: {} })],
      ['logs[0].first.entry', (file) => Object.assign(file.logs[0].first, { entry: 1 })],
      ['', (file) => Object.assign(file.logs[0].first, { entry: 'A' })],
      ['logs[0].first.proof[0]', (file) => Object.assign(file.logs[0].first.proof, ['AA=='])],
      ['logs[0].lists[0].keys[0].leaves', (file) => Object.assign(file.logs[0].lists[0].keys[0], { leaves: [] })],
      ['logs[0].lists[0].keys[0].leaves', (file) => Object.assign(file.logs[0].lists[0].keys[0], { leaves: [-1] })],
      ['logs[0].leaves[0].index', (file) => Object.assign(file.logs[0].leaves[0], { index: 0.5 })],
      ['logs[0].leaves[0].opening.salt', (file) => Object.assign(file.logs[0].leaves[0].opening, { salt: 'AA==' })],
      [
        'logs[0].leaves[0].opening.secrets[0].secret',
        (file) => Object.assign(file.logs[0].leaves[0].opening, { secrets: [{ name: 'n' }] }),
      ],
      ['tombstones[0]', (file) => Object.assign(file, { tombstones: [''] })],
    ];
    for (const [at, change] of cases) {
      const file = structuredClone(sound);
      change(file);
      expect(refusalOf(JSON.stringify(file))).toEqual(['NOT_A_COMPLETENESS_FILE', at]);
    }
    for (const [at, ended] of [
      ['ended', 'x'],
      ['ended[0]', [1]],
      ['ended[0]', [{ log: 'a', until: AT, more: 1 }]],
      ['ended[0].log', [{ until: AT }]],
      ['ended[0].until', [{ log: 'a' }]],
      ['ended[0].until', [{ log: 'a', until: 'soon' }]],
    ] as const) {
      expect(refusalOf(JSON.stringify({ ...sound, ended }))).toEqual(['NOT_A_COMPLETENESS_FILE', at]);
    }
    expect(refusalOf('{')).toEqual(['NOT_A_COMPLETENESS_FILE', '']);
    const many = { ...sound, tombstones: new Array(10_001).fill('x') };
    expect(refusalOf(JSON.stringify(many))).toEqual(['TOO_LARGE', 'tombstones']);
    expect(refusalOf(JSON.stringify({ ...sound, tombstones: ['x'.repeat(2 ** 20 + 1)] }))).toEqual([
      'TOO_LARGE',
      'tombstones[0]',
    ]);
    expect(refusalOf(' '.repeat(64 * 2 ** 20 + 1))).toEqual(['TOO_LARGE', '']);
  });
});

function believedDigest(text: string) {
  const checked = believe(text);
  if (checked.outcome === 'rejected') throw new Error(checked.reason.detail);
  return checked.digest;
}

async function showPart(log: LoggedStatements, map: MapRoot | 'close'): Promise<CompletenessLog> {
  const file = await show(log, map === 'close' ? {} : { map });
  return file.logs[0] as CompletenessLog;
}

/** A file made by a keeper who does not hold its own map against its own log. */
async function showRaw(
  log: LoggedStatements,
  map: MapRoot,
  lists: readonly (readonly [Uint8Array, readonly number[]])[],
  names: readonly string[] = [LAB],
): Promise<CompletenessFile> {
  const { proveInclusion } = await import('@touchstone/transparency-log');
  const { provePrefix, recordsBelow } = await import('@touchstone/transparency-log/map');
  const checkpoint = await log.checkpoint(cosignersOf(everybody));
  const size = log.entries.length;
  const prove = async (index: number) => ({
    entry: log.entries[index] as Uint8Array,
    proof: await proveInclusion(suite, { index, size }, log.read),
  });
  const indexesOf = (key: Uint8Array) =>
    lists.find(([each]) => each.join() === key.join())?.[1] ??
    log.entries.flatMap((entry, index) => (mapKeysOf(entry).some((each) => each.join() === key.join()) ? [index] : []));
  const shown = names.map((name) => {
    const prefix = partyKey(sha256, name);
    const keys = [...recordsBelow(log.store, map, prefix)].map(({ key }) => ({ key, leaves: indexesOf(key) }));
    return { proof: provePrefix(suite, { source: log.store, root: map }, prefix).proof, keys };
  });
  const indexes = [...new Set(shown.flatMap(({ keys }) => keys.flatMap(({ leaves }) => leaves)))].sort((a, b) => a - b);
  const leaves = await Promise.all(
    indexes.map(async (index) => {
      const opening = log.openings.get(index);
      return { index, ...(await prove(index)), ...(opening === undefined ? {} : { opening }) };
    }),
  );
  const part = { checkpoint, first: await prove(0), indexRoot: await prove(size - 1), lists: shown, leaves };
  return { subject: { names: names.map((name) => ({ name })) }, logs: [part], tombstones: [] };
}

async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'nothing was thrown';
  } catch (error) {
    if (!(error instanceof CompletenessError)) throw error;
    return error.code;
  }
}

function refusalOf(text: string): readonly string[] {
  try {
    parseCompletenessFile(text);
    return [];
  } catch (error) {
    if (!(error instanceof CompletenessError)) throw error;
    return [error.code, error.at];
  }
}
