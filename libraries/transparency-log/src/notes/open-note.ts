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
      /** Known keys that are said to have signed, and with which the suite verifies nothing: they have not, for it. */
      readonly unsupported: readonly NoteKey[];
    }
  | {
      readonly outcome: 'rejected';
      readonly code: 'BAD_SIGNATURE' | 'NO_KNOWN_SIGNATURE';
      readonly detail: string;
      readonly unsupported: readonly NoteKey[];
    };

/**
 * Verifies every signature by a known key; one that fails rejects the note, those of unknown keys are left aside, and so
 * are those of keys with which the suite verifies nothing. C2SP signed-note v1.0.0, Signatures. Throws BAD_NOTE and the
 * like for what is no note, AMBIGUOUS_KEY for two keys with one name and id.
 */
export function openNote(suite: LogSuite, given: string | Uint8Array, keys: readonly NoteKey[]): OpenedNote {
  const known = keysByNameAndId(keys);
  const { text, signatures } = parseNote(given);
  const verified: VerifiedSignature[] = [];
  const unknown: NoteSignature[] = [];
  const unsupported = new Set<NoteKey>();
  for (const signature of withoutRepetition(signatures)) {
    const key = known.get(nameAndId(signature));
    if (key === undefined || !canVerify(suite, key)) {
      unknown.push(signature);
      if (key !== undefined) unsupported.add(key);
      continue;
    }
    const checked = verifySignature(suite, { key, text, signature });
    if (checked === undefined) {
      const detail = `the signature of ${key.name}, key ${formatKeyId(key.id)}, does not fit the text`;
      return { outcome: 'rejected', code: 'BAD_SIGNATURE', detail, unsupported: [...unsupported] };
    }
    verified.push(checked);
  }
  return verified.length === 0
    ? {
        outcome: 'rejected',
        code: 'NO_KNOWN_SIGNATURE',
        detail: `none of ${known.size} known keys has signed the note${unverifiedHere([...unsupported])}`,
        unsupported: [...unsupported],
      }
    : { outcome: 'accepted', text, verified, unknown, unsupported: [...unsupported] };
}

/** The end of a sentence that says whose signatures could not be verified; empty for nobody's. */
export function unverifiedHere(keys: readonly NoteKey[]): string {
  if (keys.length === 0) return '';
  return `; not verified here: ${keys.map(({ name, type }) => `${name}, a key of type ${type}`).join('; ')}`;
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
      const rest = bytes.subarray(8);
      const isGood =
        type === 'ed25519-cosignature'
          ? suite.verifyEd25519(publicKey, ed25519CosignatureMessage(text, time), rest)
          : isGoodMlDsa(suite, { publicKey, message: mlDsaMessage(name, time, text), signature: rest });
      return isGood ? { ...signature, key, time } : undefined;
    }
    case 'rfc6962-tree-head':
    case 'other':
      return undefined;
  }
}

/** What an ML-DSA-44 key signs of a checkpoint; undefined for another note, which it cannot sign. */
function mlDsaMessage(name: string, time: number, text: string): Uint8Array | undefined {
  try {
    return checkpointCosignatureMessage(name, time, text);
  } catch {
    // All that it throws is that this is no checkpoint, or has a name that is too long for it.
    return undefined;
  }
}

function isGoodMlDsa(
  suite: LogSuite,
  of: { readonly publicKey: Uint8Array; readonly message: Uint8Array | undefined; readonly signature: Uint8Array },
): boolean {
  return of.message !== undefined && suite.verifyMlDsa44?.(of.publicKey, of.message, of.signature) === true;
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

function keysByNameAndId(keys: readonly NoteKey[]): ReadonlyMap<string, NoteKey> {
  const known = new Map<string, NoteKey>();
  for (const key of keys) {
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
