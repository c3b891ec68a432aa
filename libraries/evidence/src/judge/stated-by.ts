// SPDX-License-Identifier: Apache-2.0
import { placeCovers } from '@touchstone/identifiers';
import { type Finding, finding, reason } from '../check.ts';
import { examinePaper } from '../checks/measurement/examine-paper.ts';
import { checkPaperCompetence } from '../checks/competence/paper-competence.ts';
import { samplerStanding } from '../checks/competence/sampler.ts';
import { materialName } from '../checks/measurement/traced-paper.ts';
import type { Held, HeldOf } from '../evidence-set.ts';
import type { Bench } from './bench.ts';

/** Whether the place takes this document from its issuer: a sound signature says who said it, and not that he may. */
export function statedBy(held: Held, bench: Bench): Finding {
  const { statement, link } = held;
  const { issuer } = link;
  switch (statement?.kind) {
    case 'PlacePolicy':
      if (!placeCovers(statement.subject.place, bench.place)) return notJudged(held);
      return may(bench.isRoot(issuer), held, bench);
    case 'KeyAuthorisation':
      return may(bench.isAnchor(issuer, 'registrar'), held, bench);
    case 'RecognitionArrangement':
      return may(bench.isAnchor(issuer, 'arrangement-owner'), held, bench);
    case 'AcceptanceInstrument':
    case 'StandardNotice':
    case 'ReportDefect':
    case 'ListEntry':
    case 'ListRemoval':
    case 'Penalty':
    case 'Repair':
    case 'MeasurementStandard':
    case 'TechnicalSpecification':
    case 'TypeApproval':
      return may(bench.isAnchor(issuer, 'authority'), held, bench);
    case 'StatusChange':
      return may(statement.subject.changes.issuer === issuer, held, bench);
    case 'Recall': {
      const { initiative, producer } = statement.subject;
      const own = initiative.kind === 'voluntary' && producer.did === issuer;
      return may(own || bench.isAnchor(issuer, 'authority'), held, bench);
    }
    case 'SelfDeclaration':
      return may(statement.subject.declarant.did === issuer, held, bench);
    case 'SamplingRecord': {
      const standing = samplerStanding(held as HeldOf<'SamplingRecord'>, bench);
      return finding('competence', standing.outcome, standing);
    }
    case 'CalibrationCertificate':
    case 'ReferenceMaterialCertificate': {
      const { subject } = statement;
      const named =
        'calibratedOn' in subject
          ? { instrument: subject.instrument, on: subject.calibratedOn }
          : { instrument: materialName(subject), on: subject.certifiedOn };
      const reference = { id: statement.id, issuer: statement.issuer, digest: held.digest };
      const found = examinePaper({ ...named, reference: reference as never }, bench);
      return finding('competence', found.outcome, found);
    }
    case 'ConformityCertificate':
    case 'InspectionReport':
      return checkPaperCompetence(held as HeldOf<'ConformityCertificate' | 'InspectionReport'>, [], bench).finding;
    default:
      return notJudged(held);
  }
}

function may(isStated: boolean, { link: { issuer, kind } }: Held, { place }: Bench): Finding {
  if (isStated) return finding('competence', 'passed');
  const detail = `${place} does not take a ${kind} from ${issuer}: it has no authority for it there`;
  return finding('competence', 'failed', { reasons: [reason('NO_AUTHORITY_FOR_KIND', detail, { issuer, kind })] });
}

/** What cannot be said is said to be unknown: a foreign credential, a list, a kind that no place gives to anybody. */
function notJudged({ link: { issuer, kind } }: Held): Finding {
  const detail = `the signature holds; whether ${issuer} may state a ${kind} here was not looked at`;
  return finding('competence', 'undetermined', { reasons: [reason('AUTHORITY_NOT_JUDGED', detail, { issuer, kind })] });
}
