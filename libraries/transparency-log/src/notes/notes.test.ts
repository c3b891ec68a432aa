// SPDX-License-Identifier: Apache-2.0
import { decodeHex, encodeHex, utf8Bytes } from '@touchstone/identifiers';
import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeBase64 } from '../base64.ts';
import { LogError } from '../log-error.ts';
import { nobleLogSuite } from '../suites/noble.ts';
import { nodeNoteKey, nodeNoteSigner, nodeLogSuite as suite } from '../suites/node.ts';
import { caught } from '../tests/caught.ts';
import { signer, witness } from '../tests/keys.ts';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { formatNote, formatSignatureLines, noteBytes, parseNote, parseSignatureLines } from './note.ts';
import {
  formatKeyId,
  formatSkey,
  formatVkey,
  isKeyName,
  makeNoteKey,
  type NoteKey,
  parseSkey,
  parseVkey,
} from './note-key.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import { canVerify, openNote, verifySignature } from './open-note.ts';
import { signNote, signText } from './sign-note.ts';
import {
  checkpointCosignatureMessage,
  ed25519CosignatureMessage,
  subtreeCosignatureMessage,
} from './signed-message.ts';

const code = (run: () => unknown) => (caught(run) as LogError).code;
const root = new Uint8Array(32).fill(9);
const log = signer('example.com/log', 1);
const government = witness('witness.example/government', 2);
const industry = witness('witness.example/industry', 3);
const text = formatCheckpoint({ origin: 'example.com/log', size: 5, root });

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

describe('parseNote()', () => {
  const line =
    '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';

  it('splits at the last empty line', () => {
    expect(parseNote(`first\n\nsecond\n\n\n${line}`)).toMatchObject({ text: 'first\n\nsecond\n\n' });
    expect(parseNote(utf8Bytes(`\ufefftext\n\n${line}`)).text).toBe('\ufefftext\n');
  });

  it('reads 100 signatures, and back they are the same', () => {
    const note = `text\n\n${line.repeat(100)}`;
    expect(formatNote(parseNote(note))).toBe(note);
    expect(code(() => parseNote(`text\n\n${line.repeat(101)}`))).toBe('TOO_LARGE');
  });

  it.each([
    ['nothing at all', '', 'BAD_NOTE'],
    ['no signature', 'text\n\n', 'BAD_NOTE'],
    ['no empty line', `text\n${line}`, 'BAD_NOTE'],
    ['no newline at its end', `text\n\n${line.slice(0, -1)}`, 'BAD_NOTE'],
    ['an empty line after the signatures', `text\n\n${line}\n`, 'BAD_NOTE'],
    ['text after the signatures', `text\n\n${line}more\n`, 'BAD_NOTE'],
    ['a hyphen for the em dash', `text\n\n${line.replace('—', '-')}`, 'BAD_NOTE'],
    ['two spaces', `text\n\n${line.replace(' U', '  U')}`, 'BAD_NOTE'],
    ['a space at the end of a line', `text\n\n${line.replace('\n', ' \n')}`, 'BAD_NOTE'],
    ['a name with a plus', `text\n\n${line.replace('foo', 'f+o')}`, 'BAD_NOTE'],
    ['a name with a Unicode space', `text\n\n${line.replace('foo', 'f\u2003o')}`, 'BAD_NOTE'],
    ['no name', `text\n\n${line.replace('example.com/foo ', '')}`, 'BAD_NOTE'],
    ['a carriage return', `text\r\n\n${line}`, 'BAD_NOTE'],
    ['a tab', `te\txt\n\n${line}`, 'BAD_NOTE'],
    ['a null character', `te\0xt\n\n${line}`, 'BAD_NOTE'],
    ['half a surrogate pair', `te\ud800xt\n\n${line}`, 'BAD_NOTE'],
    ['a signature of four bytes', 'text\n\n— a AAAAAA==\n', 'BAD_NOTE'],
    ['base64 that is not canonical', 'text\n\n— a AAAAAAB=\n', 'NOT_CANONICAL'],
    ['base64 of the other alphabet', 'text\n\n— a AAAAAA-_\n', 'NOT_CANONICAL'],
    ['base64 without padding', 'text\n\n— a AAAAAAA\n', 'NOT_CANONICAL'],
    ['no base64', 'text\n\n— a \n', 'BAD_NOTE'],
    ['a million bytes and more', `${'x'.repeat(1_000_000)}\n\n${line}`, 'TOO_LARGE'],
  ])('refuses a note with %s', (_, note, expected) => {
    expect(code(() => parseNote(note))).toBe(expected);
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(code(() => parseNote(Uint8Array.of(0xc0, 0x80, 10, 10)))).toBe('BAD_NOTE');
  });

  it('throws nothing but errors of its own, whatever the bytes', () => {
    const pieces = fc.constantFrom('text\n', '\n', '— ', 'a ', 'AAAAAAAA', '=', '\u0000', 'é', line, '+', '\ud800');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        try {
          const given = parts.join('');
          expect(formatNote(parseNote(given))).toBe(given);
        } catch (error) {
          expect(error).toBeInstanceOf(LogError);
        }
      }),
    );
  });
});

