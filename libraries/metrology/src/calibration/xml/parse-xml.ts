// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { decodeXml } from './decode-xml.ts';
import { type RawTag, resolveTag, XML_SCOPE } from './resolve-tag.ts';
import { XML_LIMITS, type XmlLimits } from './xml-limits.ts';
import { positionAt, type XmlComment, type XmlDocument, type XmlElement, type XmlInstruction } from './xml-node.ts';
import {
  ATTRIBUTE,
  INSTRUCTION,
  badCharacterAt,
  normaliseAttribute,
  resolveReferences,
  TAG,
  TAG_END,
} from './xml-syntax.ts';

/**
 * document = [declaration] *misc element *misc, without a document type, so that no entity can expand or fetch.
 * XML 1.0, fifth edition, production 1; Namespaces in XML 1.0, third edition.
 * Throws MetrologyError (BAD_XML, XML_LIMIT) with line and column. Comments and instructions are kept: signatures see them.
 */
export function parseXml(input: Uint8Array | string, limits: XmlLimits = XML_LIMITS): XmlDocument {
  const text = decodeXml(input, limits);
  return new XmlParser(text, limits).parse();
}

/** The state of one parse: where it is, what is open. */
class XmlParser {
  readonly #text: string;
  readonly #limits: XmlLimits;
  readonly #before: (XmlComment | XmlInstruction)[] = [];
  readonly #after: (XmlComment | XmlInstruction)[] = [];
  readonly #names: string[] = [];
  #root: XmlElement | undefined;
  #open: XmlElement | undefined;
  #elements = 0;
  #scoped = 0;
  #at = 0;

