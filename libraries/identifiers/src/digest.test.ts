// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../vectors/encodings.json' with { type: 'json' };
import { digestFromSha256, parseDigest, sha256OfDigest } from './digest.ts';
import { decodeHex, encodeHex } from './hex.ts';

const digest = digestFromSha256(decodeHex(vectors.sha256.hex));

describe('digestFromSha256()', () => {
  test('is u and base64url of the multihash', () => {
    expect(digest).toBe(`u${Buffer.from(`1220${vectors.sha256.hex}`, 'hex').toString('base64url')}`);
    expect(encodeHex(sha256OfDigest(digest))).toBe(createHash('sha256').update('abc').digest('hex'));
  });

  test('refuses other lengths', () => {
    expect(() => digestFromSha256(new Uint8Array(31))).toThrow(RangeError);
  });

  test('goes there and back for all digests', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
        const text = digestFromSha256(bytes);
        return parseDigest(text) === text && encodeHex(sha256OfDigest(text)) === encodeHex(bytes);
      }),
    );
  });
});

describe('parseDigest()', () => {
  test.each([
    ['base58btc', 'zQmaozNR7DZHQK1ZcU9p7QdrshMvXqWK6gpu5rmrkPdT3L4', 'BAD_FORMAT'],
    ['no multibase prefix', digest.slice(1), 'BAD_FORMAT'],
    ['the multihash of SHA-512', `uE0${digest.slice(3)}`, 'BAD_FORMAT'],
    ['a multihash that announces 33 bytes', `uEiG${digest.slice(4)}`, 'BAD_FORMAT'],
    ['one character less', digest.slice(0, -1), 'BAD_LENGTH'],
    ['padding', `${digest}==`, 'BAD_LENGTH'],
    ['a foreign character', `${digest.slice(0, 20)}+${digest.slice(21)}`, 'BAD_CHARACTER'],
    ['bits behind the last byte', `${digest.slice(0, -1)}${nextCharacter(digest)}`, 'NOT_CANONICAL'],
    ['nothing', '', 'BAD_FORMAT'],
  ])('refuses %s', (_, text, code) => {
    expect(() => parseDigest(text)).toThrow(expect.objectContaining({ code }));
  });
});

function nextCharacter(text: string): string {
  return String.fromCharCode(text.charCodeAt(text.length - 1) + 1);
}