describe('formatNote()', () => {
  const signature = { name: 'a', id: 0xffffffff, signature: Uint8Array.of(1) };

  it('writes ids of 32 bits', () => {
    expect(parseSignatureLines(formatSignatureLines([signature]))).toEqual([signature]);
    expect(formatKeyId(0xfedcba98)).toBe('fedcba98');
  });

  it.each([
    ['no signature', 'text\n', []],
    ['a text without a newline', 'text', [signature]],
    ['a text that begins with one', '\ntext\n', [signature]],
    ['a control character', 'te\u0007xt\n', [signature]],
    ['a signature without bytes', 'text\n', [{ ...signature, signature: new Uint8Array(0) }]],
    ['a name that is none', 'text\n', [{ ...signature, name: 'a b' }]],
  ])('refuses %s with BAD_NOTE', (_, noteText, signatures) => {
    expect(code(() => formatNote({ text: noteText, signatures }))).toBe('BAD_NOTE');
  });
});

describe('openNote()', () => {
  it('accepts the example of the specification', () => {
    // C2SP signed-note.md @5ba5ee83, Example.
    const key = parseVkey(suite, 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
    const note =
      'This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
    for (const each of [suite, nobleLogSuite]) {
      expect(openNote(each, note, [key])).toMatchObject({
        outcome: 'accepted',
        verified: [{ name: 'example.com/foo' }],
      });
      expect(openNote(each, note.replace('an example', 'no example'), [key])).toMatchObject({ code: 'BAD_SIGNATURE' });
    }
  });

  it('leaves unknown keys aside, even of a known name or a known id', async () => {
    const namesake = signer('example.com/log', 7);
    const note = await signNote('text\n', [log, namesake, signer('other', 1)]);
    const opened = openNote(suite, note, [log.key]);
    expect(opened).toMatchObject({ outcome: 'accepted', verified: [{ name: 'example.com/log' }] });
    expect(opened.outcome === 'accepted' && opened.unknown.map(({ name }) => name)).toEqual([
      'example.com/log',
      'other',
    ]);
    expect(openNote(suite, note, [signer('nobody', 9).key])).toMatchObject({ code: 'NO_KNOWN_SIGNATURE' });
    expect(openNote(suite, note, [])).toMatchObject({ code: 'NO_KNOWN_SIGNATURE' });
  });

  it('rejects the whole note for one bad signature of a known key, though another is good', async () => {
    const good = await signText('text\n', log);
    const bad = { ...(await signText('other\n', government, { time: 1 })) };
    const note = formatNote({ text: 'text\n', signatures: [good, bad] });
    expect(openNote(suite, note, [log.key, government.key])).toMatchObject({
      outcome: 'rejected',
      code: 'BAD_SIGNATURE',
    });
    expect(openNote(suite, note, [log.key])).toMatchObject({ outcome: 'accepted' });
    const again = formatNote({
      text: 'text\n',
      signatures: [good, { ...good, signature: good.signature.map((b) => b ^ 1) }],
    });
    expect(openNote(suite, again, [log.key])).toMatchObject({ code: 'BAD_SIGNATURE' });
  });

  it('counts a repeated line once', async () => {
    const good = await signText('text\n', log);
    const opened = openNote(suite, formatNote({ text: 'text\n', signatures: [good, good] }), [log.key]);
    expect(opened.outcome === 'accepted' && opened.verified).toHaveLength(1);
  });

  it('refuses keys that it cannot tell apart, and takes those that it cannot verify with for not having signed', async () => {
    const note = await signNote('text\n', [log]);
    expect(code(() => openNote(suite, note, [log.key, log.key]))).toBe('AMBIGUOUS_KEY');
    const publicKey = new Uint8Array(32).fill(3);
    const treeHead = makeNoteKey(suite, { name: 'a', type: 'rfc6962-tree-head', publicKey });
    const other = makeNoteKey(suite, { name: 'a', type: 'other', publicKey });
    const ecdsa = makeNoteKey(suite, { name: 'a', type: 'ecdsa', publicKey });
    const mlDsa = makeNoteKey(suite, { name: 'a', type: 'ml-dsa-44-cosignature', publicKey: new Uint8Array(1312) });
    for (const key of [treeHead, other]) {
      const its = { name: key.name, id: key.id, signature: root };
      const both = formatNote({ text: 'text\n', signatures: [...parseNote(note).signatures, its] });
      const opened = openNote(suite, both, [log.key, key]);
      expect(opened).toMatchObject({ outcome: 'accepted', verified: [{ key: log.key }], unsupported: [key] });
      expect(openNote(suite, note, [log.key, key])).toMatchObject({ outcome: 'accepted', unsupported: [] });
      const alone = openNote(suite, both, [key]);
      expect(alone).toMatchObject({ outcome: 'rejected', code: 'NO_KNOWN_SIGNATURE', unsupported: [key] });
      expect(alone.outcome === 'rejected' && alone.detail).toContain(`not verified here: a, a key of type ${key.type}`);
      expect(verifySignature(suite, { key, text: 'text\n', signature: { ...key, signature: root } })).toBeUndefined();
    }
    expect([ecdsa, mlDsa].map((key) => canVerify(suite, key))).toEqual([true, true]);
    expect([ecdsa, mlDsa].map((key) => canVerify(nobleLogSuite, key))).toEqual([false, false]);
    for (const key of [ecdsa, mlDsa]) {
      const signature = { ...key, signature: new Uint8Array(2_428) };
      expect(verifySignature(nobleLogSuite, { key, text, signature })).toBeUndefined();
      expect(verifySignature(suite, { key, text, signature })).toBeUndefined();
    }
  });

  it('verifies ECDSA over SHA-256, as the witnesses of transparency-dev sign', async () => {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicKey = Uint8Array.from(pair.publicKey.export({ format: 'der', type: 'spki' }));
    const key = makeNoteKey(suite, { name: 'ecdsa.example', type: 'ecdsa', publicKey });
    const note = await signNote('text\n', [{ key, sign: (message) => sign('sha256', message, pair.privateKey) }]);
    expect(openNote(suite, note, [parseVkey(suite, formatVkey(key))])).toMatchObject({ outcome: 'accepted' });
    expect(openNote(suite, note.replace('text', 'test'), [key])).toMatchObject({ code: 'BAD_SIGNATURE' });
  });
});

describe('parseCheckpoint()', () => {
  const encodedRoot = encodeBase64(root);

  it('reads back what formatCheckpoint() writes', () => {
    const checkpoint = { origin: 'a b + ü', size: Number.MAX_SAFE_INTEGER, root, extensions: ['x', 'y z'] };
    expect(parseCheckpoint(formatCheckpoint(checkpoint))).toEqual(checkpoint);
    expect(parseCheckpoint(formatCheckpoint({ origin: 'a', size: 0, root }))).toEqual({
      origin: 'a',
      size: 0,
      root,
      extensions: [],
    });
  });

  it.each([
    ['two lines', `a\n${encodedRoot}\n`, 'BAD_CHECKPOINT'],
    ['no origin', `\n5\n${encodedRoot}\n`, 'BAD_NOTE'],
    ['an empty extension', `a\n5\n${encodedRoot}\n\nx\n`, 'BAD_CHECKPOINT'],
    ['an empty line at its end', `a\n5\n${encodedRoot}\n\n`, 'BAD_CHECKPOINT'],
    ['no newline at its end', `a\n5\n${encodedRoot}`, 'BAD_NOTE'],
    ['a leading zero', `a\n05\n${encodedRoot}\n`, 'BAD_SIZE'],
    ['a sign', `a\n+5\n${encodedRoot}\n`, 'BAD_SIZE'],
    ['an exponent', `a\n5e3\n${encodedRoot}\n`, 'BAD_SIZE'],
    ['a space', `a\n5 \n${encodedRoot}\n`, 'BAD_SIZE'],
    ['2^53 leaves', `a\n9007199254740992\n${encodedRoot}\n`, 'TOO_LARGE'],
    ['2^63 leaves', `a\n9223372036854775808\n${encodedRoot}\n`, 'TOO_LARGE'],
    ['a size of 21 digits', `a\n111111111111111111111\n${encodedRoot}\n`, 'BAD_SIZE'],
    ['a root of 31 bytes', `a\n5\n${encodeBase64(root.slice(1))}\n`, 'BAD_HASH'],
    ['a root that is not canonical', `a\n5\n${encodedRoot.replace('k=', 'l=')}\n`, 'NOT_CANONICAL'],
  ])('refuses a checkpoint with %s', (_, given, expected) => {
    expect(code(() => parseCheckpoint(given))).toBe(expected);
  });

  it.each([
    ['no origin', { origin: '', size: 5, root }, 'BAD_CHECKPOINT'],
    ['an origin of two lines', { origin: 'a\nb', size: 5, root }, 'BAD_CHECKPOINT'],
    ['an empty extension', { origin: 'a', size: 5, root, extensions: [''] }, 'BAD_CHECKPOINT'],
    ['a short root', { origin: 'a', size: 5, root: root.slice(1) }, 'BAD_CHECKPOINT'],
    ['a carriage return', { origin: 'a\r', size: 5, root }, 'BAD_NOTE'],
    ['half an entry', { origin: 'a', size: 0.5, root }, 'BAD_SIZE'],
  ])('is never given %s by formatCheckpoint()', (_, checkpoint, expected) => {
    expect(code(() => formatCheckpoint(checkpoint))).toBe(expected);
  });
});

describe('cosignatures', () => {
  it('sign what the specification has for the time and the text', () => {
    // C2SP tlog-cosignature.md @5ba5ee83, Ed25519 signed message.
    const message = ed25519CosignatureMessage(
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
      1_679_315_147,
    );
    expect(new TextDecoder().decode(message).split('\n').slice(0, 3)).toEqual([
      'cosignature/v1',
      'time 1679315147',
      'example.com/behind-the-sofa',
    ]);
  });

  it('carry a time that is part of what is signed', async () => {
    const time = 2 ** 40 + 5;
    const signature = await signText(text, government, { time });
    const verified = verifySignature(suite, { key: government.key, text, signature });
    expect(verified).toMatchObject({ time });
    expect(encodeHex(signature.signature.subarray(0, 8))).toBe('0000010000000005');
    const later = signature.signature.map((byte, at) => (at === 7 ? byte + 1 : byte));
    for (const changed of [
      later,
      signature.signature.subarray(0, 7),
      signature.signature.subarray(8),
      later.map(() => 0xff),
    ]) {
      const one = { ...signature, signature: changed };
      expect(verifySignature(suite, { key: government.key, text, signature: one })).toBeUndefined();
    }
    const asNote = { ...government.key, type: 'ed25519' as const };
    expect(verifySignature(suite, { key: asNote, text, signature })).toBeUndefined();
  });

  it('need a time, in whole seconds', async () => {
    await expect(signText(text, government)).rejects.toMatchObject({ code: 'BAD_TIMESTAMP' });
    await expect(signText(text, government, { time: 0.5 })).rejects.toMatchObject({ code: 'BAD_TIMESTAMP' });
    await expect(signText(text, government, { time: -1 })).rejects.toMatchObject({ code: 'BAD_TIMESTAMP' });
  });

  it('are not made with keys that are only recognised', async () => {
    for (const type of ['rfc6962-tree-head', 'other'] as const) {
      const key = makeNoteKey(suite, { name: 'a', type, publicKey: root });
      await expect(signText(text, { key, sign: () => root })).rejects.toMatchObject({ code: 'UNSUPPORTED_KEY' });
    }
  });

  it('of ML-DSA-44 cover cosigner, time, origin, size and root, and no extension line', async () => {
    const message = checkpointCosignatureMessage(
      'w',
      7,
      formatCheckpoint({ origin: 'log', size: 258, root, extensions: ['x'] }),
    );
    const expected = `${encodeHex(utf8Bytes('subtree/v1\n\0'))}0177${'0000000000000007'}036c6f67${'00'.repeat(8)}${'0000000000000102'}${encodeHex(root)}`;
    expect(encodeHex(message)).toBe(expected);
  });

  it('of ML-DSA-44 are verified where the suite can', async () => {
    const pair = generateKeyPairSync('ml-dsa-44');
    const publicKey = Uint8Array.from(pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-1312));
    const key = makeNoteKey(suite, { name: 'pq.example/w', type: 'ml-dsa-44-cosignature', publicKey });
    const note = await signNote(text, [{ key, sign: (message) => sign(null, message, pair.privateKey) }], { time: 7 });
    expect(openNote(suite, note, [parseVkey(suite, formatVkey(key))])).toMatchObject({ verified: [{ time: 7 }] });
    expect(openNote(suite, note.replace('\n5\n', '\n6\n'), [key])).toMatchObject({ code: 'BAD_SIGNATURE' });
    // It signs checkpoints alone: under another note, or one of a name that is too long for it, there is none of its.
    const line = parseNote(note).signatures;
    const unsigned = formatNote({ text: 'a promise\n', signatures: line });
    expect(openNote(suite, unsigned, [key])).toMatchObject({ code: 'BAD_SIGNATURE' });
    const far = formatNote({ text: formatCheckpoint({ origin: 'o'.repeat(256), size: 5, root }), signatures: line });
    expect(openNote(suite, far, [key])).toMatchObject({ code: 'BAD_SIGNATURE' });
    const subtree = { origin: 'o', start: 8, end: 13, hash: root };
    expect(subtreeCosignatureMessage('w', 0, subtree)).toHaveLength(12 + 2 + 8 + 2 + 16 + 32);
    expect(code(() => subtreeCosignatureMessage('w', 1, subtree))).toBe('BAD_TIMESTAMP');
    expect(code(() => subtreeCosignatureMessage('', 0, subtree))).toBe('BAD_CHECKPOINT');
    expect(code(() => subtreeCosignatureMessage('w'.repeat(256), 0, subtree))).toBe('BAD_CHECKPOINT');
  });
});

