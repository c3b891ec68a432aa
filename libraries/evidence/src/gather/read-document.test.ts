// SPDX-License-Identifier: Apache-2.0
import { sha256OfDigest } from '@touchstone/identifiers';
import { nodeSuite } from '@touchstone/credentials/node';
import { statementDigest } from '@touchstone/credentials/formats';
import { describe, expect, it } from 'vitest';
import { bodySha256, createReader, readingOnce } from './read-document.ts';

const TEXT = JSON.stringify({ type: ['VerifiableCredential'], issuer: 'did:web:a.example', proof: { any: 1 } });

describe('bodySha256()', () => {
  it('gives the hash of the body that the reader has read, without its proof', () => {
    const { body } = createReader(nodeSuite)(TEXT);
    const digest = statementDigest({ type: ['VerifiableCredential'], issuer: 'did:web:a.example' }, nodeSuite);
    expect(bodySha256(body, nodeSuite)).toEqual(sha256OfDigest(digest));
  });

  it('gives nothing that another function worked out', () => {
    const { body } = createReader({ sha256: () => new Uint8Array(32) })(TEXT);
    expect(bodySha256(body, nodeSuite)).toBeUndefined();
  });

  it('gives nothing for a body that was not read here', () => {
    const held = createReader(nodeSuite)(TEXT);
    expect(bodySha256({ ...(held.body as object) }, nodeSuite)).toBeUndefined();
    expect(bodySha256(undefined, nodeSuite)).toBeUndefined();
  });
});

describe('readingOnce()', () => {
  it('reads a text the first time, and gives the same the next', () => {
    let times = 0;
    const read = readingOnce((text) => {
      times += 1;
      return createReader(nodeSuite)(text);
    });
    const first = read(TEXT);
    expect(read(TEXT)).toBe(first);
    expect(read(`${TEXT} `)).not.toBe(first);
    expect(times).toBe(2);
  });
});
