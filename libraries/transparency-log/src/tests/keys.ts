// SPDX-License-Identifier: Apache-2.0
import type { SecretNoteKey } from '../notes/note-key.ts';
import type { NoteSigner } from '../notes/sign-note.ts';
import { nodeNoteKey } from '../suites/node-key.ts';

/** A signer for tests, its seed 32 times the number. */
export function signer(name: string, number: number, type: SecretNoteKey['type'] = 'ed25519'): NoteSigner {
  return nodeNoteKey({ name, type, seed: new Uint8Array(32).fill(number) }).signer;
}

/** A witness for tests. */
export function witness(name: string, number: number): NoteSigner {
  return signer(name, number, 'ed25519-cosignature');
}
