// SPDX-License-Identifier: Apache-2.0
import { composeBody } from '@touchstone/statements';
import type { Produced } from './define-register.ts';
import type { JsonObject } from './fact.ts';
import type { Acting } from './tenant.ts';

/** One signed change of status, as it is to be produced. */
export interface StatusStatement {
  /** UUIDv7. */
  readonly id: string;
  /** What it changes: a statement, which may itself be a change. */
  readonly of: { readonly id: string; readonly issuer: string; readonly digest: string };
  readonly status: 'active' | 'suspended' | 'withdrawn' | 'replaced' | 'revoked';
  readonly from: string;
  readonly reason: string;
}

/**
 * The change of status as a statement of the acting party. Public even where what it changes is private: whoever was
 * shown that must be able to learn what became of it.
 */
export function statusStatement(
  { id, of, status, from, reason }: StatusStatement,
  { actor, now }: Acting,
): Extract<Produced, { readonly source: 'statement' }> {
  const subject = { id: `urn:uuid:${id}`, changes: of, status, from, reason };
  const body = composeBody('StatusChange', { uuid: id, issuer: actor.party, validFrom: now, subject });
  return { source: 'statement', kind: 'StatusChange', body: body as JsonObject, visibility: 'public' };
}
