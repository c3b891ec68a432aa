// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { readIdempotencyKey } from './idempotency-key.ts';
import { preferredType } from './media-type.ts';

const OFFERED = ['application/json', 'application/vc+jwt'];

describe('preferredType()', () => {
  it.each<[string | undefined, string | undefined]>([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['application/vc+jwt', 'application/vc+jwt'],
    ['application/*;q=0.5, application/vc+jwt', 'application/vc+jwt'],
    ['application/json;q=0.1, application/vc+jwt;q=0.2', 'application/vc+jwt'],
    ['Application/JSON', 'application/json'],
    ['application/vc+jwt;q=0, */*;q=0.1', 'application/json'],
    ['text/html', undefined],
    ['application/json;q=0', undefined],
    ['application/json;q=nonsense', undefined],
    ['text/html, application/xhtml+xml, */*;q=0.8', 'application/json'],
  ])('takes %s as %s', (accept, expected) => {
    expect(preferredType(accept, OFFERED)).toBe(expected);
  });
});

describe('readIdempotencyKey()', () => {
  it('reads a string of a structured header, and a bare token', () => {
    expect(readIdempotencyKey('"8e03978e-40d5-43dd-bc93-6894a57f9324"')).toBe('8e03978e-40d5-43dd-bc93-6894a57f9324');
    expect(readIdempotencyKey(' 8e03978e ')).toBe('8e03978e');
  });

  it('asks for one where there is none', () => {
    expect(() => readIdempotencyKey(undefined)).toThrow(expect.objectContaining({ code: 'IDEMPOTENCY_KEY_MISSING' }));
  });

  it.each([['""'], ['"a" "b"'], ['"a\\"b"'], ['a b'], [`"${'x'.repeat(129)}"`], ['"é"'], [['a', 'b']]])(
    'refuses %s',
    (header) => {
      expect(() => readIdempotencyKey(header)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
    },
  );
});
