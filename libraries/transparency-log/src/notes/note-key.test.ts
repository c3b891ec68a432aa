// SPDX-License-Identifier: Apache-2.0
import { decodeHex, encodeHex } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { encodeBase64 } from '../base64.ts';
import type { LogError } from '../log-error.ts';
import { nobleLogSuite } from '../suites/noble.ts';
import { nodeNoteKey, nodeNoteSigner, nodeLogSuite as suite } from '../suites/node.ts';
import { caught } from '../tests/caught.ts';
import { signer, witness } from '../tests/keys.ts';
import { formatSkey, formatVkey, isKeyName, makeNoteKey, type NoteKey, parseSkey, parseVkey } from './note-key.ts';

const code = (run: () => unknown) => (caught(run) as LogError).code;
const root = new Uint8Array(32).fill(9);
const log = signer('example.com/log', 1);
const government = witness('witness.example/government', 2);
const industry = witness('witness.example/industry', 3);

describe('parseVkey()', () => {
  // Public keys in use or in specifications: names, ids and keys are facts.
  it.each([
    // C2SP signed-note.md @5ba5ee83, Example
    ['example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k', 'ed25519'],
    // The checksum database of Go, golang.org/x/mod, and the key of the examples in its package note
    ['sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8', 'ed25519'],
    ['PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'ed25519'],
  ])('reads %s', (vkey, type) => {
    const key = parseVkey(suite, vkey);
    expect(key.type).toBe(type);
    expect(formatVkey(key)).toBe(vkey);
    expect(parseVkey(nobleLogSuite, vkey)).toEqual(key);
  });

  it('gives one key different ids for notes and for cosignatures', () => {
    const { publicKey } = log.key;
    const ids = (['ed25519', 'ed25519-cosignature', 'rfc6962-tree-head', 'other'] as const).map(
      (type) => makeNoteKey(suite, { name: 'a', type, publicKey }).id,
    );
    expect(new Set(ids).size).toBe(4);
  });

  it.each(['ed25519', 'ecdsa', 'ed25519-cosignature', 'rfc6962-tree-head', 'ml-dsa-44-cosignature', 'other'] as const)(
    'reads back a key of type %s',
    (type) => {
      const length = type === 'ml-dsa-44-cosignature' ? 1312 : 32;
      const key = makeNoteKey(suite, { name: 'példa.example/ключ', type, publicKey: new Uint8Array(length).fill(3) });
      expect(parseVkey(suite, formatVkey(key))).toEqual(key);
    },
  );

  it('takes the id of an ECDSA key from the key alone', () => {
    const publicKey = Uint8Array.of(1, 2, 3);
    const ids = ['a', 'b'].map((name) => makeNoteKey(suite, { name, type: 'ecdsa', publicKey }).id);
    expect(ids).toEqual([0x039058c6, 0x039058c6]);
  });

  const good = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
  const encoded = (hex: string) => `a+00000000+${encodeBase64(decodeHex(hex))}`;
  it.each([
    ['the id of another key', good.replace('530d903a', '530d903b'), 'BAD_KEY'],
    ['another name', good.replace('foo', 'fop'), 'BAD_KEY'],
    ['upper-case digits', good.replace('530d903a', '530D903A'), 'BAD_KEY'],
    ['no name', good.replace('example.com/foo', ''), 'BAD_KEY'],
    ['a space in its name', good.replace('foo', 'f oo'), 'BAD_KEY'],
    ['a no-break space in its name', good.replace('foo', 'f\u00a0oo'), 'BAD_KEY'],
    ['two parts', good.replace('+530d903a', ''), 'BAD_KEY'],
    ['a newline at its end', `${good}\n`, 'BAD_KEY'],
    ['8,193 characters', `${'a'.repeat(8_193 - good.length)}${good}`, 'BAD_KEY'],
    ['a byte too few', encoded(`01${'07'.repeat(31)}`), 'BAD_KEY'],
    ['a byte too many', encoded(`01${'07'.repeat(33)}`), 'BAD_KEY'],
    ['an ECDSA key of no bytes', encoded('02'), 'BAD_KEY'],
    ['a type that is reserved', encoded(`03${'07'.repeat(32)}`), 'UNSUPPORTED_KEY'],
    ['no type at all', 'a+00000000+====', 'NOT_CANONICAL'],
    ['base64 without padding', good.replace('3U2k', '3U2'), 'NOT_CANONICAL'],
    ['a key of small order', encoded(`01${'00'.repeat(32)}`), 'WEAK_KEY'],
    ['a cosigning key of small order', encoded(`0401${'00'.repeat(30)}80`), 'WEAK_KEY'],
    ['y of 2^255 - 19', encoded(`01ed${'ff'.repeat(30)}7f`), 'WEAK_KEY'],
    ['y of 2^255 - 1', encoded(`01${'ff'.repeat(31)}7f`), 'WEAK_KEY'],
  ])('refuses a key with %s', (_, vkey, expected) => {
    expect(code(() => parseVkey(suite, vkey))).toBe(expected);
  });

  it('leaves the bytes of a key as they are, in a Buffer too', () => {
    const publicKey = Buffer.alloc(32, 0xc3);
    const key = makeNoteKey(suite, { name: 'a', type: 'ed25519', publicKey });
    expect(encodeHex(publicKey)).toBe('c3'.repeat(32));
    expect(parseVkey(suite, formatVkey(key)).id).toBe(key.id);
  });

  it('reads y just below 2^255 - 19', () => {
    expect(
      makeNoteKey(suite, { name: 'a', type: 'ed25519', publicKey: decodeHex(`eb${'ff'.repeat(30)}7f`) }).name,
    ).toBe('a');
  });
});

describe('parseSkey()', () => {
  const { skey } = nodeNoteKey({ name: 'example.com/log', type: 'ed25519', seed: new Uint8Array(32).fill(1) });

  it('reads what formatSkey() writes, and the signer has the public key of the seed', () => {
    expect(formatSkey(parseSkey(skey))).toBe(skey);
    expect(nodeNoteSigner(skey).key).toEqual(log.key);
    const cosigner = nodeNoteKey({ name: 'w', type: 'ed25519-cosignature', seed: new Uint8Array(32).fill(2) });
    expect(nodeNoteSigner(cosigner.skey).key).toEqual(cosigner.signer.key);
  });

  it.each([
    ['no prefix', skey.replace('PRIVATE+KEY+', ''), 'BAD_KEY'],
    ['a key too short', skey.slice(0, -4), 'BAD_KEY'],
    ['padding, so a byte less', skey.replace(/.$/, '='), 'BAD_KEY'],
    ['a name with a space', skey.replace('example', 'exa mple'), 'BAD_KEY'],
    ['an ECDSA key', skey.replace(/\+AQ(?!.*\+)/, '+Ag'), 'UNSUPPORTED_KEY'],
    ['a type that is reserved', skey.replace(/\+AQ(?!.*\+)/, '+Aw'), 'UNSUPPORTED_KEY'],
  ])('refuses one with %s, and does not show it', (_, text, expected) => {
    const error = caught(() => parseSkey(text)) as LogError;
    expect(error.code).toBe(expected);
    expect(error.message).not.toContain('AQEB');
  });

  it('refuses to sign with a key whose id is that of another', () => {
    const other = skey.replace(/\+([0-9a-f]{8})\+/, '+00000000+');
    expect(code(() => nodeNoteSigner(other))).toBe('BAD_KEY');
  });

  it('holds whoever makes a key to 32 bytes', () => {
    expect(() => nodeNoteKey({ name: 'a', type: 'ed25519', seed: new Uint8Array(31) })).toThrow(RangeError);
    expect(code(() => formatSkey({ name: 'a b', id: 1, type: 'ed25519', seed: root }))).toBe('BAD_KEY');
  });
});

describe('isKeyName()', () => {
  it('takes all but spaces, plus signs and control characters', () => {
    expect(['a', 'example.com/log42', '认可', 'a-b_c.d/e'].every(isKeyName)).toBe(true);
    const bad = ['', '+', 'a+b', 'a b', 'a\u3000b', 'a\u2028', '\u0085', 'a\n', 'a\t', '\ud800', 'a\u0000', '\u00a0'];
    expect(bad.filter(isKeyName)).toEqual([]);
  });
});

describe('NoteKey', () => {
  it('is told apart by its name and id', () => {
    const keys: readonly NoteKey[] = [log.key, government.key, industry.key];
    expect(new Set(keys.map(formatVkey)).size).toBe(3);
  });
});
