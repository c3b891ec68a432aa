// SPDX-License-Identifier: Apache-2.0
import { encodeBase64url } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concealPersonalFields } from '../issue/conceal.ts';
import { nodeSuite } from '../suites/node.ts';
import { caught } from '../tests/caught.ts';
import type { JsonObject } from './json-value.ts';
import { type Disclosure, matchDisclosure, pointerSteps, valueAt } from './personal-field.ts';

const salt = (seed: number): string => encodeBase64url(new Uint8Array(16).fill(seed));
const body: JsonObject = {
  id: 'urn:uuid:1',
  credentialSubject: {
    signatory: { name: 'Demonstration Person', role: 'authorised' },
    samplers: [{ name: 'A' }, { name: 'B' }],
    'a/b~c': 1,
  },
};
const FIELDS = [
  { path: '/credentialSubject/signatory/name', salt: salt(1) },
  { path: '/credentialSubject/samplers/1/name', salt: salt(2) },
  { path: '/credentialSubject/a~1b~0c', salt: salt(3) },
];

describe('concealPersonalFields()', () => {
  const concealed = concealPersonalFields(body, FIELDS, nodeSuite);

  it('puts a digest in the place of each field and leaves the rest', () => {
    const digest = { saltedDigest: expect.stringMatching(/^uEi/) };
    expect(concealed.body).toEqual({
      id: 'urn:uuid:1',
      credentialSubject: {
        signatory: { name: digest, role: 'authorised' },
        samplers: [{ name: 'A' }, { name: digest }],
        'a/b~c': digest,
      },
    });
    expect(JSON.stringify(concealed.body)).not.toContain('Demonstration Person');
    expect(body.credentialSubject).toHaveProperty('signatory.name', 'Demonstration Person');
  });

  it('gives a disclosure that opens each field', () => {
    expect(concealed.disclosures.map(({ value }) => value)).toEqual(['Demonstration Person', 'B', 1]);
    for (const disclosure of concealed.disclosures) {
      expect(matchDisclosure(concealed.body, disclosure, nodeSuite)).toBe('matches');
    }
  });

  it('hides equal values behind different digests', () => {
    const twice = concealPersonalFields(
      { a: 'x', b: 'x' },
      [
        { path: '/a', salt: salt(1) },
        { path: '/b', salt: salt(2) },
      ],
      nodeSuite,
    );
    expect(twice.body.a).not.toEqual(twice.body.b);
  });

  it.each([
    ['NO_SUCH_FIELD', [{ path: '/credentialSubject/nobody', salt: salt(1) }]],
    ['NO_SUCH_FIELD', [{ path: '/credentialSubject/samplers/2', salt: salt(1) }]],
    ['NO_SUCH_FIELD', [{ path: '/credentialSubject/samplers/01', salt: salt(1) }]],
    ['NO_SUCH_FIELD', [{ path: '/id/length', salt: salt(1) }]],
    ['NO_SUCH_FIELD', [{ path: '', salt: salt(1) }]],
    ['NO_SUCH_FIELD', [{ path: 'id', salt: salt(1) }]],
    ['NO_SUCH_FIELD', [{ path: '/id~2', salt: salt(1) }]],
    ['NO_SUCH_FIELD', [{ path: '/constructor', salt: salt(1) }]],
    [
      'NO_SUCH_FIELD',
      [
        { path: '/id', salt: salt(1) },
        { path: '/id', salt: salt(2) },
      ],
    ],
    [
      'NO_SUCH_FIELD',
      [
        { path: '/credentialSubject/signatory', salt: salt(1) },
        { path: '/credentialSubject/signatory/name', salt: salt(2) },
      ],
    ],
    [
      'NO_SUCH_FIELD',
      [
        { path: '/credentialSubject/signatory/name', salt: salt(1) },
        { path: '/credentialSubject/signatory', salt: salt(2) },
      ],
    ],
    [
      'REUSED_SALT',
      [
        { path: '/id', salt: salt(1) },
        { path: '/credentialSubject/samplers/0', salt: salt(1) },
      ],
    ],
    ['BAD_SALT', [{ path: '/id', salt: encodeBase64url(new Uint8Array(15)) }]],
    ['BAD_SALT', [{ path: '/id', salt: 'not base64url!' }]],
  ])('refuses with %s: %j', (code, fields) => {
    expect(caught(() => concealPersonalFields(body, fields, nodeSuite))).toMatchObject({ code });
  });

  it('refuses more fields than a body has people', () => {
    expect(() =>
      concealPersonalFields(
        body,
        Array.from({ length: 1_001 }, () => FIELDS[0] as never),
        nodeSuite,
      ),
    ).toThrow(RangeError);
  });
});

describe('matchDisclosure()', () => {
  const { body: signed, disclosures } = concealPersonalFields(body, FIELDS, nodeSuite);
  const good = disclosures[0] as Disclosure;

  it.each<[string, string, Disclosure]>([
    ['does-not-match', 'another value', { ...good, value: 'Somebody Else' }],
    ['does-not-match', 'another salt', { ...good, salt: salt(9) }],
    ['does-not-match', 'a salt that is none', { ...good, salt: '?' }],
    ['does-not-match', 'the disclosure of another field', { ...good, path: FIELDS[1]?.path as string }],
    ['no-such-field', 'a field that is open', { ...good, path: '/credentialSubject/signatory/role' }],
    ['no-such-field', 'an object without a digest', { ...good, path: '/credentialSubject/signatory' }],
    ['no-such-field', 'a path that leads nowhere', { ...good, path: '/credentialSubject/x/y' }],
  ])('says %s to %s', (expected, _, disclosure) => {
    expect(matchDisclosure(signed, disclosure, nodeSuite)).toBe(expected);
  });

  it('opens a field with the value that was concealed and with no other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (value, other) => {
        const one = concealPersonalFields({ name: value }, [{ path: '/name', salt: salt(7) }], nodeSuite);
        const [disclosure] = one.disclosures as [Disclosure];
        expect(matchDisclosure(one.body, disclosure, nodeSuite)).toBe('matches');
        expect(matchDisclosure(one.body, { ...disclosure, value: other }, nodeSuite) === 'matches').toBe(
          other === value,
        );
      }),
    );
  });
});

describe('valueAt()', () => {
  it('reads the pointers of RFC 6901, section 5', () => {
    const document = { foo: ['bar', 'baz'], '': 0, 'a/b': 1, 'c%d': 2, 'm~n': 8 };
    const read = ['', '/foo', '/foo/0', '/', '/a~1b', '/c%d', '/m~0n'].map((pointer) => valueAt(document, pointer));
    expect(read).toEqual([document, document.foo, 'bar', 0, 1, 2, 8]);
  });

  it('knows what is no pointer', () => {
    expect(['a', '/~', '/~2'].map(pointerSteps)).toEqual([undefined, undefined, undefined]);
  });
});
