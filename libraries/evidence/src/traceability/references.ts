// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, isDayWithin, placeCovers } from '@touchstone/identifiers';
import type { StatementReference, SubjectOf } from '@touchstone/statements';
import { foundOffSince } from './found-off.ts';
import { because, nameOf, type PaperName, type TraceReason, type TraceState } from './graph.ts';
import type { Paper } from './papers.ts';
import type { Surroundings } from './vouching.ts';

type Calibration = SubjectOf<'CalibrationCertificate'>;
export type Reference = NonNullable<Calibration['references']>[number];

/** What became of a thing's papers on a day: shown where all that is named is at hand and holds. */
export interface Examined {
  readonly state: Exclude<TraceState, 'assured'>;
  readonly papers: readonly PaperName[];
  readonly reasons: readonly TraceReason[];
  /** What does not break it, and is to be looked at. */
  readonly doubts?: readonly TraceReason[];
}

/** A reference as it was used: with the certificates that are at hand, whether they hold or not. */
export interface ExaminedReference extends Examined {
  readonly reference: Reference;
  readonly attestation?: Paper<'MeasurementStandard'>;
  /** The same, where it holds on that day for who used the standard. */
  readonly attested?: Paper<'MeasurementStandard'>;
}

/** Certificates that something may be used by, and what each says of when and of what. */
export type UsedPaper = Paper<'CalibrationCertificate' | 'ReferenceMaterialCertificate' | 'VerificationCertificate'>;

type Attested = Examined & { readonly paper?: Paper<'MeasurementStandard'> };

const SHOWN: Examined = { state: 'shown', papers: [], reasons: [] };

/** A certificate as something is used by it: at hand, as it was named, of that thing, in its window and not taken back. */
export function examineUse(
  { name, reference, on }: { readonly name: string; readonly reference: StatementReference; readonly on: CalendarDay },
  { papers }: Surroundings,
): Examined & { readonly paper?: UsedPaper } {
  const held = papers.resolve(reference);
  if (held === 'missing') return undisclosed(name, 'certificate');
  if (held === 'other-content' || !isUsedPaper(held)) return differs(name, 'certificate');
  return examineHeld(held, { name, on }, papers);
}

/** A certificate that is at hand, as something is used by it. */
export function examineHeld(
  paper: UsedPaper,
  { name, on }: { readonly name: string; readonly on: CalendarDay },
  papers: Surroundings['papers'],
): Examined & { readonly paper: UsedPaper } {
  const held = paper as Paper;
  const use = useOf(paper);
  const off = foundOffSince(held, { name, on }, papers);
  const reasons = [
    ...(use.of === name
      ? []
      : [
          because(
            'OTHER_THING',
            `${nameOf(held).number} is for ${use.of}, not ${name}.`,
            'Name the certificate of what was used.',
          ),
        ]),
    ...(use.rejected
      ? [
          because(
            'NOT_CONFORMING',
            `${name} did not pass its verification.`,
            'Do not use it; repair it and have it verified again.',
          ),
        ]
      : []),
    ...windowFaults({ name, number: nameOf(held).number, window: use, on }),
    ...statusFaults(held, { name, on }, papers),
    ...off.faults,
  ];
  const state = reasons.length > 0 ? 'broken' : 'shown';
  return { state, papers: [nameOf(held)], reasons, paper, doubts: off.doubts };
}

interface Use {
  readonly of: string;
  readonly from: CalendarDay;
  readonly to?: CalendarDay | undefined;
  readonly rejected: boolean;
}

/** True for a certificate by which something may be used. */
export function isUsedPaper(paper: Paper): paper is UsedPaper {
  const { kind } = paper.statement;
  return (
    kind === 'CalibrationCertificate' || kind === 'ReferenceMaterialCertificate' || kind === 'VerificationCertificate'
  );
}

/** Of what a certificate is, and from when to when it may be relied upon. */
export function useOf({ statement: { subject } }: UsedPaper): Use {
  if ('calibratedOn' in subject) {
    return { of: subject.instrument, from: subject.calibratedOn, to: subject.dueOn, rejected: false };
  }
  if ('verifiedOn' in subject) {
    return { of: subject.instrument, from: subject.verifiedOn, to: subject.validUntil, rejected: !subject.conforms };
  }
  const { material, batch, certifiedOn, validUntil } = subject;
  return { of: `${material} ${batch}`, from: certifiedOn, to: validUntil, rejected: false };
}

