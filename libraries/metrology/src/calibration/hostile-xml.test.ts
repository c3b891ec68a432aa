// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant } from '@touchstone/identifiers';
import type { MetrologyError } from '../metrology-error.ts';
import { readDcc } from './dcc/read-dcc.ts';
import { NOTES_MAX } from './dcc/reader.ts';
import { verifySignatures } from './signature/verify-signatures.ts';
import { nodeSignatureSuite } from './suites/node.ts';
import { EVERY_DATA, exampleDcc, quantity, real } from './testing/example-dcc.ts';
import { canonicalBudget, canonicalDocument } from './xml/canonicalise.ts';
import { parseXml } from './xml/parse-xml.ts';
import { positionAt, positionsIn } from './xml/xml-node.ts';

// What stays below the limit of bytes and is made to cost more than it should: time that grows with the square of the
// length, or a stack for each sign. Those that took minutes would still take them under any load.
const PATIENCE = 30_000;
const EXAMPLE = exampleDcc(quantity(real('1', '\\one')));

function fault(run: () => unknown): unknown {
  try {
    run();
    return 'none';
  } catch (error) {
    return (error as MetrologyError).code ?? error;
  }
}

describe('a hostile document', () => {
  it('may have an instruction of any length, and one without end is told', () => {
    const long = 'b'.repeat(15_000_000);
    const [instruction] = parseXml(`<a><?p  ${long}?></a>`).root.children;
    expect(instruction).toMatchObject({ kind: 'instruction', target: 'p', data: long });
    expect(parseXml('<a><?p?><?q  \n?></a>').root.children).toMatchObject([{ data: '' }, { data: '' }]);
    for (const wrong of [`<a><?p ${long}</a>`, '<a><?p:q ?></a>', '<a><?p+?></a>', '<a><? p?></a>'])
      expect(fault(() => parseXml(wrong))).toBe('BAD_XML');
  });

  it('may have base64 of any length', () => {
    const file = (base64: string) => exampleDcc(EVERY_DATA).replace('QUJD', base64);
    const long = 'A'.repeat(15_000_000);
    expect(fault(() => readDcc(file(long)))).toBe('none');
    for (const wrong of [`${long}A`, 'AA=A', 'A===', '====', 'AAA-'])
      expect(fault(() => readDcc(file(wrong)))).toBe('BAD_DCC');
  });

  it('has a limit on prefixes in all scopes, in which none counts that is declared as it was', () => {
    const around = Array.from({ length: 60 }, (_, index) => `xmlns:p${index}="u${index}"`).join(' ');
    const many = (inner: string) => parseXml(`<a ${around}>${inner.repeat(20_000)}</a>`).elements;
    expect(fault(() => many('<b xmlns:p0="v"/>'))).toBe('XML_LIMIT');
    expect(many('<b xmlns:p0="u0" xmlns:p1="u1"/>')).toBe(20_001);
    expect(many('<b/>')).toBe(20_001);
  });

  it('has a limit on the name of a namespace', () => {
    expect(fault(() => parseXml(`<a xmlns:p="${'u'.repeat(2_001)}"/>`))).toBe('XML_LIMIT');
    expect(fault(() => parseXml(`<a xmlns:p="${'u'.repeat(2_000)}"/>`))).toBe('none');
  });

  it('resolves references in time that grows with their number', { timeout: PATIENCE }, () => {
    const { root } = parseXml(`<a>${'&amp;&#x41;'.repeat(1_000_000)}</a>`);
    expect(root.children).toMatchObject([{ kind: 'text', text: '&A'.repeat(1_000_000) }]);
    expect(fault(() => parseXml(`<a>&${'a'.repeat(20)};</a>`))).toBe('BAD_XML');
    expect(fault(() => parseXml('<a>&amp</a>'))).toBe('BAD_XML');
  });

  it('is read with each of its notes in time that does not grow with the lines before them', {
    timeout: PATIENCE,
  }, () => {
    const lines = 3_000_000;
    const hostile = EXAMPLE.replace(
      '<dcc:administrativeData>',
      `${'\n'.repeat(lines)}<dcc:administrativeData>`,
    ).replace('</dcc:administrativeData>', `${'<dcc:other/>'.repeat(600)}</dcc:administrativeData>`);
    const { notes } = readDcc(hostile);
    expect(notes).toHaveLength(NOTES_MAX + 1);
    expect(notes.at(-1)?.line).toBeGreaterThan(lines);
  });

  it('is read in time that grows with its elements, however many of a name stand together', {
    timeout: PATIENCE,
  }, () => {
    const texts = '<dcc:content>a</dcc:content>'.repeat(150_000);
    const { dcc } = readDcc(EXAMPLE.replace('</dcc:content></dcc:name>', `</dcc:content>${texts}</dcc:name>`));
    expect(JSON.stringify(dcc).match(/"a"/g)?.length).toBeGreaterThanOrEqual(150_000);
  });
});

