// SPDX-License-Identifier: Apache-2.0
import { encodeHex, utf8Bytes } from '@touchstone/identifiers';
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { LogError } from '../log-error.ts';
import { nodeLogSuite as suite } from '../suites/node.ts';
import { caught } from '../tests/caught.ts';
import { witness } from '../tests/keys.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { formatNote, parseNote } from './note.ts';
import { formatVkey, makeNoteKey, parseVkey } from './note-key.ts';
import { openNote, verifySignature } from './open-note.ts';
import { signNote, signText } from './sign-note.ts';
import {
  checkpointCosignatureMessage,
  ed25519CosignatureMessage,
  subtreeCosignatureMessage,
} from './signed-message.ts';

const code = (run: () => unknown) => (caught(run) as LogError).code;
const root = new Uint8Array(32).fill(9);
const government = witness('witness.example/government', 2);
const text = formatCheckpoint({ origin: 'example.com/log', size: 5, root });

describe('cosignatures', () => {
  it('sign what the specification has for the time and the text', () => {
    // C2SP tlog-cosignature.md @5ba5ee83, Ed25519 signed message.
    const message = ed25519CosignatureMessage(
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
      1_679_315_147,
    );
    expect(new TextDecoder().decode(message).split('\n').slice(0, 3)).toEqual([
      'cosignature/v1',
      'time 1679315147',
      'example.com/behind-the-sofa',
    ]);
  });

  it('carry a time that is part of what is signed', async () => {
    const time = 2 ** 40 + 5;
    const signature = await signText(text, government, { time });
    const verified = verifySignature(suite, { key: government.key, text, signature });
    expect(verified).toMatchObject({ time });
    expect(encodeHex(signature.signature.subarray(0, 8))).toBe('0000010000000005');
    const later = signature.signature.map((byte, at) => (at === 7 ? byte + 1 : byte));
    for (const changed of [
      later,
      signature.signature.subarray(0, 7),
      signature.signature.subarray(8),
      later.map(() => 0xff),
    ]) {
      const one = { ...signature, signature: changed };
      expect(verifySignature(suite, { key: government.key, text, signature: one })).toBeUndefined();
    }
    const asNote = { ...government.key, type: 'ed25519' as const };
    expect(verifySignature(suite, { key: asNote, text, signature })).toBeUndefined();
  });

  it('need a time, in whole seconds', async () => {
    await expect(signText(text, government)).rejects.toMatchObject({ code: 'BAD_TIMESTAMP' });
    await expect(signText(text, government, { time: 0.5 })).rejects.toMatchObject({ code: 'BAD_TIMESTAMP' });
    await expect(signText(text, government, { time: -1 })).rejects.toMatchObject({ code: 'BAD_TIMESTAMP' });
  });

  it('are not made with keys that are only recognised', async () => {
    for (const type of ['rfc6962-tree-head', 'other'] as const) {
      const key = makeNoteKey(suite, { name: 'a', type, publicKey: root });
      await expect(signText(text, { key, sign: () => root })).rejects.toMatchObject({ code: 'UNSUPPORTED_KEY' });
    }
  });

  it('of ML-DSA-44 cover cosigner, time, origin, size and root, and no extension line', async () => {
    const message = checkpointCosignatureMessage(
      'w',
      7,
      formatCheckpoint({ origin: 'log', size: 258, root, extensions: ['x'] }),
    );
    const expected = `${encodeHex(utf8Bytes('subtree/v1\n\0'))}0177${'0000000000000007'}036c6f67${'00'.repeat(8)}${'0000000000000102'}${encodeHex(root)}`;
    expect(encodeHex(message)).toBe(expected);
  });

  it('of ML-DSA-44 are verified where the suite can', async () => {
    const pair = generateKeyPairSync('ml-dsa-44');
    const publicKey = Uint8Array.from(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-1312));
    const key = makeNoteKey(suite, { name: 'pq.example/w', type: 'ml-dsa-44-cosignature', publicKey });
    const note = await signNote(text, [{ key, sign: (message) => sign(null, message, pair.privateKey) }], { time: 7 });
    expect(openNote(suite, note, [parseVkey(suite, formatVkey(key))])).toMatchObject({ verified: [{ time: 7 }] });
    expect(openNote(suite, note.replace('\n5\n', '\n6\n'), [key])).toMatchObject({ code: 'BAD_SIGNATURE' });
    // It signs checkpoints alone: under another note, or one of a name that is too long for it, there is none of its.
    const line = parseNote(note).signatures;
    const unsigned = formatNote({ text: 'a promise\n', signatures: line });
    expect(openNote(suite, unsigned, [key])).toMatchObject({ code: 'BAD_SIGNATURE' });
    const far = formatNote({ text: formatCheckpoint({ origin: 'o'.repeat(256), size: 5, root }), signatures: line });
    expect(openNote(suite, far, [key])).toMatchObject({ code: 'BAD_SIGNATURE' });
    const subtree = { origin: 'o', start: 8, end: 13, hash: root };
    expect(subtreeCosignatureMessage('w', 0, subtree)).toHaveLength(12 + 2 + 8 + 2 + 16 + 32);
    expect(code(() => subtreeCosignatureMessage('w', 1, subtree))).toBe('BAD_TIMESTAMP');
    expect(code(() => subtreeCosignatureMessage('', 0, subtree))).toBe('BAD_CHECKPOINT');
    expect(code(() => subtreeCosignatureMessage('w'.repeat(256), 0, subtree))).toBe('BAD_CHECKPOINT');
  });
});
