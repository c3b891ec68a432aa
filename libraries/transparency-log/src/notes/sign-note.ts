// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '@touchstone/identifiers';
import { LogError } from '../log-error.ts';
import { formatNote, type NoteSignature, noteBytes, requireNoteText } from './note.ts';
import type { NoteKey } from './note-key.ts';
import { checkpointCosignatureMessage, ed25519CosignatureMessage, uint64Bytes } from './signed-message.ts';

/** A key that signs, wherever its secret is kept. */
export interface NoteSigner {
  readonly key: NoteKey;
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/**
 * The signature of a text by a key, of which kind its type says; a cosignature needs a time in POSIX seconds.
 * C2SP signed-note v1.0.0, Signatures; C2SP tlog-cosignature v1.1.0-rc.1, Format.
 */
export async function signText(
  text: string,
  { key, sign }: NoteSigner,
  { time }: { readonly time?: number } = {},
): Promise<NoteSignature> {
  requireNoteText(text);
  const { name, id, type } = key;
  switch (type) {
    case 'ed25519':
    case 'ecdsa':
      return { name, id, signature: await sign(noteBytes(text)) };
    case 'ed25519-cosignature':
    case 'ml-dsa-44-cosignature': {
      if (time === undefined) {
        throw new LogError('BAD_TIMESTAMP', 'a cosignature needs its time', { at: name });
      }
      const message =
        type === 'ed25519-cosignature'
          ? ed25519CosignatureMessage(text, time)
          : checkpointCosignatureMessage(name, time, text);
      return { name, id, signature: concatBytes(uint64Bytes(time), await sign(message)) };
    }
    case 'rfc6962-tree-head':
    case 'other':
      throw new LogError('UNSUPPORTED_KEY', `nothing is signed here with keys of type ${type}`, { at: name });
  }
}

/** The note with a signature by each of the signers, in their order. */
export async function signNote(
  text: string,
  signers: readonly NoteSigner[],
  when: { readonly time?: number } = {},
): Promise<string> {
  return formatNote({ text, signatures: await Promise.all(signers.map((signer) => signText(text, signer, when))) });
}
