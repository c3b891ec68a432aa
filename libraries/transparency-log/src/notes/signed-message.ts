// SPDX-License-Identifier: Apache-2.0
import { concatBytes, utf8Bytes } from '@touchstone/identifiers';
import { LogError } from '../log-error.ts';
import { requireSize } from '../tree-size.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { noteBytes } from './note.ts';
import { readUint32, uint32Bytes } from './note-key.ts';

/**
 * "cosignature/v1" LF "time " seconds LF text
 * C2SP tlog-cosignature v1.1.0-rc.1, Ed25519 signed message. The time is in POSIX seconds.
 */
export function ed25519CosignatureMessage(text: string, time: number): Uint8Array<ArrayBuffer> {
  return noteBytes(`cosignature/v1\ntime ${requireTime(time)}\n${text}`);
}

/**
 * "subtree/v1" LF NUL ‖ u8 ‖ cosigner ‖ u64 time ‖ u8 ‖ origin ‖ u64 start ‖ u64 end ‖ hash
 * C2SP tlog-cosignature v1.1.0-rc.1, ML-DSA-44 signed message. The extension lines of a checkpoint are not in it.
 */
export function subtreeCosignatureMessage(
  cosigner: string,
  time: number,
  subtree: { readonly origin: string; readonly start: number; readonly end: number; readonly hash: Uint8Array },
): Uint8Array<ArrayBuffer> {
  if (subtree.start !== 0 && time !== 0) {
    throw new LogError('BAD_TIMESTAMP', 'a subtree that does not start at 0 is cosigned with a time of 0');
  }
  return concatBytes(
    utf8Bytes('subtree/v1\n\0'),
    shortText(cosigner),
    uint64Bytes(requireTime(time)),
    shortText(subtree.origin),
    uint64Bytes(subtree.start),
    uint64Bytes(subtree.end),
    subtree.hash,
  );
}

/** The ML-DSA-44 message for a whole checkpoint. */
export function checkpointCosignatureMessage(cosigner: string, time: number, text: string): Uint8Array<ArrayBuffer> {
  const { origin, size, root }: Checkpoint = parseCheckpoint(text);
  return subtreeCosignatureMessage(cosigner, time, { origin, start: 0, end: size, hash: root });
}

/** u64, big-endian. */
export function uint64Bytes(value: number): Uint8Array<ArrayBuffer> {
  return concatBytes(uint32Bytes(Math.floor(value / 2 ** 32)), uint32Bytes(value % 2 ** 32));
}

/** The u64 at the beginning of the bytes; NaN when it exceeds 2^53 − 1 or the bytes end before it does. */
export function readUint64(bytes: Uint8Array): number {
  if (bytes.length < 8) {
    return Number.NaN;
  }
  const value = readUint32(bytes) * 2 ** 32 + readUint32(bytes.subarray(4));
  return Number.isSafeInteger(value) ? value : Number.NaN;
}

function requireTime(time: number): number {
  try {
    return requireSize(time);
  } catch (cause) {
    throw new LogError('BAD_TIMESTAMP', 'a time is in whole seconds since 1970, up to 2^53 - 1', { cause });
  }
}

function shortText(text: string): Uint8Array<ArrayBuffer> {
  const bytes = utf8Bytes(text);
  if (bytes.length === 0 || bytes.length > 255) {
    throw new LogError(
      'BAD_CHECKPOINT',
      `a name or origin that ML-DSA-44 signs has 1 to 255 bytes, not ${bytes.length}`,
    );
  }
  return concatBytes(Uint8Array.of(bytes.length), bytes);
}
