// SPDX-License-Identifier: Apache-2.0
import { DossierError } from '../dossier-error.ts';

/** What is told while walking: elements by their name without prefix, and the text between them. */
export interface XmlVisitor {
  open?(name: string, attributes: ReadonlyMap<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const DEPTH_MAX = 64;
const ATTRIBUTES_MAX = 200;
const NAME = '[A-Za-z_\\u0080-\\uffff][\\w.\\-\\u0080-\\uffff]*';
const TAG = new RegExp(`<(/?)(?:${NAME}:)?(${NAME})`, 'y');
const ATTRIBUTE = new RegExp(`\\s+((?:${NAME}:)?${NAME})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'y');
const TAG_END = /\s*(\/?)>/y;
const REFERENCE = /&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|([A-Za-z]+));|&/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0, production 2, has none of them
const NO_XML_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * document = [declaration] element, without a document type, so that no entity can expand or fetch.
 * XML 1.0, fifth edition, production 1; Namespaces in XML 1.0, where the prefix is dropped.
 */
export function walkXml(text: string, visitor: XmlVisitor): void {
  if (NO_XML_CHARACTER.test(text)) throw notXml('it holds a character that XML has not');
  const open: string[] = [];
  let roots = 0;
  let at = 0;
  while (at < text.length) {
    if (text[at] !== '<') {
      const next = text.indexOf('<', at);
      const end = next < 0 ? text.length : next;
      const between = text.slice(at, end);
      if (open.length > 0) visitor.text?.(resolve(between));
      else if (between.trim() !== '') throw notXml('text stands outside of the element');
      at = end;
    } else if (text.startsWith('<?', at)) {
      at = after(text, '?>', at);
    } else if (text.startsWith('<!--', at)) {
      at = after(text, '-->', at + 4);
    } else if (text.startsWith('<![CDATA[', at)) {
      const end = after(text, ']]>', at);
      if (open.length > 0) visitor.text?.(text.slice(at + 9, end - 3));
      at = end;
    } else if (text.startsWith('<!', at)) {
      throw notXml('a document type is not allowed');
    } else {
      if (open.length === 0) roots += 1;
      at = readTag(text, at, { open, visitor });
    }
  }
  if (open.length > 0) throw notXml(`it breaks off inside ${open.at(-1)}`);
  if (roots !== 1) throw notXml('it is not one element');
}

function readTag(
  text: string,
  start: number,
  { open, visitor }: { readonly open: string[]; readonly visitor: XmlVisitor },
): number {
  TAG.lastIndex = start;
  const [whole, slash, name] = TAG.exec(text) ?? [];
  if (whole === undefined || name === undefined) throw notXml('an element has no name');
  const attributes = new Map<string, string>();
  let at = start + whole.length;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const attribute = ATTRIBUTE.exec(text);
    if (attribute === null) break;
    const [part, key = '', double, single] = attribute;
    if (attributes.has(key) || attributes.size >= ATTRIBUTES_MAX) throw notXml(`${name} has ${key} twice, or too many`);
    attributes.set(key, resolve(double ?? (single as string)));
    at += part.length;
  }
  TAG_END.lastIndex = at;
  const [end, empty] = TAG_END.exec(text) ?? [];
  if (end === undefined) throw notXml(`the tag of ${name} breaks off`);
  if (slash === '/') {
    if (open.pop() !== name || attributes.size > 0 || empty === '/')
      throw notXml(`${name} is closed in the wrong place`);
    visitor.close?.(name);
  } else {
    if (open.length >= DEPTH_MAX) throw notXml(`it is nested deeper than ${DEPTH_MAX}`);
    visitor.open?.(name, attributes);
    if (empty === '/') visitor.close?.(name);
    else open.push(name);
  }
  return at + end.length;
}

function resolve(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    REFERENCE,
    (_, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      const named = name === undefined ? undefined : NAMED.get(name);
      if (named !== undefined) return named;
      const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16);
      if (!isXmlCharacter(code)) throw notXml(`&${name ?? code}; is no character`);
      return String.fromCodePoint(code);
    },
  );
}

// Char = #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]. XML 1.0, production 2.
function isXmlCharacter(code: number): boolean {
  return (
    [0x9, 0xa, 0xd].includes(code) ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

function after(text: string, sign: string, from: number): number {
  const found = text.indexOf(sign, from);
  if (found < 0) throw notXml(`"${sign}" is missing`);
  return found + sign.length;
}

function notXml(why: string): DossierError {
  return new DossierError('BAD_WORKBOOK', why);
}
