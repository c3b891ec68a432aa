// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, sign } from 'node:crypto';
import { concatBytes, decodeHex, encodeHex, utf8Bytes } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import published from '../../vectors/witness-add-checkpoint.json' with { type: 'json' };
import { encodeBase64 } from '../base64.ts';
import type { LogError } from '../log-error.ts';
import { rootOfRange } from '../merkle/compact-range.ts';
import { emptyRoot } from '../merkle/hashing.ts';
import { formatCheckpoint } from '../notes/checkpoint.ts';
import { formatNote, formatSignatureLines, parseNote } from '../notes/note.ts';
import { makeNoteKey, uint32Bytes } from '../notes/note-key.ts';
import { openCheckpoint } from '../notes/open-checkpoint.ts';
import { openNote } from '../notes/open-note.ts';
import { type NoteSigner, signNote, signText } from '../notes/sign-note.ts';
import { nodeLogSuite as suite } from '../suites/node.ts';
import { caught } from '../tests/caught.ts';
import { signer, witness } from '../tests/keys.ts';
import { entriesOf, LogDirectory } from '../tests/log-directory.ts';
import { proveConsistency } from '../tiles/prove.ts';
import { formatAddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts';
import { answerAddCheckpoint, type WitnessedLog, type WitnessState } from './answer-add-checkpoint.ts';
import { originFolder, readWitnessAnswer } from './witness-client.ts';

const ORIGIN = 'example.com/log';
const log = signer(ORIGIN, 1);
const cosigner = witness('witness.example/w', 2);
const NOW = 1_700_000_000;
const directory = new LogDirectory();
directory.append(entriesOf(20));
const code = (run: () => unknown) => (caught(run) as LogError).code;

/** A witness that knows one log and remembers, as a server would. */
class TestWitness {
  state: WitnessState | undefined;
  readonly keys = [log.key];

  async ask(body: string | Uint8Array, cosigners = [cosigner], now = NOW) {
    const findLog = (origin: string): WitnessedLog | undefined =>
      origin === ORIGIN ? { keys: this.keys, ...(this.state === undefined ? {} : { state: this.state }) } : undefined;
    const answer = await answerAddCheckpoint(suite, body, { findLog, cosigners, now });
    this.state = answer.newState ?? this.state;
    return answer;
  }
}

async function textOf(size: number): Promise<string> {
  const grown = new LogDirectory();
  grown.append(entriesOf(size));
  return formatCheckpoint({ origin: ORIGIN, size, root: rootOfRange(suite, grown.state.range) });
}

async function request(from: number, to: number): Promise<string> {
  const grown = new LogDirectory();
  grown.append(entriesOf(to));
  const proof = await proveConsistency(suite, { from, to }, grown.read);
  return formatAddCheckpoint({ oldSize: from, proof, note: await signNote(await textOf(to), [log]) });
}

describe('answerAddCheckpoint()', () => {
  it('answers the published steps as they say', async () => {
    const key = makeNoteKey(suite, {
      name: published.origin,
      type: 'ed25519',
      publicKey: decodeHex(published.logEd25519PublicKeyHex),
    });
    let state: WitnessState | undefined;
    const context = {
      findLog: async (origin: string) =>
        origin === published.origin ? { keys: [key], ...(state === undefined ? {} : { state }) } : undefined,
      cosigners: [witness('example.com/witness', 5)],
      now: NOW,
    };
    for (const step of published.steps) {
      const answer = await answerAddCheckpoint(suite, step.body, context);
      // The steps are of June 2025; since 2026 a log that is not known has a status of its own.
      expect(answer.status).toBe(step.asserts.includes('unknown log') ? 404 : step.status);
      expect(answer.newState !== undefined).toBe(answer.status === 200);
      const [, contained] = /^body contains "(—.*)"$/.exec(step.asserts) ?? [];
      expect(answer.body).toContain(contained ?? '');
      if (answer.status === 409) {
        expect(answer).toMatchObject({ contentType: 'text/x.tlog.size', body: `${state?.size}\n` });
      }
      state = answer.newState ?? state;
    }
    expect(state?.size).toBe(5);
  });

  it('cosigns from the first checkpoint on, and serves it with both signatures', async () => {
    const one = new TestWitness();
    for (const [from, to] of [
      [0, 3],
      [3, 3],
      [3, 16],
      [16, 20],
    ] as const) {
      const answer = await one.ask(await request(from, to));
      expect(answer).toMatchObject({ status: 200, contentType: 'text/plain; charset=utf-8', newState: { size: to } });
      const keys = { origin: ORIGIN, logKeys: [log.key], witnessKeys: [cosigner.key] };
      expect(openCheckpoint(suite, one.state?.note ?? '', keys)).toMatchObject({
        outcome: 'accepted',
        checkpoint: { size: to },
        cosignatures: [{ time: NOW }],
      });
    }
  });

  it('takes an empty tree first, and then entries', async () => {
    const one = new TestWitness();
    expect(await one.ask(await request(0, 0))).toMatchObject({ status: 200 });
    expect(await one.ask(await request(0, 5))).toMatchObject({ status: 200, newState: { size: 5 } });
  });

  it('leaves strange signatures out of what it keeps', async () => {
    const note = await signNote(await textOf(3), [signer('stranger', 7), log, signer(ORIGIN, 8)]);
    const one = new TestWitness();
    expect(await one.ask(formatAddCheckpoint({ oldSize: 0, proof: [], note }))).toMatchObject({ status: 200 });
    expect(parseNote(one.state?.note ?? '').signatures.map(({ name }) => name)).toEqual([ORIGIN, 'witness.example/w']);
  });

  it('refuses with the status of the protocol, and keeps its state', async () => {
    const at5 = new TestWitness();
    await at5.ask(await request(0, 5));
    const good = await request(5, 9);
    const { proof, note } = parseAddCheckpoint(good);
    const signed = (text: string) => signNote(text, [log]);
    const text9 = await textOf(9);
    const otherRoot = (size: number) => formatCheckpoint({ origin: ORIGIN, size, root: new Uint8Array(32) });
    const make = (oldSize: number, hashes: readonly Uint8Array[], signedNote: string) =>
      formatAddCheckpoint({ oldSize, proof: hashes, note: signedNote });
    const bad = formatNote({ text: text9, signatures: [await signText(await textOf(8), log)] });
    const cases: readonly (readonly [string, string, number])[] = [
      ['no request at all', '', 400],
      ['an origin that is not known', make(5, proof, await signNote(text9.replace('log', 'lag'), [log])), 404],
      ['no signature of the log', make(5, proof, await signNote(text9, [signer(ORIGIN, 9)])), 403],
      ['a bad signature of the log', make(5, proof, bad), 403],
      ['an old size above the size', make(10, [], await signed(text9)), 400],
      ['another old size', make(4, proof, note), 409],
      ['no old size', make(0, [], note), 409],
      ['a proof that lacks a hash', make(5, proof.slice(1), note), 422],
      ['a proof with a hash too many', make(5, [...proof, new Uint8Array(32)], note), 422],
      ['another tree', make(5, proof, await signed(otherRoot(9))), 422],
      ['another tree of the same size', make(5, [], await signed(otherRoot(5))), 422],
      ['a proof where none is needed', make(5, proof, await signed(await textOf(5))), 422],
    ];
    for (const [name, body, status] of cases) {
      expect([name, (await at5.ask(body)).status]).toEqual([name, status]);
    }
    expect(await at5.ask(make(4, proof, note))).toEqual({ status: 409, contentType: 'text/x.tlog.size', body: '5\n' });
    expect(at5.state?.size).toBe(5);
    expect(await at5.ask(good)).toMatchObject({ status: 200 });
    expect(await at5.ask(good)).toMatchObject({ status: 409, body: '9\n' });
  });

  it('takes a signature that is spelt badly for one that fails, of a key of the log alone', async () => {
    const one = new TestWitness();
    const good = await request(0, 5);
    const badly = (body: string) => body.replace(/(— \S+ \S+)\n$/, '$1=\n');
    const strangeLine = '— stranger.example AAAAAAB=\n';
    const strangeNote = await signNote((await textOf(5)).replace('log', 'lag'), [
      signer(ORIGIN.replace('log', 'lag'), 1),
    ]);
    const strange = formatAddCheckpoint({ oldSize: 0, proof: [], note: strangeNote });
    const other = concatBytes(uint32Bytes(signer(ORIGIN, 9).key.id), Uint8Array.of(0));
    const cases: readonly (readonly [string, string, number])[] = [
      ["the log's own line", badly(good), 403],
      ['a line of a key that is not known', `${good}${strangeLine}`, 400],
      [
        'a line of the name of the log and another key',
        `${good}— ${ORIGIN} ${encodeBase64(other).replace('A=', 'B=')}\n`,
        400,
      ],
      ['a log that is not known', badly(strange), 404],
      ['a log that is not known, and a line of another', `${strange}${strangeLine}`, 404],
      ['a text that is no checkpoint', `old 0\n\n${ORIGIN}\n\n${strangeLine}`, 400],
      ['a hash of the proof', `old 0\n${'A'.repeat(42)}B=\n\n${parseAddCheckpoint(good).note}`, 400],
    ];
    for (const [name, body, status] of cases) {
      expect([name, (await one.ask(body)).status]).toEqual([name, status]);
    }
    const wellFormed = `${good}— stranger.example AAAAAAA=\n`;
    expect(await one.ask(wellFormed)).toMatchObject({ status: 200 });
  });

  it('refuses a tree without leaves that has a root, and a proof from nothing', async () => {
    const one = new TestWitness();
    const empty = await signNote(formatCheckpoint({ origin: ORIGIN, size: 0, root: new Uint8Array(32) }), [log]);
    expect(await one.ask(formatAddCheckpoint({ oldSize: 0, proof: [], note: empty }))).toMatchObject({ status: 422 });
    const note = await signNote(await textOf(4), [log]);
    const withProof = formatAddCheckpoint({ oldSize: 0, proof: [emptyRoot(suite)], note });
    expect(await one.ask(withProof)).toMatchObject({ status: 422 });
  });

  it('does not cosign lines that no key of the log has signed', async () => {
    const { publicKey: spki, privateKey } = generateKeyPairSync('ml-dsa-44');
    // RFC 9881: the key is the last 1312 bytes of the SPKI.
    const publicKey = Uint8Array.from(spki.export({ format: 'der', type: 'spki' }).subarray(-1312));
    const key = makeNoteKey(suite, { name: ORIGIN, type: 'ml-dsa-44-cosignature', publicKey });
    const quantumSafe = { key, sign: (message: Uint8Array) => Uint8Array.from(sign(null, message, privateKey)) };
    const text = await textOf(3);
    const lines = `${text}REVOKED: all reports of this laboratory\n`;
    const ask = async (asked: string, signers: readonly NoteSigner[]) => {
      const one = new TestWitness();
      one.keys.push(key);
      // An ML-DSA-44 signature over the bare text fits the one with lines too.
      const signatures = await Promise.all(signers.map((each) => signText(asked, each, { time: NOW })));
      const note = formatNote({ text: asked, signatures });
      return (await one.ask(formatAddCheckpoint({ oldSize: 0, proof: [], note }))).status;
    };
    expect(await ask(text, [quantumSafe])).toBe(200);
    expect(await ask(lines, [quantumSafe])).toBe(403);
    expect(await ask(lines, [log])).toBe(200);
    expect(await ask(lines, [quantumSafe, log])).toBe(200);
  });

  it('does not cosign two views of one log: the second is refused', async () => {
    const one = new TestWitness();
    await one.ask(await request(0, 4));
    const split = formatCheckpoint({ origin: ORIGIN, size: 8, root: new Uint8Array(32).fill(1) });
    const { proof } = parseAddCheckpoint(await request(4, 8));
    const body = formatAddCheckpoint({ oldSize: 4, proof, note: await signNote(split, [log]) });
    expect(await one.ask(body)).toMatchObject({ status: 422 });
  });

  it('needs a key and a clock', async () => {
    const one = new TestWitness();
    const body = await request(0, 4);
    await expect(one.ask(body, [])).rejects.toThrow(RangeError);
    await expect(one.ask(body, [cosigner], 0)).rejects.toThrow(RangeError);
  });

  it('answers whatever bytes it is sent, and passes on failures that are not of the request', async () => {
    const body = await request(0, 4);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(body.length),
        fc.nat(body.length),
        fc.uint8Array({ maxLength: 4 }),
        async (from, to, more) => {
          const bytes = utf8Bytes(body);
          const given = Uint8Array.from([...bytes.subarray(0, from), ...more, ...bytes.subarray(to)]);
          expect([200, 400, 403, 404, 422]).toContain((await new TestWitness().ask(given)).status);
        },
      ),
    );
    await expect(new TestWitness().ask(undefined as unknown as string)).rejects.toBeInstanceOf(TypeError);
  });
});

