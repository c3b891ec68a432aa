// SPDX-License-Identifier: Apache-2.0
import { spanOf, type Work } from '@touchstone/evidence/plausibility';
import { nameKey } from '@touchstone/identifiers';
import type { Reason } from '../../../record-keeping/define-register.ts';
import { dayAt } from '../../../record-keeping/local-day.ts';
import type { Acting } from '../../../record-keeping/tenant.ts';
import { type Certificate, partsOf } from '../record.ts';
import { countSteps, pointsOf, type ProposedWork, type Proposer, worksOf } from './proposed-work.ts';
import type { KnownWork } from './reading.ts';
import type { NamedRecord } from './record.ts';
import { isOfOneThing } from './state.ts';

/** Steps, counted once for each point, that a certificate may rest on: the gate compares each with each. */
const STEPS_MAX = 1_000;

/** Of work with very many steps nothing else is looked at: that alone would take long. */
export function faultsOfSize(proposed: ProposedWork): readonly Reason[] {
  const count = countSteps(proposed);
  if (count <= STEPS_MAX) return [];
  const detail = `the work has ${count} steps, those of records counted for each point, and ${STEPS_MAX} are looked at; say of each record in "points" for which points it is, or certify in parts.`;
  return [reason('TOO_MUCH_WORK', detail)];
}

/** What is against the records that a proposal names, and against who signs it. */
export function faultsOfRecords(
  proposed: ProposedWork,
  { known, proposer }: { readonly known: KnownWork; readonly proposer: Proposer },
  acting: Acting,
): readonly Reason[] {
  const { certificate, workRecords = [], recorded = [] } = proposed;
  const now = new Map(known.named.map((one) => [one.id, one]));
  const pinned = new Map(recorded.map((one) => [one.id, one]));
  const reasons = workRecords.flatMap((id) => {
    const one = now.get(id);
    if (one === undefined) return [reason('NO_SUCH_WORK', `workRecords: ${id} is no record of work that stands here.`)];
    return [
      ...faultsOfVersion(one, pinned.get(id)),
      ...faultsOfFit(one, certificate),
      ...faultsOfUse(one, known.certified.get(id)),
    ];
  });
  const works = worksOf(proposed, proposer);
  return [...reasons, ...faultsOfSigner(proposed, { works, unnamed: known.unnamed }, acting)];
}

const reason = (code: string, detail: string): Reason => ({ code, detail });

const called = ({ person, thing }: NamedRecord) => `The record of ${person} about ${thing}`;

/** The first of many names. */
const shown = (names: readonly string[]) => names.slice(0, 20).join('; ') + (names.length > 20 ? '; …' : '');

/** What is signed is what was proposed, and whoever proposed it saw it as it stands. */
function faultsOfVersion(one: NamedRecord, pinned: NamedRecord | undefined): readonly Reason[] {
  if (pinned?.version === one.version) return [];
  const detail = `${called(one)} was corrected since this was proposed; have it proposed again as the work stands now.`;
  return [reason('WORK_CHANGED_SINCE_PROPOSAL', detail)];
}

function faultsOfFit(one: NamedRecord, certificate: Certificate): readonly Reason[] {
  const { thing } = partsOf(certificate);
  const item = certificate.kind === 'CalibrationCertificate' ? certificate.subject.item : undefined;
  if (!isOfOneThing(one, { thing, item })) {
    const detail = `${called(one)} is not about ${thing}, or not about the one that the certificate states.`;
    return [reason('WORK_OF_OTHER_THING', detail)];
  }
  const points = pointsOf(certificate);
  const keys = new Set(points.map(nameKey));
  const strange = (one.points ?? []).filter((point) => !keys.has(nameKey(point)));
  if (strange.length === 0) return [];
  const detail = `${called(one)} is for ${shown(strange)}, and the certificate has ${shown(points)}.`;
  return [reason('WORK_OF_OTHER_POINT', detail)];
}

function faultsOfUse(one: NamedRecord, certified: string | undefined): readonly Reason[] {
  if (certified === undefined) return [];
  const detail = `${called(one)} is what the signed certificate ${certified} rests on; another can rest on it once that is revoked.`;
  return [reason('WORK_CERTIFIED', detail)];
}

/**
 * Who signs reviewed what others measured: whoever wrote down work on this thing of these days may not sign a certificate that
 * leaves it out. ISO/IEC 17025:2017, 6.2.6 (recalled).
 */
function faultsOfSigner(
  { certificate }: ProposedWork,
  { works, unnamed }: { readonly works: readonly Work[]; readonly unnamed: readonly NamedRecord[] },
  { actor }: Acting,
): readonly Reason[] {
  const span = spanOf(works.flatMap(({ steps }) => steps));
  if (actor.reauthentication === undefined || span === undefined) return [];
  const { thing } = partsOf(certificate);
  const item = certificate.kind === 'CalibrationCertificate' ? certificate.subject.item : undefined;
  const left = unnamed.find(
    (one) =>
      one.person === actor.person &&
      isOfOneThing(one, { thing, item }) &&
      one.steps.some(({ from, to }) => dayAt(from) <= dayAt(span.to) && dayAt(to) >= dayAt(span.from)),
  );
  if (left === undefined) return [];
  const detail = `You wrote down work on ${thing} of these days, which this certificate does not name; whoever measured does not sign. Name it and let another person sign, or take it back where it was not for this.`;
  return [reason('SIGNATORY_WORK_LEFT_OUT', detail)];
}