describe('foreign XML in a certificate', () => {
  it('is kept as it stands while it does not grow beyond any certificate', () => {
    const declared = `xmlns:p="urn:${'x'.repeat(1_900)}"`;
    const comment = (count: number) =>
      EXAMPLE.replace(
        /<dcc:comment>.*<\/dcc:comment>/s,
        `<dcc:comment ${declared}>${'<p:a/>'.repeat(count)}</dcc:comment>`,
      );
    expect(fault(() => readDcc(comment(40_000)))).toBe('XML_LIMIT');
    expect(readDcc(comment(10)).dcc.comment?.length).toBeGreaterThan(19_000);
  });
});

describe('positionsIn()', () => {
  it('says of every place what is said of it alone', () => {
    const text = fc
      .array(fc.constantFrom('\n', 'a', '\n\n', 'b'.repeat(5_000), 'c\n'.repeat(3_000)), { maxLength: 12 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 20 }), (text, places) => {
        const position = positionsIn(text);
        for (const place of [0, text.length, ...places.map((each) => each % (text.length + 1))])
          expect(position(place)).toEqual(positionAt(text, place));
      }),
      { numRuns: 60 },
    );
  });
});

describe('canonical forms of a hostile document', () => {
  const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
  const EXC = 'http://www.w3.org/2001/10/xml-exc-c14n#';
  const reference = `<ds:Reference URI=""><ds:Transforms><ds:Transform Algorithm="${DSIG}enveloped-signature"/><ds:Transform Algorithm="${EXC}"/></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>`;
  const signature = `<ds:Signature xmlns:ds="${DSIG}"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${EXC}"/><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"/>${reference}</ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>`;
  const unused = (count: number, signatures: number) =>
    parseXml(`<r xmlns:p="urn:${'x'.repeat(1_900)}">${'<p:a/>'.repeat(count)}${signature.repeat(signatures)}</r>`);

  it('end where the budget ends, which several forms share', () => {
    const document = unused(100, 0);
    const { length } = canonicalDocument(document, { method: 'exclusive' });
    expect(length).toBeGreaterThan(190_000);
    const budget = canonicalBudget();
    budget.left = length * 2;
    expect(canonicalDocument(document, { method: 'exclusive', budget })).toHaveLength(length);
    expect(canonicalDocument(document, { method: 'exclusive', budget })).toHaveLength(length);
    expect(fault(() => canonicalDocument(document, { method: 'exclusive', budget }))).toBe('XML_LIMIT');
  });

  it('leave its signatures open, all of them together: no more is made than for one', { timeout: PATIENCE }, () => {
    const { outcome, signatures } = verifySignatures(unused(40_000, 8), {
      ...{ suite: nodeSignatureSuite, roots: [], on: parseInstant('2026-01-01T00:00:00Z') },
    });
    const digests = signatures.flatMap(({ checks }) => checks.filter(({ name }) => name === 'document-digest'));
    expect(outcome).toBe('incomplete');
    expect(digests.map(({ code }) => code)).toEqual(Array(8).fill('CANONICAL_LIMIT'));
  });

  it('look for no more prefixes in each element than may be in scope', () => {
    const prefixes = Array.from({ length: 65 }, (_, index) => `q${index}`).join(' ');
    const listed = (list: string) =>
      signature.replace(
        `<ds:Transform Algorithm="${EXC}"/>`,
        `<ds:Transform Algorithm="${EXC}"><e:InclusiveNamespaces xmlns:e="${EXC}" PrefixList="${list}"/></ds:Transform>`,
      );
    const codeOf = (list: string) =>
      verifySignatures(parseXml(`<r>${listed(list)}</r>`), {
        ...{ suite: nodeSignatureSuite, roots: [], on: parseInstant('2026-01-01T00:00:00Z') },
      }).signatures[0]?.checks.find(({ name }) => name === 'references')?.code;
    expect([codeOf(prefixes), codeOf('q0 q1')]).toEqual(['TRANSFORM_REFUSED', undefined]);
  });
});
