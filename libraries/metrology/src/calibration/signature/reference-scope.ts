// SPDX-License-Identifier: Apache-2.0
import { utf8Bytes } from '@touchstone/identifiers';
import { type CanonicalOptions, canonicalDocument, canonicalElement } from '../xml/canonicalise.ts';
import { attributeOf, childElements, type XmlDocument, type XmlElement } from '../xml/xml-node.ts';
import { canonicalByName, DSIG, EXCLUSIVE, SIGNED_PROPERTIES } from './algorithms.ts';
import type { SignatureCheckCode } from './check.ts';
import { named, type SignatureReference, type SignatureStructure } from './signature-structure.ts';

/** What a reference signs: the whole document but its signatures, the properties, or another part of the signature. */
export interface Scope {
  readonly covers: 'document' | 'properties' | 'signature-part';
  readonly reference: SignatureReference;
  /** The bytes that are hashed. */
  readonly bytes: () => Uint8Array;
}

export type ScopeFault = { readonly fault: SignatureCheckCode; readonly detail: string };

/** Why the reference is not of a kind that may stand in the signature of a certificate, or what it covers. */
export function scopeOf(
  reference: SignatureReference,
  structure: SignatureStructure,
  document: XmlDocument,
): Scope | ScopeFault {
  const { uri, type } = reference;
  const transforms = readTransforms(reference.transforms);
  if ('fault' in transforms) return transforms;
  const { options } = transforms;
  if (uri === '') {
    if (!transforms.isEnveloped)
      return { fault: 'DOCUMENT_NOT_SIGNED', detail: 'the reference to the document does not leave its signature out' };
    const all = { ...options, omit: structure.element };
    return { covers: 'document', reference, bytes: () => utf8Bytes(canonicalDocument(document, all)) };
  }
  if (uri === undefined || !uri.startsWith('#'))
    return {
      fault: 'EXTERNAL_REFERENCE',
      detail: `${uri ?? 'a reference without URI'} lies outside of the certificate`,
    };
  const target = withinSignature(structure.element, uri.slice(1));
  if (target === undefined || transforms.isEnveloped)
    return {
      fault: 'PARTIAL_REFERENCE',
      detail: `${uri} is a part of the certificate; only the whole of it may be signed`,
    };
  const isProperties = target === structure.signedProperties;
  if (isProperties !== (type === SIGNED_PROPERTIES))
    return { fault: 'PROPERTIES_NOT_SIGNED', detail: `${uri} is not what its type says` };
  const covers = isProperties ? 'properties' : 'signature-part';
  return { covers, reference, bytes: () => utf8Bytes(canonicalElement(document, target, options)) };
}

interface Transforms {
  readonly options: CanonicalOptions;
  readonly isEnveloped: boolean;
}

/**
 * transforms = [enveloped-signature] [canonicalisation]; nothing else is followed. XML Signature 1.1, 6.6.
 */
function readTransforms(transforms: readonly XmlElement[]): Transforms | ScopeFault {
  const rest = [...transforms];
  const enveloped = isEnveloped(rest[0]);
  if (enveloped) rest.shift();
  const [form, more] = rest;
  // Without one, bytes are made by Canonical XML 1.0. XML Signature 1.1, 4.4.3.2.
  if (form === undefined) return { options: { method: 'c14n10' }, isEnveloped: enveloped };
  const options = canonicalOptions(form);
  if (options === undefined || more !== undefined) {
    const name = attributeOf((options === undefined ? form : more) as XmlElement, 'Algorithm');
    return {
      fault: 'TRANSFORM_REFUSED',
      detail: `the transform ${name} is not followed: it could hide what is signed`,
    };
  }
  // A same-document reference has no comments, whatever the form says. XML Signature 1.1, 4.4.3.3.
  return { options: { ...options, withComments: false }, isEnveloped: enveloped };
}

function isEnveloped(transform: XmlElement | undefined): boolean {
  return (
    transform !== undefined &&
    attributeOf(transform, 'Algorithm') === `${DSIG}enveloped-signature` &&
    childElements(transform).length === 0
  );
}

/** The canonical form that an element with an Algorithm names, with its prefixes; undefined when there is anything else. */
export function canonicalOptions(element: XmlElement): CanonicalOptions | undefined {
  const form = canonicalByName(attributeOf(element, 'Algorithm'));
  if (form === undefined) return undefined;
  const children = childElements(element);
  if (children.length === 0) return form;
  const prefixes = named(element, EXCLUSIVE, 'InclusiveNamespaces');
  if (form.method !== 'exclusive' || children.length !== 1 || prefixes.length !== 1) return undefined;
  const list = attributeOf(prefixes[0] as XmlElement, 'PrefixList') ?? '';
  const inclusivePrefixes = list
    .split(/\s+/)
    .filter((prefix) => prefix !== '')
    .map((prefix) => (prefix === '#default' ? '' : prefix));
  return { ...form, inclusivePrefixes };
}

/** The element with this Id in the signature itself; identifiers are known to be unique. */
function withinSignature(element: XmlElement, id: string): XmlElement | undefined {
  for (const child of childElements(element)) {
    const found = attributeOf(child, 'Id') === id ? child : withinSignature(child, id);
    if (found !== undefined) return found;
  }
  return undefined;
}
