// SPDX-License-Identifier: Apache-2.0
import { jurisdictionOf, placeCovers } from '@touchstone/identifiers';
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
export function placeMarks({ laboratory, results }: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { workplaces, jurisdiction } = around;
  const place = laboratory?.place;
  if (place === undefined || workplaces === undefined) return [];
  const days = Map.groupBy(results, ({ testedOn }) => testedOn);
  return [...days].flatMap(([on, tested]) => {
    const { places, isWhole } = workplaces(on);
    if (places.some((one) => placeCovers(one, place))) return [];
    // Who signs can say in which part it was; of what was signed elsewhere less is no contradiction.
    if (jurisdiction === undefined && places.some((one) => placeCovers(place, one))) return [];
    const isUnderScope = tested.some(({ underScope }) => underScope !== false);
    const mayBeElsewhere = !isWhole || !isUnderScope;
    if (mayBeElsewhere && (jurisdiction === undefined || jurisdictionOf(place) === jurisdiction)) return [];
    const attested = [...places, ...(mayBeElsewhere && jurisdiction !== undefined ? [jurisdiction] : [])];
    return [mark('PLACE_NOT_ATTESTED', { place, on, attested: [...new Set(attested)].join(', ') })];
  });
}
