// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type Instant, utf8Bytes } from '@touchstone/identifiers';
import { type CanonicalBudget, canonicalElement } from '../xml/canonicalise.ts';
import { textOf, type XmlDocument, type XmlElement } from '../xml/xml-node.ts';
import { DSIG, XADES } from './algorithms.ts';
import { attempt } from './attempt.ts';
import { bytesOfBase64, type Certificate, nameText, readable } from './certificate.ts';
import { findPath } from './certificate-path.ts';
import { failed, passed, type SignatureCheck, undecided } from './check.ts';
import { sameBytes } from './der.ts';
import { canonicalOptions } from './reference-scope.ts';
import { named, type SignatureStructure } from './signature-structure.ts';
import type { SignatureSuite } from './signature-suite.ts';
import { readTimeStamp, type StampContext, type TimeStamp } from './time-stamp.ts';

/** What a report is made of. */
export interface ReportInput {
  readonly element: XmlElement;
  readonly document: XmlDocument;
  readonly trusted: {
    readonly suite: SignatureSuite;
    readonly roots: readonly Certificate[];
    readonly timeStampRoots: readonly Certificate[];
    readonly intermediates: readonly Certificate[];
    readonly on: Instant;
  };
  /** For all canonical forms that a verdict makes. */
  readonly budget: CanonicalBudget;
  /** Checks of the document as a whole. */
  readonly before: readonly SignatureCheck[];
}

/** The check of a time stamp, and the moment that it proves. */
export interface Stamped {
  readonly check: SignatureCheck;
  /** When the signature was there, on the word of a trusted authority. */
  readonly at?: Instant;
}

const STAMPS_MAX = 8;

/**
 * SignatureTimeStamp: a time stamp over the canonical SignatureValue; of several, one that holds. ETSI EN 319 132-1, 5.3.
 * Nobody signed for what stands there: whatever is wrong with it takes nothing from the signature.
 */
export function timeStampOf(structure: SignatureStructure, input: ReportInput): Stamped {
  const { unsignedProperties } = structure;
  const all = unsignedProperties === undefined ? [] : named(unsignedProperties, XADES, 'SignatureTimeStamp');
  const stamps = all.slice(0, STAMPS_MAX).map((element) => stampOf(element, structure, input));
  const [first] = stamps;
  if (first === undefined) return { check: undecided(NAME, 'NO_TIME_STAMP', 'nobody vouches for when it was signed') };
  return stamps.find(({ at }) => at !== undefined) ?? withoutLevel(first);
}

const NAME = 'time-stamp';

/** Says what comes of a time stamp that does not count. */
function withoutLevel({ check }: Stamped): Stamped {
  return {
    check: { ...check, detail: `${check.detail}; the signature is judged without it, and level T is not reached` },
  };
}

function stampOf(
  element: XmlElement,
  structure: SignatureStructure,
  { document, trusted, budget }: ReportInput,
): Stamped {
  const read = attempt(NAME, 'BAD_TIME_STAMP', () => {
    const [form] = named(element, DSIG, 'CanonicalizationMethod');
    const options = form === undefined ? { method: 'c14n10' as const } : canonicalOptions(form);
    const [token] = named(element, XADES, 'EncapsulatedTimeStamp');
    if (token === undefined) throw new RangeError('the time stamp has no token');
    const stamp = readTimeStamp(bytesOfBase64(textOf(token)), certificatesFor(structure, trusted));
    if ('code' in stamp) return stamp;
    if (options === undefined)
      return { code: 'UNKNOWN_ALGORITHM' as const, detail: 'its canonical form is not known here' };
    const stamped = utf8Bytes(canonicalElement(document, structure.valueElement, { ...options, budget }));
    return { stamp, isOfThis: sameBytes(stamp.imprint, trusted.suite.digest(stamp.hash, stamped)) };
  });
  if ('check' in read) return { check: read.check };
  if ('code' in read.value) return { check: undecided(NAME, read.value.code, read.value.detail) };
  const { stamp, isOfThis } = read.value;
  if (!isOfThis)
    return { check: failed(NAME, 'TIME_STAMP_OF_SOMETHING_ELSE', 'the time stamp is over another signature') };
  return trustedStamp(stamp, trusted);
}

/** Beside those of the token, the authority's certificate may stand in the signature, or be one that was given. */
function certificatesFor({ certificates }: SignatureStructure, trusted: ReportInput['trusted']): StampContext {
  const { suite, timeStampRoots, intermediates } = trusted;
  return { suite, certificates: [...intermediates, ...timeStampRoots, ...certificates.flatMap(readable)] };
}

/**
 * The authority was in force when it stamped and is at the moment asked about: a key whose certificate has ended is guarded
 * by nobody, and who has it may stamp any day of the past. What would hold longer, a later stamp over this one, is not
 * read. ETSI EN 319 102-1, 5.4 and 5.6 (clauses recalled): INDETERMINATE.
 */
function trustedStamp(stamp: TimeStamp, trusted: ReportInput['trusted']): Stamped {
  const { suite, timeStampRoots, intermediates, on } = trusted;
  const notTrusted = (why: string): Stamped => ({
    check: undecided(NAME, 'TIME_STAMP_NOT_TRUSTED', `it says ${stamp.at}, and ${why}`),
  });
  if (compareInstants(stamp.at, on) > 0) return notTrusted(`that is after ${on}, the moment asked about`);
  const pool = [...stamp.certificates, ...intermediates];
  for (const at of [stamp.at, on]) {
    const found = attempt(NAME, 'BAD_TIME_STAMP', () =>
      findPath(stamp.signer, { suite, roots: timeStampRoots, pool, at, purpose: 'time-stamping' }),
    );
    if ('check' in found) return { check: found.check };
    if (!found.value.holds) return notTrusted(found.value.detail);
  }
  return { check: passed(NAME, `at ${stamp.at} by ${nameText(stamp.signer.subject)}`), at: stamp.at };
}
