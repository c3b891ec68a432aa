// SPDX-License-Identifier: Apache-2.0
import { sha256OfDigest } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../formats/json-value.ts';
import { encodeMultibase } from '../formats/multibase.ts';
import { PINNED_CONTEXTS } from '../formats/pinned-contexts.ts';
import { BODY, checkOf, contextOf, findings, LABORATORY } from '../tests/laboratory.ts';
import { verifyCredential } from './index.ts';
import { signed, judge, sign, rest, UNTP } from '../tests/judged.ts';

describe('syntax', () => {
  it.each<[string, string | Uint8Array]>([
    ['NOT_JSON', '{"a":'],
    ['TRAILING_DATA', `${JSON.stringify(signed)}{}`],
    ['DUPLICATE_KEY', JSON.stringify(signed).replace('{', '{"issuer":"did:web:other.example",')],
    ['NOT_UTF8', Uint8Array.of(0x7b, 0xff)],
    ['TOO_DEEP', '['.repeat(65) + ']'.repeat(65)],
    ['NOT_AN_OBJECT', '[]'],
    ['NOT_JSON', ''],
    ['NOT_JSON', 'hello'],
    ['BAD_COMPACT_JWS', `\ufeff${JSON.stringify(signed)}`],
    ['TOO_LARGE', ' '.repeat(3_000_000)],
    ['TOO_LARGE', `{"a":"${'a'.repeat(1 << 20)}"}`],
  ])('says %s, and every other check rests on it', (code, input) => {
    const result = verifyCredential(input, contextOf());
    expect(result).toMatchObject({ outcome: 'rejected', form: 'unreadable', proofs: [] });
    expect(findings(result)[0]).toBe(`syntax: ${code}`);
    expect(result.checks.slice(1).every(({ because }) => because === 'syntax')).toBe(true);
  });

  it.each(['data:application/vc+sd-jwt,abc', 7])('leaves an envelope of another kind open: %j', (id) => {
    const result = verifyCredential(JSON.stringify({ type: ['EnvelopedVerifiableCredential'], id }), contextOf());
    expect(result).toMatchObject({ outcome: 'incomplete', form: 'unreadable' });
    expect(findings(result)[0]).toBe('syntax?: ENVELOPE_NOT_READ');
  });

  it('lets an error of its own surface instead of calling it a verdict', () => {
    expect(() => verifyCredential('{}', contextOf({ limits: { bytes: 10, depth: 999, values: 9 } }))).toThrow(
      RangeError,
    );
  });
});

describe('shape', () => {
  it('names the first fault by code and all in the detail', async () => {
    const result = verifyCredential(JSON.stringify(await sign({ ...BODY, id: 5, name: 7 })), contextOf());
    expect(checkOf(result, 'shape')).toMatchObject({
      outcome: 'failed',
      code: 'BAD_ID',
      detail: expect.stringMatching(/\/id.*\/name/),
    });
  });

  it('keeps the period open when its ends cannot be read', async () => {
    for (const defect of [{ validFrom: '2026' }, { validUntil: 1 }] as JsonObject[]) {
      const document = await sign({ ...BODY, ...defect });
      expect(judge({}, document)).toEqual(['shape: BAD_PERIOD', 'validity-period? because shape']);
    }
  });

  it('has no issuer when the credential has none', async () => {
    const { issuer, ...body } = BODY;
    expect(issuer).toBe(LABORATORY);
    const result = verifyCredential(JSON.stringify(await sign(body as JsonObject)), contextOf());
    expect(findings(result)).toEqual(['shape: BAD_ISSUER', 'issuer: ISSUER_NOT_CONTROLLER']);
    expect(result.issuer).toBeUndefined();
  });
});

describe('context', () => {
  const digest = PINNED_CONTEXTS.get(UNTP)?.[0] as never;
  const related = (entry: JsonValue): JsonObject => ({ '@context': [rest, UNTP], relatedResource: entry });
  const sri = Buffer.from(sha256OfDigest(digest)).toString('base64');

  it.each<[string, string[], JsonObject]>([
    ['the pinned ones', [], { '@context': [rest, UNTP] }],
    ['another first one', ['context: BASE_CONTEXT_MISSING'], { '@context': [UNTP] }],
    [
      'the one of data model 1.1',
      ['context: BASE_CONTEXT_MISSING'],
      { '@context': ['https://www.w3.org/2018/credentials/v1'] },
    ],
    ['an unknown one', ['context?: UNKNOWN_CONTEXT'], { '@context': [rest, 'https://a.example/context'] }],
    ['one within', ['context?: INLINE_CONTEXT'], { '@context': [rest, { '@vocab': 'https://a.example#' }] }],
    ['a signed digest of a known edition', [], related([{ id: UNTP, digestMultibase: digest }])],
    [
      'the same digest in base58',
      [],
      related([
        { id: UNTP, digestMultibase: encodeMultibase(Uint8Array.from([0x12, 0x20, ...sha256OfDigest(digest)])) },
      ]),
    ],
    ['the same digest as subresource integrity', [], related({ id: UNTP, digestSRI: `sha256-${sri}` })],
    [
      'a digest of another file',
      ['context: CONTEXT_DIGEST_DIFFERS'],
      related({ id: UNTP, digestMultibase: `uEi${'A'.repeat(44)}` }),
    ],
    ['a digest that is none', ['context: CONTEXT_DIGEST_DIFFERS'], related({ id: UNTP, digestMultibase: '?' })],
    [
      'an integrity text that is none',
      ['context: CONTEXT_DIGEST_DIFFERS'],
      related({ id: UNTP, digestSRI: 'sha256-AAAA*' }),
    ],
    ['a digest by another function', [], related({ id: UNTP, digestSRI: `sha384-${sri}` })],
    [
      'a digest of something else',
      [],
      related({ id: 'https://a.example/photo.jpg', digestMultibase: `uEi${'A'.repeat(44)}` }),
    ],
  ])('judges %s', async (_, expected, changes) => {
    expect(judge({}, await sign({ ...BODY, ...changes }))).toEqual(expected);
  });

  it('passes over related resources that are malformed: that is for the shape', async () => {
    for (const entry of ['x', { id: 7 }]) {
      expect(
        judge({}, await sign({ ...BODY, ...related(entry) })).filter((finding) => finding.startsWith('context')),
      ).toEqual([]);
    }
  });

  it('takes the pins that it is given', async () => {
    const contexts = new Map([['https://a.example/context', []]]);
    expect(judge({ contexts }, await sign({ ...BODY, '@context': [rest, 'https://a.example/context'] }))).toEqual([]);
  });
});
