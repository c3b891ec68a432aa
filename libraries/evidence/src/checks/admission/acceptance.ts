// SPDX-License-Identifier: Apache-2.0
import { isDayWithin } from '@touchstone/identifiers';
import { type Finding, finding, reason } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';
import { withJurisdiction } from '../../gather/expand.ts';
import type { Bench } from '../../judge/bench.ts';
import type { Candidate } from './admissibility.ts';
import { isTooUnsure } from './certainty.ts';
import type { CompetenceKind } from '../competence/competence.ts';

/**
 * Group 8: the legal instrument by which this place uses this document for this purpose. Recognition is not acceptance.
 * A first-party declaration is made without an attested competence: none is asked of it.
 */
export function checkAcceptance(
  candidate: Pick<Candidate, 'kind' | 'purpose'>,
  competence: readonly CompetenceKind[] | 'not-asked',
  bench: Bench,
): Finding {
  const asked = `acceptance ${candidate.kind} ${candidate.purpose} ${String(competence)}`;
  return bench.remember(bench.set, asked, () => acceptanceOf(candidate, competence, bench));
}

function acceptanceOf(
  candidate: Pick<Candidate, 'kind' | 'purpose'>,
  competence: readonly CompetenceKind[] | 'not-asked',
  bench: Bench,
): Finding {
  const instruments = withJurisdiction(bench.place)
    .flatMap((key) => bench.set.near('about-place', key, ['AcceptanceInstrument']))
    .filter(
      ({ statement: { subject } }) =>
        subject.accepts.some((kind) => kind === candidate.kind) && subject.purposes.includes(candidate.purpose),
    );
  const trusted = instruments.filter((held) => isTrusted(held, bench));
  if (trusted.length === 0) {
    const detail = `no instrument in force by which ${bench.place} uses a ${candidate.kind} for a ${candidate.purpose} requirement`;
    return finding('acceptance', 'failed', {
      reasons: [reason('NO_ACCEPTANCE_INSTRUMENT', detail, { kind: candidate.kind, purpose: candidate.purpose })],
      rests: instruments.map(({ link }) => link),
    });
  }
  const fitting = trusted.filter(
    ({ statement: { subject } }) =>
      competence === 'not-asked' || subject.competence.some((kind) => competence.includes(kind)),
  );
  const rests = (fitting.length > 0 ? fitting : trusted).map(({ link }) => link);
  if (fitting.length === 0) {
    const wanted = [...new Set(trusted.flatMap(({ statement: { subject } }) => subject.competence))].join(' or ');
    return finding('acceptance', 'failed', {
      reasons: [reason('COMPETENCE_NOT_ACCEPTED', `${bench.place} asks for ${wanted}`, { wanted })],
      rests,
    });
  }
  const known = fitting.filter(
    ({ statement: { subject } }) => !isTooUnsure(subject.legalBasis.certainty, bench.policy),
  );
  if (known.length > 0) {
    const isSecondHand = known.every(({ statement: { subject } }) => subject.legalBasis.certainty === 'secondary');
    const said = reason('ACCEPTANCE_SECONDARY', 'the instrument was read on a page that quotes it, not in itself');
    return finding('acceptance', 'passed', {
      reasons: isSecondHand ? [said] : [],
      rests: known.map(({ link }) => link),
    });
  }
  return finding('acceptance', 'undetermined', {
    reasons: [reason('ACCEPTANCE_RECALLED', 'the instrument is not known surely enough to decide anything')],
    rests,
  });
}

function isTrusted(held: HeldOf<'AcceptanceInstrument'>, bench: Bench): boolean {
  return (
    isDayWithin(bench.on, held.statement.subject) &&
    (held.statement.subject.legalBasis.demonstration !== true || bench.policy.demonstration) &&
    bench.isAnchor(held.link.issuer, 'authority') &&
    bench.soundness(held, bench.on).outcome === 'passed'
  );
}
