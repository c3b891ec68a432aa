// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type Instant, parseInstant } from '@touchstone/identifiers';
import { shown } from '../credential-error.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, listOf } from './json-value.ts';

/** What can be wrong with the form of a credential. */
export type ShapeCode =
  | 'BAD_CONTEXT'
  | 'BAD_TYPE'
  | 'BAD_ID'
  | 'BAD_ISSUER'
  | 'BAD_PERIOD'
  | 'BAD_SUBJECT'
  | 'BAD_MEMBER'
  | 'OLD_DATA_MODEL';

/** One departure from the data model: where, and what would be right. */
export interface ShapeFault {
  readonly code: ShapeCode;
  readonly pointer: string;
  readonly message: string;
}

// A scheme and something after it; RFC 3986, section 3, without judging the rest.
const URL_TEXT = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s]+$/;
/** Members that are an object or a list of objects, and what each object must have. VCDM 2.0, 4.10, 4.11, 5.3 to 5.6. */
const TYPED_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  credentialStatus: ['type'],
  credentialSchema: ['id', 'type'],
  refreshService: ['type'],
  termsOfUse: ['type'],
  evidence: ['type'],
  relatedResource: ['id'],
};

/**
 * credential = { @context, id?, type, issuer, validFrom?, validUntil?, credentialSubject, … }.
 * W3C Verifiable Credentials Data Model 2.0, sections 4.3 to 4.12. All faults, in the order of the clauses.
 */
export function shapeFaults(document: JsonObject): readonly ShapeFault[] {
  return [
    ...contextFaults(document['@context']),
    ...idFaults(document.id),
    ...typeFaults(document.type),
    ...issuerFaults(document.issuer),
    ...periodFaults(document),
    ...subjectFaults(document.credentialSubject),
    ...memberFaults(document),
  ];
}

/** The identifier of the issuer, written alone or within an object. */
export function issuerOf(document: JsonObject): string | undefined {
  const issuer = isJsonObject(document.issuer) ? document.issuer.id : document.issuer;
  return typeof issuer === 'string' ? issuer : undefined;
}

/** The moment that a member says, when it is there and well formed. */
export function instantOf(value: JsonValue | undefined): Instant | undefined {
  try {
    return parseInstant(value);
  } catch {
    return undefined;
  }
}

function contextFaults(contexts: JsonValue | undefined): ShapeFault[] {
  const isRight =
    isJsonArray(contexts) &&
    contexts.length > 0 &&
    contexts.every((context) => isUrl(context) || isJsonObject(context));
  return isRight ? [] : [fault('BAD_CONTEXT', '/@context', 'must be a list of URLs and objects')];
}

function idFaults(id: JsonValue | undefined): ShapeFault[] {
  return id === undefined || isUrl(id) ? [] : [fault('BAD_ID', '/id', 'must be one URL, such as urn:uuid:…')];
}

function typeFaults(type: JsonValue | undefined): ShapeFault[] {
  const types = listOf(type);
  const isRight = types.every((name) => typeof name === 'string') && types.includes('VerifiableCredential');
  return isRight ? [] : [fault('BAD_TYPE', '/type', 'must be names, VerifiableCredential among them')];
}

function issuerFaults(issuer: JsonValue | undefined): ShapeFault[] {
  const isRight = isUrl(isJsonObject(issuer) ? issuer.id : issuer);
  return isRight ? [] : [fault('BAD_ISSUER', '/issuer', 'must be a URL, such as a DID, or an object with one as id')];
}

function periodFaults(document: JsonObject): ShapeFault[] {
  const faults: ShapeFault[] = [];
  for (const member of ['issuanceDate', 'expirationDate']) {
    if (document[member] !== undefined) {
      faults.push(fault('OLD_DATA_MODEL', `/${member}`, 'belongs to data model 1.1; 2.0 has validFrom and validUntil'));
    }
  }
  for (const member of ['validFrom', 'validUntil']) {
    if (document[member] !== undefined && instantOf(document[member]) === undefined) {
      faults.push(
        fault('BAD_PERIOD', `/${member}`, `must be an instant with its offset, not ${shown(document[member])}`),
      );
    }
  }
  const from = instantOf(document.validFrom);
  const until = instantOf(document.validUntil);
  if (from !== undefined && until !== undefined && compareInstants(from, until) > 0) {
    faults.push(fault('BAD_PERIOD', '/validUntil', 'must not be before validFrom'));
  }
  return faults;
}

function subjectFaults(subject: JsonValue | undefined): ShapeFault[] {
  const subjects = listOf(subject);
  const isRight = subjects.length > 0 && subjects.every((one) => isJsonObject(one) && Object.keys(one).length > 0);
  return isRight
    ? []
    : [fault('BAD_SUBJECT', '/credentialSubject', 'must be an object that says something, or a list of such')];
}

function memberFaults(document: JsonObject): ShapeFault[] {
  const faults: ShapeFault[] = [];
  for (const [member, required] of Object.entries(TYPED_MEMBERS)) {
    for (const entry of listOf(document[member])) {
      if (!isJsonObject(entry) || !required.every((name) => entry[name] !== undefined)) {
        faults.push(
          fault('BAD_MEMBER', `/${member}`, `must be an object with ${required.join(' and ')}, or a list of such`),
        );
      }
    }
  }
  for (const member of ['name', 'description']) {
    const isRight = listOf(document[member]).every((one) => typeof one === 'string' || isLanguageValue(one));
    if (!isRight) {
      faults.push(fault('BAD_MEMBER', `/${member}`, 'must be text, or objects with @value and @language'));
    }
  }
  return faults;
}

function isLanguageValue(value: JsonValue): boolean {
  return isJsonObject(value) && typeof value['@value'] === 'string';
}

function isUrl(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && URL_TEXT.test(value);
}

function fault(code: ShapeCode, pointer: string, message: string): ShapeFault {
  return { code, pointer, message };
}
