// SPDX-License-Identifier: Apache-2.0
import { encodeHex, type Instant, utf8Bytes } from '@touchstone/identifiers';
import { canonicalElement } from '../xml/canonicalise.ts';
import { hashByName, signatureByName } from './algorithms.ts';
import { attempt } from './attempt.ts';
import { type Certificate, nameText } from './certificate.ts';
import { findPath } from './certificate-path.ts';
import {
  failed,
  notEvaluated,
  passed,
  SIGNATURE_CHECK_NAMES,
  type SignatureCheck,
  type SignatureCheckName,
  undecided,
} from './check.ts';
import { sameBytes } from './der.ts';
import { canonicalOptions, type Scope, scopeOf } from './reference-scope.ts';
import { claimedSigningTime, findSigningCertificate } from './signing-certificate.ts';
import { readStructure, type SignatureStructure } from './signature-structure.ts';
import type { SignatureSuite } from './signature-suite.ts';
import { type ReportInput, timeStampOf } from './stamped.ts';

/** One signature with each of its checks. */
export interface SignatureReport {
  /**
   * Level of ETSI EN 319 132-1 that was found to hold: B is a signature over the certificate by the key that it names, and T
   * has a trusted time stamp as well. Who the signer is, is for the path to say.
   */
  readonly level: 'B' | 'T' | 'none';
  readonly checks: readonly SignatureCheck[];
  readonly signer?: {
    readonly subject: string;
    readonly issuer: string;
    readonly serial: string;
    /** SHA-256 of the certificate, hexadecimal: by it others name the key. */
    readonly fingerprint: string;
  };
  /** As the signer says; nobody else does. */
  readonly claimedSigningTime?: string;
  readonly stampedAt?: Instant;
  /** Names of the certificates up to a root, where there is a path. */
  readonly path: readonly string[];
}

/** A report of a signature into which nobody looked, because of a check that did not pass. */
export function unread(before: readonly SignatureCheck[]): SignatureReport {
  const because = (before.find(({ outcome }) => outcome !== 'passed') as SignatureCheck).name;
  return { level: 'none', checks: complete(before, because), path: [] };
}

/** Verifies one signature. Whatever is malformed in it is a check that failed. */
export function reportOf(input: ReportInput): SignatureReport {
  const structure = attempt('structure', 'BAD_STRUCTURE', () => readStructure(input.element));
  if ('check' in structure) return unread([...input.before, structure.check]);
  const found = attempt('signing-certificate', 'NO_CERTIFICATE', () =>
    findSigningCertificate(structure.value, input.trusted.suite),
  );
  const signer = 'check' in found ? { check: found.check, pool: [] as readonly Certificate[] } : found.value;
  const algorithms = algorithmsOf(structure.value);
  const { check: references, scopes: covered } = scopesOf(structure.value, input);
  const value = signatureValue(structure.value, signer.certificate, input);
  const stamp = timeStampOf(structure.value, input);
  const path = pathOf(signer, stamp.at ?? input.trusted.on, input);
  const checks: readonly SignatureCheck[] = [
    ...input.before,
    passed('structure'),
    algorithms,
    references,
    digestOf('document-digest', 'document', covered, input.trusted.suite),
    propertiesDigest(structure.value, covered, input.trusted.suite),
    signer.check,
    value,
    stamp.check,
    path.check,
    undecided('revocation', 'REVOCATION_NOT_LOOKED_UP', 'no list of revoked certificates is consulted here'),
  ];
  const claimed = claimedSigningTime(structure.value.signedProperties);
  return {
    level: levelOf(structure.value, checks),
    checks,
    ...(signer.certificate === undefined ? {} : { signer: signerOf(signer.certificate, input.trusted.suite) }),
    ...(claimed === undefined ? {} : { claimedSigningTime: claimed }),
    ...(stamp.at === undefined ? {} : { stampedAt: stamp.at }),
    path: path.names,
  };
}

