// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, nameKey } from '@touchstone/identifiers';
import type { StatementReference, SubjectOf } from '@touchstone/statements';
import { decidedFaults } from './decided.ts';
import { foundOffSince, type Using } from './found-off.ts';
import { because, nameOf, type PaperName, type TraceReason, type TraceState } from './graph.ts';
import type { Paper } from './papers.ts';
import { faultsOfStandard, statusFaults, windowFaults } from './standing.ts';
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
  { reference, ...use }: Using & { readonly reference: StatementReference },
  around: Surroundings,
): Examined & { readonly paper?: UsedPaper } {
  const held = around.papers.resolve(reference);
  if (held === 'missing') return undisclosed(use.name, 'certificate');
  if (held === 'other-content' || !isUsedPaper(held)) return differs(use.name, 'certificate');
  return examineHeld(held, use, around);
}

/** A certificate that is at hand, as something is used by it. */
export function examineHeld(
  paper: UsedPaper,
  { name, on, user }: Using,
  around: Surroundings,
): Examined & { readonly paper: UsedPaper } {
  const held = paper as Paper;
  const use = useOf(paper);
  const off = foundOffSince(held, { name, on, user }, around);
  const reasons = [
    ...(nameKey(use.of) === nameKey(name)
      ? []
      : [
          because(
            'OTHER_THING',
            { number: nameOf(held).number, of: use.of, name },
            {
              detail: `${nameOf(held).number} is for ${use.of}, not ${name}.`,
              cure: 'Name the certificate of what was used.',
            },
          ),
        ]),
    ...(use.rejected
      ? [
          because(
            'NOT_CONFORMING',
            { name },
            {
              detail: `${name} did not pass its verification.`,
              cure: 'Do not use it; repair it and have it verified again.',
            },
          ),
        ]
      : []),
    ...windowFaults({ name, number: nameOf(held).number, window: use, on }),
    ...statusFaults(held, { name, on }, around.papers),
    ...decidedFaults(held, { name }, around),
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
  const calibrated = calibration === undefined ? SHOWN : examineUse({ name, reference: calibration, on, user }, around);
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
    ...(nameKey(standard) === nameKey(name)
      ? []
      : [
          because(
            'OTHER_THING',
            { number: nameOf(held).number, of: standard, name },
            {
              detail: `${nameOf(held).number} attests ${standard}, not ${name}.`,
              cure: 'Name the attestation of what was used.',
            },
          ),
        ]),
    ...(keeper.id === user
      ? []
      : [
          because(
            'KEPT_BY_ANOTHER',
            { name, keeper: keeper.name },
            {
              detail: `${name} is kept by ${keeper.name}, who did not make this calibration.`,
              cure: 'Name a standard of the calibrating laboratory, and that of the other as what it was calibrated with.',
            },
          ),
        ]),
    ...faultsOfStandard(paper, on, around),
  ];
  return { state: reasons.length > 0 ? 'broken' : 'shown', papers: [nameOf(held)], reasons, paper };
}

function undisclosed(name: string, what: string): Examined {
  const cure = `Put the ${what} on record here, or have its issuer let it be read.`;
  return {
    state: 'undisclosed',
    papers: [],
    reasons: [
      because('NOT_ON_RECORD', { name }, { detail: `The ${what} of ${name} is named and not on record here.`, cure }),
    ],
  };
}

function differs(name: string, what: string): Examined {
  const cure = `Name the ${what} by the digest of what was signed.`;
  return {
    state: 'broken',
    papers: [],
    reasons: [
      because(
        'OTHER_DOCUMENT',
        { name },
        { detail: `What is named as the ${what} of ${name} is another document.`, cure },
      ),
    ],
  };
}
