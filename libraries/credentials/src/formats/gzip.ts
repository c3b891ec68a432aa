// SPDX-License-Identifier: Apache-2.0
import { CredentialError } from '../credential-error.ts';
import { inflate } from './inflate.ts';

/** Compresses bytes into one gzip member; injected, for only issuers need it. */
export type Gzip = (bytes: Uint8Array) => Uint8Array;

const HEADER_BYTES = 10;
const EXTRA = 4;
const NAME = 8;
const COMMENT = 16;
const HEADER_CHECKSUM = 2;
const RESERVED = 0xe0;

/**
 * member = 1f 8b 08 FLG MTIME XFL OS [extra] [name] [comment] [crc16] deflate CRC32 ISIZE; exactly one member.
 * RFC 1952, section 2.3. Never makes more than `bytesMax` bytes.
 */
export function gunzip(bytes: Uint8Array, bytesMax: number): Uint8Array<ArrayBuffer> {
  const inflated = inflate(bytes, endOfHeader(bytes), bytesMax);
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + inflated.end, bytes.length - inflated.end);
  if (trailer.byteLength !== 8) {
    throw bad(`8 bytes must follow the compressed data, not ${trailer.byteLength}`);
  }
  if (trailer.getUint32(0, true) !== crc32(inflated.bytes) || trailer.getUint32(4, true) !== inflated.bytes.length) {
    throw bad('the checksum or the length does not match: the data were damaged');
  }
  return inflated.bytes;
}

function endOfHeader(bytes: Uint8Array): number {
  if (bytes.length < HEADER_BYTES || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8) {
    throw bad('gzip data begin with 1f 8b 08');
  }
  const flags = bytes[3] as number;
  if ((flags & RESERVED) !== 0) {
    throw bad('reserved flags are set');
  }
  let end = HEADER_BYTES;
  if ((flags & EXTRA) !== 0) {
    end += 2 + (bytes[end] ?? 0) + (bytes[end + 1] ?? 0) * 256;
  }
  for (const flag of [NAME, COMMENT]) {
    if ((flags & flag) !== 0) {
      const zero = bytes.indexOf(0, end);
      end = zero < 0 ? bytes.length : zero + 1;
    }
  }
  return (flags & HEADER_CHECKSUM) === 0 ? end : end + 2;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) {
    value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0xedb88320;
  }
  return value;
});

/** CRC-32 with the reflected polynomial edb88320. RFC 1952, section 8. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc = (CRC_TABLE[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function bad(message: string): CredentialError {
  return new CredentialError('BAD_GZIP', message);
}
