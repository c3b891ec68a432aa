// SPDX-License-Identifier: Apache-2.0
import {
  compareInstants,
  type Did,
  didMethod,
  type DidUrl,
  type Instant,
  parseDid,
  parseDidUrl,
} from '@touchstone/identifiers';
import { shown } from '../credential-error.ts';
import { isSignatureAlgorithm } from '../formats/crypto-suite.ts';
import type { DidDocument, VerificationMethod } from '../formats/did-document.ts';
import type { KeyAuthorisation } from '../formats/key-authorisation.ts';
import { type PublicKey, parseMultikey } from '../formats/multikey.ts';
import { type Check, failed, notEvaluated, passed, undecided } from './check.ts';
import type { SigningTime, VerificationContext } from './verification-context.ts';

/** What is known of the key that a proof names. */
export interface FoundKey {
  readonly check: Check;
  readonly keyId?: string;
  readonly publicKey?: PublicKey;
  readonly authorisation?: KeyAuthorisation;
  readonly method?: VerificationMethod;
  readonly document?: DidDocument;
  /** True where the issuer's own document, which is at hand, does not name this key of another DID. */
  readonly disowned?: true;
}

/**
 * Finds a key by its DID URL: first among the key authorisations, which remember old keys, then in the DID document.
 * A key from the header of a token or from the proof itself is never used.
 */
export function findKey(keyId: unknown, signedAt: SigningTime | undefined, context: VerificationContext): FoundKey {
  const authorisation = authorisationInForce(keyId, signedAt?.instant, context);
  if (authorisation !== undefined) {
    return { keyId: authorisation.key, authorisation, ...readKey(authorisation) };
  }
  const url = readKeyId(keyId);
  if (url === undefined) {
    return { check: failed('key', 'BAD_KEY_ID', `a key is named by a DID URL with a fragment, not ${shown(keyId)}`) };
  }
  const document = context.resolveDid(url.did);
  if (document === undefined) {
    const detail = `the document of ${url.did} is not at hand`;
    return { keyId: url.text, check: undecided('key', 'DID_NOT_RESOLVED', detail) };
  }
  const method = document.methods.get(url.text);
  if (method === undefined) {
    return { keyId: url.text, check: failed('key', 'KEY_NOT_FOUND', `${url.did} does not name the key ${url.text}`) };
  }
  const found = { keyId: url.text, method, document };
  return method.publicKey === undefined
    ? { ...found, check: failed('key', 'BAD_KEY', method.fault) }
    : { ...found, publicKey: method.publicKey, check: checkSupported(method.publicKey) };
}

/**
 * A key of another DID that is not at hand, beside the issuer's own document that is: only that one could make the key
 * the issuer's, so that nothing more has to be found to say that it is not. CID 1.0, 2.3.2.
 */
export function unlessDisowned(found: FoundKey, issuer: string | undefined, context: VerificationContext): FoundKey {
  const { keyId, check, authorisation, method } = found;
  if (keyId === undefined || authorisation !== undefined || method !== undefined || check.outcome === 'failed')
    return found;
  const did = issuer === undefined ? undefined : didOf(issuer);
  const own = did === undefined ? undefined : context.resolveDid(did);
  if (own === undefined || own.purposes.assertionMethod.has(keyId)) return found;
  return { keyId, check: notEvaluated('key', 'issuer'), disowned: true };
}

