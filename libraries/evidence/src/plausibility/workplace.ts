// SPDX-License-Identifier: Apache-2.0
import {
  type CalendarDay,
  groupBy,
  jurisdictionOf,
  parsePlace,
  type Place,
  placeCovers,
} from '@touchstone/identifiers';
import type { Grant } from '../traceability/vouching.ts';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, Surroundings, Workplaces } from './report.ts';

/** The premises in some attestations, all of one day. ISO/IEC 17011:2017, 7.8.1 (recalled): a scope names its locations. */
export function workplacesIn(grants: readonly Grant[]): Workplaces {
  const each = grants.map(({ statement: { subject } }) =>
    'place' in subject ? [subject.place] : (subject.premises ?? []).map(({ place }) => place),
  );
  return { places: [...new Set(each.flat())], isWhole: each.length > 0 && each.every((one) => one.length > 0) };
}

/**
 * The place of the laboratory is one in which it is attested to work on the day, and where that is not said, one of its own
 * jurisdiction: whose word counts about an edition hangs on it, and so does who supervises it.
 */
export function placeMarks(report: ExaminedReport, around: Around): readonly Mark[] {
  const red = contradictionsOf(report, around).map(({ on, place, attested }) =>
    mark('PLACE_NOT_ATTESTED', { place, on, attested: attested.join(', ') }),
  );
  const contradicted = new Set(red.map(({ values }) => values.on));
  return [...red, ...elsewhereMarks(report, around).filter(({ values }) => !contradicted.has(values.on))];
}

/** Whoever signs can say where it was: results that are under no scope line are no ground for another place. */
function elsewhereMarks(report: Placed, { workplaces, jurisdiction }: Around): readonly Mark[] {
  const { laboratory, results } = report;
  const place = laboratory?.place;
  if (isMaking(report)) return [];
  if (place === undefined || workplaces === undefined || jurisdiction === undefined) return [];
  return [...new Set(results.map(({ testedOn }) => testedOn))].flatMap((on) => {
    const { places, isWhole } = workplaces(on);
    if (!isWhole || places.some((one) => placeCovers(one, place))) return [];
    return [mark('PLACE_OUTSIDE_PREMISES', { place, on, attested: places.join(', ') })];
  });
}

/**
 * The places whose authorities answer for a paper: that which it states; where that contradicts what is attested on a day of
 * its work, what is attested as well; and where it says less, the attested part. Nobody chooses its supervisor by a word.
 */
export function placesAnswering(report: Placed, around: Around): readonly Place[] {
  const stated = report.laboratory?.place;
  if (stated === undefined) return [];
  const parts = report.results
    .flatMap(({ testedOn }) => around.workplaces?.(testedOn).places ?? [])
    .filter((one) => placeCovers(stated, one));
  const attested = contradictionsOf(report, around).flatMap((one) => one.attested);
  return [...new Set([stated, ...parts, ...attested])];
}

type Placed = Pick<ExaminedReport, 'laboratory' | 'results' | 'points' | 'concludes'>;
type Around = Pick<Surroundings, 'workplaces' | 'jurisdiction' | 'recordedIn'>;

interface Contradiction {
  readonly on: CalendarDay;
  readonly place: Place;
  readonly attested: readonly Place[];
}

/** What calibrates and certifies materials may go to its customers, and not where other law holds. */
function isMaking({ points, concludes }: Placed): boolean {
  return points !== undefined || concludes === true;
}

function contradictionsOf(report: Placed, around: Around): readonly Contradiction[] {
  const { laboratory, results } = report;
  const { workplaces, jurisdiction, recordedIn } = around;
  const home = jurisdiction ?? recordedIn;
  const place = laboratory?.place;
  if (place === undefined || workplaces === undefined) return [];
  const days = groupBy(results, ({ testedOn }) => testedOn);
  return [...days].flatMap(([on, tested]) => {
    const { places, isWhole } = workplaces(on);
    if (places.some((one) => placeCovers(one, place))) return [];
    // Who signs can say in which part it was; of what was signed already less is no contradiction.
    if (jurisdiction === undefined && places.some((one) => placeCovers(place, one))) return [];
    const isUnderScope = tested.some(({ underScope }) => underScope !== false);
    const mayBeElsewhere = !isWhole || !isUnderScope;
    const homes: readonly string[] =
      home !== undefined ? [home] : isWhole && isMaking(report) ? places.map(jurisdictionOf) : [];
    if (mayBeElsewhere && (homes.length === 0 || homes.includes(jurisdictionOf(place)))) return [];
    const attested = [...places, ...(mayBeElsewhere && home !== undefined ? [parsePlace(home)] : [])];
    return [{ on, place, attested: [...new Set(attested)] }];
  });
}