/** A standard as a calibration used it: its attestation and its own calibration, as far as they are named. */
export function examineReference(
  reference: Reference,
  { on, user }: { readonly on: CalendarDay; readonly user: string },
  around: Surroundings,
): ExaminedReference {
  const { standard: name, attestation, calibration } = reference;
  const attested: Attested =
    attestation === undefined ? SHOWN : examineAttestation({ name, reference: attestation, on, user }, around);
  const calibrated = calibration === undefined ? SHOWN : examineUse({ name, reference: calibration, on }, around);
  const both = [attested, calibrated];
  const state = (['broken', 'undisclosed'] as const).find((one) => both.some((each) => each.state === one)) ?? 'shown';
  return {
    reference,
    state,
    papers: both.flatMap((each) => each.papers),
    reasons: both.flatMap((each) => each.reasons),
    doubts: both.flatMap((each) => each.doubts ?? []),
    ...(attested.paper === undefined ? {} : { attestation: attested.paper }),
    ...(attested.paper === undefined || attested.state !== 'shown' ? {} : { attested: attested.paper }),
  };
}

function examineAttestation(
  asked: {
    readonly name: string;
    readonly reference: StatementReference;
    readonly on: CalendarDay;
    readonly user: string;
  },
  around: Surroundings,
): Attested {
  const { name, reference, on, user } = asked;
  const held = around.papers.resolve(reference);
  if (held === 'missing') return undisclosed(name, 'attestation');
  if (held === 'other-content' || held.statement.kind !== 'MeasurementStandard') return differs(name, 'attestation');
  const paper = held as Paper<'MeasurementStandard'>;
  const { standard, keeper } = paper.statement.subject;
  const reasons = [
    ...(standard === name
      ? []
      : [
          because(
            'OTHER_THING',
            `${nameOf(held).number} attests ${standard}, not ${name}.`,
            'Name the attestation of what was used.',
          ),
        ]),
    ...(keeper.id === user
      ? []
      : [
          because(
            'KEPT_BY_ANOTHER',
            `${name} is kept by ${keeper.name}, who did not make this calibration.`,
            'Name a standard of the calibrating laboratory, and that of the other as what it was calibrated with.',
          ),
        ]),
    ...faultsOfStandard(paper, on, around),
  ];
  return { state: reasons.length > 0 ? 'broken' : 'shown', papers: [nameOf(held)], reasons, paper };
}

/** Whether a measurement standard may be used on a day: attested by the authority of its place, in force, not suspended. */
export function faultsOfStandard(
  paper: Paper<'MeasurementStandard'>,
  on: CalendarDay,
  { papers, roots }: Surroundings,
): readonly TraceReason[] {
  const { issuer, subject } = paper.statement;
  const { standard: name, certificateNumber: number, from, to, place } = subject;
  const isCompetent = roots.some(({ did, places }) => did === issuer && places.some((one) => placeCovers(one, place)));
  return [
    ...(isCompetent
      ? []
      : [
          because(
            'ATTESTED_BY_NO_AUTHORITY',
            `${issuer} is not taken here as the authority of ${place}.`,
            `Have ${name} attested by the authority of ${place}.`,
          ),
        ]),
    ...windowFaults({ name, number, window: { from, to }, on }),
    ...statusFaults(paper as Paper, { name, on }, papers),
  ];
}

function windowFaults({
  name,
  number,
  window: { from, to },
  on,
}: {
  readonly name: string;
  readonly number: string;
  readonly window: { readonly from: CalendarDay; readonly to?: CalendarDay | undefined };
  readonly on: CalendarDay;
}): readonly TraceReason[] {
  if (isDayWithin(on, { from, ...(to === undefined ? {} : { to }) })) return [];
  const detail = `${name}: ${number} holds from ${from} to ${to ?? 'no stated day'}; the day is ${on}.`;
  const cure = `Have ${name} calibrated or attested anew before it is used, or name another that was in its window on ${on}.`;
  return [because('NOT_IN_ITS_WINDOW', detail, cure)];
}

function statusFaults(
  paper: Paper,
  { name, on }: { readonly name: string; readonly on: CalendarDay },
  papers: Surroundings['papers'],
): readonly TraceReason[] {
  const status = papers.statusOn(paper, on);
  if (status === 'active') return [];
  const { number } = nameOf(paper);
  const cure =
    status === 'suspended'
      ? `Have the suspension of ${number} ended, or name another standard.`
      : 'Name what took its place, or another standard.';
  return [because('NOT_IN_FORCE', `${name}: ${number} was ${status} on ${on}.`, cure)];
}

function undisclosed(name: string, what: string): Examined {
  const cure = `Put the ${what} on record here, or have its issuer let it be read.`;
  return {
    state: 'undisclosed',
    papers: [],
    reasons: [because('NOT_ON_RECORD', `The ${what} of ${name} is named and not on record here.`, cure)],
  };
}

function differs(name: string, what: string): Examined {
  const cure = `Name the ${what} by the digest of what was signed.`;
  return {
    state: 'broken',
    papers: [],
    reasons: [because('OTHER_DOCUMENT', `What is named as the ${what} of ${name} is another document.`, cure)],
  };
}
