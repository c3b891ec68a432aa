// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@touchstone/identifiers';
import { LogError } from '../log-error.ts';

// y of the points of order 1, 2, 4 and 8, little-endian, the sign of x left out. Every signature fits some message of
// such a key. Sean Hisil et al., Twisted Edwards Curves Revisited; RFC 8032, 5.1 for p.
const SMALL_ORDER_Y: ReadonlySet<string> = new Set([
  `01${'00'.repeat(31)}`,
  '00'.repeat(32),
  `ec${'ff'.repeat(30)}7f`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
]);

/** Refuses keys of small order and encodings with y ≥ 2^255 − 19: WEAK_KEY. RFC 8032, 5.1.3. Requires 32 bytes. */
export function requireEd25519Key(publicKey: Uint8Array, at: string): void {
  // Not slice(): that of a Buffer is a view, and the key itself would be changed.
  const y = new Uint8Array(publicKey);
  y[31] = (y[31] as number) & 0x7f;
  const hex = encodeHex(y);
  const isBeyondPrime = hex.endsWith(`${'ff'.repeat(30)}7f`) && (y[0] as number) >= 0xed;
  if (SMALL_ORDER_Y.has(hex) || isBeyondPrime) {
    throw new LogError('WEAK_KEY', 'a key of small order, or one with y of 2^255 - 19 or more, proves nothing', { at });
  }
}
