// SPDX-License-Identifier: Apache-2.0
import type { RoundFollowUp, RoundParticipation, roundFigures, roundLine, roundResult } from '@touchstone/contract';
import { canonicalize } from '@touchstone/credentials/formats';
import type { z } from 'zod';
import type { Fact } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { amended } from './plan.ts';
import type { checking, Correcting, Opening, reviewing, Treated } from './record.ts';

export type Result = z.infer<typeof roundResult>;
export type Line = z.infer<typeof roundLine>;
export type Figures = z.infer<typeof roundFigures>;
type Check = z.infer<typeof checking>;

/** One measurand as it was scored: what goes into the report, word for word. */
export interface ScoredMeasurand {
  readonly measurand: string;
  readonly figures: Figures;
  readonly lines: readonly Line[];
}

interface ReportName {
  readonly issuer: string;
  readonly id: string;
  readonly digest: string;
}

/** A report as it was signed, with the plan and the figures that it is of. */
interface PublishedReport {
  readonly report: ReportName;
  readonly on: string;
  readonly planned: Opening['measurands'];
  readonly scored: NonNullable<RoundCase['scored']>;
  /** Why it was made, where it corrects the one before it. */
  readonly because?: string;
}

/** A round as its provider sees it. */
export interface RoundCase {
  readonly opening?: Opening & { readonly accredited: boolean; readonly openedOn: string };
  readonly checks: readonly Check[];
  readonly sentOn?: string;
  readonly scored?: { readonly measurands: readonly ScoredMeasurand[]; readonly treatments: readonly Treated[] };
  /** The report that counts: the last of `reports`. */
  readonly report?: ReportName;
  readonly reports: readonly PublishedReport[];
  /** Why and how the published report is being corrected; as long as it is, the last one counts. */
  readonly correcting?: Correcting;
  /** Provider and place, for whom the clock acts. */
  readonly owner: string;
  readonly jurisdiction: string;
}

type Review = Omit<z.infer<typeof reviewing>, 'code'>;

/** Scores of one participant as they were issued. */
export interface IssuedScore {
  readonly measurand: string;
  readonly substance: string;
  readonly food?: string;
  readonly method?: string;
  readonly verdict: Line['verdict'];
  readonly score?: { readonly kind: 'z' | 'z-prime' | 'zeta' | 'En'; readonly value: string };
  /** `urn:uuid:…` of the signed statement. */
  readonly statement: string;
  readonly issuedOn: string;
  /** DID of who issued it. */
  readonly provider: string;
  /** Of the signed statement, once it is on record. */
  readonly digest?: string;
}

/** A correction as it came to a laboratory. */
export type PartCorrection = RoundParticipation['corrections'][number];

/** A laboratory's part in a round. */
export interface Part {
  readonly round?: string;
  readonly code: string;
  readonly name: string;
  readonly party: string;
  readonly enrolledAt: string;
  readonly sentAt?: string;
  readonly late: boolean;
  readonly results: readonly Result[];
  readonly reviews: readonly Review[];
  readonly scores: readonly IssuedScore[];
  readonly followUps: readonly RoundFollowUp[];
  /** The report that the scores are of. */
  readonly report?: string;
  readonly corrections: readonly PartCorrection[];
}

/** The round that the facts of its stream make. */
export function roundOf(facts: readonly Fact[], before?: RoundCase): RoundCase {
  const [first] = facts;
  const start = { checks: [], reports: [], owner: first?.owner ?? '', jurisdiction: first?.jurisdiction ?? '' };
  return facts.reduce<RoundCase>(afterRoundFact, before ?? start);
}

function afterRoundFact(round: RoundCase, fact: Fact): RoundCase {
  if (fact.source === 'statement') {
    return fact.kind === 'ProficiencyRound' ? withReport(round, fact.statement) : round;
  }
  if (fact.source !== 'case-event') return round;
  const content = fact.content as never;
  switch (fact.kind) {
    case 'round-opened':
      return { ...round, opening: content };
    case 'items-checked': {
      const { check } = content as { readonly check: Check };
      const others = round.checks.filter((one) => one.check !== check.check || one.measurand !== check.measurand);
      return { ...round, checks: [...others, check] };
    }
    case 'items-sent':
      return { ...round, sentOn: (content as { readonly sentOn: string }).sentOn };
    case 'round-scored':
      return { ...round, scored: scoredOf(content) };
    case 'correction-opened': {
      const { scored: _, ...rest } = round;
      const planned = round.reports.at(-1)?.planned ?? [];
      return { ...rest, ...withPlan(round, amended(planned, content)), correcting: content };
    }
    default:
      return round;
  }
}

