// SPDX-License-Identifier: Apache-2.0
import { dayOfInstant } from '@touchstone/identifiers';
import { lotKey } from '@touchstone/statements';
import { type Finding, finding, notEvaluated, reason } from '../check.ts';
import { checkAcceptance } from '../checks/acceptance.ts';
import { checkAdmissibility } from '../checks/admissibility.ts';
import { isContradiction } from '../checks/document.ts';
import { LOCAL_OFFSET_MINUTES } from '../checks/local-time.ts';
import type { HeldOf } from '../evidence-set.ts';
import type { Bench } from './bench.ts';
import type { Topic } from './topic.ts';
import { inOrder } from './trial.ts';
import type { TriedResult } from './tried-result.ts';

type Paper = HeldOf<'SelfDeclaration' | 'InspectionReport' | 'ConformityCertificate'>;

/** Tries the papers that speak of a duty by its id: declarations, inspection reports, certificates. */
export function tryDeclarations(topic: Topic, bench: Bench): readonly TriedResult[] {
  const ids = topic.versions.map(({ requirement }) => requirement.id);
  return papersOnLot(bench)
    .filter((paper) => requirementsOf(paper).some(({ requirement }) => ids.includes(requirement)))
    .map((paper) => tryPaper(paper, topic, ids, bench));
}

function tryPaper(paper: Paper, topic: Topic, ids: readonly string[], bench: Bench): TriedResult {
  const document = bench.soundness(paper, bench.on);
  const candidate = {
    kind: paper.statement.kind,
    purpose: topic.kind,
    issuedOn: dayOfInstant(paper.statement.validFrom, LOCAL_OFFSET_MINUTES),
    language: 'en',
  };
  const sound = document.outcome === 'passed';
  const fulfilled = requirementsOf(paper)
    .filter(({ requirement }) => ids.includes(requirement))
    .every((one) => one.fulfilled);
  const acceptance: Finding = sound
    ? checkAcceptance(candidate, ['accreditation', 'statutory-qualification', 'designation'], bench)
    : notEvaluated('acceptance', 'document');
  const link: Finding = sound ? linkOf(paper, bench) : notEvaluated('object-link', 'document');
  const checks = inOrder(
    [
      checkAdmissibility(candidate, bench),
      document,
      link,
      acceptance,
      notConcerned('method'),
      notConcerned('measurement'),
    ],
    bench,
  );
  const accepted = checks.every(({ force, outcome }) => force === 'informative' || outcome === 'passed');
  return {
    document: paper.link,
    outcome: fulfilled ? 'meets' : 'does-not-meet',
    standing: isContradiction(document) ? 'contradicted' : accepted ? 'accepted' : 'not-accepted',
    checks,
    isAgainst: !fulfilled,
    caveats: [],
  };
}

function notConcerned(group: 'method' | 'measurement'): Finding {
  return finding(group, 'passed', {
    reasons: [reason('NOT_CONCERNED', `a duty that is not measured has no ${group}`)],
  });
}

/** A management-system certificate speaks of a firm, never of a lot. ISO/IEC 17067:2013, 5.3. */
function linkOf(paper: Paper, { set }: Bench): Finding {
  const { statement } = paper;
  if (statement.kind === 'ConformityCertificate' && statement.subject.scheme.type === 'management-system') {
    return finding('object-link', 'failed', {
      reasons: [reason('SCHEME_COVERS_NO_PRODUCT', 'a management-system certificate says nothing about a product')],
    });
  }
  const { lotNumber } = set.claim.lot;
  const named =
    statement.kind === 'ConformityCertificate'
      ? statement.subject.objects.map((object) => object.lotNumber)
      : [statement.subject.lot?.lotNumber];
  if (named.includes(lotNumber)) return finding('object-link', 'passed');
  return finding('object-link', 'failed', {
    reasons: [reason('OTHER_LOT', `the paper is not about lot ${lotNumber}`, { claimed: lotNumber })],
  });
}

function papersOnLot({ set, food }: Bench): readonly Paper[] {
  const kinds = ['SelfDeclaration', 'InspectionReport', 'ConformityCertificate'] as const;
  const presented = set.presented.filter((held): held is Paper => kinds.some((kind) => held.statement?.kind === kind));
  const known =
    food === undefined ? [] : set.near('about-lot', lotKey({ food, lotNumber: set.claim.lot.lotNumber }), kinds);
  return [...new Set([...presented, ...known])];
}

function requirementsOf({
  statement,
}: Paper): readonly { readonly requirement: string; readonly fulfilled: boolean }[] {
  switch (statement.kind) {
    case 'SelfDeclaration':
      return statement.subject.declares.map(({ requirement }) => ({ requirement, fulfilled: true }));
    case 'InspectionReport':
      return statement.subject.findings;
    case 'ConformityCertificate':
      return statement.subject.requirements.map((requirement) => ({ requirement, fulfilled: true }));
  }
}
