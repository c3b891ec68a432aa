// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { encodeHex, utf8Bytes } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/jcs-rfc8785.json' with { type: 'json' };
import { caught } from '../tests/caught.ts';
import { canonicalize, canonicalizeWithout } from './canonical-json.ts';
import type { JsonObject, JsonValue } from './json-value.ts';
import { parseStrictJson } from './strict-json.ts';

const json = fc.jsonValue({ noUnicodeString: false, maxDepth: 5 }) as fc.Arbitrary<JsonValue>;

describe('canonicalize()', () => {
  it.each(vectors.cases)('gives the bytes that RFC 8785 prints for $name', ({ inputText, outputText, outhex }) => {
    // By JSON.parse: one of the published numbers has more digits than a double, and the strict reader refuses it.
    const text = canonicalize(JSON.parse(inputText));
    expect(text).toBe(outputText);
    expect(encodeHex(utf8Bytes(text))).toBe(outhex);
  });

  it.each(vectors.es6Numbers.samples)('writes the double $ieee as $text', ({ ieee, text }) => {
    expect(canonicalize(doubleOf(ieee))).toBe(text);
  });

  it.each(vectors.es6Numbers.sha256OfLines.filter(({ lines }) => lines <= 100_000))(
    'writes the first $lines generated doubles with the published checksum',
    ({ lines, sha256 }) => {
      const hash = createHash('sha256');
      for (const [count, number] of es6Numbers()) {
        hash.update(`${ieeeOf(number)},${canonicalize(number)}\n`);
        if (count === lines) break;
      }
      expect(hash.digest('hex')).toBe(sha256);
    },
  );

  it('reads back as the value it was given', () => {
    fc.assert(
      fc.property(json, (value) => {
        const text = canonicalize(value);
        expect(parseStrictJson(text, { bytes: 1 << 20, depth: 64, values: 50_000 })).toEqual(normalised(value));
        expect(canonicalize(parseStrictJson(text))).toBe(text);
      }),
    );
  });

  it('does not see the order of the members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.nat(), { maxKeys: 40 }), (object) => {
        const turned = Object.fromEntries(Object.entries(object).reverse());
        expect(canonicalize(turned)).toBe(canonicalize(object));
      }),
    );
  });

  it('sorts many members as it sorts few', () => {
    const members = Array.from({ length: 40 }, (_, index) => `m${(index * 7) % 40}`);
    const text = canonicalize(Object.fromEntries(members.map((member) => [member, 1])));
    expect(Object.keys(JSON.parse(text))).toEqual([...members].sort());
  });

  it.each([
    ['NUMBER_OUT_OF_RANGE', '/a/1', { a: [1, Number.NaN] }],
    ['NUMBER_OUT_OF_RANGE', '', Number.POSITIVE_INFINITY],
    ['LONE_SURROGATE', '/a~1b', { 'a/b': '\ud800' }],
    ['LONE_SURROGATE', '/x~0/\ufffd', { 'x~': { '\udfff': 1 } }],
    ['NOT_A_JSON_VALUE', '/a', { a: undefined }],
    ['NOT_A_JSON_VALUE', '/a/0', { a: [undefined] }],
    ['NOT_A_JSON_VALUE', '/when', { ok: 1, when: new Date(0) }],
    ['NOT_A_JSON_VALUE', '/big', { big: 1n }],
  ])('refuses with %s at %j', (code, at, value) => {
    expect(caught(() => canonicalize(value as unknown as JsonValue))).toMatchObject({ code, at });
  });

  it('refuses a circle', () => {
    const circle: { self?: unknown } = {};
    circle.self = circle;
    expect(caught(() => canonicalize(circle as JsonValue))).toMatchObject({ code: 'TOO_DEEP' });
  });

  it('accepts objects without a prototype', () => {
    expect(canonicalize(Object.assign(Object.create(null), { b: 1, a: null }))).toBe('{"a":null,"b":1}');
  });

  it('lets the error of a getter through as it is', () => {
    const own = new Error('of the caller');
    const object = {
      get a(): JsonValue {
        throw own;
      },
    };
    expect(caught(() => canonicalize(object))).toBe(own);
  });
});

describe('canonicalizeWithout()', () => {
  it('leaves out the named member at the top and nowhere else', () => {
    const object = { proof: 1, z: { proof: 2 }, a: [] };
    expect(canonicalizeWithout(object, 'proof')).toBe('{"a":[],"z":{"proof":2}}');
    expect(canonicalizeWithout({ proof: 1 }, 'proof')).toBe('{}');
  });

  it('names the place of a fault', () => {
    const object = { a: { b: Number.NaN } } as JsonObject;
    expect(caught(() => canonicalizeWithout(object, 'proof'))).toMatchObject({
      code: 'NUMBER_OUT_OF_RANGE',
      at: '/a/b',
    });
  });
});

/** JSON has one zero; everything else survives. */
function normalised(value: JsonValue): unknown {
  return JSON.parse(JSON.stringify(value));
}

function doubleOf(hex: string): number {
  return new Float64Array(BigUint64Array.of(BigInt(`0x${hex}`)).buffer)[0] as number;
}

function ieeeOf(number: number): string {
  return (new BigUint64Array(Float64Array.of(number).buffer)[0] as bigint).toString(16);
}

/** The sequence that the source of the vectors describes. */
function* es6Numbers(): Generator<readonly [number, number]> {
  const { firstIeee, serialFrom, serialCount } = vectors.es6Numbers;
  let count = 0;
  for (const hex of firstIeee.split(' ')) {
    count += 1;
    yield [count, doubleOf(hex)];
  }
  for (let serial = 0; serial < serialCount; serial += 1) {
    count += 1;
    yield [count, doubleOf((BigInt(`0x${serialFrom}`) + BigInt(serial)).toString(16))];
  }
  let block: Uint8Array = new Uint8Array(32);
  for (;;) {
    block = new Uint8Array(createHash('sha256').update(block).digest());
    for (const number of new Float64Array(block.slice().buffer)) {
      if (number !== 0 && Number.isFinite(number)) {
        count += 1;
        yield [count, number];
      }
    }
  }
}
