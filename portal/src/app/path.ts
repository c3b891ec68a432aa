// SPDX-License-Identifier: Apache-2.0
import type { StatementName } from '../features/statement/statement.ts';

/** Which page an address names. */
export type Page =
  | { readonly page: 'home' }
  | { readonly page: 'statement'; readonly name: StatementName }
  | { readonly page: 'traceability'; readonly name?: StatementName }
  | { readonly page: Workbench };

/** The pages that are an address and nothing more. */
export const WORKBENCHES = [
  ...(['uncertainty', 'control-charts', 'impact', 'rounds', 'instruments'] as const),
  ...(['issue-gate', 'indicators'] as const),
  ...(['readings', 'calibrations', 'own-standards', 'switching'] as const),
  ...(['competence', 'clusters', 'quality-tools', 'studies', 'logs'] as const),
] as const;
export type Workbench = (typeof WORKBENCHES)[number];

/** path = "/" page [ "/" issuer "/" id ], issuer and id percent-encoded; everything else is the first page. */
export function parsePath(path: string): Page {
  const [page, issuer, id, ...more] = path.split('/').slice(1);
  const workbench = WORKBENCHES.find((each) => each === page);
  if (workbench !== undefined && issuer === undefined) return { page: workbench };
  if (page === 'traceability' && (issuer === undefined || issuer === '')) return { page };
  if (!(page === 'statements' || page === 'traceability') || issuer === undefined || id === undefined)
    return { page: 'home' };
  if (more.length > 0) return { page: 'home' };
  try {
    const name = { issuer: decodeURIComponent(issuer), id: decodeURIComponent(id) };
    return { page: page === 'statements' ? 'statement' : page, name };
  } catch {
    // A stray percent sign.
    return { page: 'home' };
  }
}
