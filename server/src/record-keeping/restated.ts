// SPDX-License-Identifier: Apache-2.0
import { composeBody, type StatementKind } from '@touchstone/statements';
import type { Ruling } from './define-register.ts';
import type { JsonObject } from './fact.ts';
import { rulingOf } from './ruling.ts';
import { statusStatement } from './status-statement.ts';
import type { Acting } from './tenant.ts';

/** A public statement that its register makes, and the one before that it takes the place of. */
export interface Restated {
  /** UUIDs of the statement and of the change of status of the one before. */
  readonly id: string;
  readonly changeId: string;
  readonly kind: StatementKind;
  readonly subject: object;
  readonly before: { readonly id: string; readonly issuer: string; readonly digest: string } | undefined;
  readonly reason: string;
  /** From when the one before no longer stands; left out, from now on. */
  readonly from?: string;
}

/** The statement, and beside it that the one before is replaced by it. */
export function restated(stated: Restated, acting: Acting): Ruling {
  const { id, changeId, kind, subject, before, reason, from = acting.now } = stated;
  const parts = { uuid: id, issuer: acting.actor.party, validFrom: acting.now, subject: subject as never };
  const body = composeBody(kind, parts) as JsonObject;
  const statement = { source: 'statement' as const, kind, body, visibility: 'public' as const };
  if (before === undefined) return rulingOf([], [statement]);
  const change = statusStatement({ id: changeId, of: before, status: 'replaced', from, reason }, acting);
  const refersTo = [{ path: ['credentialSubject', 'replacedBy'], id: `urn:uuid:${id}` }];
  return rulingOf([], [statement, { ...change, refersTo }]);
}
