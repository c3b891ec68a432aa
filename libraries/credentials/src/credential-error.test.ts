// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { CredentialError, shown } from './credential-error.ts';
import { caught } from './tests/caught.ts';

describe('CredentialError', () => {
  it('says where before it says what', () => {
    const cause = new Error('below');
    expect(new CredentialError('BAD_DID', 'no DID', { at: '/issuer', cause })).toMatchObject({
      message: '/issuer: no DID',
      at: '/issuer',
      code: 'BAD_DID',
      cause,
    });
    expect(new CredentialError('BAD_DID', 'no DID')).toMatchObject({ message: 'no DID', at: '' });
  });
});

describe('shown()', () => {
  it('quotes text, cuts long text, and names what is no text', () => {
    expect(['a"\n', null, [1], { a: 1 }, 5, undefined].map(shown)).toEqual([
      '"a\\"\\n"',
      'null',
      'a list',
      'object',
      'number',
      'undefined',
    ]);
    expect(shown('x'.repeat(1_000))).toHaveLength(83);
  });
});

describe('caught()', () => {
  it('fails a test in which nothing is thrown', () => {
    expect(caught(() => caught(() => 1))).toMatchObject({ message: 'nothing was thrown' });
  });
});
