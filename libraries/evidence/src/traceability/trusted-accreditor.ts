// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, isDayWithin, placeCovers } from '@touchstone/identifiers';
import type { ScopeLine } from '@touchstone/statements';
import type { Paper } from './papers.ts';
import type { Surroundings } from './vouching.ts';

interface Asked {
  readonly activity: ScopeLine['activity'];
  readonly on: CalendarDay;
}

/**
 * Whether a place for which the asker takes an authority at its word takes this body's accreditations: it is that authority,
 * its policy names the body, or the owner of an arrangement that the body had signed for the activity by the day.
 * ISO/IEC 17011:2017, 3.2 (recalled). An accreditation by anybody else is one that anybody can have made for themselves.
 */
export function isTrustedAccreditor(body: string, asked: Asked, around: Surroundings): boolean {
  if (around.roots.some(({ did }) => did === body)) return true;
  const anchors = anchorsOn(asked.on, around);
  if (anchors.some(({ id, role }) => id === body && role === 'accreditation-body')) return true;
  const owners = new Set(anchors.filter(({ role }) => role === 'arrangement-owner').map(({ id }) => String(id)));
  if (owners.size === 0) return false;
  return around.papers
    .near('about-party', body, ['RecognitionArrangement'])
    .some((paper) => owners.has(paper.statement.issuer) && isSignatory(body, paper, { ...asked, around }));
}

/** Whom the policies of places trust on the day, each signed by the authority of its place. */
function anchorsOn(on: CalendarDay, { papers, roots }: Surroundings) {
  return roots.flatMap(({ did, places }) =>
    places
      .flatMap((place) => papers.near('about-place', place, ['PlacePolicy']))
      .filter(({ statement: { issuer, subject } }) => {
        return issuer === did && isDayWithin(on, subject) && places.some((one) => placeCovers(one, subject.place));
      })
      .filter((paper) => papers.statusOn(paper as Paper, on) === 'active')
      .flatMap(({ statement }) => statement.subject.trustAnchors),
  );
}

function isSignatory(
  body: string,
  paper: Paper<'RecognitionArrangement'>,
  { activity, on, around: { papers, roots } }: Asked & { readonly around: Surroundings },
): boolean {
  const { signatories, places, ...period } = paper.statement.subject;
  const reaches = roots.some((root) => root.places.some((one) => places.some((place) => placeCovers(place, one))));
  return (
    reaches &&
    isDayWithin(on, period) &&
    papers.statusOn(paper as Paper, on) === 'active' &&
    signatories.some((one) => one.id === body && one.activities.includes(activity) && isDayWithin(on, one))
  );
}
