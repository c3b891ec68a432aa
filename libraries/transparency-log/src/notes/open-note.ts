// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';
import type { LogSuite } from '../log-suite.ts';
import { type NoteSignature, noteBytes, parseNote } from './note.ts';
import { formatKeyId, type NoteKey } from './note-key.ts';
import { checkpointCosignatureMessage, ed25519CosignatureMessage, readUint64 } from './signed-message.ts';

/** A signature that was found good. */
export interface VerifiedSignature extends NoteSignature {
  readonly key: NoteKey;
  /** Of a cosignature: when it was made, in POSIX seconds, as the cosigner says. */
  readonly time?: number;
}

/** What is known of a note once its signatures are checked. */
export type OpenedNote =
  | {
      readonly outcome: 'accepted';
      readonly text: string;
      readonly verified: readonly VerifiedSignature[];
      readonly unknown: readonly NoteSignature[];
    }
  | {
      readonly outcome: 'rejected';
      readonly code: 'BAD_SIGNATURE' | 'NO_KNOWN_SIGNATURE';
      readonly detail: string;
    };

/**
 * Verifies every signature by a known key; one that fails rejects the note, those of unknown keys are left aside.
 * C2SP signed-note v1.0.0, Signatures. Throws BAD_NOTE and the like for what is no note, UNSUPPORTED_KEY for a key that
 * the suite cannot verify with, AMBIGUOUS_KEY for two keys with one name and id.
 */
export function openNote(suite: LogSuite, given: string | Uint8Array, keys: readonly NoteKey[]): OpenedNote {
  const known = keysByNameAndId(suite, keys);
  const { text, signatures } = parseNote(given);
  const verified: VerifiedSignature[] = [];
  const unknown: NoteSignature[] = [];
  for (const signature of withoutRepetition(signatures)) {
    const key = known.get(nameAndId(signature));
    if (key === undefined) {
      unknown.push(signature);
      continue;
    }
    const checked = verifySignature(suite, { key, text, signature });
    if (checked === undefined) {
      const detail = `the signature of ${key.name}, key ${formatKeyId(key.id)}, does not fit the text`;
      return { outcome: 'rejected', code: 'BAD_SIGNATURE', detail };
    }
    verified.push(checked);
  }
  return verified.length === 0
    ? {
        outcome: 'rejected',
        code: 'NO_KNOWN_SIGNATURE',
        detail: `none of ${known.size} known keys has signed the note`,
      }
    : { outcome: 'accepted', text, verified, unknown };
}

/** The verified signature, or undefined when it does not fit the text of the note. Requires a key the suite knows. */
export function verifySignature(
  suite: LogSuite,
  { key, text, signature }: { readonly key: NoteKey; readonly text: string; readonly signature: NoteSignature },
): VerifiedSignature | undefined {
  const { publicKey, name, type } = key;
  const bytes = signature.signature;
  switch (type) {
    case 'ed25519':
      return suite.verifyEd25519(publicKey, noteBytes(text), bytes) ? { ...signature, key } : undefined;
    case 'ecdsa':
      return suite.verifyEcdsa?.(publicKey, noteBytes(text), bytes) ? { ...signature, key } : undefined;
    case 'ed25519-cosignature':
    case 'ml-dsa-44-cosignature': {
      const time = readUint64(bytes);
      if (Number.isNaN(time)) {
        return undefined;
      }
      const isEd25519 = type === 'ed25519-cosignature';
      const isGood = isEd25519
        ? suite.verifyEd25519(publicKey, ed25519CosignatureMessage(text, time), bytes.subarray(8))
        : suite.verifyMlDsa44?.(publicKey, checkpointCosignatureMessage(name, time, text), bytes.subarray(8));
      return isGood ? { ...signature, key, time } : undefined;
    }
    case 'rfc6962-tree-head':
    case 'other':
      return undefined;
  }
}

/** Whether the suite can verify what a key signs: RFC 6962 tree heads and keys of other kinds are only recognised. */
export function canVerify(suite: LogSuite, { type }: NoteKey): boolean {
  switch (type) {
    case 'ed25519':
    case 'ed25519-cosignature':
      return true;
    case 'ecdsa':
      return suite.verifyEcdsa !== undefined;
    case 'ml-dsa-44-cosignature':
      return suite.verifyMlDsa44 !== undefined;
    case 'rfc6962-tree-head':
    case 'other':
      return false;
  }
}

function keysByNameAndId(suite: LogSuite, keys: readonly NoteKey[]): ReadonlyMap<string, NoteKey> {
  const known = new Map<string, NoteKey>();
  for (const key of keys) {
    if (!canVerify(suite, key)) {
      throw new LogError('UNSUPPORTED_KEY', `this suite does not verify signatures of type ${key.type}`, {
        at: key.name,
      });
    }
    const name = nameAndId(key);
    if (known.has(name)) {
      throw new LogError('AMBIGUOUS_KEY', 'two known keys have this name and the same id', { at: name });
    }
    known.set(name, key);
  }
  return known;
}

function nameAndId({ name, id }: { readonly name: string; readonly id: number }): string {
  return `${name}+${formatKeyId(id)}`;
}

function withoutRepetition(signatures: readonly NoteSignature[]): readonly NoteSignature[] {
  return [...new Map(signatures.map((one) => [`${nameAndId(one)}+${one.signature.join()}`, one])).values()];
}
