// SPDX-License-Identifier: Apache-2.0
import {
  addDaysWithinCalendar,
  type CalendarDay,
  dayOfInstant,
  parsePlace,
  type Place,
  placeCovers,
} from '@touchstone/identifiers';
import { type StatementOf, type StatementReference, statementKey } from '@touchstone/statements';
import { LOCAL_OFFSET_MINUTES } from '../checks/time/local-time.ts';
import { because, nameOf, type TraceReason } from './graph.ts';
import { FOR_EVER, type Paper, type Papers } from './papers.ts';
import type { Surroundings } from './vouching.ts';

/** What an authority decided a paper to be. */
export type Decided = 'false' | 'inaccurate';

/** The decision that counts of those about one paper. */
export interface Decision {
  readonly decided: Decided;
  readonly on: CalendarDay;
}

/** Whether a decision is about a document: in these very bytes, and not in others under its name. */
export function isDecisionOn({ subject }: StatementOf<'ReportDefect'>, digest: string | undefined): boolean {
  return subject.report.digest === digest;
}

/** Decisions about one document, in these very bytes, that nobody who signed them has taken back or suspended by a day. */
export function standingDecisions(
  { issuer, id, digest }: Pick<StatementReference, 'issuer' | 'id'> & { readonly digest: string },
  papers: Papers,
  on: CalendarDay = FOR_EVER,
): readonly Paper<'ReportDefect'>[] {
  return papers
    .near('about-statement', statementKey({ issuer, id }), ['ReportDefect'])
    .filter(({ statement }) => isDecisionOn(statement, digest))
    .filter((decision) => papers.statusOn(decision as unknown as Paper, on) === 'active');
}

/**
 * What an authority that answers for a paper decided it to be: the graver of several, and of those the first. A paper that
 * is false was so on every day, so that it holds nothing up, before the decision as after it.
 */
export function decisionAbout(paper: Paper, around: Surroundings): Decision | undefined {
  const { issuer, id } = paper.statement;
  const standing = standingDecisions({ issuer, id, digest: paper.digest }, around.papers);
  // Asked together, so that a paper about which somebody decided takes no further round.
  const answering = placesOfMaker(paper, around.papers);
  const heard = standing
    .filter(({ statement: { issuer: by, subject } }) => {
      const isCompetent = around.roots.some(
        ({ did, places }) => did === by && places.some((one) => placeCovers(one, subject.place)),
      );
      return isCompetent && answering.some((place) => placeCovers(subject.place, place));
    })
    .map(({ statement: { subject } }) => ({
      decided: subject.kind,
      on: dayOfInstant(subject.decidedOn, LOCAL_OFFSET_MINUTES),
    }))
    .sort((one, other) => (one.on < other.on ? -1 : 1));
  return heard.find(({ decided }) => decided === 'false') ?? heard[0];
}

/** What stands against a thing that is used by a paper which an authority decided to be false or inaccurate. */
export function decidedFaults(
  paper: Paper,
  { name }: { readonly name: string },
  around: Surroundings,
): readonly TraceReason[] {
  const found = decisionAbout(paper, around);
  if (found === undefined) return [];
  const { number } = nameOf(paper);
  const { decided, on } = found;
  const detail = `${name}: on ${on} an authority decided that ${number} is ${decided}.`;
  const cure = `Have ${name} calibrated or certified anew by somebody else, or name another; who holds the decision to be wrong appeals against it.`;
  return [because('PAPER_DECIDED', { name, number, decided, on }, { detail, cure })];
}

/** The last day on which a paper could be taken to hold that was decided about: the one before the decision, or before the day asked about. */
export function heldUntil({ on: decidedOn }: Decision, on: CalendarDay): CalendarDay {
  return addDaysWithinCalendar(decidedOn < on ? decidedOn : on, -1);
}

/** Who makes a paper, and where it says that this was. */
interface Made {
  readonly id: string;
  readonly place?: Place | undefined;
}

/** The places whose authorities answer for a paper: that which it states, where its maker is at home, where others attest that it works. */
function placesOfMaker(paper: Paper, papers: Papers): readonly Place[] {
  const { id: maker, place } = makerOf(paper);
  const attested = papers
    .near('about-party', maker, ['Accreditation', 'StatutoryQualification'])
    .filter(({ statement: { issuer, subject } }) => issuer !== maker && subject.id === maker)
    .flatMap(({ statement: { subject } }) =>
      'place' in subject ? [subject.place] : (subject.premises ?? []).map((one) => one.place),
    );
  const home = paper.recordedIn === undefined ? [] : [parsePlace(paper.recordedIn)];
  return [...(place === undefined ? [] : [place]), ...home, ...attested];
}

function makerOf({ statement: { issuer, subject } }: Paper): Made {
  const made = subject as {
    readonly [role in 'laboratory' | 'institute' | 'producer' | 'body']?: Made;
  } & { readonly place?: Place };
  const maker = made.laboratory ?? made.institute ?? made.producer ?? made.body ?? { id: issuer };
  return { id: maker.id, place: made.place ?? maker.place };
}
