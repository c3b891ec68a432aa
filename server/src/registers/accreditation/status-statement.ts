// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { makeUuidV7, parseUuidV7, utf8Bytes, uuidV7Milliseconds } from '@touchstone/identifiers';
import { composeBody } from '@touchstone/statements';
import type { Produced } from '../../record-keeping/define-register.ts';
import type { JsonObject } from '../../record-keeping/fact.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import type { DecidedChange, Reference } from './case.ts';

/** One signed change of status, as it is to be produced. */
export interface StatusStatement {
  /** UUIDv7. */
  readonly id: string;
  /** What it changes: an edition, or another change. */
  readonly of: Reference;
  readonly status: 'active' | 'suspended' | 'withdrawn' | 'replaced' | 'revoked';
  readonly from: string;
  readonly reason: string;
}

/** The change of status as a public statement of the acting party. */
export function statusStatement(
  { id, of, status, from, reason }: StatusStatement,
  { actor, now }: Acting,
): Extract<Produced, { readonly source: 'statement' }> {
  const subject = { id: `urn:uuid:${id}`, changes: of, status, from, reason };
  const body = composeBody('StatusChange', { uuid: id, issuer: actor.party, validFrom: now, subject });
  return { source: 'statement', kind: 'StatusChange', body: body as JsonObject, visibility: 'public' };
}

/** Takes planned changes back, each by a signed change of the change itself, so that whoever verifies it elsewhere sees it. */
export function voidings(
  planned: readonly DecidedChange[],
  { id, reason }: { readonly id: string; readonly reason: string },
  acting: Acting,
): readonly Produced[] {
  return planned.map(({ reference }, index) =>
    statusStatement(
      { id: derivedId(id, `void ${index}`), of: reference, status: 'revoked', from: acting.now, reason },
      acting,
    ),
  );
}

/**
 * A UUIDv7 of the same millisecond, its random part the first 80 bits of SHA-256(id ‖ " " ‖ what)
 * RFC 9562, 5.7. How many statements an act brings about is known when it is ruled, after its id was given.
 */
export function derivedId(id: string, what: string): string {
  const random = nodeSuite.sha256(utf8Bytes(`${id} ${what}`)).slice(0, 10);
  return makeUuidV7(uuidV7Milliseconds(parseUuidV7(id)), random);
}
