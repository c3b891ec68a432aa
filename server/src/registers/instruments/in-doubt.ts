// SPDX-License-Identifier: Apache-2.0
import type { ReferenceInDoubt } from '@touchstone/evidence/plausibility';
import { type CalendarDay, isDayWithin } from '@touchstone/identifiers';
import { type StatementReference, statementKey } from '@touchstone/statements';

interface InUse {
  readonly name: string;
  readonly on: CalendarDay;
  readonly certificate?: StatementReference;
}

/** What stands open against an instrument on a day; what is in doubt by another certificate than its own is not its. */
export function doubtsAbout(doubts: readonly ReferenceInDoubt[], { name, on, certificate }: InUse) {
  return doubts
    .filter(({ thing, ...days }) => thing === name && isDayWithin(on, days))
    .filter(({ certificate: by }) => by === undefined || certificate === undefined || keysAgree(by, certificate))
    .map(({ standard, foundOn, from }) => ({ standard, foundOn, from }));
}

type Named = { readonly issuer: string; readonly id: string };

function keysAgree(one: Named, other: Named) {
  return statementKey(one) === statementKey(other);
}
