// SPDX-License-Identifier: Apache-2.0
import { isInDoubtBy, type ReferenceInDoubt } from '@touchstone/evidence/plausibility';
import { type CalendarDay, isDayWithin, nameKey } from '@touchstone/identifiers';
import type { StatementReference } from '@touchstone/statements';

interface InUse {
  readonly name: string;
  readonly on: CalendarDay;
  readonly certificate?: StatementReference;
}

/** What stands open against an instrument on a day by its list; what is in doubt by another certificate than its own is not its. */
export function doubtsAbout(doubts: readonly ReferenceInDoubt[], { name, on, certificate }: InUse) {
  return doubts
    .filter(({ onlyWhereNamed = false }) => !onlyWhereNamed)
    .filter(
      ({ thing, ...doubt }) =>
        nameKey(thing) === nameKey(name) && isDayWithin(on, doubt) && isInDoubtBy(certificate, doubt),
    )
    .map(({ standard, foundOn, from }) => ({ standard, foundOn, from }));
}
