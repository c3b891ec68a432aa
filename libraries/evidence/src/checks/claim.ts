// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, type Place, placeCovers } from '@touchstone/identifiers';
import type { KeyDate } from '@touchstone/requirements';
import type { Claim } from '@touchstone/statements';
import { type Finding, finding, type Reason, reason } from '../check.ts';

/** Group 1: what is claimed is complete enough to be judged in this place, and its dates can have happened. */
export function checkClaim(claim: Claim, place: Place, on: CalendarDay): Finding {
  const { producedOn } = claim.lot;
  const faults: Reason[] = [];
  const notes: Reason[] = [];
  if (producedOn !== undefined && producedOn > on) {
    faults.push(
      reason('PRODUCED_AFTER_QUESTION', `produced on ${producedOn}, after the day asked about, ${on}`, {
        producedOn,
        on,
      }),
    );
  }
  for (const [what, day] of Object.entries(keyDatesOf(claim, place))) {
    if (what !== 'production' && producedOn !== undefined && day < producedOn) {
      faults.push(
        reason('KEY_DATE_BEFORE_PRODUCTION', `the ${what} date ${day} lies before production on ${producedOn}`, {
          what,
          day,
          producedOn,
        }),
      );
    }
  }
  if (!claim.actors.some(({ role }) => role === 'producer'))
    notes.push(reason('PRODUCER_NOT_STATED', 'the claim names no producer'));
  if (!claim.route.some((stop) => placeCovers(place, stop.place)))
    notes.push(reason('PLACE_NOT_ON_ROUTE', `the route does not name ${place}; the question does`, { place }));
  return finding('claim', faults.length === 0 ? 'passed' : 'failed', { reasons: [...faults, ...notes] });
}

/** The key dates stated for a place; those that are absent stay absent. */
export function keyDatesOf(claim: Claim, place: Place): Partial<Record<KeyDate, CalendarDay>> {
  const stop = claim.route.find((one) => placeCovers(place, one.place));
  const dates: Record<KeyDate, CalendarDay | undefined> = {
    production: claim.lot.producedOn,
    import: stop?.importedOn,
    'first-supply': stop?.firstSuppliedOn,
    sale: stop?.soldOn,
  };
  return Object.fromEntries(Object.entries(dates).filter(([, day]) => day !== undefined));
}
