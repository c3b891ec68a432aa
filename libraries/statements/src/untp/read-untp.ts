// SPDX-License-Identifier: Apache-2.0
import { StatementError } from '../statement-error.ts';
import {
  childAt,
  childrenAt,
  type Foreign,
  instantAt,
  isObject,
  nameMissing,
  requiredTextAt,
  textAt,
} from './foreign.ts';
import type { Gap } from './gap.ts';
import { readAttestation } from './read-attestation.ts';
import { readFacility, readPassport } from './read-claims.ts';
import { readEvent } from './read-event.ts';
import { readIdentity } from './read-identity.ts';
import { readParty } from './read-names.ts';
import type { UntpDocument, UntpReadings } from './reading.ts';
import { type UntpKind, untpKindOf } from './untp-kind.ts';

const READERS: { readonly [K in UntpKind]: (subject: Foreign) => UntpReadings[K] } = {
  DigitalConformityCredential: readAttestation,
  DigitalProductPassport: readPassport,
  DigitalFacilityRecord: readFacility,
  // Its subject is a list: `readUntp` reads the events one by one.
  DigitalTraceabilityEvent: (subject) => ({ events: childrenAt(subject, 'credentialSubject').flatMap(readEvent) }),
  DigitalIdentityAnchor: readIdentity,
};

/**
 * Reads a decoded UNTP 0.7.0 credential into what it says and what it leaves open (JSON schemas of 4 May 2026).
 * Throws StatementError when it is no UNTP 0.7.0 credential or has no subject; everything else that is wrong is a gap.
 * The body must come from the strict reader of credentials, which refuses numbers that would change their value.
 */
export function readUntp(body: unknown): UntpDocument {
  if (!isObject(body)) {
    throw new StatementError(
      'NOT_AN_OBJECT',
      'a UNTP credential is a JSON object, a W3C Verifiable Credential 2.0 body',
    );
  }
  const kind = untpKindOf(body);
  if (kind === undefined) {
    const message = 'type and @context: must be those of one credential of UNTP 0.7.0';
    throw new StatementError('UNKNOWN_KIND', message);
  }
  const gaps: Gap[] = [];
  const whole: Foreign = { at: '', members: body, gaps };
  const subject = kind === 'DigitalTraceabilityEvent' ? listed(whole) : childAt(whole, 'credentialSubject');
  if (subject === undefined) {
    throw new StatementError('BAD_SHAPE', 'credentialSubject: must be an object, for events a list');
  }
  // The reader and the kind belong together; the compiler does not see it through the lookup.
  return { kind, ...readEnvelope(whole), reading: READERS[kind](subject), gaps } as UntpDocument;
}

function listed(whole: Foreign): Foreign | undefined {
  return Array.isArray(whole.members.credentialSubject) ? whole : undefined;
}

type Envelope = Omit<UntpDocument, 'kind' | 'reading' | 'gaps'>;

function readEnvelope(of: Foreign): Envelope {
  const id = requiredTextAt(of, 'id');
  const name = textAt(of, 'name');
  const issuer = readIssuer(of);
  const validFrom = instantAt(of, 'validFrom');
  const validUntil = instantAt(of, 'validUntil');
  if (issuer?.did === undefined) {
    nameMissing(of, 'ISSUER_WITHOUT_DID', 'the issuer is named by no DID, so nobody can be held to the document');
  }
  return {
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(issuer === undefined ? {} : { issuer }),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validUntil === undefined ? {} : { validUntil }),
  };
}

/** An issuer may be written as its identifier alone: W3C Verifiable Credentials Data Model 2.0, 4.7. */
function readIssuer(of: Foreign): Envelope['issuer'] {
  const { issuer } = of.members;
  return readParty(
    typeof issuer === 'string'
      ? { at: '/issuer', members: { id: issuer, name: issuer }, gaps: of.gaps }
      : childAt(of, 'issuer'),
  );
}
