// SPDX-License-Identifier: Apache-2.0
import { type Instant, utf8Bytes } from '@touchstone/identifiers';
import { canonicalElement } from '../xml/canonicalise.ts';
import { textOf, type XmlDocument, type XmlElement } from '../xml/xml-node.ts';
import { XADES } from './algorithms.ts';
import { attempt } from './attempt.ts';
import { bytesOfBase64, type Certificate, nameText } from './certificate.ts';
import { findPath } from './certificate-path.ts';
import { failed, passed, type SignatureCheck, undecided } from './check.ts';
import { sameBytes } from './der.ts';
import { canonicalOptions } from './reference-scope.ts';
import { named, type SignatureStructure } from './signature-structure.ts';
import type { SignatureSuite } from './signature-suite.ts';
import { readTimeStamp, type TimeStamp } from './time-stamp.ts';

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
  /** Checks of the document as a whole. */
  readonly before: readonly SignatureCheck[];
}

/** The check of a time stamp, and the moment that it proves. */
export interface Stamped {
  readonly check: SignatureCheck;
  /** When the signature was there, on the word of a trusted authority. */
  readonly at?: Instant;
}

/** SignatureTimeStamp: a time stamp over the canonical SignatureValue. ETSI EN 319 132-1, 5.3. */
export function timeStampOf(structure: SignatureStructure, { document, trusted }: ReportInput): Stamped {
  const name = 'time-stamp';
  const { unsignedProperties, valueElement } = structure;
  const [first] = unsignedProperties === undefined ? [] : named(unsignedProperties, XADES, 'SignatureTimeStamp');
  if (first === undefined) return { check: undecided(name, 'NO_TIME_STAMP', 'nobody vouches for when it was signed') };
  const read = attempt(name, 'BAD_TIME_STAMP', () => {
    const [form] = first.children.filter(
      (child) => child.kind === 'element' && child.local === 'CanonicalizationMethod',
    );
    const options = form?.kind === 'element' ? canonicalOptions(form) : { method: 'c14n10' as const };
    const [token] = named(first, XADES, 'EncapsulatedTimeStamp');
    if (options === undefined || token === undefined) throw new RangeError('the time stamp has no token that is known');
    const stamp = readTimeStamp(bytesOfBase64(textOf(token)), trusted.suite);
    const stamped = utf8Bytes(canonicalElement(document, valueElement, options));
    return { stamp, isOfThis: sameBytes(stamp.imprint, trusted.suite.digest(stamp.hash, stamped)) };
  });
  if ('check' in read) return { check: read.check };
  const { stamp, isOfThis } = read.value;
  if (!isOfThis)
    return { check: failed(name, 'TIME_STAMP_OF_SOMETHING_ELSE', 'the time stamp is over another signature') };
  return trustedStamp(stamp, trusted);
}

function trustedStamp(stamp: TimeStamp, { suite, timeStampRoots, intermediates }: ReportInput['trusted']): Stamped {
  const name = 'time-stamp';
  const found = attempt(name, 'BAD_TIME_STAMP', () =>
    findPath(stamp.signer, {
      ...{ suite, roots: timeStampRoots, pool: [...stamp.certificates, ...intermediates], at: stamp.at },
      purpose: 'time-stamping',
    }),
  );
  if ('check' in found) return { check: found.check };
  if (!found.value.holds)
    return { check: undecided(name, 'TIME_STAMP_NOT_TRUSTED', `it says ${stamp.at}, and ${found.value.detail}`) };
  return { check: passed(name, `at ${stamp.at} by ${nameText(stamp.signer.subject)}`), at: stamp.at };
}
