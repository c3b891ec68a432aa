// SPDX-License-Identifier: Apache-2.0

const POLYNOMIAL = 0xedb88320;
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest;
});

/**
 * crc = ¬ fold(bytes, ¬0, (c, b) → table[(c ⊕ b) ∧ 255] ⊕ (c ≫ 8)), reflected polynomial EDB88320.
 * APPNOTE.TXT 6.3.10, 4.4.7; ISO/IEC 8802-3.
 */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
