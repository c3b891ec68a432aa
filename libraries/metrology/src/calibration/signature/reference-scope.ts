// SPDX-License-Identifier: Apache-2.0
import { utf8Bytes } from '@touchstone/identifiers';
import {
  type CanonicalBudget,
  type CanonicalOptions,
  canonicalDocument,
  canonicalElement,
} from '../xml/canonicalise.ts';
import { XML_LIMITS } from '../xml/xml-limits.ts';
import { attributeOf, childElements, isNamed, textOf, type XmlDocument, type XmlElement } from '../xml/xml-node.ts';
import { canonicalByName, DSIG, EXCLUSIVE, FILTER_2, SIGNED_PROPERTIES } from './algorithms.ts';
import type { SignatureCheckCode } from './check.ts';
import { named, type SignatureReference, type SignatureStructure } from './signature-structure.ts';

/** What a reference signs: the whole document but its signatures, the properties, or another part of the signature. */
export interface Scope {
  readonly covers: 'document' | 'properties' | 'signature-part';
  readonly reference: SignatureReference;
  /** The bytes that are hashed, or why they are not made here. */
  readonly bytes: (() => Uint8Array) | { readonly refused: string };
}

export type ScopeFault = { readonly fault: SignatureCheckCode; readonly detail: string };

/** Why the reference is not of a kind that may stand in the signature of a certificate, or what it covers. */
export function scopeOf(
  reference: SignatureReference,
  structure: SignatureStructure,
  { document, budget }: { readonly document: XmlDocument; readonly budget: CanonicalBudget },
): Scope | ScopeFault {
  const { uri, type } = reference;
  const transforms = readTransforms(reference.transforms);
  const isFollowed = !('refused' in transforms);
  if (uri === '') {
    if (!isFollowed) return { covers: 'document', reference, bytes: transforms };
    const { options, leavesOut } = transforms;
    if (leavesOut === 'nothing')
      return { fault: 'DOCUMENT_NOT_SIGNED', detail: 'the reference to the document does not leave its signature out' };
    const omits =
      leavesOut === 'every-signature' ? isSignature : (element: XmlElement) => element === structure.element;
    return {
      ...{ covers: 'document', reference },
      bytes: () => utf8Bytes(canonicalDocument(document, { ...options, omits, budget })),
    };
  }
  if (uri === undefined || !uri.startsWith('#'))
    return {
      fault: 'EXTERNAL_REFERENCE',
      detail: `${uri ?? 'a reference without URI'} lies outside of the certificate`,
    };
  const target = withinSignature(structure.element, uri.slice(1));
  if (target === undefined || (isFollowed && transforms.leavesOut !== 'nothing'))
    return {
      fault: 'PARTIAL_REFERENCE',
      detail: `${uri} is a part of the certificate; only the whole of it may be signed`,
    };
  const isProperties = target === structure.signedProperties;
  if (isProperties !== (type === SIGNED_PROPERTIES))
    return { fault: 'PROPERTIES_NOT_SIGNED', detail: `${uri} is not what its type says` };
  const covers = isProperties ? 'properties' : 'signature-part';
  const bytes = isFollowed
    ? () => utf8Bytes(canonicalElement(document, target, { ...transforms.options, budget }))
    : transforms;
  return { covers, reference, bytes };
}

interface Transforms {
  readonly options: CanonicalOptions;
  readonly leavesOut: 'nothing' | 'this-signature' | 'every-signature';
}

/**
 * transforms = [enveloped-signature / path that leaves every signature out] [canonicalisation]; nothing else is followed:
 * any other could hide what is not signed. XML Signature 1.1, 6.6.
 */
function readTransforms(transforms: readonly XmlElement[]): Transforms | { readonly refused: string } {
  const [first, ...others] = transforms;
  const leavesOut = leftOutBy(first);
  const [form, more] = leavesOut === 'nothing' ? transforms : others;
  // Without one, bytes are made by Canonical XML 1.0. XML Signature 1.1, 4.4.3.2.
  if (form === undefined) return { options: { method: 'c14n10' }, leavesOut };
  const options = canonicalOptions(form);
  if (options === undefined || more !== undefined) {
    const name = attributeOf((options === undefined ? form : more) as XmlElement, 'Algorithm');
    return { refused: `the transform ${name} is not followed in this form: it could hide what is signed` };
  }
  // A same-document reference has no comments, whatever the form says. XML Signature 1.1, 4.4.3.3.
  return { options: { ...options, withComments: false }, leavesOut };
}

function leftOutBy(transform: XmlElement | undefined): Transforms['leavesOut'] {
  if (transform === undefined) return 'nothing';
  const children = childElements(transform);
  const algorithm = attributeOf(transform, 'Algorithm');
  if (algorithm === `${DSIG}enveloped-signature` && children.length === 0) return 'this-signature';
  const [path, more] = children;
  const isAlone = path !== undefined && more === undefined;
  return algorithm === FILTER_2 && isAlone && subtractsEverySignature(path) ? 'every-signature' : 'nothing';
}

/**
 * XPath with Filter="subtract" and /descendant::ds:Signature, whatever the prefix: every signature is left out with all
 * that is in it, which is how EU DSS signs by default. The placement of signatures is judged before: none stands where the
 * certificate says something. XML-Signature XPath Filter 2.0 (8 November 2002), 3.
 */
function subtractsEverySignature(path: XmlElement): boolean {
  const isSubtract = path.attributes.length === 1 && attributeOf(path, 'Filter') === 'subtract';
  if (!isNamed(path, FILTER_2, 'XPath') || !isSubtract || childElements(path).length > 0) return false;
  const [, prefix] = /^\/descendant::([^:/[\]()\s]+):Signature$/.exec(textOf(path).trim()) ?? [];
  return prefix !== undefined && path.scope.get(prefix) === DSIG;
}

function isSignature(element: XmlElement): boolean {
  return isNamed(element, DSIG, 'Signature');
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
  // More than may be in scope at once: each is looked for in each element.
  if (inclusivePrefixes.length > XML_LIMITS.namespaces) return undefined;
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