describe('parseAddCheckpoint()', () => {
  it('refuses everything with one defect', async () => {
    const good = await request(5, 9);
    const hash = `${'A'.repeat(43)}=\n`;
    const defects: readonly (readonly [string, string])[] = [
      [good.replace('old 5', 'old  5'), 'BAD_SIZE'],
      [good.replace('old 5', 'old 05'), 'BAD_SIZE'],
      [good.replace('old 5', 'OLD 5'), 'BAD_REQUEST'],
      [good.replace('old 5\n', ''), 'BAD_REQUEST'],
      [good.replace('old 5', 'old 9007199254740992'), 'TOO_LARGE'],
      [good.replace('old 5\n', `old 5\n${hash.repeat(63)}`), 'BAD_REQUEST'],
      [good.replace('old 5\n', 'old 5\nAAAA\n'), 'BAD_HASH'],
      [good.replace('old 5\n', 'old 5\r\n'), 'BAD_NOTE'],
      [good.replace('\n\n', '\n'), 'NOT_CANONICAL'],
      [good.slice(0, -1), 'BAD_NOTE'],
      [good.replace('\n9\n', '\n9x\n'), 'BAD_SIZE'],
      ['old 5', 'BAD_REQUEST'],
    ];
    for (const [given, expected] of defects) {
      expect([given, code(() => parseAddCheckpoint(given))]).toEqual([given, expected]);
    }
  });
});

