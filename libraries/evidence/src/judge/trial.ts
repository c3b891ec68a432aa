// SPDX-License-Identifier: Apache-2.0
import { CHECK_GROUPS, type CheckGroup, type TestResult } from '@touchstone/statements';
import { type Check, type Finding, notEvaluated, type Reason } from '../check.ts';
import { checkAcceptance } from '../checks/acceptance.ts';
import { checkAdmissibility } from '../checks/admissibility.ts';
import { checkCompetence } from '../checks/competence.ts';
import { decisionFinding } from '../checks/decision.ts';
import { isContradiction } from '../checks/document.ts';
import { checkMeasurement } from '../checks/measurement.ts';
import { checkMethod } from '../checks/method.ts';
import { checkObjectLink } from '../checks/object-link.ts';
import { checkPlausibility } from '../checks/plausibility.ts';
import { checkRestrictions } from '../checks/restrictions.ts';
import type { HeldOf } from '../evidence-set.ts';
import type { EvidenceStanding, Outcome } from '../verdict.ts';
import type { Bench } from './bench.ts';
import { decideVersions } from './decide-versions.ts';
import type { LimitTopic } from './topic.ts';
import type { TriedResult } from './tried-result.ts';

/** Groups that must pass, where the policy requires them, before a document counts; `decision` is what it then says. */
const STANDING_GROUPS = [
  'admissibility',
  'document',
  'object-link',
  'competence',
  'acceptance',
  'method',
  'measurement',
  'plausibility',
  'restrictions',
] as const;

/** Tries one result of one report for one limit, in all its versions. Nothing is skipped silently. */
export function tryResult(
  report: HeldOf<'TestReport'>,
  result: TestResult,
  topic: LimitTopic,
  bench: Bench,
): TriedResult {
  const document = bench.soundness(report, bench.on);
  const findings = document.outcome === 'passed' ? soundReport(report, result, topic, bench) : unsoundReport();
  const admissible = checkAdmissibility(
    {
      kind: 'TestReport',
      purpose: 'limit',
      issuedOn: report.statement.subject.issuedOn,
      language: report.statement.subject.language,
    },
    bench,
  );
  const checks = inOrder([admissible, document, ...findings.checks], bench);
  return {
    document: report.link,
    result: result.result,
    outcome: findings.outcome,
    standing: standingOf(checks, document),
    checks,
    isAgainst: findings.isAgainst,
    caveats: findings.caveats,
  };
}

interface Findings {
  readonly checks: readonly Finding[];
  readonly outcome: Outcome;
  readonly isAgainst: boolean;
  readonly caveats: readonly Reason[];
}

function soundReport(report: HeldOf<'TestReport'>, result: TestResult, topic: LimitTopic, bench: Bench): Findings {
  const competence = checkCompetence(report, result, bench);
  const competent = competence.finding.outcome === 'passed';
  const decided = decideVersions(topic, result, bench);
  // The method's rule may differ between versions; the one that a decisive version asks for is checked.
  const methods = topic.versions.map(({ requirement }) => checkMethod(requirement, result, bench));
  const method =
    methods.find(({ outcome }) => outcome === 'passed') ?? methods[0] ?? notEvaluated('method', 'requirements');
  return {
    checks: [
      checkObjectLink(report, bench),
      competence.finding,
      competent
        ? checkAcceptance({ kind: 'TestReport', purpose: 'limit' }, competence.kinds, bench)
        : notEvaluated('acceptance', 'competence'),
      method,
      checkMeasurement(result, competence.kinds, bench),
      checkPlausibility(report, result, bench),
      decisionFinding(decided.outcome, decided.reasons),
      checkRestrictions([report.statement.subject.laboratory.id], ['may-not-issue'], bench),
    ],
    outcome: decided.outcome,
    isAgainst: decided.isAgainst,
    caveats: decided.caveats,
  };
}

/** What an unsound document says is not looked at: its numbers may be anybody's. */
function unsoundReport(): Findings {
  const rest = [
    'object-link',
    'competence',
    'acceptance',
    'method',
    'measurement',
    'plausibility',
    'decision',
    'restrictions',
  ] as const;
  return {
    checks: rest.map((group) => notEvaluated(group, 'document')),
    outcome: 'inconclusive',
    isAgainst: false,
    caveats: [],
  };
}

function standingOf(checks: readonly Check[], document: Finding): EvidenceStanding {
  if (isContradiction(document)) return 'contradicted';
  const blocking = checks.filter(
    ({ group, force, outcome }) =>
      (STANDING_GROUPS as readonly CheckGroup[]).includes(group) && force === 'required' && outcome !== 'passed',
  );
  return blocking.length === 0 ? 'accepted' : 'not-accepted';
}

/** The checks in the order of the groups, each with the force that the place's policy gives it. */
export function inOrder(findings: readonly Finding[], { policy }: Pick<Bench, 'policy'>): readonly Check[] {
  return findings
    .map((one): Check => ({ ...one, force: policy.checks[one.group] ?? 'required' }))
    .sort((a, b) => PLACE_OF_GROUP[a.group] - PLACE_OF_GROUP[b.group]);
}

const PLACE_OF_GROUP = Object.fromEntries(CHECK_GROUPS.map((group, index) => [group, index])) as Record<
  CheckGroup,
  number
>;
