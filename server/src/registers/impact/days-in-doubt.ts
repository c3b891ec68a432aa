// SPDX-License-Identifier: Apache-2.0
import type { KeptInstrument } from '@touchstone/evidence/impact';
import type { ReferenceInDoubt } from '@touchstone/evidence/plausibility';
import { type CalendarDay, compareDays, nameKey } from '@touchstone/identifiers';
import { type StatementReference, statementKey } from '@touchstone/statements';

type Window = KeptInstrument['windows'][number];

/** Whether a certificate of the own list can be read here, with the bytes that the list names. */
export type IsOnRecord = (certificate: StatementReference) => boolean;

/**
 * Where the own list tells on which days a thing was in use by the certificate in doubt, it is in doubt on those, and a
 * use that names the certificate on any. The list is its keeper's word, which can be written at any time: only another
 * certificate that is on record ends a doubt, so that days by the word of the keeper alone are as those before them.
 */
export function daysInDoubt(
  doubt: ReferenceInDoubt,
  kept: readonly KeptInstrument[],
  isOnRecord: IsOnRecord,
): readonly ReferenceInDoubt[] {
  const { thing, certificate, from } = doubt;
  if (certificate === undefined) return [doubt];
  const isIt = (one: Window) =>
    one.certificate !== undefined && statementKey(one.certificate) === statementKey(certificate);
  const windows = kept
    .filter(({ name }) => nameKey(name) === nameKey(thing))
    .flatMap((one) => windowsBy(one.windows, isIt, isOnRecord));
  if (windows.length === 0) return [doubt];
  const byList = windows.map(({ from: first, to }) => ({ ...doubt, from: later(first, from), to }));
  return [...byList, { ...doubt, onlyWhereNamed: true }];
}

function windowsBy(
  windows: readonly Window[],
  isIt: (one: Window) => boolean,
  isOnRecord: IsOnRecord,
): readonly Window[] {
  let isOpen = false;
  return windows
    .toSorted((one, other) => compareDays(one.from, other.from))
    .filter((one) => {
      const isOther = one.certificate !== undefined && isOnRecord(one.certificate);
      isOpen = isIt(one) || (isOpen && !isOther);
      return isOpen;
    });
}

function later(one: CalendarDay, other: CalendarDay): CalendarDay {
  return compareDays(one, other) < 0 ? other : one;
}
