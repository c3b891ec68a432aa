// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { XML_NAMESPACE } from './resolve-tag.ts';
import { positionAt, type XmlAttribute, type XmlDocument, type XmlElement, type XmlNode } from './xml-node.ts';

/** Canonical XML 1.0, Canonical XML 1.1, or Exclusive XML Canonicalization 1.0. */
export type CanonicalMethod = 'c14n10' | 'c14n11' | 'exclusive';

export interface CanonicalOptions {
  readonly method: CanonicalMethod;
  readonly withComments?: boolean;
  /** Prefixes that an exclusive form treats as the inclusive ones do; '' for the default one. */
  readonly inclusivePrefixes?: readonly string[];
  /** Which elements are left out with everything in them: a signature, when it is enveloped. */
  readonly omits?: (element: XmlElement) => boolean;
  /** Shared by all that is made of one document; absent, each form has one of its own. */
  readonly budget?: CanonicalBudget;
}

/** How much canonical text may still be made, in UTF-16 units. */
export interface CanonicalBudget {
  left: number;
}

/** Three times what is read: an exclusive form may write the name of a namespace again for each of many elements. */
const CANONICAL_MAX = 64 * 1024 * 1024;

/** A budget that nothing was taken from. */
export function canonicalBudget(): CanonicalBudget {
  return { left: CANONICAL_MAX };
}

/**
 * The canonical text of the whole document.
 * Canonical XML 1.1 (2 May 2008), 2.1 to 2.3; Exclusive XML Canonicalization 1.0 (18 July 2002), 3.
 * Throws MetrologyError (XML_LIMIT) when it is longer than the budget allows.
 */
export function canonicalDocument(document: XmlDocument, options: CanonicalOptions): string {
  const out = new CanonicalText(options.budget);
  const isWritten = ({ kind }: XmlNode): boolean => kind !== 'comment' || options.withComments === true;
  for (const node of document.before.filter(isWritten)) {
    writeNode(node, { options, out });
    out.push('\n');
  }
  writeElement(document.root, new Map(), { options, out });
  for (const node of document.after.filter(isWritten)) {
    out.push('\n');
    writeNode(node, { options, out });
  }
  return out.text();
}

/**
 * The canonical text of one element with what is in it; `xml:` attributes of what is around it count as its own, as the
 * inclusive methods say (Canonical XML 1.0 and 1.1, 2.4). Throws where 1.1 would have to join values of `xml:base`.
 */
export function canonicalElement(document: XmlDocument, element: XmlElement, options: CanonicalOptions): string {
  const out = new CanonicalText(options.budget);
  const inherited = options.method === 'exclusive' ? [] : inheritedAttributes(document, element, options.method);
  writeElement(element, new Map(), { options, out }, inherited);
  return out.text();
}

interface Writing {
  readonly options: CanonicalOptions;
  readonly out: CanonicalText;
}

/** The text of one form, while its budget lasts. */
class CanonicalText {
  readonly #parts: string[] = [];
  readonly #budget: CanonicalBudget;

  constructor(budget = canonicalBudget()) {
    this.#budget = budget;
  }

