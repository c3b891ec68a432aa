// SPDX-License-Identifier: Apache-2.0

/** A file as text, with how it was encoded; `guessed` when nothing in the file says so. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: string;
  readonly guessed: boolean;
}

// What spreadsheets of mainland China, of Hong Kong and Macao, and of Portuguese offices save as "CSV".
const LEGACY_ENCODINGS = ['gb18030', 'big5', 'windows-1252'] as const;

/**
 * UTF-8, or UTF-16 by its byte order mark; else the legacy encoding in which `score` finds most that it knows.
 * WHATWG Encoding Standard, sections 6 and 7. `undefined` when no encoding fits every byte.
 */
export function decodeText(bytes: Uint8Array, score: (text: string) => number): DecodedText | undefined {
  if (startsWith(bytes, [0xff, 0xfe])) return sure(bytes, 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return sure(bytes, 'utf-16be');
  const utf8 = sure(bytes, 'utf-8');
  if (utf8 !== undefined) return utf8;
  let best: (DecodedText & { readonly score: number }) | undefined;
  for (const encoding of LEGACY_ENCODINGS) {
    const text = decodeStrictly(bytes, encoding);
    const known = text === undefined ? -1 : score(text);
    // On a tie the first stands: GB 18030, whose letters below 128 are those of all the others.
    if (text !== undefined && (best === undefined || known > best.score)) {
      best = { text, encoding, guessed: true, score: known };
    }
  }
  return best;
}

function sure(bytes: Uint8Array, encoding: string): DecodedText | undefined {
  const text = decodeStrictly(bytes, encoding);
  return text === undefined ? undefined : { text, encoding, guessed: false };
}

/** The text of the bytes without its byte order mark, or `undefined` when a byte does not fit the encoding. */
export function decodeStrictly(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}
