// SPDX-License-Identifier: Apache-2.0
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { RecordError } from './record-error.ts';

/** A value that a page is sorted by. */
export type CursorValue = string | number | boolean;

const MAC_BYTES = 16;
const CURSOR_LENGTH_MAX = 4_000;

/**
 * cursor = base64url(HMAC-SHA-256(key, SHA-256(list) ‖ values)[0..15] ‖ values as JSON)
 *
 * Bound to the list it was made for, filters and both clocks included, and to this node's key: a client cannot make one.
 */
export function encodeCursor(key: Uint8Array, list: string, values: readonly CursorValue[]): string {
  const text = Buffer.from(JSON.stringify(values), 'utf8');
  return Buffer.concat([mac(key, list, text), text]).toString('base64url');
}

/** The values of a cursor of this list; throws `BAD_CURSOR` for any other. */
export function decodeCursor(key: Uint8Array, list: string, cursor: string): readonly CursorValue[] {
  const bytes = Buffer.from(cursor.length > CURSOR_LENGTH_MAX ? '' : cursor, 'base64url');
  const text = bytes.subarray(MAC_BYTES);
  if (bytes.length <= MAC_BYTES || !timingSafeEqual(bytes.subarray(0, MAC_BYTES), mac(key, list, text))) {
    throw new RecordError(
      'BAD_CURSOR',
      'cursor: this one belongs to another list, other filters or another server; begin again without it',
      { cursor: cursor.slice(0, 200) },
    );
  }
  return JSON.parse(text.toString('utf8'));
}

function mac(key: Uint8Array, list: string, text: Uint8Array): Buffer {
  const digest = createHash('sha256').update(list, 'utf8').digest();
  return createHmac('sha256', key).update(digest).update(text).digest().subarray(0, MAC_BYTES);
}
