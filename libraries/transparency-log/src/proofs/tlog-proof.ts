// SPDX-License-Identifier: Apache-2.0
import { decodeBase64, decodeHashLine, encodeBase64 } from '../base64.ts';
import { LogError, shown } from '../log-error.ts';
import { NOTE_BYTES_MAX, parseNote } from '../notes/note.ts';
import { parseCheckpoint } from '../notes/checkpoint.ts';
import { parseSize, requireSize } from '../tree-size.ts';

/** A proof, to be verified offline, that an entry is in a log. */
export interface TlogProof {
  readonly index: number;
  /** From the sibling of the leaf up to the child of the root. */
  readonly hashes: readonly Uint8Array[];
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string;
  /** Opaque and not authenticated: whoever believes it proves it first. */
  readonly extra?: Uint8Array;
}

/** The hashes that a proof has at most: the height of the tallest tree. */
export const PROOF_HASHES_MAX = 63;
const HEADER = 'c2sp.org/tlog-proof@v1';
const EXTRA_CHARACTERS_MAX = 1_000_000;
const PROOF_CHARACTERS_MAX = NOTE_BYTES_MAX + EXTRA_CHARACTERS_MAX + 4_096;

/** The proof as text; usually kept in a file `.tlog-proof`. C2SP tlog-proof, Format. */
export function formatTlogProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  const lines = [
    HEADER,
    ...(extra === undefined ? [] : [`extra ${encodeBase64(extra)}`]),
    `index ${requireSize(index, 'index')}`,
    ...hashes.map(encodeBase64),
  ];
  parseCheckpoint(parseNote(checkpoint).text);
  const text = `${lines.join('\n')}\n\n${checkpoint}`;
  parseTlogProof(text);
  return text;
}

/**
 * proof = header LF ["extra " base64 LF] "index " size LF *63(base64 hash LF) LF checkpoint
 * C2SP tlog-proof, Format. BAD_PROOF, TOO_LARGE, BAD_SIZE, BAD_HASH, NOT_CANONICAL, and those of parseNote(). Nothing
 * is verified.
 */
export function parseTlogProof(given: string | Uint8Array): TlogProof {
  const text = decodeProof(given);
  // The first empty line: that within the checkpoint, before its signatures, is not the first.
  const split = text.indexOf('\n\n');
  const lines = text.slice(0, Math.max(0, split)).split('\n');
  if (lines.shift() !== HEADER) {
    throw new LogError('BAD_PROOF', `a proof begins with ${HEADER} and has an empty line before its checkpoint`);
  }
  const extra = lines[0]?.startsWith('extra ') ? decodeBase64(lines.shift()?.slice(6) as string, 'extra') : undefined;
  const [index = '', ...hashes] = lines;
  if (!index.startsWith('index ') || hashes.length > PROOF_HASHES_MAX) {
    throw new LogError('BAD_PROOF', `the index is needed, and ${PROOF_HASHES_MAX} hashes at most, not ${shown(index)}`);
  }
  const checkpoint = text.slice(split + 2);
  parseCheckpoint(parseNote(checkpoint).text);
  return {
    index: parseSize(index.slice(6), 'index'),
    hashes: hashes.map((hash, at) => decodeHashLine(hash, `hash ${at + 1}`)),
    checkpoint,
    ...(extra === undefined ? {} : { extra }),
  };
}

function decodeProof(given: string | Uint8Array): string {
  if (given.length > PROOF_CHARACTERS_MAX) {
    throw new LogError('TOO_LARGE', `a proof has ${PROOF_CHARACTERS_MAX} bytes at most, not ${given.length}`);
  }
  try {
    return typeof given === 'string' ? given : new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(given);
  } catch (cause) {
    throw new LogError('BAD_PROOF', 'a proof is UTF-8 text', { cause });
  }
}
