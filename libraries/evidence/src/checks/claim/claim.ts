// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, type Place, placeCovers } from '@touchstone/identifiers';
import type { KeyDate } from '@touchstone/requirements';
import type { Claim } from '@touchstone/statements';
import { type Finding, finding, type Reason, reason } from '../../check.ts';

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
  const { import: imported, ...later } = keyDatesOf(claim, place);
  for (const what of ['first-supply', 'sale'] as const) {
    const day = later[what];
    if (imported === undefined || day === undefined || day >= imported) continue;
    const detail = `the ${what} date ${day} lies before import on ${imported}`;
    faults.push(reason('KEY_DATE_BEFORE_IMPORT', detail, { what, day, imported }));
  }
  for (const what of ROUTE_DATES) {
    const days = daysOf(claim, place, what);
    if (days.length > 1)
      faults.push(
        reason('ROUTE_DATES_DIFFER', `the route gives several days for ${what}: ${days.join(', ')}`, {
          what,
          days: days.join(', '),
        }),
      );
  }
  if (!claim.route.some((stop) => placeCovers(place, stop.place)))
    notes.push(reason('PLACE_NOT_ON_ROUTE', `the route does not name ${place}; the question does`, { place }));
  return finding('claim', faults.length === 0 ? 'passed' : 'failed', { reasons: [...faults, ...notes] });
}

/** The key dates stated for a place; those that are absent, or stated twice and differently, stay absent. */
export function keyDatesOf(claim: Claim, place: Place): Partial<Record<KeyDate, CalendarDay>> {
  const known: [KeyDate, CalendarDay][] =
    claim.lot.producedOn === undefined ? [] : [['production', claim.lot.producedOn]];
  for (const what of ROUTE_DATES) {
    const [day, ...others] = daysOf(claim, place, what);
    if (day !== undefined && others.length === 0) known.push([what, day]);
  }
  return Object.fromEntries(known);
}

const ROUTE_DATES = ['import', 'first-supply', 'sale'] as const;

function daysOf({ route }: Claim, place: Place, what: (typeof ROUTE_DATES)[number]): readonly CalendarDay[] {
  const member = { import: 'importedOn', 'first-supply': 'firstSuppliedOn', sale: 'soldOn' } as const;
  const stops = route.filter((stop) => placeCovers(place, stop.place));
  return [...new Set(stops.flatMap((stop) => stop[member[what]] ?? []))];
}
