// SPDX-License-Identifier: Apache-2.0
import { decodeHashLine, encodeBase64 } from '../base64.ts';
import { LogError, shown } from '../log-error.ts';
import { HASH_BYTES } from '../merkle/hashing.ts';
import { parseSize, requireSize } from '../tree-size.ts';
import { requireNoteText } from './note.ts';

/** The tree head that a log states. */
export interface Checkpoint {
  /** Which log it is, such as `example.com/log42`. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  /** Lines that nobody audits; a log of today has none. */
  readonly extensions: readonly string[];
}

/**
 * checkpoint = origin LF size LF base64(root) LF *(extension LF)
 * C2SP tlog-checkpoint v1.0.0, Note text. BAD_CHECKPOINT, BAD_SIZE, TOO_LARGE, BAD_HASH, NOT_CANONICAL.
 */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = requireNoteText(text).slice(0, -1).split('\n');
  const [origin = '', size = '', root = '', ...extensions] = lines;
  if (lines.length < 3 || lines.includes('')) {
    throw new LogError(
      'BAD_CHECKPOINT',
      'a checkpoint has three lines or more, origin, size and root, none of them empty',
    );
  }
  return { origin, size: parseSize(size, 'line 2'), root: decodeHashLine(root, 'line 3'), extensions };
}

/** The text of a checkpoint, to be signed. BAD_CHECKPOINT when it could not be read back. */
export function formatCheckpoint(checkpoint: Omit<Checkpoint, 'extensions'> & Partial<Checkpoint>): string {
  const { origin, size, root, extensions = [] } = checkpoint;
  const lines = [origin, String(requireSize(size, 'size')), encodeBase64(root), ...extensions];
  if (root.length !== HASH_BYTES || lines.some((line) => line === '' || line.includes('\n'))) {
    throw new LogError(
      'BAD_CHECKPOINT',
      `a root of 32 bytes is needed, and no line is empty or broken; origin ${shown(origin)}`,
    );
  }
  return requireNoteText(`${lines.join('\n')}\n`);
}

/** The lower-case hexadecimal SHA-256 of an origin names its folder at a witness or mirror; these are the bytes hashed. */
export function originBytes(origin: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(origin);
}
