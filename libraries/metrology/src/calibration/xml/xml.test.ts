// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { XmlC14NMode, XmlDocument as LibxmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import type { MetrologyError } from '../../metrology-error.ts';
import { canonicalDocument, canonicalElement } from './canonicalise.ts';
import { parseXml } from './parse-xml.ts';
import { attributeOf, childElements, textOf, type XmlElement } from './xml-node.ts';

function fault(input: string | Uint8Array, limits?: Parameters<typeof parseXml>[1]): readonly unknown[] {
  try {
    parseXml(input, limits);
    return ['none'];
  } catch (error) {
    const { code, data } = error as MetrologyError;
    return [code, data.line, data.column];
  }
}

const SMALL = { bytes: 200, depth: 3, elements: 5, attributes: 2, namespaces: 3, scoped: 9 };

describe('parseXml()', () => {
  it('reads elements, attributes, references, CDATA, comments and instructions', () => {
    const { root, before, after, elements } = parseXml(
      '\ufeff<?xml version="1.0" encoding="utf-8" standalone="no"?><!--a--><?p q?>\r\n<r a="1&#9;&amp;&#x41;\n2" b=\'"\'>x<![CDATA[<&]]>y&lt;<!--c--><e/>\r</r><!--z--><?end?>',
    );
    expect([attributeOf(root, 'a'), attributeOf(root, 'b'), attributeOf(root, 'c')]).toEqual([
      '1\t&A 2',
      '"',
      undefined,
    ]);
    expect(root.children.map((child) => child.kind)).toEqual(['text', 'comment', 'element', 'text']);
    expect(textOf(root)).toBe('x<&y<\n');
    expect([before.length, after.length, elements]).toEqual([2, 2, 2]);
  });

  it('resolves references to characters of every range, with a declaration that names no encoding', () => {
    const { root } = parseXml('<?xml version="1.0"?><r>&#10;&#13;&#x41;&#xE000;&#x10000;</r>');
    expect(textOf(root)).toBe('\n\rA\ue000\u{10000}');
    expect(fault('<r>&#xFFFE;</r>')[0]).toBe('BAD_XML');
    expect(fault('<r>&#x110000;</r>')[0]).toBe('BAD_XML');
  });

  it('resolves prefixes, the default namespace and its end', () => {
    const { root } = parseXml('<r xmlns="u" xmlns:p="v"><p:a p:b="1" b="2"/><c xmlns=""/></r>');
    const [a, c] = childElements(root) as [XmlElement, XmlElement];
    expect([root.namespace, a.namespace, c.namespace]).toEqual(['u', 'v', '']);
    expect(a.attributes.map(({ namespace }) => namespace)).toEqual(['v', '']);
  });

  it.each([
    ['a document type', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>', 1, 1],
    ['a bomb of entities', '\n<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><r>&b;</r>', 2, 1],
    ['a reference to an entity', '<r>\n &x;</r>', 2, 2],
    ['a sign & by itself', '<r>a & b</r>', 1, 6],
    ['a reference to no character', '<r>&#0;</r>', 1, 4],
    ['a reference to a surrogate', '<r>&#xD800;</r>', 1, 4],
    ['a reference in an attribute', '<r a="&x;"/>', 1, 3],
    ['a control character', '<r>\u0001</r>', 1, 4],
    ['a lone surrogate', '<r>\ud800</r>', 1, 4],
    ['another version', '<?xml version="1.1"?><r/>', 1, 1],
    ['another encoding', '<?xml version="1.0" encoding="UTF-16"?><r/>', 1, 1],
    ['a declaration without end', '<?xml version="1.0"', 1, 1],
    ['a declaration further down', '<r><?xml version="1.0"?></r>', 1, 4],
    ['an instruction without end', '<r><?p </r>', 1, 4],
    ['a comment without end', '<r><!-- </r>', 1, 4],
    ['two dashes in a comment', '<r><!-- -- --></r>', 1, 4],
    ['a comment that ends in three dashes', '<r><!-- ---></r>', 1, 4],
    ['a CDATA section without end', '<r><![CDATA[</r>', 1, 4],
    ['a CDATA section outside', '<![CDATA[x]]><r/>', 1, 1],
    ['the end of one in text', '<r>]]></r>', 1, 4],
    ['text outside', '<r/>x', 1, 5],
    ['no element', ' ', 1, 2],
    ['two roots', '<r/><s/>', 1, 5],
    ['a root that is not closed', '<r>', 1, 4],
    ['another one closed', '<r></s>', 1, 4],
    ['one closed that was never opened', '<r/></r>', 1, 5],
    ['a closing tag with more', '<r></r a="1">', 1, 4],
    ['an element without name', '<r>< a/></r>', 1, 4],
    ['an attribute without quotes', '<r a=1/>', 1, 3],
    ['a sign < in an attribute', '<r a="<"/>', 1, 3],
    ['an attribute twice', '<r a="1" a="2"/>', 1, 1],
    ['an attribute twice by its namespace', '<r xmlns:p="u" xmlns:q="u" p:a="1" q:a="2"/>', 1, 1],
    ['a prefix that is not declared', '<p:r/>', 1, 1],
    ['a prefix of an attribute that is not declared', '<r p:a="1"/>', 1, 1],
    ['a prefix declared twice', '<r xmlns:p="u" xmlns:p="v"/>', 1, 1],
    ['a prefix for no namespace', '<r xmlns:p=""/>', 1, 1],
    ['the prefix xml for another namespace', '<r xmlns:xml="u"/>', 1, 1],
    ['the prefix xmlns', '<r xmlns:xmlns="u"/>', 1, 1],
    ['the namespace of xmlns', '<r xmlns:p="http://www.w3.org/2000/xmlns/"/>', 1, 1],
    ['the namespace xml for another prefix', '<r xmlns:p="http://www.w3.org/XML/1998/namespace"/>', 1, 1],
  ])('refuses %s and says where', (_, text, line, column) => {
    expect(fault(text)).toEqual(['BAD_XML', line, column]);
  });

  it('refuses bytes that are not UTF-8, and reads those that are', () => {
    expect(fault(Uint8Array.of(0x3c, 0xff, 0x3e))).toEqual(['BAD_XML', 1, 1]);
    expect(fault(new TextEncoder().encode('<r>ä</r>'))).toEqual(['none']);
  });

  it.each([
    ['bytes', `<r>${'x'.repeat(200)}</r>`, 1, 1],
    ['depth', '<a><b>\n<c><d/></c></b></a>', 2, 4],
    ['elements', '<a><b/><b/><b/><b/><b/></a>', 1, 20],
    ['attributes', '<a b="" c="" d=""/>', 1, 1],
    ['namespaces', '<a xmlns:b="u" xmlns:c="v"><d xmlns:e="w"/></a>', 1, 28],
  ])('has a limit on %s', (_, text, line, column) => {
    expect(fault(text, SMALL)).toEqual(['XML_LIMIT', line, column]);
  });

  it('never throws anything but its own error', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      '="',
      '"',
      '&',
      ';',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      ' ',
      'xmlns',
      ':',
      '#x',
      '1',
      '\n',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (all) => {
        expect(fault(`<r>${all.join('')}</r>`)[0]).toMatch(/^(none|BAD_XML|XML_LIMIT)$/);
      }),
      { numRuns: 500 },
    );
  });
});

