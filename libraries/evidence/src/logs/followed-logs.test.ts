// SPDX-License-Identifier: Apache-2.0
import { parseInstant } from '@touchstone/identifiers';
import { formatVkey, type NoteSigner, parsePolicy, type TlogPolicy } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { subjectsOf, type StatementKind } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { believe, LoggedStatements, type Unsigned, unsigned } from '../testing/logged.ts';
import { cosigned, WITNESSED, WITNESSES } from '../testing/test-log.ts';
import { type FollowedLog, readFollowedLogs } from './followed-logs.ts';

const AUTHORITY = 'did:web:authority.test.touchstone.example';
const ORIGIN = 'log.test.touchstone.example/2026';
const HOME = 'https://log.test.touchstone.example';
const LIST = `${HOME}/status/1`;
const LAW = { instrument: 'Test law', certainty: 'read' } as const;

function statement<K extends StatementKind>(kind: K, number: number, subject: unknown): Unsigned {
  return unsigned(kind, { number, issuer: AUTHORITY, subject: subject as never });
}
const designation = (number: number, id = 'did:web:lab.test.touchstone.example') =>
  statement('Designation', number, {
    ...{ id, name: 'Lab', place: 'MO', tasks: ['t'] },
    legalBasis: LAW,
    from: '2026-01-01',
  });
const withdrawal = (number: number, { statement: { id, issuer }, digest }: Unsigned) =>
  statement('StatusChange', number, {
    ...{ id, changes: { id, issuer, digest }, status: 'withdrawn' },
    from: '2026-02-01T00:00:00Z',
    reason: 'r',
  });

const paper = designation(1);
const other = designation(2, 'did:web:other.test.touchstone.example');
const change = withdrawal(3, paper);

/** A log with the paper, another, and its withdrawal. */
function logged(origin = ORIGIN): LoggedStatements {
  const log = new LoggedStatements(origin);
  log.add(paper);
  log.add(other);
  log.add(change, { target: subjectsOf(paper.statement) });
  log.close(log.map());
  return log;
}

function policyOf(logs: readonly LoggedStatements[], url: string | undefined = `${HOME}/log`): TlogPolicy {
  const lines = [
    ...logs.map(({ signer }) => `log ${formatVkey(signer.key)}${url === '' ? '' : ` ${url}`}`),
    ...WITNESSES.map(({ key }, at) => `witness w${at} ${formatVkey(key)}`),
    ...['group both all w0 w1', 'quorum both', ''],
  ];
  return parsePolicy(suite, lines.join('\n'));
}

/** The log as followed, with statements behind some of its leaves. */
async function followed(
  log: LoggedStatements,
  opened: readonly number[],
  more: Partial<FollowedLog> & { readonly time?: number } = {},
): Promise<FollowedLog> {
  const { time = WITNESSED, ...members } = more;
  return {
    ...{ origin: log.origin, checkpoint: await cosigned(log, { time }), entries: log.entries, isCaught: false },
    opened: opened.map((index) => {
      const { statement: text, salt } = log.openings.get(index) as { statement: string; salt: Uint8Array };
      const { statement: read, digest } = believe(text) as Extract<ReturnType<typeof believe>, { outcome: 'accepted' }>;
      return { statement: read, digest, salt };
    }),
    ...members,
  };
}
/** The paper with a place in a list at the log's own node, and in one elsewhere. */
const named = (lists: readonly string[]) => ({
  statement: paper.statement,
  body: {
    credentialStatus: lists.map((list) => ({
      ...{ id: `${list}#7`, type: 'BitstringStatusListEntry', statusPurpose: 'revocation' },
      ...{ statusListIndex: '7', statusListCredential: list },
    })),
  },
});

