// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import { canonicalBudget } from '../xml/canonicalise.ts';
import { childElements, isNamed, type XmlDocument, type XmlElement } from '../xml/xml-node.ts';
import { DSIG } from './algorithms.ts';
import { readable } from './certificate.ts';
import { failed, passed, type SignatureCheck } from './check.ts';
import { reportOf, type SignatureReport, unread } from './signature-report.ts';
import type { SignatureSuite } from './signature-suite.ts';

/** All that a verdict about the signatures of a certificate rests on, beside its bytes: two runs with the same agree. */
export interface SignatureContext {
  readonly suite: SignatureSuite;
  /** DER of the certificates that are trusted; without any, no path can be decided. */
  readonly roots: readonly Uint8Array[];
  /** Those trusted for time stamps; absent, `roots`. */
  readonly timeStampRoots?: readonly Uint8Array[];
  /** Certificates of CAs between, which signers leave out; nobody trusts them for being here. */
  readonly intermediates?: readonly Uint8Array[];
  /** The moment asked about. A time stamp that is trusted at it takes its place: then the signature was there already. */
  readonly on: Instant;
}

/** The verdict about all signatures of a document. */
export interface SignatureVerdict {
  /**
   * All hold; or one is shown to be broken; or none is, but some could not be decided; or there is none. A time stamp lies in
   * what nobody signed: one that does not hold takes the level T away, and breaks nothing.
   */
  readonly outcome: 'verified' | 'rejected' | 'incomplete' | 'unsigned';
  readonly signatures: readonly SignatureReport[];
}

const SIGNATURES_MAX = 8;

/**
 * Verifies XAdES baseline signatures (B-B and B-T) that envelop a whole document, such as those of a DCC.
 * ETSI EN 319 132-1 V1.3.1; XML Signature 1.1, 3.2. Never throws for what is in the document.
 */
export function verifySignatures(document: XmlDocument, context: SignatureContext): SignatureVerdict {
  const all = signatureElements(document.root);
  const own = childElements(document.root).filter(isSignature);
  const [first] = all;
  if (first === undefined) return { outcome: 'unsigned', signatures: [] };
  const ownSet = new Set(own);
  const misplaced = all.some((element) => !ownSet.has(element) && !isCounterSigned(element, ownSet));
  const placement = placementOf(own, misplaced);
  const budget = canonicalBudget();
  const uniqueIds = uniqueIdsOf(document.root);
  const trusted = {
    ...{ suite: context.suite, on: context.on, roots: context.roots.flatMap(readable) },
    timeStampRoots: (context.timeStampRoots ?? context.roots).flatMap(readable),
    intermediates: (context.intermediates ?? []).flatMap(readable),
  };
  const signatures = (own.length === 0 ? [first] : own).slice(0, SIGNATURES_MAX).map((element) => {
    if (placement.outcome !== 'passed') return unread([placement, uniqueIds]);
    return reportOf({ element, document, trusted, before: [placement, uniqueIds], budget });
  });
  return { outcome: outcomeOf(signatures), signatures };
}

function placementOf(own: readonly XmlElement[], isMisplaced: boolean): SignatureCheck {
  const name = 'placement';
  if (isMisplaced || own.length === 0) {
    const detail =
      'a signature stands elsewhere than at the end of the certificate: what it wraps may be somebody else’s';
    return failed(name, 'SIGNATURE_MISPLACED', detail);
  }
  if (own.length > SIGNATURES_MAX)
    return failed(name, 'TOO_MANY_SIGNATURES', `at most ${SIGNATURES_MAX} signatures are looked at, not ${own.length}`);
  return passed(name);
}

function isSignature(element: XmlElement): boolean {
  return isNamed(element, DSIG, 'Signature');
}

function signatureElements(element: XmlElement): readonly XmlElement[] {
  return childElements(element).flatMap((child) =>
    isSignature(child) ? [child, ...signatureElements(child)] : signatureElements(child),
  );
}

/** A signature of a signature, in its unsigned properties, changes nothing about the certificate; it is not verified. */
function isCounterSigned(element: XmlElement, own: ReadonlySet<XmlElement>): boolean {
  let isUnsigned = false;
  for (let around = element.parent; around !== undefined; around = around.parent) {
    if (isUnsigned && own.has(around)) return true;
    isUnsigned ||= around.local === 'UnsignedSignatureProperties';
  }
  return false;
}

const ID_NAMES = ['id', 'Id', 'ID'];

/** Two elements of one name: which of them a reference means would be for the reader to choose. */
function uniqueIdsOf(root: XmlElement): SignatureCheck {
  const seen = new Set<string>();
  const visit = (element: XmlElement): string | undefined => {
    for (const { local, value } of element.attributes) {
      if (!ID_NAMES.includes(local)) continue;
      if (seen.has(value)) return value;
      seen.add(value);
    }
    for (const child of childElements(element)) {
      const twice = visit(child);
      if (twice !== undefined) return twice;
    }
    return undefined;
  };
  const twice = visit(root);
  return twice === undefined
    ? passed('unique-ids')
    : failed('unique-ids', 'DUPLICATE_ID', `two elements are called ${twice.slice(0, 80)}`);
}

/**
 * What need not pass in a signature that holds: level B has no time stamp, one that fails is as none (ETSI EN 319 102-1,
 * 5.5.4, recalled), and nobody looks revocations up here.
 */
const MAY_BE_OPEN: readonly string[] = ['time-stamp', 'revocation'];

function outcomeOf(signatures: readonly SignatureReport[]): SignatureVerdict['outcome'] {
  const checks = signatures.flatMap((signature) => signature.checks.filter(({ name }) => !MAY_BE_OPEN.includes(name)));
  if (checks.some(({ outcome }) => outcome === 'failed')) return 'rejected';
  return checks.some(({ outcome }) => outcome !== 'passed') ? 'incomplete' : 'verified';
}
