// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { LogError } from '../log-error.ts';
import { formatSkey, makeNoteKey, parseSkey, type SecretNoteKey } from '../notes/note-key.ts';
import type { NoteSigner } from '../notes/sign-note.ts';
import { nodeLogSuite } from './node-suite.ts';

// PKCS#8 up to the seed, DER. RFC 8410, section 7.
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A signer with a secret key held in this process, from its text PRIVATE+KEY+…; BAD_KEY when the id is another's. */
export function nodeNoteSigner(skey: string): NoteSigner {
  const secret = parseSkey(skey);
  const { signer } = signerOf(secret);
  if (signer.key.id !== secret.id) {
    throw new LogError('BAD_KEY', 'the id of the secret key is that of another key', { at: secret.name });
  }
  return signer;
}

/** The secret key of a seed as text, and its signer. Requires 32 bytes that nobody else knows. */
export function nodeNoteKey(parts: Omit<SecretNoteKey, 'id'>): { readonly skey: string; readonly signer: NoteSigner } {
  if (parts.seed.length !== 32) {
    throw new RangeError(`A seed has 32 bytes, not ${parts.seed.length}`);
  }
  const { signer } = signerOf(parts);
  return { skey: formatSkey({ ...parts, id: signer.key.id }), signer };
}

function signerOf({ name, type, seed }: Omit<SecretNoteKey, 'id'>): { readonly signer: NoteSigner } {
  const secret: KeyObject = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  const key = makeNoteKey(nodeLogSuite, { name, type, publicKey: Uint8Array.from(spki.subarray(-32)) });
  return { signer: { key, sign: (message) => Uint8Array.from(sign(null, message, secret)) } };
}
