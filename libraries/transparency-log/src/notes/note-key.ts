// SPDX-License-Identifier: Apache-2.0
import { concatBytes, decodeHex, encodeHex, utf8Bytes } from '@touchstone/identifiers';
import { decodeBase64, encodeBase64 } from '../base64.ts';
import { LogError, shown } from '../log-error.ts';
import type { LogSuite } from '../log-suite.ts';
import { requireEd25519Key } from './ed25519-key.ts';

/** What a key signs and how. C2SP signed-note v1.0.0, Signature types. */
export type NoteKeyType =
  | 'ed25519'
  | 'ecdsa'
  | 'ed25519-cosignature'
  | 'rfc6962-tree-head'
  | 'ml-dsa-44-cosignature'
  | 'other';

/** A key that signs notes. Name and id together say which one it is. */
export interface NoteKey {
  readonly name: string;
  /** The uint32 that stands before each of its signatures. */
  readonly id: number;
  readonly type: NoteKeyType;
  /** Raw Ed25519 or ML-DSA-44; for ECDSA the SPKI in DER; for an RFC 6962 log its id of 32 bytes. */
  readonly publicKey: Uint8Array;
}

interface TypeRule {
  readonly byte: number;
  /** The bytes of a public key; undefined where they vary. */
  readonly length: number | undefined;
}

// C2SP signed-note v1.0.0, Signature types; C2SP static-ct-api, Checkpoints (0x05); FIPS 204, table 2 (1312).
const TYPES: Readonly<Record<NoteKeyType, TypeRule>> = {
  ed25519: { byte: 0x01, length: 32 },
  ecdsa: { byte: 0x02, length: undefined },
  'ed25519-cosignature': { byte: 0x04, length: 32 },
  'rfc6962-tree-head': { byte: 0x05, length: 32 },
  'ml-dsa-44-cosignature': { byte: 0x06, length: 1312 },
  other: { byte: 0xff, length: undefined },
};
/** The longest vkey that is read: one of ML-DSA-44 with a name of 255 bytes has some 2,100 characters. */
const VKEY_CHARACTERS_MAX = 8_192;

/**
 * key ID = SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4]; of ECDSA SHA-256(SPKI)[:4]
 * C2SP signed-note v1.0.0, Signatures and Signature types.
 */
export function noteKeyId(suite: LogSuite, key: Pick<NoteKey, 'name' | 'type' | 'publicKey'>): number {
  const { name, type, publicKey } = key;
  const bytes =
    type === 'ecdsa' ? publicKey : concatBytes(utf8Bytes(`${name}\n`), Uint8Array.of(TYPES[type].byte), publicKey);
  return readUint32(suite.sha256(bytes));
}

/** The key of this name, type and public key, with its id. BAD_KEY, WEAK_KEY. */
export function makeNoteKey(suite: LogSuite, parts: Pick<NoteKey, 'name' | 'type' | 'publicKey'>): NoteKey {
  const { name, type, publicKey } = parts;
  requireKeyName(name);
  const { length } = TYPES[type];
  if (publicKey.length === 0 || (length !== undefined && publicKey.length !== length)) {
    throw new LogError('BAD_KEY', `a key of type ${type} has ${length ?? 'some'} bytes, not ${publicKey.length}`, {
      at: name,
    });
  }
  if (type === 'ed25519' || type === 'ed25519-cosignature') {
    requireEd25519Key(publicKey, name);
  }
  return { name, type, publicKey, id: noteKeyId(suite, parts) };
}

/**
 * vkey = name "+" 8HEXDIG "+" base64(type ‖ public key)
 * C2SP signed-note v1.0.0, Verifier keys. BAD_KEY, WEAK_KEY, UNSUPPORTED_KEY; an id that is not that of the key is refused.
 */