/** Figures had any standard deviation as `robustDeviation` before, whatever the estimator was. */
function scoredOf({ measurands, treatments }: NonNullable<RoundCase['scored']>): NonNullable<RoundCase['scored']> {
  const renamed = measurands.map(({ figures, ...one }) => {
    const { robustDeviation: deviation, ...rest } = figures as Figures & { readonly robustDeviation?: string };
    return { ...one, figures: { ...rest, ...(deviation === undefined ? {} : { deviation }) } };
  });
  return { measurands: renamed, treatments };
}

function withPlan({ opening }: RoundCase, measurands: Opening['measurands']): Pick<RoundCase, 'opening'> {
  return opening === undefined ? {} : { opening: { ...opening, measurands } };
}

function withReport(
  { correcting, ...round }: RoundCase,
  { issuer, id, digest, issuedAt }: ReportName & { readonly issuedAt: string },
): RoundCase {
  const report = { issuer, id, digest };
  const { scored = { measurands: [], treatments: [] } } = round;
  const published: PublishedReport = {
    ...{ report, on: dayAt(issuedAt), planned: round.opening?.measurands ?? [], scored },
    ...(correcting === undefined ? {} : { because: correcting.because }),
  };
  return { ...round, report, reports: [...round.reports, published] };
}

/** A part before its first fact. */
export const NO_PART: Part = {
  ...{ code: '', name: '', party: '', enrolledAt: '', late: false },
  ...{ results: [], reviews: [], scores: [], followUps: [], corrections: [] },
};

/** The part that the facts of its stream make. */
export function partOf(facts: readonly Fact[]): Part {
  return facts.reduce<Part>(afterPartFact, NO_PART);
}

/** A laboratory's part after one more fact; the same for rules and for the rows of the fold. */
export function afterPartFact(part: Part, fact: Fact): Part {
  if (fact.source === 'statement' && fact.kind === 'ProficiencyScore') {
    const { id, digest } = fact.statement;
    return { ...part, scores: part.scores.map((one) => (one.statement === id ? { ...one, digest } : one)) };
  }
  if (fact.source !== 'case-event') return part;
  const { content } = fact;
  switch (fact.kind) {
    case 'enrolled': {
      const { round, code, name } = content as unknown as Pick<Part, 'code' | 'name'> & { readonly round: string };
      return { ...part, round, code, name, party: fact.owner, enrolledAt: fact.recordedAt };
    }
    case 'results-sent': {
      const { results, late } = content as unknown as Pick<Part, 'results' | 'late'>;
      const reviews = part.reviews.filter(({ measurand }) => isSentAlike(measurand, part.results, results));
      return { ...part, results, late, sentAt: fact.recordedAt, reviews };
    }
    case 'result-reviewed': {
      const review = content as unknown as Review;
      return { ...part, reviews: [...part.reviews.filter((one) => one.measurand !== review.measurand), review] };
    }
    case 'scores-issued': {
      const { scores, followUps, report } = content as unknown as Pick<Part, 'scores' | 'followUps' | 'report'>;
      return { ...part, scores, followUps, ...(report === undefined ? {} : { report }) };
    }
    case 'scores-corrected': {
      const { correction, ...corrected } = content as unknown as Pick<Part, 'scores' | 'followUps' | 'report'> & {
        readonly correction: PartCorrection;
      };
      return { ...part, ...corrected, corrections: [...part.corrections, correction] };
    }
    case 'follow-up-answered': {
      const { measurand, ...answer } = content as unknown as NonNullable<RoundFollowUp['answer']> & {
        readonly measurand: string;
      };
      return followedUp(part, [measurand], { state: 'answered', answer });
    }
    case 'follow-up-judged': {
      const { measurand, verdict, because, dueOn } = content as unknown as Record<string, string> & {
        readonly verdict: 'closed' | 'insufficient';
      };
      const more = dueOn === undefined ? {} : { dueOn };
      return followedUp(part, [String(measurand)], { state: verdict, remark: String(because), ...more });
    }
    case 'follow-ups-overdue':
      return followedUp(part, content.measurands as unknown as readonly string[], { state: 'overdue' });
    default:
      return part;
  }
}

/** Whether two things say the same in JSON, in whatever order a database gives members back. */
export function isSameJson(one: unknown, other: unknown): boolean {
  const [first, second] = [one, other].map((of) => canonicalize(JSON.parse(JSON.stringify({ of }))));
  return first === second;
}

/** A review is of the result that was there: whoever sends another is not judged by what was said of the first. */
function isSentAlike(measurand: string, ...sent: readonly [readonly Result[], readonly Result[]]): boolean {
  const [before, after] = sent.map((results) => results.find((one) => one.measurand === measurand));
  return isSameJson(before, after);
}

function followedUp(part: Part, measurands: readonly string[], change: Partial<RoundFollowUp>): Part {
  const followUps = part.followUps.map((one) => (measurands.includes(one.measurand) ? { ...one, ...change } : one));
  return { ...part, followUps };
}
