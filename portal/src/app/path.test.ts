// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { statementPage } from '../features/statement/statement.ts';
import { traceabilityPage } from '../features/traceability/graph.ts';
import { parsePath, WORKBENCHES } from './path.ts';

describe('parsePath()', () => {
  it.each(['did:web:a.example', 'did:web:a.example%3A8443:lab', 'did:key:z6Mk/../x?y#z'])(
    'is the inverse of statementPage() for the issuer %s',
    (issuer) => {
      const name = { issuer, id: 'urn:uuid:01941f29-7c00-77b5-beb3-195a065d96ed' };
      expect(parsePath(statementPage(name))).toEqual({ page: 'statement', name });
    },
  );

  it('takes the same names for a chain of traceability, or none', () => {
    const name = { issuer: 'did:web:a.example%3A8443:lab', id: 'urn:uuid:01941f29-7c00-77b5-beb3-195a065d96ed' };
    expect(parsePath(traceabilityPage(name))).toEqual({ page: 'traceability', name });
    expect(parsePath('/traceability')).toEqual({ page: 'traceability' });
    expect(parsePath('/traceability/')).toEqual({ page: 'traceability' });
  });

  it.each(WORKBENCHES)('knows the page /%s, and nothing below it', (page) => {
    expect(parsePath(`/${page}`)).toEqual({ page });
    expect(parsePath(`/${page}/a`)).toEqual({ page: 'home' });
  });

  it.each(['/', '/statements', '/statements/', '/statements/a', '/traceability/a', '/statements/%/b', '/other/a/b'])(
    'takes %s for the first page',
    (path) => {
      expect(parsePath(path)).toEqual({ page: 'home' });
    },
  );

  it.each(['/statements/a/b/c', '/traceability/a/b/c'])('takes %s, which is too long, for the first page', (path) => {
    expect(parsePath(path)).toEqual({ page: 'home' });
  });
});
