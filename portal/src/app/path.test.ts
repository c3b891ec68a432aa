// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { statementPage } from '../features/statement/statement.ts';
import { parsePath } from './path.ts';

describe('parsePath()', () => {
  it.each(['did:web:a.example', 'did:web:a.example%3A8443:lab', 'did:key:z6Mk/../x?y#z'])(
    'is the inverse of statementPage() for the issuer %s',
    (issuer) => {
      const name = { issuer, id: 'urn:uuid:01941f29-7c00-77b5-beb3-195a065d96ed' };
      expect(parsePath(statementPage(name))).toEqual({ page: 'statement', name });
    },
  );

  it.each(['/', '/statements', '/statements/', '/statements/a', '/statements/a/b/c', '/statements/%/b', '/other/a/b'])(
    'takes %s for the first page',
    (path) => {
      const found = parsePath(path);
      expect(found.page === 'home' || found.name.id === '').toBe(true);
    },
  );
});
