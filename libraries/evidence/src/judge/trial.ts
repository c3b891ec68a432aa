// SPDX-License-Identifier: Apache-2.0
import { CHECK_GROUPS, type CheckGroup, type TestResult } from '@touchstone/statements';
import { type Check, type Finding, notEvaluated, type Reason } from '../check.ts';
import { checkAcceptance } from '../checks/admission/acceptance.ts';
import { checkAdmissibility, earlierDay } from '../checks/admission/admissibility.ts';
import { checkCompetence } from '../checks/competence/competence.ts';
import { decisionFinding } from '../checks/figures/decision.ts';
import { isContradiction } from '../checks/document/document.ts';
import { daysOfWork } from '../checks/time/days-of-work.ts';
import { dayOfAct } from '../checks/time/local-time.ts';
import { checkMeasurement } from '../checks/measurement/measurement.ts';
import { checkObjectLink } from '../checks/lot/object-link.ts';
import { ownWordOn } from '../checks/figures/own-word.ts';
import { checkPlausibility } from '../checks/time/plausibility.ts';
import { checkIssuers, type Issuer } from '../checks/restriction/restrictions.ts';
import type { HeldOf } from '../evidence-set.ts';
import type { EvidenceStanding, Outcome } from '../verdict.ts';
import type { Bench } from './bench.ts';
import { decideVersions } from './decide-versions.ts';
import type { LimitTopic } from './topic.ts';
import type { TriedResult } from './tried-result.ts';
import { scoreCaveats } from './unsatisfactory-scores.ts';

/** The groups that are made on each document; the others are made once for a cell. */
export const TRIAL_GROUPS = [
  'admissibility',
  'document',
  'object-link',
  'competence',
  'acceptance',
  'method',
  'measurement',
  'plausibility',
  'decision',
  'restrictions',
] as const satisfies readonly CheckGroup[];

/** Tries one result of one report for one limit, in all its versions. Nothing is skipped silently. */
export function tryResult(
  report: HeldOf<'TestReport'>,
  result: TestResult,
  topic: LimitTopic,
  bench: Bench,
): TriedResult {
  const document = bench.soundness(report, bench.on);
  const own = ownWordOn(
    result,
    topic.versions.map(({ requirement }) => requirement),
  );
  const findings =
    document.outcome === 'passed'
      ? soundReport(report, result, topic, bench)
      : unsoundReport(bench.authenticityOf(report) !== 'none' && decideVersions(topic, result, bench).mayFail);
  const isAuthentic = document.outcome === 'passed' || bench.authenticityOf(report) !== 'none';
  // Where the number itself fails, that is said.
  const saysAgainst = isAuthentic && !findings.mayFail ? own.against : [];
  const admissible = bench.remember(report, 'admissible', () => admissibilityOf(report, bench));
  const checks = inOrder([admissible, document, ...findings.checks], bench);
  return {
    document: report.link,
    result: result.result,
    outcome: findings.outcome,
    standing: standingOf(checks, document),
    checks,
    isAgainst: findings.isAgainst,
    mayFail: findings.mayFail || saysAgainst.length > 0,
    caveats: [...findings.caveats, ...own.notes],
    saysAgainst,
    editions: findings.editions,
    tested: { result, report },
  };
}

function admissibilityOf({ statement: { subject, validFrom } }: HeldOf<'TestReport'>, bench: Bench): Finding {
  const issuedOn = earlierDay(subject.issuedOn, dayOfAct(validFrom, subject.laboratory.place));
  return checkAdmissibility({ kind: 'TestReport', purpose: 'limit', issuedOn, language: subject.language }, bench);
}

interface Findings {
  readonly checks: readonly Finding[];
  readonly outcome: Outcome;
  readonly isAgainst: boolean;
  readonly mayFail: boolean;
  readonly caveats: readonly Reason[];
  readonly editions: TriedResult['editions'];
}

function soundReport(report: HeldOf<'TestReport'>, result: TestResult, topic: LimitTopic, bench: Bench): Findings {
  const competence = checkCompetence(report, result, bench);
  const competent = competence.finding.outcome === 'passed';
  const decided = decideVersions(topic, result, bench);
  return {
    checks: [
      checkObjectLink(report, bench),
      competence.finding,
      competent
        ? checkAcceptance({ kind: 'TestReport', purpose: 'limit' }, competence.kinds, bench)
        : notEvaluated('acceptance', 'competence'),
      decided.method,
      checkMeasurement(result, competence.kinds, bench),
      checkPlausibility(report, result, bench),
      decisionFinding(decided.outcome, decided.reasons),
      checkIssuers(issuersOf(report, result, bench), bench),
    ],
    outcome: decided.outcome,
    isAgainst: decided.isAgainst,
    mayFail: decided.mayFail,
    caveats: [...decided.caveats, ...scoreCaveats(report, result, bench)],
    editions: decided.editions,
  };
}

/** The laboratory, on the days of its test and of its signature, and whoever took the sample, likewise. */
function issuersOf(report: HeldOf<'TestReport'>, { testedOn }: TestResult, { set }: Bench): readonly Issuer[] {
  const { samplingRecord } = report.statement.subject.sample;
  const { name, place } = report.statement.subject.laboratory;
  const laboratory = { did: report.link.issuer, name, days: [testedOn, dayOfAct(report.statement.validFrom, place)] };
  if (samplingRecord === undefined) return [laboratory];
  const record = set.resolve(samplingRecord);
  const days =
    typeof record !== 'string' && record.statement?.kind === 'SamplingRecord' ? daysOfWork(record.statement) : [];
  return [laboratory, { did: samplingRecord.issuer, days }];
}

/** What an unsound document says counts for nothing; that an authentic one may be above the limit is kept in mind. */
function unsoundReport(mayFail: boolean): Findings {
  return {
    checks: TRIAL_GROUPS.slice(2).map((group) => notEvaluated(group, 'document')),
    outcome: 'inconclusive',
    isAgainst: false,
    mayFail,
    caveats: [],
    editions: [],
  };
}

/** Contradicted, accepted when every required check of the standing groups passed, else not accepted. */
export function standingOf(checks: readonly Check[], document: Finding): EvidenceStanding {
  if (isContradiction(document)) return 'contradicted';
  const blocking = checks.filter(
    ({ group, force, outcome }) => group !== 'decision' && force === 'required' && outcome !== 'passed',
  );
  return blocking.length === 0 ? 'accepted' : 'not-accepted';
}

/** The checks in the order of the groups, each with the force that the place's policy gives it. */
export function inOrder(findings: readonly Finding[], { policy }: Pick<Bench, 'policy'>): readonly Check[] {
  return inPlace(findings.map((one): Check => ({ ...one, force: policy.checks[one.group] })));
}

/** Checks that have their force, in the order of the groups. */
export function inPlace(checks: readonly Check[]): readonly Check[] {
  return [...checks].sort((a, b) => PLACE_OF_GROUP[a.group] - PLACE_OF_GROUP[b.group]);
}

const PLACE_OF_GROUP = Object.fromEntries(CHECK_GROUPS.map((group, index) => [group, index])) as Record<
  CheckGroup,
  number
>;