export function parseVkey(suite: LogSuite, text: string): NoteKey {
  const parts = text.length > VKEY_CHARACTERS_MAX ? null : /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/u.exec(text);
  if (parts === null) {
    throw new LogError('BAD_KEY', `${shown(text)} is not name+id+key, the id in 8 lower-case hexadecimal digits`);
  }
  const [, name, id, encoded] = parts as unknown as readonly [string, string, string, string];
  const bytes = decodeBase64(encoded, name);
  const type = typeOfByte(bytes[0], name);
  const key = makeNoteKey(suite, { name, type, publicKey: bytes.slice(1) });
  if (formatKeyId(key.id) !== id) {
    throw new LogError('BAD_KEY', `the id of this key is ${formatKeyId(key.id)}, not ${id}`, { at: name });
  }
  return key;
}

/** The key as text. C2SP signed-note v1.0.0, Verifier keys. */
export function formatVkey(key: NoteKey): string {
  const bytes = concatBytes(Uint8Array.of(TYPES[key.type].byte), key.publicKey);
  return `${key.name}+${formatKeyId(key.id)}+${encodeBase64(bytes)}`;
}

/** A secret Ed25519 key as Go keeps it; what it signs, a note or a cosignature, is in its type. */
export interface SecretNoteKey {
  readonly name: string;
  readonly id: number;
  readonly type: 'ed25519' | 'ed25519-cosignature';
  readonly seed: Uint8Array;
}

/**
 * skey = "PRIVATE+KEY+" name "+" 8HEXDIG "+" base64(type ‖ seed)
 * golang.org/x/mod/sumdb/note, GenerateKey. The text is secret, and no message shows it. Whoever derives the public key
 * compares the id.
 */
export function parseSkey(text: string): SecretNoteKey {
  const parts = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/u.exec(text);
  const bytes = parts === null ? new Uint8Array(0) : decodeBase64(parts[3] as string);
  if (parts === null || bytes.length !== 33) {
    throw new LogError('BAD_KEY', 'a secret key is PRIVATE+KEY+name+id+key, the key of 33 bytes in base64');
  }
  const name = requireKeyName(parts[1] as string);
  const type = typeOfByte(bytes[0], name);
  if (type !== 'ed25519' && type !== 'ed25519-cosignature') {
    throw new LogError('UNSUPPORTED_KEY', `secret keys are those of ed25519, not ${type}`, { at: name });
  }
  return { name, type, id: readUint32(decodeHex(parts[2])), seed: bytes.slice(1) };
}

/** The secret key as text, to be kept secret. Requires a seed of 32 bytes. */
export function formatSkey(key: SecretNoteKey): string {
  const bytes = concatBytes(Uint8Array.of(TYPES[key.type].byte), key.seed);
  return `PRIVATE+KEY+${requireKeyName(key.name)}+${formatKeyId(key.id)}+${encodeBase64(bytes)}`;
}

/** The id in 8 lower-case hexadecimal digits. */
export function formatKeyId(id: number): string {
  return encodeHex(uint32Bytes(id));
}

/** The id as it stands before a signature: uint32, big-endian. */
export function uint32Bytes(value: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

/** The uint32 at the beginning of the bytes. */
export function readUint32(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}

/** Whether a text can be the name of a key: not empty, no Unicode space, no plus. C2SP signed-note v1.0.0, Format. */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}\p{Cc}\p{Cs}+]+$/u.test(name);
}

function requireKeyName(name: string): string {
  if (!isKeyName(name)) {
    throw new LogError(
      'BAD_KEY',
      `${shown(name)} is no name of a key: it is empty or has a space, a control character or a plus`,
    );
  }
  return name;
}

function typeOfByte(byte: number | undefined, name: string): NoteKeyType {
  for (const [type, rule] of Object.entries(TYPES) as [NoteKeyType, TypeRule][]) {
    if (rule.byte === byte) {
      return type;
    }
  }
  throw new LogError('UNSUPPORTED_KEY', `no key has the type ${byte}; 1, 2, 4, 5, 6 and 255 are assigned`, {
    at: name,
  });
}
