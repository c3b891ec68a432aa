// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { hashLeaf } from '../merkle/hashing.ts';
import { nodeLogSuite as suite, nodeNoteKey } from '../suites/node.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { type Erasure, erasureText, openErasure } from './erasure-note.ts';
import { signNote } from './sign-note.ts';

const signerOf = (name: string, number: number) =>
  nodeNoteKey({ name, type: 'ed25519', seed: new Uint8Array(32).fill(number) }).signer;
const signer = signerOf('log.example/1', 1);
const leafHash = hashLeaf(suite, Uint8Array.of(1, 2, 3));
const erasure: Erasure = {
  ...{ origin: 'log.example/1', index: 7, leafHash, day: '2026-11-22' },
  ...{ by: 'two-people-of-the-issuer', ground: 'person-request', article: 'Test law, article 1' },
};
const leaf = { origin: 'log.example/1', index: 7, leafHash, keys: [signer.key] };
const noteOf = (more: Partial<Erasure> = {}) => signNote(erasureText({ ...erasure, ...more }), [signer]);

describe('erasureText() and openErasure()', () => {
  it('say by a note of the log of which leaf the content is gone, and by whose decision', async () => {
    const note = await noteOf();
    expect(note.split('\n').slice(0, 5)).toEqual([
      'touchstone/erasure/v1',
      'log.example/1',
      '7',
      Buffer.from(leafHash).toString('base64'),
      '2026-11-22',
    ]);
    expect(openErasure(suite, note, leaf)).toEqual({ outcome: 'accepted', erasure });
    expect(openErasure(suite, Buffer.from(note), leaf)).toMatchObject({ outcome: 'accepted' });
    expect(() => parseCheckpoint(erasureText(erasure))).toThrow();
  });

  it.each<[string, (note: string) => Promise<string> | string]>([
    ['another leaf of the same log', () => noteOf({ index: 8 })],
    ['a leaf of other bytes', () => noteOf({ leafHash: hashLeaf(suite, Uint8Array.of(9)) })],
    ['another log', () => noteOf({ origin: 'log.example/2' })],
    ['nobody known', () => signNote(erasureText(erasure), [signerOf('log.example/1', 2)])],
    ['a word changed after it was signed', (note) => note.replace('person-request', 'mistake')],
    ['another header', () => signNote(erasureText(erasure).replace('erasure/v1', 'erasure/v2'), [signer])],
    ['a line too many', () => signNote(`${erasureText(erasure)}more\n`, [signer])],
    ['a line too few', () => signNote(erasureText(erasure).replace(/[^\n]*\n$/, ''), [signer])],
    ['no day', () => signNote(erasureText(erasure).replace('2026-11-22', 'today'), [signer])],
    ['no index', () => signNote(erasureText(erasure).replace('\n7\n', '\n07\n'), [signer])],
    ['what is no note', () => 'erased: true'],
  ])('take one of %s for none', async (_, make) => {
    expect(openErasure(suite, await make(await noteOf()), leaf).outcome).toBe('rejected');
  });

  it('throw what is a fault of the program', async () => {
    const note = await noteOf();
    const broken = {
      ...suite,
      verifyEd25519: () => {
        throw new RangeError('broken');
      },
    };
    expect(() => openErasure(broken, note, leaf)).toThrow(RangeError);
  });

  it.each<[string, Partial<Erasure>]>([
    ['BAD_NOTE', { day: '22.11.2026' }],
    ['BAD_NOTE', { by: 'Two People' }],
    ['BAD_NOTE', { ground: '' }],
    ['BAD_NOTE', { article: 'a\nb' }],
    ['BAD_SIZE', { index: -1 }],
  ])('refuse to write with %s %o', (code, more) => {
    expect(() => erasureText({ ...erasure, ...more })).toThrow(expect.objectContaining({ code }));
  });
});