/** The issuer of the credential must control the key, and hold it out for assertions. VCDM 2.0, 4.7; CID 1.0, 2.3.2. */
export function checkIssuer(found: FoundKey, issuer: string | undefined, context: VerificationContext): Check {
  const { authorisation, method, keyId } = found;
  if (found.disowned === true) {
    return failed('issuer', 'ISSUER_NOT_CONTROLLER', `the key ${keyId} is not one of the issuer ${shown(issuer)}`);
  }
  if (authorisation === undefined && method === undefined) {
    return notEvaluated('issuer', 'key');
  }
  const controller = (authorisation ?? method)?.controller;
  if (controller !== issuer || issuer === undefined) {
    const detail = `the key belongs to ${shown(controller)}, the issuer is ${shown(issuer)}`;
    return failed('issuer', 'ISSUER_NOT_CONTROLLER', detail);
  }
  if (authorisation !== undefined || found.document?.did === issuer) {
    return passed('issuer');
  }
  // Another party's document names the issuer as controller: only the issuer's own document can confirm that.
  const did = didOf(issuer);
  const own = did === undefined ? undefined : context.resolveDid(did);
  if (own === undefined) {
    return undecided('issuer', 'DID_NOT_RESOLVED', `the document of ${shown(issuer)} is not at hand`);
  }
  return own.purposes.assertionMethod.has(keyId as string)
    ? passed('issuer')
    : failed('issuer', 'ISSUER_NOT_CONTROLLER', `${issuer} does not name the key ${keyId}`);
}

/** The key was in force, for assertions, when it signed: at the logged time, else at the time that the issuer claims. */
export function checkAuthorisation(
  found: FoundKey,
  issuer: string | undefined,
  signedAt: SigningTime | undefined,
): Check {
  const { authorisation, method, document } = found;
  if (authorisation !== undefined) {
    return checkInForce(authorisation, signedAt);
  }
  if (method === undefined || document === undefined) {
    return notEvaluated('key-authorisation', 'key');
  }
  if (document.did === issuer && !document.purposes.assertionMethod.has(method.id)) {
    return failed(
      'key-authorisation',
      'KEY_NOT_FOR_PURPOSE',
      `${issuer} does not list ${method.id} under assertionMethod`,
    );
  }
  if (didMethod(document.did) === 'key') {
    return passed('key-authorisation', 'the identifier is the key itself');
  }
  return checkDocumentDates(method, signedAt);
}

function checkInForce(authorisation: KeyAuthorisation, signedAt: SigningTime | undefined): Check {
  const name = 'key-authorisation';
  const { purposes, from, to, compromisedSince } = authorisation;
  if (!purposes.includes('assertionMethod')) {
    return failed(name, 'KEY_NOT_FOR_PURPOSE', `the key is authorised for ${purposes.join(', ')} only`);
  }
  if (signedAt === undefined) {
    return undecided(name, 'NO_SIGNING_TIME', 'neither a log nor the proof says when it was signed');
  }
  const { instant, source } = signedAt;
  if (compareInstants(instant, from) < 0) {
    return failed(name, 'KEY_NOT_YET_AUTHORISED', `signed at ${instant}, authorised from ${from}`);
  }
  if (compromisedSince !== undefined && compareInstants(instant, compromisedSince) >= 0) {
    return failed(name, 'KEY_COMPROMISED', `signed at ${instant}, compromised since ${compromisedSince}`);
  }
  if (to !== undefined && compareInstants(instant, to) > 0) {
    return failed(name, 'KEY_AUTHORISATION_ENDED', `signed at ${instant}, authorised until ${to}`);
  }
  if (compromisedSince !== undefined && source === 'issuer-claim') {
    const detail = `whoever took the key can write any date before ${compromisedSince}; only a log can show the time`;
    return undecided(name, 'TIME_NOT_PROVED', detail);
  }
  return passed(
    name,
    source === 'log' ? `in force when logged at ${instant}` : `in force at ${instant}, by the issuer's own claim`,
  );
}

/** A DID document speaks of today; only its dates of end and revocation reach back. CID 1.0, 2.2. */
function checkDocumentDates({ expires, revoked }: VerificationMethod, signedAt: SigningTime | undefined): Check {
  const name = 'key-authorisation';
  if (signedAt !== undefined && revoked !== undefined && compareInstants(signedAt.instant, revoked) >= 0) {
    return failed(name, 'KEY_AUTHORISATION_ENDED', `signed at ${signedAt.instant}, revoked at ${revoked}`);
  }
  if (signedAt !== undefined && expires !== undefined && compareInstants(signedAt.instant, expires) >= 0) {
    return failed(name, 'KEY_AUTHORISATION_ENDED', `signed at ${signedAt.instant}, ended at ${expires}`);
  }
  return undecided(name, 'NO_KEY_AUTHORISATION', 'the DID document names the key now; nothing says since when');
}

