// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import { parseStatement, type StatementKind, type StatementReference, statementKey } from '@touchstone/statements';
import type { Paper, PaperRequest, RecordedPaper } from '../traceability/papers.ts';
import type { DoubtfulReference, KeptInstrument } from './doubtful-uses.ts';
import type { RecordedUse } from './recorded-uses.ts';
import { type Impact, traceImpact } from './trace-impact.ts';
import { isMaking, madeOf, samplingOf } from './uses.ts';

/** Answers any number of requests in one round trip, each with a list. */
export type FindImpact<Recorded extends RecordedPaper> = (
  requests: readonly PaperRequest[],
) => Promise<readonly (readonly Recorded[])[]>;

/** Where a search stops: at so many levels, so many papers, so many answers to one question. */
export interface ImpactLimits {
  readonly levelsMax: number;
  readonly papersMax: number;
  readonly answersMax: number;
}

/** Seven links from a national standard to a reading, then the papers that rest on it. */
export const IMPACT_LIMITS: ImpactLimits = { levelsMax: 16, papersMax: 200_000, answersMax: 10_000 };

/** How far a search has come. */
export interface ImpactProgress {
  readonly level: number;
  readonly papers: number;
}

/** What was found: the tree, the papers with what the record knows of each, and whether a limit cut it off. */
export interface GatheredImpact<Recorded extends RecordedPaper> {
  readonly impact: Impact;
  readonly papers: ReadonlyMap<string, Paper>;
  readonly recorded: ReadonlyMap<string, Recorded>;
  readonly cutOff: boolean;
}

/** How a search is done: by which record, within which limits, and who hears how far it is. */
export interface GatherImpactOptions<Recorded extends RecordedPaper> {
  readonly find: FindImpact<Recorded>;
  /** Gives the instruments of these names in whoever's list, with the certificates by which they are in use. */
  readonly findKept?: (names: readonly string[]) => Promise<readonly KeptInstrument[]>;
  /** Gives the uses of things of these names that only the records of work name, of papers of whomever. */
  readonly findRecorded?: (names: readonly string[]) => Promise<readonly RecordedUse[]>;
  readonly limits?: ImpactLimits;
  readonly cleared?: ReadonlySet<string>;
  readonly onLevel?: (progress: ImpactProgress) => void;
}

const USERS: readonly StatementKind[] = [
  ...(['CalibrationCertificate', 'ReferenceMaterialCertificate', 'VerificationCertificate', 'TestReport'] as const),
];

/**
 * Asks the record level by level for what was made with what is in doubt, one round trip a level. Only what the walk
 * hits is followed: what was calibrated before the doubt leads nowhere, however much was made with it.
 */
export async function gatherImpact<Recorded extends RecordedPaper>(
  doubt: DoubtfulReference,
  {
    find,
    findKept,
    findRecorded,
    limits = IMPACT_LIMITS,
    cleared = new Set(),
    onLevel = () => {},
  }: GatherImpactOptions<Recorded>,
): Promise<GatheredImpact<Recorded>> {
  const papers = new Map<string, Paper>();
  const recorded = new Map<string, Recorded>();
  const followed = new Set<string>();
  let cutOff = false;
  const kept: KeptInstrument[] = [];
  const worked: RecordedUse[] = [];
  const asked = new Set<string>();
  let requests = firstRequests(doubt, limits);
  let names: readonly string[] = [doubt.standard];
  for (let level = 1; ; level += 1) {
    const fresh = [...new Set(names)].filter((name) => !asked.has(name));
    for (const name of fresh) asked.add(name);
    if (findRecorded !== undefined && fresh.length > 0) {
      const used = await findRecorded(fresh);
      cutOff ||= used.length >= limits.answersMax;
      worked.push(...used);
      requests = [
        ...requests,
        ...papersOf(used)
          .filter((one) => !papers.has(statementKey(one)))
          .map(byIdentity),
      ];
    }
    for (const answer of await find(requests)) {
      cutOff ||= answer.length >= limits.answersMax;
      for (const found of answer) {
        const paper = toPaper(found);
        const key = statementKey(paper.statement);
        if (papers.has(key)) continue;
        papers.set(key, paper);
        recorded.set(key, found);
      }
    }
    if (findKept !== undefined && fresh.length > 0) kept.push(...(await findKept(fresh)));
    onLevel({ level, papers: papers.size });
    const impact = traceImpact(papers, doubt, { cleared, kept, recorded: worked });
    const next = impact.hits
      .map(({ node }) => node.id)
      .filter((id) => papers.has(id) && !cleared.has(id) && !followed.has(id));
    const isFull = level >= limits.levelsMax || papers.size > limits.papersMax;
    if (next.length === 0 || isFull) return { impact, papers, recorded, cutOff: cutOff || next.length > 0 };
    for (const id of next) followed.add(id);
    const reached = next.map((id) => papers.get(id) as Paper);
    requests = reached.flatMap((paper) => requestsOf(paper, limits));
    names = reached.filter(isMaking).map((paper) => madeOf(paper).thing);
  }
}

function firstRequests({ standard, papers }: DoubtfulReference, limits: ImpactLimits): readonly PaperRequest[] {
  return [byName(standard, limits), ...papers.flatMap((paper) => [byIdentity(paper), byRest(paper, limits)])];
}

/**
 * What tells whether a search would find more than before: the newest paper made with the reference, and with each hit,
 * one answer each. What names a hit without its certificate is not told by it.
 */
export function newestUses(
  doubt: DoubtfulReference,
  hits: readonly Pick<StatementReference, 'issuer' | 'id'>[],
): readonly PaperRequest[] {
  const one = { ...IMPACT_LIMITS, answersMax: 1 };
  return [...firstRequests(doubt, one), ...hits.map((hit) => byRest(hit, one))];
}

/** Each paper once, however many steps of its work used something. */
function papersOf(used: readonly RecordedUse[]): readonly RecordedUse['paper'][] {
  return [...new Map(used.map(({ paper }) => [statementKey(paper), paper])).values()];
}

/** What may have been made with a hit, or rests on it; and of a report the lot that was sampled. */
function requestsOf(paper: Paper, limits: ImpactLimits): readonly PaperRequest[] {
  const sampling = samplingOf(paper);
  return [
    byRest(paper.statement, limits),
    ...(isMaking(paper) ? [byName(madeOf(paper).thing, limits)] : []),
    ...(sampling === undefined ? [] : [byIdentity(sampling)]),
  ];
}

const byIdentity = ({ issuer, id }: RecordedUse['paper']): PaperRequest => ({ by: 'identity', issuer, id });
const byName = (key: string, { answersMax: limit }: ImpactLimits): PaperRequest => ({
  ...{ by: 'edge', relation: 'about-instrument', key: nameKey(key), kinds: USERS, limit },
});
const byRest = (of: Pick<StatementReference, 'issuer' | 'id'>, { answersMax: limit }: ImpactLimits): PaperRequest => ({
  ...{ by: 'edge', relation: 'rests-on', key: statementKey(of), kinds: [...USERS, ...RESTING], limit },
});
const RESTING: readonly StatementKind[] = ['ConformityCertificate', 'Penalty', 'Recall', 'ComplaintOutcome'];

function toPaper({ body, digest, recordedAt }: RecordedPaper): Paper {
  return { statement: parseStatement(body) as Paper['statement'], digest, recordedAt };
}