describe('readFollowedLogs()', () => {
  it('finds nothing in doubt where every leaf is opened, and says up to when no change is missing', async () => {
    const log = logged();
    const found = readFollowedLogs(suite, [await followed(log, [0, 1, 2])], { policies: [policyOf([log])] });
    expect(found.words).toEqual([{ origin: ORIGIN, size: 4, leaves: 3, notOpened: 0, until: '2026-11-14T00:00:00Z' }]);
    expect(found.notOpened(paper.statement)).toEqual([]);
    expect(found.statusKept(ORIGIN, named([LIST, 'https://other.example/1']))).toEqual({
      lists: [LIST],
      until: '2026-11-14T00:00:00Z',
    });
    expect(found.statusKept(ORIGIN, named(['https://other.example/1', 'no address']))).toBeUndefined();
    expect(found.statusKept('other.example/log', named([LIST]))).toBeUndefined();
  });

  it('holds an unopened leaf to the statement that it may change, opened or not, and to no other', async () => {
    const log = logged();
    const found = readFollowedLogs(suite, [await followed(log, [0, 1])], { policies: [policyOf([log])] });
    expect(found.notOpened(paper.statement)).toEqual([{ log: ORIGIN, index: 2 }]);
    expect(found.notOpened(other.statement)).toEqual([]);
    expect(found.statusKept(ORIGIN, named([LIST]))).toBeUndefined();
    const silent = readFollowedLogs(suite, [await followed(log, [1])], { policies: [policyOf([log])] });
    expect(silent.notOpened(paper.statement).map(({ index }) => index)).toEqual([0, 2]);
    expect(silent.words[0]?.notOpened).toBe(2);
  });

  it('finds the leaf of a person by the blinded thing of the statement that is opened', async () => {
    const log = new LoggedStatements(ORIGIN);
    const secretOf = () => new Uint8Array(32).fill(7);
    log.add(paper, { secretOf });
    log.add(change, { target: subjectsOf(paper.statement), secretOf });
    log.close(log.map());
    const found = readFollowedLogs(suite, [await followed(log, [0])], { policies: [policyOf([log])] });
    expect(found.notOpened(paper.statement)).toEqual([{ log: ORIGIN, index: 1 }]);
  });

  it('casts no doubt on the change by what else stands under the thing that it changes', async () => {
    const log = logged();
    const found = readFollowedLogs(suite, [await followed(log, [1, 2])], { policies: [policyOf([log])] });
    expect(found.notOpened(change.statement)).toEqual([]);
  });

  it.each<[string, (log: LoggedStatements) => Promise<FollowedLog>, (log: LoggedStatements) => readonly TlogPolicy[]]>([
    ['unknown-log', (log) => followed(log, [0, 1, 2]), () => []],
    [
      'leaves-differ',
      (log) => followed(log, [0, 1, 2], { entries: log.entries.slice(0, 2) }),
      (log) => [policyOf([log])],
    ],
    [
      'leaves-differ',
      (log) => followed(log, [0, 1, 2], { entries: [...log.entries].reverse() }),
      (log) => [policyOf([log])],
    ],
    ['caught', (log) => followed(log, [0, 1, 2], { isCaught: true }), (log) => [policyOf([log])]],
    [
      'QUORUM_NOT_MET',
      async (log) => followed(log, [0, 1, 2], { checkpoint: await log.checkpoint() }),
      (log) => [policyOf([log])],
    ],
    [
      'undated',
      async (log) => followed(log, [0, 1, 2], { checkpoint: await log.checkpoint() }),
      (log) => [parsePolicy(suite, `log ${formatVkey(log.signer.key)}\nquorum none\n`)],
    ],
  ])('proves nothing by silence: %s', async (because, make, policies) => {
    const log = logged();
    const found = readFollowedLogs(suite, [await make(log)], { policies: policies(log) });
    expect(found.words[0]).toMatchObject({ because });
    expect(found.statusKept(ORIGIN, named([LIST]))).toBeUndefined();
  });

  it('counts by every policy that knows the log, and dates by the earliest', async () => {
    const log = logged();
    const one = policyOf([log]);
    const first = parsePolicy(
      suite,
      `log ${formatVkey(log.signer.key)} ${HOME}/log\nwitness w ${formatVkey((WITNESSES[1] as NoteSigner).key)}\nquorum w\n`,
    );
    const found = readFollowedLogs(suite, [await followed(log, [0, 1, 2])], { policies: [one, first] });
    expect(found.words[0]?.until).toBe('2026-11-14T00:00:00Z');
    const strict = readFollowedLogs(
      suite,
      [await followed(log, [0, 1, 2], { checkpoint: await cosigned(log, { witnesses: WITNESSES.slice(0, 1) }) })],
      { policies: [first, one] },
    );
    expect(strict.words[0]?.because).toBe('QUORUM_NOT_MET');
  });

  it('is undated where its witnesses state a time that is yet to come', async () => {
    const log = logged();
    const logs = [await followed(log, [0, 1, 2])];
    const policies = [policyOf([log])];
    const before = readFollowedLogs(suite, logs, { policies, knownAt: parseInstant('2026-11-13T00:00:00Z') });
    expect(before.words[0]?.because).toBe('undated');
    expect(before.statusKept(ORIGIN, named([LIST]))).toBeUndefined();
    const after = readFollowedLogs(suite, logs, { policies, knownAt: parseInstant('2026-11-15T00:00:00Z') });
    expect(after.words[0]?.until).toBe('2026-11-14T00:00:00Z');
  });

  it('doubts every statement of a folder that leaves some out and does not list its leaves', async () => {
    const log = logged();
    const { entries: _, ...silent } = await followed(log, [0, 1]);
    const found = readFollowedLogs(suite, [silent], { policies: [policyOf([log])] });
    expect(found.notOpened(other.statement)).toEqual([{ log: ORIGIN }]);
    expect(found.words[0]).toMatchObject({ because: 'no-leaves' });
  });

  it('lets no status list go where the policy does not say where the log is', async () => {
    const log = logged();
    for (const url of ['', 'no-address']) {
      const found = readFollowedLogs(suite, [await followed(log, [0, 1, 2])], { policies: [policyOf([log], url)] });
      expect(found.statusKept(ORIGIN, named([LIST]))).toBeUndefined();
    }
  });

  it('lets a year speak for itself alone, and through the one that goes on from its very tree', async () => {
    const late = Date.parse('2027-03-01T00:00:00Z') / 1_000;
    const log = logged();
    const next = (size: number, root = log.root) => {
      const shard = new LoggedStatements('log.test.touchstone.example/2027', 2);
      shard.addLeaf({ type: 'shard-start', origin: ORIGIN, size, root, mapRoot: new Uint8Array(32) });
      shard.close(shard.map());
      return shard;
    };
    const said = async (shard: LoggedStatements | undefined) => {
      const shards = shard === undefined ? [] : [await followed(shard, [], { time: late })];
      const logs = [await followed(log, [0, 1, 2], { time: late }), ...shards];
      const policies = [policyOf([log, ...(shard === undefined ? [] : [shard])])];
      return readFollowedLogs(suite, logs, { policies: policies }).statusKept(ORIGIN, named([LIST]))?.until;
    };
    expect(await said(undefined)).toBe('2027-01-01T00:00:00Z');
    expect(await said(next(4))).toBe('2027-03-01T00:00:00Z');
    expect(await said(next(3))).toBe('2027-01-01T00:00:00Z');
    expect(await said(next(4, new Uint8Array(32)))).toBe('2027-01-01T00:00:00Z');
    const endless = logged('log.test.touchstone.example/all');
    const found = readFollowedLogs(suite, [await followed(endless, [0, 1, 2], { time: late })], {
      policies: [policyOf([endless])],
    });
    expect(found.statusKept(endless.origin, named([LIST]))?.until).toBe('2027-03-01T00:00:00Z');
  });
});
