// SPDX-License-Identifier: Apache-2.0
import { attributeOf, childElements, isNamed, textOf, type XmlElement } from '../xml/xml-node.ts';
import { DSIG, XADES } from './algorithms.ts';
import { bytesOfBase64 } from './certificate.ts';

/** One reference of a signature as written. XML Signature 1.1, 4.4.3. */
export interface SignatureReference {
  readonly uri: string | undefined;
  readonly type: string | undefined;
  readonly transforms: readonly XmlElement[];
  readonly digestMethod: string | undefined;
  readonly digest: Uint8Array;
}

/** The parts of one signature, where they must stand. */
export interface SignatureStructure {
  readonly element: XmlElement;
  readonly signedInfo: XmlElement;
  readonly canonicalisation: XmlElement;
  readonly signatureMethod: string | undefined;
  readonly references: readonly SignatureReference[];
  readonly valueElement: XmlElement;
  readonly value: Uint8Array;
  /** Certificates as they came, in their order. */
  readonly certificates: readonly Uint8Array[];
  /** Absent in a signature that is not XAdES. */
  readonly signedProperties: XmlElement | undefined;
  readonly unsignedProperties: XmlElement | undefined;
}

const REFERENCES_MAX = 16;
const CERTIFICATES_MAX = 32;

/**
 * Signature = SignedInfo SignatureValue [KeyInfo] *Object; one Object has the QualifyingProperties of this signature.
 * XML Signature 1.1, 4.1; ETSI EN 319 132-1 V1.3.1, 4.3. Throws RangeError saying what is not where it must be.
 */
export function readStructure(element: XmlElement): SignatureStructure {
  const [signedInfo, valueElement, ...rest] = childElements(element);
  const info = requiredNamed(signedInfo, DSIG, 'SignedInfo');
  const value = requiredNamed(valueElement, DSIG, 'SignatureValue');
  const [canonicalisation, method, ...references] = childElements(info);
  if (references.length === 0 || references.length > REFERENCES_MAX)
    throw new RangeError(`SignedInfo must have 1 to ${REFERENCES_MAX} references`);
  const keyInfo = rest.filter((child) => isNamed(child, DSIG, 'KeyInfo'));
  const objects = rest.filter((child) => isNamed(child, DSIG, 'Object'));
  if (keyInfo.length > 1 || keyInfo.length + objects.length !== rest.length)
    throw new RangeError('Signature must hold SignedInfo, SignatureValue, at most one KeyInfo, and Objects');
  const { signedProperties, unsignedProperties } = readProperties(element, objects);
  return {
    element,
    signedInfo: info,
    canonicalisation: requiredNamed(canonicalisation, DSIG, 'CanonicalizationMethod'),
    signatureMethod: attributeOf(requiredNamed(method, DSIG, 'SignatureMethod'), 'Algorithm'),
    references: references.map(readReference),
    valueElement: value,
    value: bytesOfBase64(textOf(value)),
    certificates: readCertificates(keyInfo[0], unsignedProperties),
    signedProperties,
    unsignedProperties,
  };
}

function readProperties(
  signature: XmlElement,
  objects: readonly XmlElement[],
): Pick<SignatureStructure, 'signedProperties' | 'unsignedProperties'> {
  const all = objects.flatMap((object) => named(object, XADES, 'QualifyingProperties'));
  if (all.length === 0) return { signedProperties: undefined, unsignedProperties: undefined };
  const qualifying = only(all, 'QualifyingProperties');
  const id = attributeOf(signature, 'Id');
  if (id === undefined || attributeOf(qualifying, 'Target') !== `#${id}`)
    throw new RangeError('QualifyingProperties must have the Id of this signature as its Target');
  const [unsigned] = named(qualifying, XADES, 'UnsignedProperties');
  const [unsignedProperties] = unsigned === undefined ? [] : named(unsigned, XADES, 'UnsignedSignatureProperties');
  return {
    signedProperties: only(named(qualifying, XADES, 'SignedProperties'), 'SignedProperties'),
    unsignedProperties,
  };
}

function readReference(element: XmlElement): SignatureReference {
  const children = childElements(requiredNamed(element, DSIG, 'Reference'));
  const [transforms] = named(element, DSIG, 'Transforms');
  const method = only(named(element, DSIG, 'DigestMethod'), 'DigestMethod');
  const value = only(named(element, DSIG, 'DigestValue'), 'DigestValue');
  if (children.length !== (transforms === undefined ? 2 : 3))
    throw new RangeError('Reference must hold Transforms, DigestMethod and DigestValue');
  return {
    uri: attributeOf(element, 'URI'),
    type: attributeOf(element, 'Type'),
    transforms: transforms === undefined ? [] : childElements(transforms),
    digestMethod: attributeOf(method, 'Algorithm'),
    digest: bytesOfBase64(textOf(value)),
  };
}

/** Those of the key first; those that were added for later verification may help to build a path. */
function readCertificates(
  keyInfo: XmlElement | undefined,
  unsignedProperties: XmlElement | undefined,
): readonly Uint8Array[] {
  const data = keyInfo === undefined ? [] : named(keyInfo, DSIG, 'X509Data');
  const ofKey = data.flatMap((each) => named(each, DSIG, 'X509Certificate'));
  const values = unsignedProperties === undefined ? [] : named(unsignedProperties, XADES, 'CertificateValues');
  const added = values.flatMap((each) => named(each, XADES, 'EncapsulatedX509Certificate'));
  return [...ofKey, ...added].slice(0, CERTIFICATES_MAX).map((each) => bytesOfBase64(textOf(each)));
}

/** Children of this name. */
export function named(element: XmlElement, namespace: string, local: string): readonly XmlElement[] {
  return childElements(element).filter((child) => isNamed(child, namespace, local));
}

function only(elements: readonly XmlElement[], name: string): XmlElement {
  const [first, second] = elements;
  if (first === undefined || second !== undefined) throw new RangeError(`${name} must stand exactly once`);
  return first;
}

function requiredNamed(element: XmlElement | undefined, namespace: string, local: string): XmlElement {
  if (element === undefined || !isNamed(element, namespace, local))
    throw new RangeError(`${local} is not where it must be`);
  return element;
}
