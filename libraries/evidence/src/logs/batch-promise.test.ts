// SPDX-License-Identifier: Apache-2.0
import { type Digest, digestFromSha256, parseInstant } from '@touchstone/identifiers';
import { commitmentOf, encodeOpening } from '@touchstone/statements';
import { encodeBase64, formatVkey, parsePolicy, signNote } from '@touchstone/transparency-log';
import { nobleLogSuite } from '@touchstone/transparency-log/noble';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testSigner } from '../testing/logged.ts';
import { BATCH_PROMISE_HEADER, batchPromiseText, placeInBatch } from './batch-promise.ts';
import { formatPromiseFile, readPromiseFile } from './promise-file.ts';
import { readPromisedCommitments } from './promised-commitments.ts';
import { type LogPromise, verifyPromise } from './verify-promise.ts';

const sha256 = (message: Uint8Array) => suite.sha256(message);
const log = testSigner('log.test/1', 3, 'ed25519');
const policy = parsePolicy(suite, `log ${formatVkey(log.key)}\nquorum none\n`);
const digestOf = (number: number): Digest => digestFromSha256(sha256(Uint8Array.of(number, 1)));
const saltOf = (number: number) => new Uint8Array(32).fill(number);
const commitmentsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => commitmentOf(sha256, saltOf(at), digestOf(at)));
const TIMES = { promisedAt: '2026-11-22T08:00:00Z', mergeBy: '2026-11-22T09:00:00Z' };
const textOf = (count: number) =>
  batchPromiseText(suite, { origin: 'log.test/1', commitments: commitmentsOf(count), ...TIMES });
const noteOf = (count: number) => signNote(textOf(count), [log]);
const promiseOf = async (at: number, count: number): Promise<LogPromise> => ({
  ...{ note: await noteOf(count), opening: encodeOpening(saltOf(at)) },
  place: placeInBatch(suite, commitmentsOf(count), at),
});
const said = (promise: LogPromise, at: number, knownAt = '2026-11-22T08:30:00Z') =>
  verifyPromise(suite, promise, { policy, digest: digestOf(at), knownAt: parseInstant(knownAt) });
const NOT_PROVED = 'LOG_PROMISE_NOT_PROVED';

describe('a promise for a batch', () => {
  it('is one for each of its statements, and for no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(), async (count, one, other) => {
        const at = one % count;
        const promise = await promiseOf(at, count);
        expect(said(promise, at)).toMatchObject({
          code: 'LOG_PROMISED',
          values: { log: 'log.test/1', seconds: '3600' },
        });
        if (other % 256 !== at) expect(said(promise, other % 256).code).toBe(NOT_PROVED);
      }),
      { numRuns: 40 },
    );
  });

  it('is broken once its time has come, with every suite', async () => {
    const promise = await promiseOf(3, 7);
    for (const each of [suite, nobleLogSuite]) {
      const knownAt = parseInstant('2026-11-22T09:00:01Z');
      expect(verifyPromise(each, promise, { policy, digest: digestOf(3), knownAt }).code).toBe('LOG_PROMISE_OVERDUE');
    }
  });

  it.each<[string, (lines: readonly string[]) => readonly string[]]>([
    ['no count', (lines) => lines.with(2, '')],
    ['a count of nothing', (lines) => lines.with(2, '0')],
    ['a count with a nought before it', (lines) => lines.with(2, '07')],
    ['a count beyond every batch', (lines) => lines.with(2, '1001')],
    ['another count', (lines) => lines.with(2, '9')],
    ['another root', (lines) => lines.with(1, encodeBase64(new Uint8Array(32)))],
    ['a line more', (lines) => [...lines.slice(0, -1), 'more', '']],
    ['nothing but its header', ([header = '']) => [header, '']],
    ['a time that is none', (lines) => lines.with(5, 'soon')],
    ['the header of a single one', (lines) => lines.with(0, 'touchstone/promise/v1')],
  ])('with %s proves nothing', async (_, change) => {
    const promise = await promiseOf(3, 7);
    const note = await signNote(change(textOf(7).split('\n')).join('\n'), [log]);
    expect(said({ ...promise, note }, 3).code).toBe(NOT_PROVED);
  });

  it('proves nothing without its place, in another, or with hashes that lead elsewhere', async () => {
    const { place, ...bare } = await promiseOf(3, 7);
    const [first = new Uint8Array(), ...rest] = place?.proof ?? [];
    for (const each of [
      bare,
      { ...bare, place: { index: 2, proof: [first, ...rest] } },
      { ...bare, place: { index: 3, proof: rest } },
      { ...bare, place: { index: 3, proof: [first.toReversed(), ...rest] } },
      { ...bare, place: { index: 3, proof: Array.from({ length: 5_000 }, () => first) } },
    ]) {
      expect(said(each, 3).code).toBe(NOT_PROVED);
    }
  });

  it('has a second line that no checkpoint has', () => {
    expect(textOf(1).split('\n').slice(0, 2)).toEqual([BATCH_PROMISE_HEADER, expect.stringMatching(/=$/)]);
  });
});