/** Checks of who signed and when, which a signature at level B need not settle by itself. */
const BEYOND_B: readonly SignatureCheckName[] = ['time-stamp', 'certificate-path', 'revocation'];

function levelOf(
  { signedProperties }: SignatureStructure,
  checks: readonly SignatureCheck[],
): SignatureReport['level'] {
  const isOpen = checks.some(({ name, outcome }) => outcome !== 'passed' && !BEYOND_B.includes(name));
  if (signedProperties === undefined || isOpen) return 'none';
  return checks.some(({ name, outcome }) => name === 'time-stamp' && outcome === 'passed') ? 'T' : 'B';
}

function complete(before: readonly SignatureCheck[], because: SignatureCheckName): readonly SignatureCheck[] {
  return SIGNATURE_CHECK_NAMES.map(
    (name) => before.find((check) => check.name === name) ?? notEvaluated(name, because),
  );
}

function algorithmsOf({ signatureMethod, references, canonicalisation }: SignatureStructure): SignatureCheck {
  const name = 'algorithms';
  const used = [
    { uri: signatureMethod, looked: signatureByName(signatureMethod) },
    ...references.map(({ digestMethod }) => ({ uri: digestMethod, looked: hashByName(digestMethod) })),
  ];
  for (const { uri, looked } of used) {
    if (!('fault' in looked)) continue;
    if (uri === undefined) return failed(name, looked.fault, 'an algorithm without name is not one');
    // What is not computed here is open: it shows neither who signed nor that anybody changed anything.
    // ETSI EN 319 102-1, 5.2.8 (recalled): INDETERMINATE, CRYPTO_CONSTRAINTS_FAILURE.
    const why =
      looked.fault === 'WEAK_ALGORITHM' ? 'can be forged, and proves nothing' : 'is not one that is verified here';
    return undecided(name, looked.fault, `${uri} ${why}`);
  }
  if (canonicalOptions(canonicalisation) === undefined)
    return undecided(name, 'UNKNOWN_ALGORITHM', 'the canonical form of SignedInfo is not one that is verified here');
  return passed(name);
}

interface Scopes {
  readonly check: SignatureCheck;
  readonly scopes: readonly Scope[];
}

/**
 * The whole document once, the properties once, and nothing else but parts of the signature itself. A reference whose
 * transforms are not followed leaves the check open, and the others are still computed: what they show counts.
 */
function scopesOf(structure: SignatureStructure, input: ReportInput): Scopes {
  const scopes: Scope[] = [];
  for (const reference of structure.references) {
    const scope = scopeOf(reference, structure, input);
    if ('fault' in scope) return { check: failed('references', scope.fault, scope.detail), scopes: [] };
    scopes.push(scope);
  }
  const count = (covers: Scope['covers']): number => scopes.filter((scope) => scope.covers === covers).length;
  if (count('document') !== 1)
    return {
      check: failed('references', 'DOCUMENT_NOT_SIGNED', 'the certificate as a whole is not signed once'),
      scopes: [],
    };
  if (count('properties') !== (structure.signedProperties === undefined ? 0 : 1))
    return {
      check: failed('references', 'PROPERTIES_NOT_SIGNED', 'the signed properties are not signed once'),
      scopes: [],
    };
  const [refused] = scopes.flatMap(({ bytes }) => (typeof bytes === 'function' ? [] : [bytes.refused]));
  const check = refused === undefined ? passed('references') : undecided('references', 'TRANSFORM_REFUSED', refused);
  return { check, scopes };
}

/** Digest of what the references of this kind cover; parts of the signature are judged with the properties. */
function digestOf(
  name: 'document-digest' | 'properties-digest',
  covers: 'document' | 'properties',
  scopes: readonly Scope[],
  suite: SignatureSuite,
): SignatureCheck {
  const mine = scopes.filter((scope) => (scope.covers === 'document') === (covers === 'document'));
  if (mine.length === 0) return notEvaluated(name, 'references');
  const judged = mine.map((scope) => digestOfOne(name, scope, suite));
  return judged.find(({ outcome }) => outcome === 'failed') ?? judged.find(isNotPassed) ?? passed(name);
}

