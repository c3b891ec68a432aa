// SPDX-License-Identifier: Apache-2.0
import { decodeHex } from '@touchstone/identifiers';

/** No letter that is read as another: neither I and 1, nor O and 0, nor U and V. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BYTES = 5;

/** The code of a participant, eight letters of the 40 last random bits of a new UUIDv7: it says nothing of anybody. */
export function blindCode(id: string): string {
  const bytes = decodeHex(id.replaceAll('-', '')).subarray(-BYTES);
  let value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let code = '';
  for (let at = 0; at < 8; at += 1) {
    code = (LETTERS[Number(value % 32n)] as string) + code;
    value /= 32n;
  }
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
