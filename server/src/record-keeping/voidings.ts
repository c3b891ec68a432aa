// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { makeUuidV7, parseUuidV7, utf8Bytes, uuidV7Milliseconds } from '@touchstone/identifiers';
import { type DecidedChange, type Effect, isLater, unlawful } from './dated-changes.ts';
import type { Produced } from './define-register.ts';
import { statusStatement } from './status-statement.ts';
import type { Acting } from './tenant.ts';

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

/** Of the changes that would stand, those that lie ahead and are no longer lawful: taken back by name, never dropped. */
export function overtaken(
  changes: readonly (DecidedChange | Effect)[],
  id: string,
  acting: Acting,
): readonly Produced[] {
  const planned = unlawful(changes).flatMap((change) =>
    'reference' in change && isLater(change.from, acting.now) ? [change] : [],
  );
  return voidings(planned, { id, reason: `overtaken by urn:uuid:${id}` }, acting);
}

/**
 * A UUIDv7 of the same millisecond, its random part the first 80 bits of SHA-256(id ‖ " " ‖ what)
 * RFC 9562, 5.7. How many statements an act brings about is known when it is ruled, after its id was given.
 */
export function derivedId(id: string, what: string): string {
  const random = nodeSuite.sha256(utf8Bytes(`${id} ${what}`)).slice(0, 10);
  return makeUuidV7(uuidV7Milliseconds(parseUuidV7(id)), random);
}