  push(...parts: readonly string[]): void {
    for (const part of parts) {
      this.#budget.left -= part.length;
      if (this.#budget.left < 0)
        throw new MetrologyError('XML_LIMIT', `its canonical form is longer than ${CANONICAL_MAX} characters`);
      this.#parts.push(part);
    }
  }

  text(): string {
    return this.#parts.join('');
  }
}

function writeElement(
  element: XmlElement,
  rendered: ReadonlyMap<string, string>,
  writing: Writing,
  inherited: readonly XmlAttribute[] = [],
): void {
  const { options, out } = writing;
  const name = element.prefix === '' ? element.local : `${element.prefix}:${element.local}`;
  const declarations = newDeclarations(element, rendered, options);
  out.push('<', name);
  for (const [prefix, namespace] of declarations) {
    out.push(prefix === '' ? ' xmlns="' : ` xmlns:${prefix}="`, escapeAttribute(namespace), '"');
  }
  for (const { prefix, local, value } of inOrder([...element.attributes, ...inherited])) {
    out.push(' ', prefix === '' ? local : `${prefix}:${local}`, '="', escapeAttribute(value), '"');
  }
  out.push('>');
  const within = declarations.length === 0 ? rendered : joined(rendered, declarations);
  for (const child of element.children) {
    if (child.kind !== 'element') writeNode(child, writing);
    else if (options.omits?.(child) !== true) writeElement(child, within, writing);
  }
  out.push('</', name, '>');
}

function joined(
  rendered: ReadonlyMap<string, string>,
  declarations: readonly (readonly [string, string])[],
): ReadonlyMap<string, string> {
  const all = new Map(rendered);
  for (const [prefix, namespace] of declarations) all.set(prefix, namespace);
  return all;
}

function writeNode(node: Exclude<XmlNode, XmlElement>, { options, out }: Writing): void {
  if (node.kind === 'text') out.push(escapeText(node.text));
  else if (node.kind === 'instruction') out.push(`<?${node.target}${node.data === '' ? '' : ` ${node.data}`}?>`);
  else if (options.withComments === true) out.push(`<!--${node.text}-->`);
}

/** Declarations that no output ancestor has made yet, sorted by prefix. Exclusively, only of prefixes in use. */
function newDeclarations(
  element: XmlElement,
  rendered: ReadonlyMap<string, string>,
  { method, inclusivePrefixes = [] }: CanonicalOptions,
): (readonly [string, string])[] {
  const prefixes =
    method === 'exclusive'
      ? new Set([
          element.prefix,
          ...element.attributes.map(({ prefix }) => prefix).filter((prefix) => prefix !== ''),
          ...inclusivePrefixes,
        ])
      : element.scope.keys();
  const fresh: (readonly [string, string])[] = [];
  for (const prefix of prefixes) {
    const namespace = element.scope.get(prefix) ?? '';
    const isKnown = (rendered.get(prefix) ?? '') === namespace;
    if (prefix !== 'xml' && !isKnown) fresh.push([prefix, namespace]);
  }
  return fresh.sort(([a], [b]) => compareCodePoints(a, b));
}

function inheritedAttributes(
  document: XmlDocument,
  element: XmlElement,
  method: 'c14n10' | 'c14n11',
): readonly XmlAttribute[] {
  const found = new Map<string, XmlAttribute>();
  const own = new Set(element.attributes.filter(isXml).map(({ local }) => local));
  for (let around = element.parent; around !== undefined; around = around.parent) {
    for (const attribute of around.attributes.filter(isXml)) {
      const { local } = attribute;
      if (method === 'c14n11' && local === 'base') {
        const { line, column } = positionAt(document.text, around.at);
        const message = `line ${line}, column ${column}: xml:base around a part that is signed by itself is not supported`;
        throw new MetrologyError('UNSUPPORTED_ALGORITHM', message, { line, column });
      }
      const isPassedOn = method === 'c14n10' || local === 'lang' || local === 'space';
      if (isPassedOn && !own.has(local) && !found.has(local)) found.set(local, attribute);
    }
  }
  return [...found.values()];
}

function isXml({ namespace }: XmlAttribute): boolean {
  return namespace === XML_NAMESPACE;
}

/** By namespace, then by name; those without namespace first. */
function inOrder(attributes: readonly XmlAttribute[]): readonly XmlAttribute[] {
  if (attributes.length < 2) return attributes;
  return attributes.toSorted(
    (a, b) => compareCodePoints(a.namespace, b.namespace) || compareCodePoints(a.local, b.local),
  );
}

// UTF-16 units sort otherwise than code points above U+FFFF; UTF-32 sorts alike.
function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  const right = [...b];
  for (const [index, sign] of [...a].entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const difference = (sign.codePointAt(0) as number) - (other.codePointAt(0) as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Text as it stands between tags. Canonical XML 1.1, 2.3, text nodes. */
export function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (sign) => TEXT_ESCAPES[sign] as string);
}

/** Text as it stands in an attribute. Canonical XML 1.1, 2.3, attribute nodes. */
export function escapeAttribute(text: string): string {
  return text.replace(/[&<"\t\n\r]/g, (sign) => ATTRIBUTE_ESCAPES[sign] as string);
}

const TEXT_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};
