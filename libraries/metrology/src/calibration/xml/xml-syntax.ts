// SPDX-License-Identifier: Apache-2.0

// NCName without ":"; XML 1.0, fifth edition, productions 4 and 4a.
const START =
  'A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NCNAME = `[${START}][${START}\\-.0-9\\xB7\\u0300-\\u036F\\u203F\\u2040]*`;
const QNAME = `(?:${NCNAME}:)?${NCNAME}`;
const SPACE = '[ \\t\\n]';

export const TAG = new RegExp(`<(/?)(${QNAME})`, 'uy');
export const ATTRIBUTE = new RegExp(`${SPACE}+(${QNAME})${SPACE}*=${SPACE}*(?:"([^"<]*)"|'([^'<]*)')`, 'uy');
export const TAG_END = new RegExp(`${SPACE}*(/?)>`, 'uy');
/** Up to its data, which may be of any length. */
export const INSTRUCTION = new RegExp(`<\\?(${NCNAME})`, 'uy');

const CHARACTER_REFERENCE = /^#(?:([0-9]{1,7})|x([0-9A-Fa-f]{1,6}))$/;
// Lone surrogates are no characters either. XML 1.0, fifth edition, production 2.
const BAD_CHARACTER = new RegExp(
  [
    '[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]',
    '[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])',
    '(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]',
  ].join('|'),
);
const NAMED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Where the first character stands that XML 1.0 does not have. */
export function badCharacterAt(text: string): number | undefined {
  const at = text.search(BAD_CHARACTER);
  return at < 0 ? undefined : at;
}

/** Resolves character references and the five named ones; any other would need a document type. XML 1.0, 4.1 and 4.6. */
export function resolveReferences(raw: string, fail: (at: number, why: string) => never): string {
  const first = raw.indexOf('&');
  if (first < 0) return raw;
  const parts = [raw.slice(0, first)];
  for (let at = first; at >= 0; ) {
    const semicolon = raw.indexOf(';', at);
    const name = semicolon < 0 || semicolon - at > REFERENCE_MAX ? '' : raw.slice(at + 1, semicolon);
    const sign = NAMED.get(name) ?? characterOf(name);
    if (sign === undefined)
      fail(at, `&${name === '' ? '' : `${name};`} is no reference that is known; write &amp; for the sign &`);
    const next = raw.indexOf('&', semicolon);
    parts.push(sign, raw.slice(semicolon + 1, next < 0 ? undefined : next));
    at = next;
  }
  return parts.join('');
}

// The longest is &#1114111; or &#x10FFFF; with zeros before it that nobody writes.
const REFERENCE_MAX = 16;

function characterOf(name: string): string | undefined {
  const [, decimal, hex] = CHARACTER_REFERENCE.exec(name) ?? [];
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return isCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** Spaces of every kind become a space, unless they were written as references. XML 1.0, 3.3.3. */
export function normaliseAttribute(raw: string, fail: (why: string) => never): string {
  return resolveReferences(raw.replace(/[\t\n]/g, ' '), (_, why) => fail(why));
}

// Char = #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]. XML 1.0, production 2.
function isCharacter(code: number): boolean {
  return (
    code === 0x9 ||
    code === 0xa ||
    code === 0xd ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}
