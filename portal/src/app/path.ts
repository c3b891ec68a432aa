// SPDX-License-Identifier: Apache-2.0
import type { StatementName } from '../features/statement/statement.ts';

/** Which page an address names. */
export type Page = { readonly page: 'home' } | { readonly page: 'statement'; readonly name: StatementName };

/** path = "/statements/" issuer "/" id, each percent-encoded; everything else is the first page. */
export function parsePath(path: string): Page {
  const [, issuer, id, ...more] = path.split('/').slice(1);
  if (!path.startsWith('/statements/') || issuer === undefined || id === undefined || more.length > 0)
    return { page: 'home' };
  try {
    return { page: 'statement', name: { issuer: decodeURIComponent(issuer), id: decodeURIComponent(id) } };
  } catch {
    // A stray percent sign.
    return { page: 'home' };
  }
}
