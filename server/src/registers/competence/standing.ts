// SPDX-License-Identifier: Apache-2.0
import type { CompetenceGap } from '@touchstone/evidence/plausibility';
import { addDays, addMonths, type CalendarDay, parseCalendarDay } from '@touchstone/identifiers';

/** One thing that a laboratory asks of whoever does a work, and from when to when it asks it. */
export interface Demand {
  readonly function: string;
  readonly demand: string;
  readonly kind: string;
  readonly renewMonths: number | null;
  readonly from: string;
  readonly until: string | null;
}

/** One thing that was shown, or was not. */
export interface Shown {
  readonly function: string;
  readonly demand: string;
  readonly on: string;
  readonly outcome: string;
  readonly until: string | null;
  readonly withdrawn: boolean;
  /** The days on which it was written down, and taken back. */
  readonly recordedOn: string;
  readonly withdrawnOn: string | null;
}

type State = 'shown' | Exclude<CompetenceGap['state'], 'recorded-afterwards'>;
/** How a person stands to one demand on a day. */
interface DemandStanding {
  readonly demand: string;
  readonly kind: string;
  readonly state: State;
  readonly on?: CalendarDay;
  /** The last day on which it holds. */
  readonly until?: CalendarDay;
}

/** How a person stands to one function on a day. */
export interface Standing {
  readonly function: string;
  readonly state: State;
  readonly dueOn?: CalendarDay;
  readonly demands: readonly DemandStanding[];
}

// The worst of its demands is what a function is.
const ORDER: readonly State[] = ['not-met', 'missing', 'lapsed', 'shown'];

/**
 * shown = the last record of each demand by the day was met, and the day <= min(stated, recorded + interval - 1 day).
 * ISO/IEC 17025:2017, 6.2.2 and 6.2.5 (recalled); of two records of one day the later recorded counts.
 */
export function standingsOf(
  demands: readonly Demand[],
  records: readonly Shown[],
  on: CalendarDay,
): readonly Standing[] {
  const asked = demands.filter(({ from, until }) => from <= on && (until === null || until >= on));
  return [...Map.groupBy(asked, (one) => one.function)].map(([work, each]): Standing => {
    const found = each.map((demand) => standingOf(demand, records, on));
    const state = ORDER.find((one) => found.some((demand) => demand.state === one)) ?? 'shown';
    const [dueOn] = found.flatMap(({ until }) => until ?? []).sort();
    return { function: work, state, ...(dueOn === undefined ? {} : { dueOn }), demands: found };
  });
}

function standingOf(demand: Demand, records: readonly Shown[], day: CalendarDay): DemandStanding {
  const named = { demand: demand.demand, kind: demand.kind };
  const last = records
    .filter((one) => one.function === demand.function && one.demand === demand.demand)
    .filter(({ on, withdrawn }) => !withdrawn && on <= day)
    .reduce<Shown | undefined>((best, one) => (best === undefined || one.on >= best.on ? one : best), undefined);
  if (last === undefined) return { ...named, state: 'missing' };
  const on = parseCalendarDay(last.on);
  if (last.outcome !== 'met') return { ...named, state: 'not-met', on };
  const until = lastDay(last, demand);
  if (until === undefined) return { ...named, state: 'shown', on };
  return { ...named, state: until < day ? 'lapsed' : 'shown', on, until };
}

/** The last day on which a record holds: what it says itself, and what the interval allows, whichever is first. */
function lastDay({ on, until }: Shown, { renewMonths }: Demand): CalendarDay | undefined {
  const days = [
    ...(until === null ? [] : [parseCalendarDay(until)]),
    ...(renewMonths === null ? [] : [addDays(addMonths(parseCalendarDay(on), renewMonths), -1)]),
  ];
  return days.sort()[0];
}

/** What stands in the way of a person doing a work on a day; nothing where nothing is asked of it. */
export function gapsIn(
  { demands, records }: { readonly demands: readonly Demand[]; readonly records: readonly Shown[] },
  { work, on }: { readonly work: string; readonly on: CalendarDay },
): readonly CompetenceGap[] {
  const asked = demands.filter((one) => one.function === work);
  const [standing] = standingsOf(asked, records, on);
  const [then] = standingsOf(asked, knownOn(records, on), on);
  return (standing?.demands ?? []).flatMap(({ demand, state, until, on: shownOn }): readonly CompetenceGap[] => {
    if (state !== 'shown') return [{ demand, state, ...(until === undefined ? {} : { until }) }];
    if (then?.demands.find((one) => one.demand === demand)?.state === 'shown') return [];
    const days = records
      .filter((one) => one.function === work && one.demand === demand && !one.withdrawn && one.on === shownOn)
      .map(({ recordedOn }) => recordedOn)
      .filter((day) => day > on);
    const [recorded] = days.sort();
    return [{ demand, state: 'recorded-afterwards', ...(recorded ? { recorded: parseCalendarDay(recorded) } : {}) }];
  });
}

/** The records as they stood at the end of a day: what was written down, and what was taken back by then. */
function knownOn(records: readonly Shown[], on: CalendarDay): readonly Shown[] {
  return records
    .filter(({ recordedOn }) => recordedOn <= on)
    .map((one) => ({ ...one, withdrawn: one.withdrawnOn !== null && one.withdrawnOn <= on }));
}
