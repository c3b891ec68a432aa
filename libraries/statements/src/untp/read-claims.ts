// SPDX-License-Identifier: Apache-2.0
import { childAt, childrenAt, dayAt, type Foreign, nameMissing, requiredTextAt } from './foreign.ts';
import { CLAIM, readAssessment } from './read-assessment.ts';
import { readLinks, readNamed, readObject, readParties } from './read-names.ts';
import type { UntpClaims } from './reading.ts';

/** UNTP 0.7.0, Product: what the one who puts a product on the market says of it. */
export function readPassport(of: Foreign): UntpClaims {
  const object = readObject(of);
  const facility = readNamed(childAt(of, 'producedAtFacility'));
  const producedOn = dayAt(of, 'productionDate');
  return {
    ...(object === undefined ? {} : { object }),
    ...(facility === undefined ? {} : { facility }),
    ...countryAt(of, 'countryOfProduction'),
    ...(producedOn === undefined ? {} : { producedOn }),
    ...readOwnWord(of),
  };
}

/** UNTP 0.7.0, Facility: what the operator of a facility says of it. */
export function readFacility(of: Foreign): UntpClaims {
  const facility = readNamed(of);
  return {
    ...(facility === undefined ? {} : { facility }),
    ...countryAt(of, 'countryOfOperation'),
    ...readOwnWord(of),
  };
}

function readOwnWord(of: Foreign): Pick<UntpClaims, 'parties' | 'claims' | 'evidence'> {
  const claims = childrenAt(of, 'performanceClaim').map((entry) => readAssessment(entry, CLAIM));
  if (claims.length > 0) nameMissing(of, 'SELF_ASSESSED', 'a claim is the word of its issuer about itself');
  return { parties: readParties(of), claims, evidence: readLinks(of, 'relatedDocument') };
}

function countryAt(of: Foreign, member: string): Pick<UntpClaims, 'country'> {
  const country = childAt(of, member);
  const code = country === undefined ? undefined : requiredTextAt(country, 'countryCode');
  return code === undefined ? {} : { country: code };
}
