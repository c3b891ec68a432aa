// SPDX-License-Identifier: Apache-2.0

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** { [ , : outside of texts. */
const MARKS: ReadonlySet<number> = new Set([0x7b, 0x5b, 0x2c, 0x3a]);

/**
 * Whether a text of JSON has at most so many braces, brackets, commas and colons outside of its own texts. RFC 8259.
 * Counted before it is parsed: sixteen megabytes of empty objects are parsed into gigabytes, and nothing else is done meanwhile.
 */
export function hasAtMostMarks(bytes: Uint8Array, most: number): boolean {
  let marks = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) inText = !inText;
    else if (inText) at += byte === BACKSLASH ? 1 : 0;
    else if (MARKS.has(byte)) marks += 1;
    if (marks > most) return false;
  }
  return true;
}