const MODES = [
  ['c14n10', XmlC14NMode.XML_C14N_1_0],
  ['c14n11', XmlC14NMode.XML_C14N_1_1],
  ['exclusive', XmlC14NMode.XML_C14N_EXCLUSIVE_1_0],
] as const;

/** Documents with namespaces used and unused, undone, and out of order. */
const documents = (() => {
  const { element } = fc.letrec<{ element: string; node: string }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(
        'text',
        ' ',
        '&lt;&amp;&gt;',
        '&#13;',
        '\n',
        '<!--c-->',
        '<?p d?>',
        '<?q?>',
        '<![CDATA[<]]>',
        '"é𐀀',
      ),
      tie('element'),
    ),
    element: fc
      .record({
        name: fc.constantFrom('a', 'p:b', 'q:c'),
        attributes: fc.uniqueArray(
          fc.constantFrom(
            'z="1"',
            'a="&#9;&#10;&quot;&lt;"',
            'p:z="2"',
            'q:a="3"',
            'xmlns="urn:u"',
            'xmlns=""',
            'xmlns:p="urn:u2"',
            'xmlns:q="urn:u1"',
            'xml:lang="de"',
            'xml:space="preserve"',
          ),
          { selector: (text) => text.split('=')[0] as string, maxLength: 6 },
        ),
        children: fc.array(tie('node'), { maxLength: 4 }),
      })
      .map(({ name, attributes, children }) => `<${name} ${attributes.join(' ')}>${children.join('')}</${name}>`),
  }));
  return element.map(
    (inner) =>
      `<!--x--><?i?>\n<root xmlns:p="urn:up" xmlns:q="urn:uq" xmlns:unused="urn:un">${inner}</root>\n<?j k?><!--y-->`,
  );
})();

