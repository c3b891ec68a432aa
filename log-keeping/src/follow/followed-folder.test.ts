// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestFromSha256 } from '@touchstone/identifiers';
import {
  commitmentOf,
  composeBody,
  encodeLeaf,
  encodeOpening,
  parseStatement,
  type Statement,
  subjectKeysOf,
  subjectsOf,
} from '@touchstone/statements';
import { encodeBase64, erasureText, formatVkey, hashLeaf, parsePolicy, signNote } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readEntry } from '../reader/read-entry.ts';
import { MappedLog } from '../testing/mapped-log.ts';
import { ScriptedLog, testSigner } from '../testing/scripted-log.ts';
import { FollowedFolder, type FollowOptions, type SignatureVerdict } from './followed-folder.ts';
import type { GivenStatement } from './opened-statements.ts';

const ORIGIN = 'log.example/1';
const scratch = mkdtempSync(join(tmpdir(), 'touchstone-follow-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const sha256 = (message: Uint8Array) => suite.sha256(message);
const digestOf = (text: string) => digestFromSha256(new Uint8Array(createHash('sha256').update(text).digest()));
const uuid = (number: number) => `01930000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** A notice about a standard, or a change of an earlier one, as text. */
function statementText(number: number, changes?: number): string {
  const notice = {
    id: `GB ${number}-2020`,
    standard: `GB ${number}-2020`,
    title: 'T',
    status: 'in-force',
    from: '2024-01-01',
  };
  const issuer = 'did:web:authority.example';
  const changed = { id: `urn:uuid:${uuid(changes ?? 0)}`, issuer, digest: digestOf('the statement that is changed') };
  const change = { id: changed.id, changes: changed, status: 'withdrawn', from: '2026-01-01T00:00:00Z', reason: 'R' };
  const common = { uuid: uuid(number), issuer, validFrom: '2025-01-01T00:00:00Z' };
  return JSON.stringify(
    changes === undefined
      ? composeBody('StandardNotice', { ...common, subject: notice as never })
      : composeBody('StatusChange', { ...common, subject: change as never }),
  );
}

let log: MappedLog;
let given: Map<number, GivenStatement>;
let folder: string;
let verdict: SignatureVerdict;
let count = 0;
beforeEach(() => {
  log = new MappedLog(ORIGIN);
  given = new Map();
  verdict = { outcome: 'verified' };
  count += 1;
  folder = join(scratch, String(count));
});

/** Puts statements into the log, each about what the target is about, and has the node give them. */
function leavesOf(...texts: readonly (string | { readonly text: string; readonly target: Statement })[]): Uint8Array[] {
  return texts.map((each, at) => {
    const { text, target } = typeof each === 'string' ? { text: each, target: undefined } : each;
    const salt = new Uint8Array(32).fill(log.size + at + 1);
    const subjects = subjectsOf(parseStatement(JSON.parse(text)), target && subjectsOf(target));
    const index = log.size + at;
    given.set(index, { index, statement: text, opening: encodeBase64(encodeOpening(salt)) });
    const commitment = commitmentOf(sha256, salt, digestOf(text));
    return encodeLeaf({ type: 'statement', subjectKeys: subjectKeysOf(sha256, subjects, () => undefined), commitment });
  });
}

const open = (more: Partial<FollowOptions> = {}) =>
  FollowedFolder.open(suite, {
    ...{ origin: ORIGIN, keys: [log.signer.key], folder, now: () => '2026-11-22T00:00:00Z' },
    read: (path) => log.read(path),
    ask: async (from, to) => ({ to, items: [...given.values()].filter(({ index }) => index >= from && index < to) }),
    readStatement: (text) => ({ statement: parseStatement(JSON.parse(text)), digest: digestOf(text) }),
    verifySignature: async () => verdict,
    ...more,
  });
/** One look by a process of its own. */
async function look(more: Partial<FollowOptions> = {}) {
  const followed = await open(more);
  try {
    return { ...(await followed.look()), evidence: followed.evidenceFolder };
  } finally {
    await followed.close();
  }
}
const filesIn = (evidence: string) => {
  const statements = join(evidence, 'statements');
  return existsSync(statements) ? readdirSync(statements) : [];
};

describe('FollowedFolder', () => {
  it('keeps each statement byte for byte with its receipt, names the origin, and goes on where it was', async () => {
    const text = statementText(1);
    await log.publish(leavesOf(text));
    const first = await look();
    expect(first).toMatchObject({
      from: 0,
      size: 2,
      hasMap: true,
      counts: true,
      states: { stored: 1 },
      projected: 1,
      caught: [],
    });
    expect(filesIn(first.evidence)).toEqual(['0000000000.json', '0000000000.json.tlog-proof']);
    expect(readFileSync(join(first.evidence, 'statements', '0000000000.json'), 'utf8')).toBe(text);
    const receipt = readFileSync(join(first.evidence, 'statements', '0000000000.json.tlog-proof'), 'utf8');
    expect(receipt).toContain(`\n${ORIGIN}\n2\n`);
    expect(JSON.parse(readFileSync(join(first.evidence, 'followed.json'), 'utf8'))).toMatchObject({
      origin: ORIGIN,
      size: 2,
    });
    await log.publish(leavesOf({ text: statementText(2, 1), target: parseStatement(JSON.parse(text)) }));
    const asked: number[] = [];
    const second = await look({
      ask: async (from, to) => {
        asked.push(from);
        return { to, items: [...given.values()].filter(({ index }) => index >= from && index < to) };
      },
    });
    expect(second).toMatchObject({ from: 2, size: 4, states: { stored: 2 }, projected: 1, caught: [] });
    expect(asked[0]).toBe(2);
  });

  it('keeps what is not behind its leaf as a fault of the node, and takes it for no evidence', async () => {
    await log.publish(leavesOf(statementText(1), statementText(2)));
    const [one, two] = [given.get(0), given.get(1)] as [GivenStatement, GivenStatement];
    given.set(0, { ...two, index: 0 });
    given.set(1, { ...two, opening: one.opening as string });
    const { caught, states, evidence } = await look();
    expect(states).toEqual({ refused: 2 });
    expect(caught.map(({ code }) => code)).toEqual(['NOT_THE_LEAF', 'NOT_THE_LEAF']);
    expect(JSON.parse(readFileSync(caught[0]?.evidence ?? '', 'utf8'))).toMatchObject({
      reason: expect.stringContaining('COMMITMENT_DIFFERS'),
    });
    expect(filesIn(evidence)).toEqual([]);
  });

  it('tells a signature that is broken from one whose key is not known, which is asked again', async () => {
    await log.publish(leavesOf(statementText(1)));
    verdict = { outcome: 'unknown', reason: 'no document' };
    expect(await look()).toMatchObject({ states: { unverified: 1 }, projected: 0, caught: [] });
    verdict = { outcome: 'verified' };
    expect(await look()).toMatchObject({ states: { stored: 1 }, projected: 1 });
    await log.publish(leavesOf(statementText(2)));
    verdict = { outcome: 'broken', reason: 'integrity' };
    const { caught, states } = await look();
    expect([states, caught[0]?.code]).toEqual([{ refused: 1, stored: 1 }, 'BAD_SIGNATURE']);
    expect(existsSync(caught[0]?.evidence ?? '')).toBe(true);
  });

  it('keeps what it has when the node says, signed by nobody, that it was erased, and counts what it never had', async () => {
    await log.publish(leavesOf(statementText(1), statementText(2)));
    given.delete(1);
    const { evidence } = await look();
    given.set(0, { index: 0, erased: true });
    expect((await look()).states).toEqual({ stored: 1, withheld: 1 });
    expect(filesIn(evidence)).toEqual(['0000000000.json', '0000000000.json.tlog-proof']);
    given.set(1, { index: 1, erased: true });
    await look();
    const followed = JSON.parse(readFileSync(join(evidence, 'followed.json'), 'utf8'));
    expect(followed).toMatchObject({ withheld: 0, erased: 1 });
  });

  it('forgets what the log has signed as erased, keeps the note, and takes no note of another leaf or key for one', async () => {
    await log.publish(leavesOf(statementText(1), statementText(2)));
    const { evidence } = await look();
    const noteOf = async (index: number, signer = log.signer) => {
      const entry = await readEntry(0, { size: log.size, read: (path) => log.read(path) });
      const erasure = { origin: ORIGIN, index, leafHash: hashLeaf(suite, entry), day: '2026-11-22' };
      const why = { by: 'two-people-of-the-issuer', ground: 'person-request', article: 'Test law, article 1' };
      return signNote(erasureText({ ...erasure, ...why }), [signer]);
    };
    const wrong = [await noteOf(1), await noteOf(0, testSigner(ORIGIN, 9)), 'erased'];
    for (const tombstone of wrong) {
      given.set(0, { index: 0, erased: true, tombstone });
      expect((await look()).states).toEqual({ stored: 2 });
    }
    const tombstone = await noteOf(0);
    given.set(0, { index: 0, erased: true, tombstone });
    expect((await look()).states).toEqual({ closed: 1, stored: 1 });
    expect(filesIn(evidence)).toEqual(['0000000001.json', '0000000001.json.tlog-proof']);
    expect(readFileSync(join(evidence, 'tombstones', '0000000000.note'), 'utf8')).toBe(tombstone);
    expect(JSON.parse(readFileSync(join(evidence, 'followed.json'), 'utf8'))).toMatchObject({ closed: 1, erased: 0 });
    expect((await look()).states).toEqual({ closed: 1, stored: 1 });
  });

  it('keeps both notes of a log that tells two stories, and takes nothing more of it', async () => {
    const fork = log.fork();
    await log.publish(leavesOf(statementText(1)));
    await look();
    log = fork;
    await log.publish(leavesOf(statementText(2), statementText(3)));
    const { caught, projected } = await look();
    expect([caught.map(({ code }) => code), projected]).toEqual([['SPLIT_VIEW'], 0]);
    expect(JSON.parse(readFileSync(caught[0]?.evidence ?? '', 'utf8'))).toMatchObject({
      code: 'SPLIT_VIEW',
      origin: ORIGIN,
    });
    const again = await look();
    expect(again.caught.map(({ code }) => code)).toEqual(['SPLIT_VIEW']);
    // What is here stays, and who reads it is told.
    const followed = JSON.parse(readFileSync(join(again.evidence, 'followed.json'), 'utf8'));
    expect(followed).toMatchObject({ caught: ['SPLIT_VIEW'] });
  });

  it('tells of a rollback and of a checkpoint that the log did not sign, with both notes', async () => {
    const older = await log.publish(leavesOf(statementText(1)));
    await log.publish(leavesOf(statementText(2)));
    await look();
    log.files.set('checkpoint', new TextEncoder().encode(older));
    const back = await look();
    expect(back.caught.map(({ code }) => code)).toEqual(['ROLLED_BACK']);
    expect(JSON.parse(readFileSync(back.caught[0]?.evidence ?? '', 'utf8'))).toMatchObject({ shown: older });
    const liar = new MappedLog(ORIGIN, testSigner(ORIGIN, 9));
    const forged = await liar.publish([]);
    log.files.set('checkpoint', new TextEncoder().encode(forged));
    const bad = await look();
    expect(bad.caught.map(({ code }) => code)).toEqual(['BAD_CHECKPOINT']);
    expect(JSON.parse(readFileSync(bad.caught[0]?.evidence ?? '', 'utf8'))).toMatchObject({ shown: forged });
  });

  it('tells of a false map, and follows a log that has none', async () => {
    await log.publish(leavesOf(statementText(1)), () => new Uint8Array(32).fill(7));
    expect((await look()).caught.map(({ code }) => code)).toEqual(['BAD_MAP']);
    const plain = new ScriptedLog(ORIGIN);
    log = new MappedLog(ORIGIN);
    folder = join(folder, 'plain');
    const leaves = leavesOf(statementText(1));
    plain.append(...leaves);
    await plain.checkpoint();
    expect(await look({ read: (path) => plain.read(path) })).toMatchObject({ hasMap: false, caught: [], projected: 1 });
  });

  it('takes nothing for evidence before the quorum of the policy has cosigned', async () => {
    await log.publish(leavesOf(statementText(1)));
    const witness = testSigner('witness.example/1', 5, 'ed25519-cosignature');
    const vkey = formatVkey(log.signer.key);
    const policy = parsePolicy(suite, `log ${vkey}\nwitness w ${formatVkey(witness.key)}\nquorum w\n`);
    expect(await look({ policy })).toMatchObject({
      counts: false,
      missing: ['w'],
      projected: 0,
      states: { stored: 1 },
    });
    expect(await look()).toMatchObject({ counts: true, projected: 1 });
  });
});