describe('readWitnessAnswer()', () => {
  const asked = async () => ({ note: await signNote(await textOf(4), [log]), keys: [cosigner.key] });
  const ok = { status: 200, contentType: 'text/plain' };

  it('adds the cosignatures of known witnesses to the checkpoint', async () => {
    const { note, keys } = await asked();
    const { body } = await new TestWitness().ask(await request(0, 4));
    const strange = formatSignatureLines([await signText(await textOf(4), witness('w2', 9), { time: 5 })]);
    const reply = readWitnessAnswer(suite, { note, keys }, { ...ok, body: utf8Bytes(body + strange) });
    expect(reply.outcome).toBe('cosigned');
    const names = reply.outcome === 'cosigned' && parseNote(reply.note).signatures.map(({ name }) => name);
    expect(names).toEqual([ORIGIN, 'witness.example/w']);
  });

  it('refuses a cosignature of time 0: a witness must say when', async () => {
    const given = await asked();
    const at = async (time: number) => formatSignatureLines([await signText(await textOf(4), cosigner, { time })]);
    expect(readWitnessAnswer(suite, given, { ...ok, body: await at(0) })).toMatchObject({ outcome: 'refused' });
    expect(readWitnessAnswer(suite, given, { ...ok, body: await at(1) })).toMatchObject({ outcome: 'cosigned' });
  });

  it('takes one cosignature of each key, the latest, however many the answer has', async () => {
    const { note } = await asked();
    const [other, plain] = [witness('w2', 9), signer('plain.example', 7)];
    const signed = await Promise.all([
      ...[5, 97, 6].map(async (time) => signText(await textOf(4), cosigner, { time })),
      ...[8, 3].map(async (time) => signText(await textOf(4), other, { time })),
      signText(await textOf(4), plain),
    ]);
    const keys = [cosigner, other, plain].map(({ key }) => key);
    const reply = readWitnessAnswer(suite, { note, keys }, { ...ok, body: formatSignatureLines(signed) });
    const opened = openNote(suite, reply.outcome === 'cosigned' ? reply.note : '', [log.key, ...keys]);
    const times = opened.outcome === 'accepted' ? opened.verified.map(({ key, time }) => [key, time]) : [];
    expect(times).toEqual([
      [log.key, undefined],
      [cosigner.key, 97],
      [other.key, 8],
      [plain.key, undefined],
    ]);
  });

  it('knows the size to prove from, and a refusal', async () => {
    const given = await asked();
    const conflict = { status: 409, contentType: 'text/x.tlog.size', body: '12\n' };
    expect(readWitnessAnswer(suite, given, conflict)).toEqual({ outcome: 'conflict', size: 12 });
    expect(readWitnessAnswer(suite, given, { ...conflict, contentType: 'text/html' })).toMatchObject({
      outcome: 'refused',
    });
    expect(readWitnessAnswer(suite, given, { ...ok, status: 403, body: 'no' })).toMatchObject({ outcome: 'refused' });
    expect(code(() => readWitnessAnswer(suite, given, { ...conflict, body: '12\n\n' }))).toBe('BAD_SIZE');
  });

  it('refuses cosignatures of another checkpoint, and of nobody it knows', async () => {
    const given = await asked();
    const other = formatSignatureLines([await signText(await textOf(5), cosigner, { time: 5 })]);
    expect(readWitnessAnswer(suite, given, { ...ok, body: other })).toMatchObject({ outcome: 'refused' });
    const strange = formatSignatureLines([await signText(await textOf(4), witness('w2', 9), { time: 5 })]);
    expect(readWitnessAnswer(suite, given, { ...ok, body: strange })).toMatchObject({ outcome: 'refused' });
    expect(code(() => readWitnessAnswer(suite, given, { ...ok, body: 'what?' }))).toBe('BAD_NOTE');
    const { text, signatures } = parseNote(given.note);
    const full = formatNote({
      text,
      signatures: Array.from({ length: 100 }, () => signatures[0] as (typeof signatures)[0]),
    });
    const good = formatSignatureLines([await signText(await textOf(4), cosigner, { time: 5 })]);
    expect(code(() => readWitnessAnswer(suite, { ...given, note: full }, { ...ok, body: good }))).toBe('TOO_LARGE');
  });
});

describe('originFolder()', () => {
  it('is the SHA-256 of the origin in lower-case hexadecimal digits', () => {
    expect(originFolder(suite, ORIGIN)).toBe(encodeHex(suite.sha256(utf8Bytes(ORIGIN))));
  });
});
