import { describe, expect, it } from 'vitest';
import { encodeBase64 } from '../base64.ts';
import type { LogError } from '../log-error.ts';
import { nodeLogSuite as suite } from '../suites/node.ts';
import { caught } from '../tests/caught.ts';
import { signer, witness } from '../tests/keys.ts';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { formatNote, noteBytes, parseNote } from './note.ts';
import { makeNoteKey } from './note-key.ts';
import { openCheckpoint } from './open-checkpoint.ts';
import { signNote, signText } from './sign-note.ts';

const code = (run: () => unknown) => (caught(run) as LogError).code;
const root = new Uint8Array(32).fill(9);
const log = signer('example.com/log', 1);
const government = witness('witness.example/government', 2);
const industry = witness('witness.example/industry', 3);
const text = formatCheckpoint({ origin: 'example.com/log', size: 5, root });

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
