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
const TYPED_MEMBERS: readonly (readonly [string, readonly string[]])[] = [
  ['credentialStatus', ['type']],
  ['credentialSchema', ['id', 'type']],
  ['refreshService', ['type']],
  ['termsOfUse', ['type']],
  ['evidence', ['type']],
  ['relatedResource', ['id']],
];

/** When a credential says that it is valid, and what is wrong with that; an end that is absent or unreadable is absent. */
export interface Period {
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
  readonly faults: readonly ShapeFault[];
}

/**
 * credential = { @context, id?, type, issuer, validFrom?, validUntil?, credentialSubject, … }.
 * W3C Verifiable Credentials Data Model 2.0, sections 4.3 to 4.12. All faults, in the order of the clauses.
 */
export function shapeFaults(document: JsonObject, period: Period = periodOf(document)): readonly ShapeFault[] {
  const faults: ShapeFault[] = [];
  const { id, issuer } = document;
  if (!isContextList(document['@context'])) {
    faults.push(fault('BAD_CONTEXT', '/@context', 'must be a list of URLs and objects'));
  }
  if (id !== undefined && !isUrl(id)) {
    faults.push(fault('BAD_ID', '/id', 'must be one URL, such as urn:uuid:…'));
  }
  if (!isTypeList(document.type)) {
    faults.push(fault('BAD_TYPE', '/type', 'must be names, VerifiableCredential among them'));
  }
  if (!isUrl(isJsonObject(issuer) ? issuer.id : issuer)) {
    faults.push(fault('BAD_ISSUER', '/issuer', 'must be a URL, such as a DID, or an object with one as id'));
  }
  faults.push(...period.faults);
  if (!isSubject(document.credentialSubject)) {
    faults.push(fault('BAD_SUBJECT', '/credentialSubject', 'must be an object that says something, or a list of such'));
  }
  for (const [member, required] of TYPED_MEMBERS) {
    const value = document[member];
    if (value !== undefined && !listOf(value).every((entry) => hasMembers(entry, required))) {
      const message = `must be an object with ${required.join(' and ')}, or a list of such`;
      faults.push(fault('BAD_MEMBER', `/${member}`, message));
    }
  }
  for (const member of ['name', 'description']) {
    const value = document[member];
    if (value !== undefined && !listOf(value).every(isTextOrLanguageValue)) {
      faults.push(fault('BAD_MEMBER', `/${member}`, 'must be text, or objects with @value and @language'));
    }
  }
  return faults;
}

/** validFrom ≤ validUntil, both dateTimeStamps. VCDM 2.0, section 4.9. */
export function periodOf(document: JsonObject): Period {
  const { validFrom, validUntil, issuanceDate, expirationDate } = document;
  const from = instantOf(validFrom);
  const until = instantOf(validUntil);
  const faults: ShapeFault[] = [];
  if (issuanceDate !== undefined) {
    faults.push(fault('OLD_DATA_MODEL', '/issuanceDate', 'belongs to data model 1.1; 2.0 has validFrom'));
  }
  if (expirationDate !== undefined) {
    faults.push(fault('OLD_DATA_MODEL', '/expirationDate', 'belongs to data model 1.1; 2.0 has validUntil'));
  }
  if (validFrom !== undefined && from === undefined) {
    faults.push(notAnInstant('/validFrom', validFrom));
  }
  if (validUntil !== undefined && until === undefined) {
    faults.push(notAnInstant('/validUntil', validUntil));
  }
  if (from !== undefined && until !== undefined && compareInstants(from, until) > 0) {
    faults.push(fault('BAD_PERIOD', '/validUntil', 'must not be before validFrom'));
  }
  return { from, until, faults };
}

/** The identifier of the issuer, written alone or within an object. */
export function issuerOf(document: JsonObject): string | undefined {
  const issuer = isJsonObject(document.issuer) ? document.issuer.id : document.issuer;
  return typeof issuer === 'string' ? issuer : undefined;
}

/** The moment that a member says, when it is there and well formed. */
export function instantOf(value: JsonValue | undefined): Instant | undefined {
  // Most members that are asked for are absent: an exception each would cost more than a signature.
  if (typeof value !== 'string') {
    return undefined;
  }
  try {
    return parseInstant(value);
  } catch {
    return undefined;
  }
}

function isContextList(contexts: JsonValue | undefined): boolean {
  return (
    isJsonArray(contexts) && contexts.length > 0 && contexts.every((context) => isUrl(context) || isJsonObject(context))
  );
}

function isTypeList(type: JsonValue | undefined): boolean {
  const types = listOf(type);
  return types.includes('VerifiableCredential') && types.every((name) => typeof name === 'string');
}

function isSubject(subject: JsonValue | undefined): boolean {
  const subjects = listOf(subject);
  return subjects.length > 0 && subjects.every((one) => isJsonObject(one) && Object.keys(one).length > 0);
}

function hasMembers(entry: JsonValue, required: readonly string[]): boolean {
  return isJsonObject(entry) && required.every((name) => entry[name] !== undefined);
}

function isTextOrLanguageValue(value: JsonValue): boolean {
  return typeof value === 'string' || (isJsonObject(value) && typeof value['@value'] === 'string');
}

function isUrl(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && URL_TEXT.test(value);
}

function notAnInstant(pointer: string, given: JsonValue): ShapeFault {
  return fault('BAD_PERIOD', pointer, `must be an instant with its offset, not ${shown(given)}`);
}

function fault(code: ShapeCode, pointer: string, message: string): ShapeFault {
  return { code, pointer, message };
}
