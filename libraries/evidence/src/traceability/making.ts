// SPDX-License-Identifier: Apache-2.0
import { isDayWithin, placeCovers } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import { examineMaking } from './examine-making.ts';
import { nameOf, type PaperName, type TraceReason } from './graph.ts';
import type { Paper } from './papers.ts';
import { type ExaminedReference, examineReference, type Reference } from './references.ts';
import { type Surroundings, vouchingFor } from './vouching.ts';

/** How a designation says that a body verifies instruments by law. */
export const LEGAL_VERIFICATION = 'legal-verification';

/** A certificate as it was made: what it rests on, who vouches for what is not shown, and what stands against it. */
export interface Making {
  readonly on: SubjectOf<'CalibrationCertificate'>['calibratedOn'];
  readonly references: readonly ExaminedReference[];
  readonly assuredBy?: PaperName;
  readonly faults: readonly TraceReason[];
}

type Certified = 'CalibrationCertificate' | 'ReferenceMaterialCertificate' | 'VerificationCertificate';
/** What a certificate says, whether it is signed yet or not. */
type Drafted<Kind extends Certified> = Kind extends Certified ? Omit<SubjectOf<Kind>, 'id'> : never;

/** The making of a certificate by which something is used: a calibration, a reference material, a verification. */
export function makingOf(
  { statement: { subject } }: { readonly statement: { readonly subject: Drafted<Certified> } },
  around: Surroundings,
): Making {
  if ('calibratedOn' in subject) {
    const { references, vouching, faults } = examineMaking(subject, around);
    return { on: subject.calibratedOn, references, faults, ...assured(vouching.accreditation) };
  }
  if ('verifiedOn' in subject) {
    const { verifiedOn: on, institute } = subject;
    const references = examineAll(subject.references, { on, user: institute.id }, around);
    return { on, references, faults: [], ...assured(designationOf(subject, around)) };
  }
  const { certifiedOn: on, producer, values } = subject;
  const references = examineAll(subject.references, { on, user: producer.id }, around);
  const { accreditation } = vouchingFor({ activity: 'reference-materials', body: producer.id, on, values }, around);
  return { on, references, faults: [], ...assured(accreditation) };
}

function examineAll(
  references: readonly Reference[] | undefined,
  how: Parameters<typeof examineReference>[1],
  around: Surroundings,
): readonly ExaminedReference[] {
  return (references ?? []).map((one) => examineReference(one, how, around));
}

/** The authority of the place lets the body verify: what stands above that is the authority's own affair. */
export function designationOf(
  { institute, place, verifiedOn }: Pick<SubjectOf<'VerificationCertificate'>, 'institute' | 'place' | 'verifiedOn'>,
  { papers, roots }: Surroundings,
): PaperName | undefined {
  const found = papers.near('about-party', institute.id, ['Designation']).find((paper) => {
    const { issuer, subject } = paper.statement;
    const isCompetent = roots.some(
      ({ did, places }) => did === issuer && places.some((one) => placeCovers(one, place)),
    );
    const isOfIt = subject.id === institute.id && subject.tasks.includes(LEGAL_VERIFICATION);
    return (
      isCompetent &&
      isOfIt &&
      isDayWithin(verifiedOn, subject) &&
      papers.statusOn(paper as Paper, verifiedOn) === 'active'
    );
  });
  return found === undefined ? undefined : nameOf(found as Paper);
}

function assured(by: PaperName | undefined): { readonly assuredBy?: PaperName } {
  return by === undefined ? {} : { assuredBy: by };
}
