// SPDX-License-Identifier: Apache-2.0
// Extension lines of a checkpoint: who has signed them. C2SP tlog-cosignature v1.1.0-rc.1, ML-DSA-44 signed message.
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../proofs/policy.ts';
import { verifyCheckpoint } from '../proofs/evaluate-policy.ts';
import { nodeLogSuite as suite } from '../suites/node-suite.ts';
import { signer, witness } from '../tests/keys.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { formatVkey, makeNoteKey } from './note-key.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import { type NoteSigner, signNote } from './sign-note.ts';

const origin = 'newer.test/log';
const pair = generateKeyPairSync('ml-dsa-44');
const publicKey = Uint8Array.from(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-1312));
const newer: NoteSigner = {
  key: makeNoteKey(suite, { name: origin, type: 'ml-dsa-44-cosignature', publicKey }),
  sign: (message) => new Uint8Array(sign(null, message, pair.privateKey)),
};
const older = signer(origin, 3);
const government = witness('government.test/w', 4);
const bare = { origin, size: 5, root: new Uint8Array(32).fill(1) };
const signed = (by: readonly NoteSigner[], extensions: readonly string[] = []) =>
  signNote(formatCheckpoint({ ...bare, extensions }), by, { time: 7 });
/** What anybody can do to the text of a note. */
const withLine = (note: string) => note.replace('\n\n', '\nsomebody was here\n\n');
const open = (note: string, logKeys = [newer.key]) =>
  openCheckpoint(suite, note, { origin, logKeys, witnessKeys: [government.key] });

describe('openCheckpoint() of a log that signs with ML-DSA-44', () => {
  it('takes a checkpoint without further lines', async () => {
    expect(open(await signed([newer]))).toMatchObject({ outcome: 'accepted', checkpoint: { extensions: [] } });
  });

  it('rejects one with a line that anybody can have added, and one with a line of its own', async () => {
    expect(open(withLine(await signed([newer])))).toMatchObject({ outcome: 'rejected', code: 'UNSIGNED_LINES' });
    expect(open(await signed([newer], ['mine']))).toMatchObject({ code: 'UNSIGNED_LINES' });
  });

  it('takes no cosignature for the signature of the log: a witness signs what it was shown', async () => {
    expect(open(await signed([newer, government], ['mine']))).toMatchObject({ code: 'UNSIGNED_LINES' });
  });

  it('takes lines that a key of the log has signed with Ed25519 too, and none that it has not', async () => {
    const both = [newer.key, older.key];
    const note = await signed([newer, older], ['mine']);
    expect(open(note, both)).toMatchObject({ outcome: 'accepted', checkpoint: { extensions: ['mine'] } });
    expect(open(withLine(note), both)).toMatchObject({ code: 'BAD_SIGNATURE' });
    // To whom the log is known by the one key alone, the other has signed nothing.
    expect(open(note)).toMatchObject({ code: 'UNSIGNED_LINES' });
  });
});

describe('verifyCheckpoint() of a log that signs with ML-DSA-44', () => {
  const policy = parsePolicy(
    suite,
    `log ${formatVkey(newer.key)}\nwitness w ${formatVkey(government.key)}\nquorum w\n`,
  );

  it('counts no checkpoint whose lines the log has not signed, whoever has cosigned them', async () => {
    expect(verifyCheckpoint(suite, await signed([newer, government]), policy).outcome).toBe('accepted');
    expect(verifyCheckpoint(suite, await signed([newer, government], ['mine']), policy)).toMatchObject({
      ...{ outcome: 'rejected', code: 'NO_LOG_SIGNATURE' },
    });
  });
});