  constructor(text: string, limits: XmlLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  parse(): XmlDocument {
    const text = this.#text;
    const bad = badCharacterAt(text);
    if (bad !== undefined) this.#fail('a character that XML 1.0 does not have; leave it out', bad);
    this.#skipDeclaration();
    while (this.#at < text.length) {
      if (text[this.#at] !== '<') this.#readText();
      else if (text[this.#at + 1] === '?') this.#readInstruction();
      else if (text.startsWith('<!--', this.#at)) this.#readComment();
      else if (text.startsWith('<![CDATA[', this.#at)) this.#readCharacterData();
      else if (text[this.#at + 1] === '!')
        this.#fail('a document type is not allowed: no certificate needs one, and entities are the way of attacks');
      else this.#readTag();
    }
    if (this.#open !== undefined) this.#fail(`it ends inside of ${this.#names.at(-1)}, which is never closed`);
    if (this.#root === undefined) this.#fail('there is no element');
    return { text, before: this.#before, root: this.#root, after: this.#after, elements: this.#elements };
  }

  #skipDeclaration(): void {
    if (!/^<\?xml[\s?]/.test(this.#text)) return;
    const end = this.#text.indexOf('?>');
    const declaration = this.#text.slice(0, end < 0 ? undefined : end + 2);
    if (
      !/^<\?xml\s+version\s*=\s*(["'])1\.0\1(\s+encoding\s*=\s*(["'])[\w.-]+\3)?(\s+standalone\s*=\s*(["'])(yes|no)\5)?\s*\?>$/.test(
        declaration,
      )
    )
      this.#fail('the declaration must be <?xml version="1.0" encoding="UTF-8"?>');
    const [, encoding = 'utf-8'] = /encoding\s*=\s*["']([\w.-]+)/.exec(declaration) ?? [];
    if (!['utf-8', 'utf8', 'us-ascii'].includes(encoding.toLowerCase()))
      this.#fail(`the encoding ${encoding} is not read; write the file as UTF-8`);
    this.#at = declaration.length;
  }

  #readText(): void {
    const next = this.#text.indexOf('<', this.#at);
    const end = next < 0 ? this.#text.length : next;
    const raw = this.#text.slice(this.#at, end);
    if (this.#open === undefined) {
      if (/[^ \t\n]/.test(raw)) this.#fail('text stands outside of the element');
    } else {
      const close = raw.indexOf(']]>');
      if (close >= 0) this.#fail('"]]>" stands in text; write ]]&gt;', this.#at + close);
      this.#addText(resolveReferences(raw, (at, why) => this.#fail(why, this.#at + at)));
    }
    this.#at = end;
  }

  #readCharacterData(): void {
    if (this.#open === undefined) this.#fail('a CDATA section stands outside of the element');
    const start = this.#at + '<![CDATA['.length;
    const end = this.#find(']]>', start);
    this.#addText(this.#text.slice(start, end));
    this.#at = end + 3;
  }

  #addText(text: string): void {
    const children = (this.#open as XmlElement).children;
    const last = children.at(-1);
    // Parts around a CDATA section are one text to whoever canonicalises or reads it.
    if (last?.kind === 'text') children[children.length - 1] = { kind: 'text', text: last.text + text };
    else if (text !== '') children.push({ kind: 'text', text });
  }

  #readComment(): void {
    const start = this.#at + 4;
    const end = this.#find('-->', start);
    const text = this.#text.slice(start, end);
    if (text.includes('--') || text.endsWith('-')) this.#fail('"--" stands in a comment');
    this.#add({ kind: 'comment', text });
    this.#at = end + 3;
  }

  #readInstruction(): void {
    INSTRUCTION.lastIndex = this.#at;
    const [head, target] = INSTRUCTION.exec(this.#text) ?? [];
    if (head === undefined || target === undefined) this.#fail('a processing instruction has no target');
    const end = this.#find('?>', this.#at + head.length);
    const said = this.#text.slice(this.#at + head.length, end);
    const data = said.replace(/^[ \t\n]+/, '');
    if (said !== '' && data.length === said.length) this.#fail('a space must follow the target of an instruction');
    if (target.toLowerCase() === 'xml') this.#fail('an XML declaration stands only at the very beginning');
    this.#add({ kind: 'instruction', target, data });
    this.#at = end + 2;
  }

  #add(node: XmlComment | XmlInstruction): void {
    if (this.#open !== undefined) this.#open.children.push(node);
    else (this.#root === undefined ? this.#before : this.#after).push(node);
  }

  #readTag(): void {
    const at = this.#at;
    TAG.lastIndex = at;
    const [head, slash, name] = TAG.exec(this.#text) ?? [];
    if (head === undefined || name === undefined) this.#fail('an element has no name; write &lt; for the sign <');
    const attributes: (readonly [string, string])[] = [];
    this.#at = at + head.length;
    for (let more = this.#readAttribute(name); more !== undefined; more = this.#readAttribute(name)) {
      if (attributes.length >= this.#limits.attributes)
        this.#fail(`${name} has more than ${this.#limits.attributes} attributes`, at, 'XML_LIMIT');
      attributes.push(more);
    }
    TAG_END.lastIndex = this.#at;
    const [tail, empty] = TAG_END.exec(this.#text) ?? [];
    if (tail === undefined) this.#fail(`the tag of ${name} is not closed, or an attribute lacks its quotes`);
    this.#at += tail.length;
    if (slash === '') this.#openElement({ name, attributes, at }, empty === '/');
    else if (attributes.length > 0 || empty === '/') this.#fail(`</${name}> carries something more`, at);
    else this.#closeElement(name, at);
  }

  #readAttribute(element: string): readonly [string, string] | undefined {
    ATTRIBUTE.lastIndex = this.#at;
    const found = ATTRIBUTE.exec(this.#text);
    if (found === null) return undefined;
    const [whole, name = '', double, single] = found;
    const value = normaliseAttribute(double ?? (single as string), (why) =>
      this.#fail(`attribute ${name} of ${element}: ${why}`),
    );
    this.#at += whole.length;
    return [name, value];
  }

  #openElement(tag: RawTag, isEmpty: boolean): void {
    this.#elements += 1;
    const { depth, elements } = this.#limits;
    if (this.#names.length >= depth)
      this.#fail(`elements stand in each other deeper than ${depth}`, tag.at, 'XML_LIMIT');
    if (this.#elements > elements) this.#fail(`there are more than ${elements} elements`, tag.at, 'XML_LIMIT');
    if (this.#open === undefined && this.#root !== undefined) this.#fail('there is a second root element', tag.at);
    const parent = this.#open;
    const resolved = resolveTag(tag, parent?.scope ?? XML_SCOPE, {
      namespaces: this.#limits.namespaces,
      fail: (why, code) => this.#fail(why, tag.at, code),
    });
    if (resolved.scope !== parent?.scope) this.#scoped += resolved.scope.size;
    if (this.#scoped > this.#limits.scoped)
      this.#fail(`more than ${this.#limits.scoped} prefixes are in all scopes together`, tag.at, 'XML_LIMIT');
    const element: XmlElement = { kind: 'element', ...resolved, children: [], parent, at: tag.at };
    parent?.children.push(element);
    this.#root ??= element;
    if (isEmpty) return;
    this.#open = element;
    this.#names.push(tag.name);
  }

  #closeElement(name: string, at: number): void {
    const expected = this.#names.pop();
    if (expected !== name)
      this.#fail(
        expected === undefined
          ? `${name} is closed and was never opened`
          : `</${name}> stands where </${expected}> must`,
        at,
      );
    this.#open = (this.#open as XmlElement).parent;
  }

  #find(sign: string, from: number): number {
    const found = this.#text.indexOf(sign, from);
    return found < 0 ? this.#fail(`"${sign}" is missing`) : found;
  }

  #fail(why: string, at = this.#at, code: 'BAD_XML' | 'XML_LIMIT' = 'BAD_XML'): never {
    const { line, column } = positionAt(this.#text, at);
    throw new MetrologyError(code, `line ${line}, column ${column}: ${why}`, { line, column });
  }
}