describe('canonicalDocument()', () => {
  it('agrees with libxml2 in every form', () => {
    fc.assert(
      fc.property(documents, fc.boolean(), (text, withComments) => {
        const ours = parseXml(text);
        using theirs = LibxmlDocument.fromString(text);
        for (const [method, mode] of MODES) {
          const expected = theirs.canonicalizeToString({ mode, withComments } as Parameters<
            typeof theirs.canonicalizeToString
          >[0]);
          expect(canonicalDocument(ours, { method, withComments })).toBe(expected);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('sorts by code points, not by UTF-16 units', () => {
    const { root } = parseXml('<r \u{10000}="1" \uf900="2" ab="3" a="4"/>');
    const document = { text: '', before: [], after: [], root, elements: 1 };
    expect(canonicalDocument(document, { method: 'c14n10' })).toBe('<r a="4" ab="3" \uf900="2" \u{10000}="1"></r>');
  });

  it('keeps prefixes that an exclusive form is told to keep', () => {
    const document = parseXml('<r xmlns="d" xmlns:p="u" xmlns:q="v"><q:a/></r>');
    const inner = childElements(document.root)[0] as XmlElement;
    const options = { method: 'exclusive', inclusivePrefixes: ['p', ''] } as const;
    expect(canonicalElement(document, inner, options)).toBe('<q:a xmlns="d" xmlns:p="u" xmlns:q="v"></q:a>');
  });

  it('is not changed by a comment within a text, and neither is the text that is read', () => {
    const whole = parseXml('<r><name>admin.evil</name></r>');
    const split = parseXml('<r><name>admin<!-- -->.evil</name></r>');
    const form = { method: 'c14n11' } as const;
    expect(canonicalDocument(split, form)).toBe(canonicalDocument(whole, form));
    expect(textOf(childElements(split.root)[0] as XmlElement)).toBe('admin.evil');
  });
});

describe('canonicalElement()', () => {
  const document = parseXml(
    '<r xmlns:p="u" xml:lang="de" xml:id="x" xml:space="default"><a xml:space="preserve"><b c="1"/></a></r>',
  );
  const [a] = childElements(document.root) as [XmlElement];
  const [b] = childElements(a) as [XmlElement];

  it.each([
    ['c14n10', '<b xmlns:p="u" c="1" xml:id="x" xml:lang="de" xml:space="preserve"></b>'],
    ['c14n11', '<b xmlns:p="u" c="1" xml:lang="de" xml:space="preserve"></b>'],
    ['exclusive', '<b c="1"></b>'],
  ] as const)('by %s takes over what the form says', (method, expected) => {
    expect(canonicalElement(document, b, { method })).toBe(expected);
  });

  it.each([
    ['c14n10', '<a xmlns:p="u" xml:id="x" xml:lang="de" xml:space="preserve"><b c="1"></b></a>'],
    ['c14n11', '<a xmlns:p="u" xml:lang="de" xml:space="preserve"><b c="1"></b></a>'],
  ] as const)('by %s leaves its own members to it', (method, expected) => {
    expect(canonicalElement(document, a, { method })).toBe(expected);
  });

  it('refuses to guess what xml:base around a part means', () => {
    const based = parseXml('<r xml:base="u"><a/></r>');
    const [inner] = childElements(based.root) as [XmlElement];
    expect(() => canonicalElement(based, inner, { method: 'c14n11' })).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED_ALGORITHM' }),
    );
  });
});
