// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { LogError } from '../log-error.ts';
import { nobleLogSuite } from '../suites/noble.ts';
import { nodeLogSuite as suite } from '../suites/node.ts';
import { caught } from '../tests/caught.ts';
import { signer, witness } from '../tests/keys.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { formatNote, parseNote } from './note.ts';
import { formatVkey, makeNoteKey, parseVkey } from './note-key.ts';
import { canVerify, openNote, verifySignature } from './open-note.ts';
import { signNote, signText } from './sign-note.ts';

const code = (run: () => unknown) => (caught(run) as LogError).code;
const root = new Uint8Array(32).fill(9);
const log = signer('example.com/log', 1);
const government = witness('witness.example/government', 2);
const text = formatCheckpoint({ origin: 'example.com/log', size: 5, root });

describe('openNote()', () => {
  it('accepts the example of the specification', () => {
    // C2SP signed-note.md @5ba5ee83, Example.
    const key = parseVkey(suite, 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
    const note =
      'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
    for (const each of [suite, nobleLogSuite]) {
      expect(openNote(each, note, [key])).toMatchObject({
        outcome: 'accepted',
        verified: [{ name: 'example.com/foo' }],
      });
      expect(openNote(each, note.replace('an example', 'no example'), [key])).toMatchObject({ code: 'BAD_SIGNATURE' });
    }
  });

  it('leaves unknown keys aside, even of a known name or a known id', async () => {
    const namesake = signer('example.com/log', 7);
    const note = await signNote('text\n', [log, namesake, signer('other', 1)]);
    const opened = openNote(suite, note, [log.key]);
    expect(opened).toMatchObject({ outcome: 'accepted', verified: [{ name: 'example.com/log' }] });
    expect(opened.outcome === 'accepted' && opened.unknown.map(({ name }) => name)).toEqual([
      'example.com/log',
      'other',
    ]);
    expect(openNote(suite, note, [signer('nobody', 9).key])).toMatchObject({ code: 'NO_KNOWN_SIGNATURE' });
    expect(openNote(suite, note, [])).toMatchObject({ code: 'NO_KNOWN_SIGNATURE' });
  });

  it('rejects the whole note for one bad signature of a known key, though another is good', async () => {
    const good = await signText('text\n', log);
    const bad = { ...(await signText('other\n', government, { time: 1 })) };
    const note = formatNote({ text: 'text\n', signatures: [good, bad] });
    expect(openNote(suite, note, [log.key, government.key])).toMatchObject({
      outcome: 'rejected',
      code: 'BAD_SIGNATURE',
    });
    expect(openNote(suite, note, [log.key])).toMatchObject({ outcome: 'accepted' });
    const again = formatNote({
      text: 'text\n',
      signatures: [good, { ...good, signature: good.signature.map((b) => b ^ 1) }],
    });
    expect(openNote(suite, again, [log.key])).toMatchObject({ code: 'BAD_SIGNATURE' });
  });

  it('counts a repeated line once', async () => {
    const good = await signText('text\n', log);
    const opened = openNote(suite, formatNote({ text: 'text\n', signatures: [good, good] }), [log.key]);
    expect(opened.outcome === 'accepted' && opened.verified).toHaveLength(1);
  });

  it('refuses keys that it cannot tell apart, and takes those that it cannot verify with for not having signed', async () => {
    const note = await signNote('text\n', [log]);
    expect(code(() => openNote(suite, note, [log.key, log.key]))).toBe('AMBIGUOUS_KEY');
    const publicKey = new Uint8Array(32).fill(3);
    const treeHead = makeNoteKey(suite, { name: 'a', type: 'rfc6962-tree-head', publicKey });
    const other = makeNoteKey(suite, { name: 'a', type: 'other', publicKey });
    const ecdsa = makeNoteKey(suite, { name: 'a', type: 'ecdsa', publicKey });
    const mlDsa = makeNoteKey(suite, { name: 'a', type: 'ml-dsa-44-cosignature', publicKey: new Uint8Array(1312) });
    for (const key of [treeHead, other]) {
      const its = { name: key.name, id: key.id, signature: root };
      const both = formatNote({ text: 'text\n', signatures: [...parseNote(note).signatures, its] });
      const opened = openNote(suite, both, [log.key, key]);
      expect(opened).toMatchObject({ outcome: 'accepted', verified: [{ key: log.key }], unsupported: [key] });
      expect(openNote(suite, note, [log.key, key])).toMatchObject({ outcome: 'accepted', unsupported: [] });
      const alone = openNote(suite, both, [key]);
      expect(alone).toMatchObject({ outcome: 'rejected', code: 'NO_KNOWN_SIGNATURE', unsupported: [key] });
      expect(alone.outcome === 'rejected' && alone.detail).toContain(`not verified here: a, a key of type ${key.type}`);
      expect(verifySignature(suite, { key, text: 'text\n', signature: { ...key, signature: root } })).toBeUndefined();
    }
    expect([ecdsa, mlDsa].map((key) => canVerify(suite, key))).toEqual([true, true]);
    expect([ecdsa, mlDsa].map((key) => canVerify(nobleLogSuite, key))).toEqual([false, false]);
    for (const key of [ecdsa, mlDsa]) {
      const signature = { ...key, signature: new Uint8Array(2_428) };
      expect(verifySignature(nobleLogSuite, { key, text, signature })).toBeUndefined();
      expect(verifySignature(suite, { key, text, signature })).toBeUndefined();
    }
  });

  it('verifies ECDSA over SHA-256, as the witnesses of transparency-dev sign', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicKey = Uint8Array.from(pair.publicKey.export({ format: 'der', type: 'spki' }));
    const key = makeNoteKey(suite, { name: 'ecdsa.example', type: 'ecdsa', publicKey });
    const note = await signNote('text\n', [{ key, sign: (message) => sign('sha256', message, pair.privateKey) }]);
    expect(openNote(suite, note, [parseVkey(suite, formatVkey(key))])).toMatchObject({ outcome: 'accepted' });
    expect(openNote(suite, note.replace('text', 'test'), [key])).toMatchObject({ code: 'BAD_SIGNATURE' });
  });
});