describe('openCheckpoint()', () => {
  const keys = { origin: 'example.com/log', logKeys: [log.key], witnessKeys: [government.key, industry.key] };

  it('accepts a checkpoint signed by the log, with the cosignatures of known witnesses', async () => {
    const note = await signNote(text, [log, government, witness('stranger', 8)], { time: 5 });
    const opened = openCheckpoint(suite, noteBytes(note), keys);
    expect(opened).toMatchObject({
      outcome: 'accepted',
      checkpoint: { size: 5 },
      text,
      logSignatures: [{ key: log.key }],
    });
    expect(opened.outcome === 'accepted' && opened.cosignatures.map(({ key, time }) => [key.name, time])).toEqual([
      ['witness.example/government', 5],
    ]);
    expect(openCheckpoint(suite, note, { origin: keys.origin, logKeys: [log.key] })).toMatchObject({
      cosignatures: [],
    });
  });

  it('takes the log for not having signed where it did with a key that cannot be verified, and says whose', async () => {
    const publicKey = new Uint8Array(32).fill(3);
    const treeHead = makeNoteKey(suite, { name: log.key.name, type: 'rfc6962-tree-head', publicKey });
    const own = parseNote(await signNote(text, [log])).signatures;
    const line = { name: treeHead.name, id: treeHead.id, signature: root };
    const note = (signatures: typeof own) => formatNote({ text, signatures });
    const both = { ...keys, logKeys: [treeHead, log.key] };
    expect(openCheckpoint(suite, note([...own, line]), both)).toMatchObject({
      ...{ outcome: 'accepted', logSignatures: [{ key: log.key }], unsupported: [treeHead] },
    });
    expect(openCheckpoint(suite, note([line]), both)).toMatchObject({
      ...{ code: 'NO_LOG_SIGNATURE', detail: expect.stringContaining('a key of type rfc6962-tree-head') },
    });
  });

  it('rejects another log, a checkpoint the log has not signed, and a bad cosignature', async () => {
    const note = await signNote(text, [log], {});
    expect(openCheckpoint(suite, note, { ...keys, origin: 'example.com/other' })).toMatchObject({
      code: 'WRONG_ORIGIN',
    });
    const cosigned = await signNote(text, [government], { time: 5 });
    expect(openCheckpoint(suite, cosigned, keys)).toMatchObject({ code: 'NO_LOG_SIGNATURE' });
    const strange = await signNote(text, [signer('example.com/log', 9)]);
    expect(openCheckpoint(suite, strange, keys)).toMatchObject({ code: 'NO_LOG_SIGNATURE' });
    const bad = await signText(text.replace('5', '6'), government, { time: 5 });
    const signatures = [...parseNote(note).signatures, bad];
    expect(openCheckpoint(suite, formatNote({ text, signatures }), keys)).toMatchObject({ code: 'BAD_SIGNATURE' });
  });

  it('throws for what is no checkpoint', async () => {
    const note = await signNote('text\n', [log]);
    expect(code(() => openCheckpoint(suite, note, keys))).toBe('BAD_CHECKPOINT');
    expect(code(() => openCheckpoint(suite, 'text\n', keys))).toBe('BAD_NOTE');
  });
});

describe('NoteKey', () => {
  it('is told apart by its name and id', () => {
    const keys: readonly NoteKey[] = [log.key, government.key, industry.key];
    expect(new Set(keys.map(formatVkey)).size).toBe(3);
  });
});