describe('readPromiseFile()', () => {
  const NAME = { issuer: 'did:web:a.example', id: 'urn:uuid:1' };
  const read = (value: unknown, name: typeof NAME | undefined = NAME) =>
    readPromiseFile(suite, typeof value === 'string' ? value : JSON.stringify(value), name);
  const promised = { index: 1, opening: encodeBase64(encodeOpening(saltOf(1))) };
  const answer = (more: object = promised, commitments: unknown = commitmentsOf(2).map(encodeBase64)) => ({
    answers: [null, { outcome: 'refused' }, { entries: [7, { statement: NAME, promised: more }] }],
    promise: { note: 'note', commitments },
  });

  it('reads what it wrote, of one statement and of one in a batch', async () => {
    const inBatch = await promiseOf(3, 7);
    const { place: _, ...alone } = inBatch;
    for (const promise of [inBatch, alone]) {
      expect(read(formatPromiseFile(promise))).toEqual({ outcome: 'read', promise });
    }
  });

  it('finds a statement in the answer to its batch', () => {
    const place = placeInBatch(suite, commitmentsOf(2), 1);
    const promise = { note: 'note', opening: encodeOpening(saltOf(1)), place };
    expect(read(answer())).toEqual({ outcome: 'read', promise });
    expect(read(answer(), { ...NAME, id: 'urn:uuid:2' }).outcome).toBe('unreadable');
    expect(readPromiseFile(suite, JSON.stringify(answer()), undefined).outcome).toBe('unreadable');
  });

  it.each<[string, unknown]>([
    ['no JSON', '{'],
    ['null', null],
    ['no note', { opening: '' }],
    ['no opening', { promise: 'note' }],
    ['an opening that is no base64', { promise: 'note', opening: '?' }],
    ['a proof without an index', { promise: 'note', opening: '', proof: [] }],
    ['an index that is none', { promise: 'note', opening: '', index: -1, proof: [] }],
    ['an index beyond every batch', { promise: 'note', opening: '', index: 1_000, proof: [] }],
    ['a proof of numbers', { promise: 'note', opening: '', index: 0, proof: [1] }],
    [
      'a proof beyond all measure',
      { promise: 'note', opening: '', index: 0, proof: Array.from({ length: 99 }, () => '') },
    ],
    ['an answer without a promise', { answers: [] }],
    ['an answer with commitments that are none', answer(promised, 'x')],
    ['an answer with an index beyond its commitments', answer({ ...promised, index: 2 })],
    ['an answer without an opening', answer({ index: 1 })],
  ])('says why it reads nothing of %s', (_, value) => {
    expect(read(value)).toMatchObject({ outcome: 'unreadable', detail: expect.any(String) });
  });
});

describe('readPromisedCommitments()', () => {
  const read = (value: unknown, keys = [log.key]) =>
    readPromisedCommitments(suite, typeof value === 'string' ? value : JSON.stringify(value), keys);
  const commitments = commitmentsOf(3).map(encodeBase64);

  it('has every leaf of a batch, and the one of a single promise', async () => {
    const note = await noteOf(3);
    const said = { outcome: 'promised', log: 'log.test/1', mergeBy: TIMES.mergeBy };
    expect(read({ promise: { note, commitments } })).toEqual({ ...said, commitments: commitmentsOf(3) });
    const [one = ''] = commitments;
    const lines = ['touchstone/promise/v1', one, 'log.test/1', TIMES.promisedAt, TIMES.mergeBy, ''];
    const single = await signNote(lines.join('\n'), [log]);
    expect(read({ promise: single, opening: '' })).toEqual({ ...said, commitments: commitmentsOf(1) });
  });

  it('says why a file proves nothing against a log', async () => {
    const note = await noteOf(3);
    const other = testSigner('log.test/1', 4, 'ed25519').key;
    const noted = await signNote('nothing\n', [log]);
    for (const [value, keys] of [
      ['{', [log.key]],
      [null, [log.key]],
      [{ promise: 'nothing' }, [log.key]],
      [{ promise: noted }, [log.key]],
      [{ promise: { note, commitments } }, [other]],
      [{ promise: note }, [log.key]],
      [{ promise: { note, commitments: 'xyz' } }, [log.key]],
      [{ promise: { note, commitments: commitments.slice(1) } }, [log.key]],
      [{ promise: { note, commitments: commitments.toReversed() } }, [log.key]],
      [{ promise: { note, commitments: ['?', '?', '?'] } }, [log.key]],
    ] as const) {
      expect(read(value, [...keys])).toEqual({ outcome: 'nothing', detail: expect.any(String) });
    }
    const many = await noteOf(1_001);
    expect(read({ promise: { note: many, commitments: commitmentsOf(1_001).map(encodeBase64) } }).outcome).toBe(
      'nothing',
    );
  });
});
