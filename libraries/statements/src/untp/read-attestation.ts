// SPDX-License-Identifier: Apache-2.0
import {
  childAt,
  childrenAt,
  codeAt,
  type Foreign,
  nameGap,
  nameMissing,
  present,
  requiredTextAt,
  textAt,
} from './foreign.ts';
import { ASSESSMENT, readAssessment } from './read-assessment.ts';
import { readLink, readNamed, readParty } from './read-names.ts';
import { ASSESSOR_LEVELS, ATTESTATION_TYPES, type UntpAttestation } from './reading.ts';

/** UNTP 0.7.0, ConformityAttestation: what somebody assessed, found and attests, and by whose leave. */
export function readAttestation(of: Foreign): UntpAttestation {
  const attestation = codeAt(of, 'attestationType', ATTESTATION_TYPES);
  const assessor = codeAt(of, 'assessorLevel', ASSESSOR_LEVELS);
  const claimedLevel = requiredTextAt(of, 'assessmentLevel');
  const number = requiredTextAt(of, 'id');
  const name = requiredTextAt(of, 'name');
  const description = textAt(of, 'description');
  const holder = present(of, 'issuedToParty') ? readParty(childAt(of, 'issuedToParty')) : undefined;
  const scheme = present(of, 'referenceScheme') ? readNamed(childAt(of, 'referenceScheme')) : undefined;
  const profile = readNamed(childAt(of, 'referenceProfile'));
  const assessments = childrenAt(of, 'conformityAssessment').map((entry) => readAssessment(entry, ASSESSMENT));
  nameWhatIsOpen(of, assessments);
  return {
    ...(attestation === undefined ? {} : { attestation }),
    ...(assessor === undefined ? {} : { assessor }),
    ...(claimedLevel === undefined ? {} : { claimedLevel }),
    ...(number === undefined ? {} : { number }),
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(holder === undefined ? {} : { holder }),
    ...(scheme === undefined ? {} : { scheme }),
    ...(profile === undefined ? {} : { profile }),
    authorisations: childrenAt(of, 'authorisation').flatMap(readAuthorisation),
    assessments,
    evidence: ['conformityCertificate', 'auditableEvidence'].flatMap((member) => readLink(childAt(of, member)) ?? []),
  };
}

function nameWhatIsOpen(of: Foreign, assessments: UntpAttestation['assessments']): void {
  if (of.members.assessorLevel === 'self') nameMissing(of, 'SELF_ASSESSED', 'the assessor is the party itself');
  if (assessments.every(({ results, findings }) => results.length + findings.length === 0)) {
    nameMissing(of, 'NO_RESULT', 'nothing is found that can be compared with a requirement');
  }
  if (assessments.every(({ objects }) => objects.length === 0)) {
    nameMissing(of, 'NO_OBJECT', 'no product is named');
  }
  nameMissing(of, 'NO_SCHEME_TYPE', 'UNTP 0.7.0 does not say the type of the scheme by ISO/IEC 17067');
  nameMissing(of, 'NO_SIGNATORY', 'UNTP 0.7.0 names no authorised signatory');
  nameMissing(of, 'ISSUER_PLACE_UNSTATED', 'UNTP 0.7.0 does not say where the assessor is established');
}

function readAuthorisation(of: Foreign): UntpAttestation['authorisations'] {
  const name = requiredTextAt(of, 'name');
  const authority = present(of, 'issuingAuthority') ? readParty(childAt(of, 'issuingAuthority')) : undefined;
  const evidence = readLink(childAt(of, 'endorsementEvidence'));
  nameGap(of, {
    code: 'AUTHORISATION_UNCONFIRMED',
    grade: 'missing',
    message: 'the issuer says that it is authorised; only a statement of the authority would show it',
  });
  if (name === undefined) return [];
  return [{ name, ...(authority === undefined ? {} : { authority }), ...(evidence === undefined ? {} : { evidence }) }];
}