function isNotPassed({ outcome }: SignatureCheck): boolean {
  return outcome !== 'passed';
}

function digestOfOne(
  name: 'document-digest' | 'properties-digest',
  { covers, reference, bytes }: Scope,
  suite: SignatureSuite,
): SignatureCheck {
  if (typeof bytes !== 'function') return notEvaluated(name, 'references');
  const hash = hashByName(reference.digestMethod);
  if ('fault' in hash) return notEvaluated(name, 'algorithms');
  const made = attempt(name, 'UNKNOWN_ALGORITHM', () => suite.digest(hash.known, bytes()));
  if ('check' in made) return made.check;
  if (sameBytes(made.value, reference.digest)) return passed(name);
  const what = covers === 'document' ? 'the certificate was' : `${reference.uri} was`;
  return failed(name, 'DIGEST_DIFFERS', `${what} changed after it was signed`);
}

/** A signature that is not XAdES has no properties. */
function propertiesDigest(
  { signedProperties }: SignatureStructure,
  scopes: readonly Scope[],
  suite: SignatureSuite,
): SignatureCheck {
  const name = 'properties-digest';
  if (signedProperties === undefined) return undecided(name, 'PROPERTIES_NOT_SIGNED', 'the signature is not XAdES');
  return digestOf(name, 'properties', scopes, suite);
}

function signatureValue(
  structure: SignatureStructure,
  certificate: Certificate | undefined,
  { document, trusted, budget }: ReportInput,
): SignatureCheck {
  const name = 'signature-value';
  const algorithm = signatureByName(structure.signatureMethod);
  const options = canonicalOptions(structure.canonicalisation);
  if ('fault' in algorithm || options === undefined) return notEvaluated(name, 'algorithms');
  if (certificate === undefined) return notEvaluated(name, 'signing-certificate');
  const message = attempt(name, 'UNKNOWN_ALGORITHM', () =>
    utf8Bytes(canonicalElement(document, structure.signedInfo, { ...options, budget })),
  );
  if ('check' in message) return message.check;
  const signed = { spki: certificate.spki, message: message.value, value: structure.value };
  const holds = trusted.suite.verify(algorithm.known, signed);
  if (holds === undefined)
    return undecided(
      name,
      'UNKNOWN_ALGORITHM',
      `by the key of ${nameText(certificate.subject)} nothing is verified here`,
    );
  return holds
    ? passed(name)
    : failed(name, 'BAD_SIGNATURE', `the signature is not by the key of ${nameText(certificate.subject)}`);
}

function pathOf(
  { certificate, pool }: { readonly certificate?: Certificate; readonly pool: readonly Certificate[] },
  at: Instant,
  { trusted }: ReportInput,
): { readonly check: SignatureCheck; readonly names: readonly string[] } {
  const name = 'certificate-path';
  if (certificate === undefined) return { check: notEvaluated(name, 'signing-certificate'), names: [] };
  const { suite, roots, intermediates } = trusted;
  const found = attempt(name, 'NO_PATH_TO_ROOT', () =>
    findPath(certificate, { suite, roots, pool: [...pool, ...intermediates], at, purpose: 'signing' }),
  );
  if ('check' in found) return { check: found.check, names: [] };
  if (!found.value.holds) return { check: undecided(name, found.value.code, found.value.detail), names: [] };
  const names = found.value.path.map(({ subject }) => nameText(subject));
  return { check: passed(name, `in force at ${at}`), names };
}

function signerOf(certificate: Certificate, suite: SignatureSuite): NonNullable<SignatureReport['signer']> {
  return {
    subject: nameText(certificate.subject),
    issuer: nameText(certificate.issuer),
    serial: certificate.serial,
    fingerprint: encodeHex(suite.digest('SHA-256', certificate.der)),
  };
}
