// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Produced } from './define-register.ts';
import { withReferences } from './earlier-references.ts';

const statement = { id: 'urn:uuid:1', issuer: 'did:web:a.example', digest: 'uEi' };
const written = [
  { recorded: { entry: 4, source: 'statement' as const, kind: 'Report', statement, alreadyRecorded: false } },
];
const change: Produced = {
  source: 'statement',
  kind: 'StatusChange',
  body: { credentialSubject: { status: 'replaced' } },
  visibility: 'public',
};

describe('withReferences()', () => {
  it('puts identity and digest of the earlier statement where the rule says', () => {
    const refersTo = [{ path: ['credentialSubject', 'replacedBy'], id: statement.id }];
    expect(withReferences({ ...change, refersTo }, written)).toEqual({
      ...change,
      body: { credentialSubject: { status: 'replaced', replacedBy: statement } },
    });
  });

  it('leaves what refers to nothing as it is', () => {
    expect(withReferences(change, written)).toBe(change);
  });

  it('refuses a statement that the ruling does not produce before', () => {
    const refersTo = [{ path: ['credentialSubject', 'replacedBy'], id: 'urn:uuid:2' }];
    expect(() => withReferences({ ...change, refersTo }, written)).toThrow(TypeError);
  });

  it('refuses a path through something that is no object', () => {
    const refersTo = [{ path: ['credentialSubject', 'status', 'replacedBy'], id: statement.id }];
    expect(() => withReferences({ ...change, refersTo }, written)).toThrow(TypeError);
  });
});