function readKeyId(keyId: unknown): DidUrl | undefined {
  try {
    const url = parseDidUrl(keyId);
    return url.fragment === undefined || url.fragment === '' ? undefined : url;
  } catch {
    return undefined;
  }
}

function didOf(text: string): Did | undefined {
  try {
    return parseDid(text);
  } catch {
    return undefined;
  }
}

/** Of several authorisations of one key the one in force when it signed, else the one that began last. */
function authorisationInForce(
  keyId: unknown,
  instant: Instant | undefined,
  { keyAuthorisations = [] }: VerificationContext,
): KeyAuthorisation | undefined {
  let chosen: KeyAuthorisation | undefined;
  for (const candidate of keyAuthorisations) {
    if (candidate.key === keyId && (chosen === undefined || outranks(candidate, chosen, instant))) {
      chosen = candidate;
    }
  }
  return chosen === undefined ? undefined : withCompromise(chosen, keyAuthorisations);
}

function outranks(candidate: KeyAuthorisation, chosen: KeyAuthorisation, instant: Instant | undefined): boolean {
  const isBetter = Number(isInForce(candidate, instant)) - Number(isInForce(chosen, instant));
  return isBetter === 0 ? compareInstants(candidate.from, chosen.from) > 0 : isBetter > 0;
}

function isInForce({ from, to }: KeyAuthorisation, instant: Instant | undefined): boolean {
  return (
    instant !== undefined &&
    compareInstants(from, instant) <= 0 &&
    (to === undefined || compareInstants(instant, to) <= 0)
  );
}

/** An older edition of an authorisation must not hide what a newer one says of the same key. */
function withCompromise(chosen: KeyAuthorisation, all: readonly KeyAuthorisation[]): KeyAuthorisation {
  let earliest = chosen.compromisedSince;
  for (const { key, publicKeyMultibase, compromisedSince } of all) {
    const isSameKey = key === chosen.key && publicKeyMultibase === chosen.publicKeyMultibase;
    if (isSameKey && compromisedSince !== undefined && isBefore(compromisedSince, earliest)) {
      earliest = compromisedSince;
    }
  }
  return earliest === undefined || earliest === chosen.compromisedSince
    ? chosen
    : { ...chosen, compromisedSince: earliest };
}

function isBefore(instant: Instant, other: Instant | undefined): boolean {
  return other === undefined || compareInstants(instant, other) < 0;
}

/** Keys of authorisations that were used before: reading one takes longer than all other checks of a key. */
const READ_KEYS = new WeakMap<KeyAuthorisation, Pick<FoundKey, 'check' | 'publicKey'>>();

function readKey(authorisation: KeyAuthorisation): Pick<FoundKey, 'check' | 'publicKey'> {
  const known = READ_KEYS.get(authorisation);
  if (known !== undefined) {
    return known;
  }
  const read = readMultikey(authorisation.publicKeyMultibase);
  READ_KEYS.set(authorisation, read);
  return read;
}

function readMultikey(publicKeyMultibase: string): Pick<FoundKey, 'check' | 'publicKey'> {
  try {
    const publicKey = parseMultikey(publicKeyMultibase);
    return { publicKey, check: checkSupported(publicKey) };
  } catch (cause) {
    return { check: failed('key', 'BAD_KEY', (cause as Error).message) };
  }
}

function checkSupported({ type }: PublicKey): Check {
  return isSignatureAlgorithm(type)
    ? passed('key')
    : undecided('key', 'KEY_TYPE_NOT_SUPPORTED', `signatures by ${type} keys are not verified here`);
}
