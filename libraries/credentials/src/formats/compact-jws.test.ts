// SPDX-License-Identifier: Apache-2.0
import { encodeBase64url, utf8Bytes } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/w3c-vc-jose-cose.json' with { type: 'json' };
import { caught } from '../tests/caught.ts';
import { jwsSigningInput, parseCompactJws } from './compact-jws.ts';

const HEADER = encodeBase64url(utf8Bytes('{"alg":"EdDSA"}'));

describe('parseCompactJws()', () => {
  it.each(Object.entries(vectors.tokens))('takes %s apart', (_, text) => {
    const token = parseCompactJws(text);
    expect(`${new TextDecoder().decode(token.signingInput)}.${encodeBase64url(token.signature)}`).toBe(text);
    expect(JSON.parse(new TextDecoder().decode(token.payload))).toHaveProperty('issuer');
  });

  it('reads what jwsSigningInput() wrote', () => {
    const token = parseCompactJws(`${jwsSigningInput('{"alg":"ES256"}', 'é')}.AA`);
    expect(token).toMatchObject({ header: { alg: 'ES256' }, payload: utf8Bytes('é'), signature: Uint8Array.of(0) });
  });

  it.each([
    ['one part', HEADER],
    ['two parts', `${HEADER}.e30`],
    ['four parts', `${HEADER}.e30.AA.AA`],
    ['five parts, as an encrypted token has', `${HEADER}....`],
    ['no header', '.e30.AA'],
    ['padding', `${HEADER}.e30=.AA`],
    ['letters of plain base64', `${HEADER}.e30.A+/A`],
    ['stray bits in the signature', `${HEADER}.e30.AB`],
    ['stray bits in the payload', `${HEADER}.e31.AA`],
    ['white space', `${HEADER}.e30.AA\n`],
    ['a header that is no JSON', `${encodeBase64url(utf8Bytes('{alg:1}'))}.e30.AA`],
    ['a header that is no object', `${encodeBase64url(utf8Bytes('["EdDSA"]'))}.e30.AA`],
    ['a header with a name written twice', `${encodeBase64url(utf8Bytes('{"alg":"none","alg":"EdDSA"}'))}.e30.AA`],
    ['a header of half a megabyte', `${encodeBase64url(new Uint8Array(9_000).fill(32))}.e30.AA`],
  ])('refuses %s', (_, text) => {
    expect(caught(() => parseCompactJws(text))).toMatchObject({ code: 'BAD_COMPACT_JWS' });
  });

  it('refuses a token longer than the limit before it looks at it', () => {
    expect(caught(() => parseCompactJws('.'.repeat(20_000), { bytes: 1_000 }))).toMatchObject({ code: 'TOO_LARGE' });
  });
});
