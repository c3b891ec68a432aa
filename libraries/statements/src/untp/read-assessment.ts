// SPDX-License-Identifier: Apache-2.0
import {
  booleanAt,
  childAt,
  childrenAt,
  dayAt,
  type Foreign,
  nameMissing,
  present,
  requiredTextAt,
  textAt,
  textsAt,
} from './foreign.ts';
import { readLinks, readNamed, readNames, readObject, readParty } from './read-names.ts';
import { readCircumstances, readResult } from './read-result.ts';
import type { UntpAssessment } from './reading.ts';

/** The members in which an attestation's assessments and a passport's claims differ. */
export interface AssessmentMembers {
  readonly day: 'assessmentDate' | 'claimDate';
  readonly criteria: 'assessmentCriteria' | 'referenceCriteria';
  readonly performance: 'assessedPerformance' | 'claimedPerformance';
}

export const ASSESSMENT: AssessmentMembers = {
  day: 'assessmentDate',
  criteria: 'assessmentCriteria',
  performance: 'assessedPerformance',
};
export const CLAIM: AssessmentMembers = {
  day: 'claimDate',
  criteria: 'referenceCriteria',
  performance: 'claimedPerformance',
};

/** UNTP 0.7.0, ConformityAssessment and Claim: one question, its objects and what was found. */
export function readAssessment(of: Foreign, members: AssessmentMembers): UntpAssessment {
  const on = present(of, members.day) ? dayAt(of, members.day) : undefined;
  const id = requiredTextAt(of, 'id');
  const description = textAt(of, 'description');
  const requirements = readNames(of, members.criteria);
  const conditions = textsAt(of, 'specifiedCondition');
  const performances = childrenAt(of, members.performance);
  const circumstances = performances.some((performance) => Object.hasOwn(performance.members, 'measure'))
    ? readCircumstances(of, conditions, on)
    : undefined;
  const organisation = readParty(childAt(of, 'assessedOrganisation'));
  return {
    name: requiredTextAt(of, 'name') ?? id ?? of.at,
    ...(id === undefined ? {} : { id }),
    ...(description === undefined ? {} : { description }),
    ...(on === undefined ? {} : { on }),
    objects: readObjects(of),
    facilities: childrenAt(of, 'assessedFacility').flatMap((entry) => readNamed(childAt(entry, 'facility')) ?? []),
    ...(organisation === undefined ? {} : { organisation }),
    requirements,
    standards: readNames(of, 'referenceStandard'),
    regulations: readNames(of, 'referenceRegulation'),
    conditions,
    ...(members === ASSESSMENT ? readFindings(of, requirements) : { findings: [] }),
    results: circumstances === undefined ? [] : performances.flatMap((one) => readResult(one, circumstances)),
    evidence: readLinks(of, 'evidence'),
  };
}

function readObjects(of: Foreign): UntpAssessment['objects'] {
  return childrenAt(of, 'assessedProduct').flatMap((entry) => {
    const product = childAt(entry, 'product');
    const object = product === undefined ? undefined : readObject(product, entry);
    if (object?.verifiedByIssuer === false) {
      nameMissing(entry, 'OBJECT_UNVERIFIED', 'the issuer does not say that it verified what it assessed');
    }
    return object ?? [];
  });
}

/** One answer is about all criteria together: "no" to several does not say which of them is not fulfilled. */
function readFindings(of: Foreign, requirements: readonly string[]): Pick<UntpAssessment, 'conformance' | 'findings'> {
  const conformance = booleanAt(of, 'conformance');
  if (conformance === undefined) {
    nameMissing(of, 'OUTCOME_UNSTATED', 'the assessment does not say whether its criteria are fulfilled');
    return { findings: [] };
  }
  const said = conformance || requirements.length === 1 ? requirements : [];
  return { conformance, findings: said.map((requirement) => ({ requirement, fulfilled: conformance })) };
}
