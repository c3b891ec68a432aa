// SPDX-License-Identifier: Apache-2.0
import { concatBytes, utf8Bytes } from '@touchstone/identifiers';
import { decodeBase64, encodeBase64 } from '../base64.ts';
import { LogError, shown } from '../log-error.ts';
import { isKeyName, readUint32, uint32Bytes } from './note-key.ts';

/** The bytes of the largest note that is read: 16 signatures of ML-DSA-44 take some 53,000. */
export const NOTE_BYTES_MAX = 1_000_000;
/** The signatures that a note has at most; C2SP signed-note v1.0.0, Format, demands 16. */
export const NOTE_SIGNATURES_MAX = 100;

/** A line of signature, not verified. */
export interface NoteSignature {
  readonly name: string;
  readonly id: number;
  /** What follows the id: for a cosignature, the timestamp too. */
  readonly signature: Uint8Array;
}

/** A note taken apart, not verified: never to be believed before openNote(). */
export interface SignedNote {
  /** Up to and with its last newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/**
 * note = text LF LF 1*(EM-DASH SP name SP base64(key ID ‖ signature) LF), the text ending before the last empty line
 * C2SP signed-note v1.0.0, Format. BAD_NOTE, TOO_LARGE, NOT_CANONICAL.
 */
export function parseNote(given: string | Uint8Array): SignedNote {
  const note = decodeText(given);
  const split = note.lastIndexOf('\n\n');
  if (split === -1) {
    throw new LogError('BAD_NOTE', 'a note has an empty line before its signatures');
  }
  const signatures = parseSignatureLines(note.slice(split + 2));
  return { text: note.slice(0, split + 1), signatures };
}

/** The note as text. BAD_NOTE when the text or a name could not be read back. */
export function formatNote({ text, signatures }: SignedNote): string {
  const note = `${requireNoteText(text)}\n${formatSignatureLines(signatures)}`;
  if (signatures.length === 0) {
    throw new LogError('BAD_NOTE', 'a note has one signature at least');
  }
  return note;
}

/** 1*(EM-DASH SP name SP base64 LF): the end of a note, and the answer of a witness. BAD_NOTE, TOO_LARGE, NOT_CANONICAL. */
export function parseSignatureLines(given: string | Uint8Array): readonly NoteSignature[] {
  const text = decodeText(given);
  if (!text.endsWith('\n')) {
    throw new LogError('BAD_NOTE', 'signatures are lines, the last one too ends in a newline');
  }
  const lines = text.slice(0, -1).split('\n');
  if (lines.length > NOTE_SIGNATURES_MAX) {
    throw new LogError('TOO_LARGE', `${NOTE_SIGNATURES_MAX} signatures are read at most, not ${lines.length}`);
  }
  return lines.map(parseSignatureLine);
}

/** Lines of signature as text. */
export function formatSignatureLines(signatures: readonly NoteSignature[]): string {
  return signatures.map(formatSignatureLine).join('');
}

/** The text itself when it can be that of a note; otherwise BAD_NOTE. */
export function requireNoteText(text: string): string {
  if (!text.endsWith('\n') || decodeText(text).startsWith('\n')) {
    throw new LogError('BAD_NOTE', 'the text of a note ends in a newline and does not begin with one');
  }
  return text;
}

function parseSignatureLine(line: string, index: number): NoteSignature {
  const at = `signature ${index + 1}`;
  const [dash, name = '', encoded = '', ...more] = line.split(' ');
  if (dash !== '—' || more.length > 0 || !isKeyName(name)) {
    throw new LogError('BAD_NOTE', `${shown(line)} is not an em dash, a name and a signature in base64`, { at });
  }
  const bytes = decodeBase64(encoded, at);
  if (bytes.length < 5) {
    throw new LogError('BAD_NOTE', `a signature has 5 bytes at least, not ${bytes.length}`, { at });
  }
  return { name, id: readUint32(bytes), signature: bytes.slice(4) };
}

function formatSignatureLine({ name, id, signature }: NoteSignature): string {
  if (!isKeyName(name) || signature.length === 0) {
    throw new LogError('BAD_NOTE', `a signature needs bytes and the name of a key, which ${shown(name)} is not`);
  }
  return `— ${name} ${encodeBase64(concatBytes(uint32Bytes(id), signature))}\n`;
}

/** Text of a note or of lines around one: UTF-8 without control characters. BAD_NOTE, TOO_LARGE. */
export function decodeText(given: string | Uint8Array): string {
  if (given.length > NOTE_BYTES_MAX) {
    throw new LogError('TOO_LARGE', `a note has ${NOTE_BYTES_MAX} bytes at most, not ${given.length}`);
  }
  const text = typeof given === 'string' ? given : decodeUtf8(given);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (!text.isWellFormed() || /[\0-\x09\x0b-\x1f]/.test(text)) {
    throw new LogError('BAD_NOTE', 'a note is UTF-8 without control characters other than the newline');
  }
  return text;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new LogError('BAD_NOTE', 'a note is UTF-8 text', { cause });
  }
}

/** The bytes of a text that is signed. */
export function noteBytes(text: string): Uint8Array<ArrayBuffer> {
  return utf8Bytes(text);
}
