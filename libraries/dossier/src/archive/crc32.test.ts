// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { crc32 as crc32OfNode } from 'node:zlib';
import { expect, test } from 'vitest';
import { crc32 } from './crc32.ts';

test('crc32() agrees with the check value of the polynomial and with another program', () => {
  // Check value of CRC-32/ISO-HDLC: the nine digits give CBF43926.
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  fc.assert(fc.property(fc.uint8Array(), (bytes) => crc32(bytes) === crc32OfNode(bytes)));
});
