// SPDX-License-Identifier: Apache-2.0
import { dayOfInstant } from '@touchstone/identifiers';
import { type Finding, finding, notEvaluated, type Reason, reason } from '../check.ts';
import { checkAcceptance } from '../checks/admission/acceptance.ts';
import { checkAdmissibility, earlierDay } from '../checks/admission/admissibility.ts';
import { decisionFinding } from '../checks/figures/decision.ts';
import { LOCAL_OFFSET_MINUTES } from '../checks/time/local-time.ts';
import { checkPaperCompetence } from '../checks/competence/paper-competence.ts';
import { checkPaperLink } from '../checks/lot/paper-link.ts';
import { daysOfWork } from '../checks/time/days-of-work.ts';
import { checkIssuers } from '../checks/restriction/restrictions.ts';
import type { Outcome } from '../verdict.ts';
import type { Bench } from './bench.ts';
import type { EditionWord } from './edition-word.ts';
import { editionWords } from './editions.ts';
import { type Paper, papersOnLot, wordsOf } from './papers-on-lot.ts';
import type { Topic } from './topic.ts';
import { inOrder, standingOf, TRIAL_GROUPS } from './trial.ts';
import type { TriedResult } from './tried-result.ts';

/** Tries the papers that speak of a duty by its id: declarations, inspection reports, certificates. */
export function tryDeclarations(topic: Topic, bench: Bench): readonly TriedResult[] {
  const ids = topic.versions.map(({ requirement }) => requirement.id);
  return papersOnLot(bench)
    .filter((paper) => wordsOf(paper).some(({ requirement }) => ids.includes(requirement)))
    .map((paper) => tryPaper(paper, topic, bench));
}

function tryPaper(paper: Paper, topic: Topic, bench: Bench): TriedResult {
  const document = bench.soundness(paper, bench.on);
  const { kind, subject, validFrom } = paper.statement;
  const candidate = {
    kind,
    purpose: topic.kind,
    issuedOn: earlierDay(issuedOn(paper), dayOfInstant(validFrom, LOCAL_OFFSET_MINUTES)),
    language: subject.language,
  };
  const isSound = document.outcome === 'passed';
  const decided = isSound ? decide(paper, topic) : NOT_LOOKED_AT;
  const findings = isSound
    ? soundPaper(paper, topic, bench, decided)
    : TRIAL_GROUPS.slice(2).map((group) => notEvaluated(group, 'document'));
  const checks = inOrder([checkAdmissibility(candidate, bench), document, ...findings], bench);
  return {
    document: paper.link,
    outcome: decided.outcome,
    standing: standingOf(checks, document),
    checks,
    isAgainst: decided.isAgainst,
    mayFail: decided.isAgainst,
    caveats: [],
    editions: decided.editions,
  };
}

interface Decided {
  readonly outcome: Outcome;
  readonly isAgainst: boolean;
  readonly reasons: readonly Reason[];
  readonly editions: readonly EditionWord[];
}

const NOT_LOOKED_AT: Decided = { outcome: 'inconclusive', isAgainst: false, reasons: [], editions: [] };

function soundPaper(paper: Paper, topic: Topic, bench: Bench, decided: Decided): readonly Finding[] {
  const { kind } = paper.statement;
  const ids = topic.versions.map(({ requirement }) => requirement.id);
  const competence = checkPaperCompetence(paper, ids, bench);
  const asked = kind === 'SelfDeclaration' ? 'not-asked' : competence.kinds;
  return [
    checkPaperLink(paper, bench),
    competence.finding,
    competence.finding.outcome === 'passed'
      ? checkAcceptance({ kind, purpose: topic.kind }, asked, bench)
      : notEvaluated('acceptance', 'competence'),
    ...(['method', 'measurement', 'plausibility'] as const).map(notConcerned),
    decisionFinding(decided.outcome, decided.reasons),
    checkIssuers([{ did: paper.link.issuer, days: daysOfWork(paper.statement) }], bench),
  ];
}

/** Any one version that decides and is said to be fulfilled suffices; only when all are denied the duty is not met. */
function decide(paper: Paper, topic: Topic): Decided {
  const { versions, hasUnloadedVersions } = topic;
  const words = wordsOf(paper);
  const said = versions.map((version) => {
    const { requirement, decides, reasons } = version;
    const about = words.filter((word) => word.requirement === requirement.id);
    const fulfilled = about.length > 0 && about.every((word) => word.fulfilled);
    return { version, decides, reasons, fulfilled, denied: about.some((word) => !word.fulfilled) };
  });
  const editions = editionWords(
    topic,
    said.map(({ version, fulfilled, denied }) => ({ version, met: fulfilled, against: denied })),
  );
  const isAgainst = said.some(({ decides, denied }) => decides && denied);
  if (said.some(({ decides, fulfilled }) => decides && fulfilled))
    return { outcome: 'meets', isAgainst, reasons: [], editions };
  if (!hasUnloadedVersions && said.every(({ decides, denied }) => decides && denied)) {
    const why = reason('FOUND_NOT_FULFILLED', 'the paper says that the duty is not fulfilled');
    return { outcome: 'does-not-meet', isAgainst, reasons: [why], editions };
  }
  const reasons = said.flatMap((one) => (one.decides ? [] : one.reasons));
  const open = reason('DUTY_LEFT_OPEN', 'what the paper says does not settle every version of the duty');
  return { outcome: 'inconclusive', isAgainst, reasons: [open, ...reasons], editions };
}

/** The day that the paper itself names as its own. */
function issuedOn({ statement }: Paper): ReturnType<typeof dayOfInstant> {
  switch (statement.kind) {
    case 'SelfDeclaration':
      return statement.subject.declaredOn;
    case 'InspectionReport':
      return statement.subject.issuedOn;
    case 'ConformityCertificate':
      return statement.subject.from;
  }
}

function notConcerned(group: 'method' | 'measurement' | 'plausibility'): Finding {
  return finding(group, 'passed', {
    reasons: [reason('NOT_CONCERNED', `a duty that is not measured has no ${group}`)],
  });
}
