// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { parseXml } from '../xml/parse-xml.ts';
import { createDccSchemas } from './dcc-schemas.ts';
import { applySchematron, parseSchematron } from './schematron.ts';
import { compileSchema } from './validate-schema.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"';
const FILES = {
  'v3.3.0/dcc.xsd': bytes(
    `<xs:schema ${XS} xmlns:o="urn:o" targetNamespace="urn:t"><xs:import namespace="urn:o" schemaLocation="../other/o.xsd"/><xs:element name="a"><xs:complexType><xs:sequence><xs:element ref="o:b" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element></xs:schema>`,
  ),
  'other/o.xsd': bytes(`<xs:schema ${XS} targetNamespace="urn:o"><xs:element name="b" type="xs:decimal"/></xs:schema>`),
  'broken.xsd': bytes(`<xs:schema ${XS}>\n<xs:element name="a" type="xs:nonsense"/></xs:schema>`),
  'not.xsd': bytes('no XML'),
  'lonely.xsd': bytes(`<xs:schema ${XS}><xs:include schemaLocation="https://elsewhere.invalid/x.xsd"/></xs:schema>`),
};

describe('compileSchema()', () => {
  it('validates with schemas that import each other, and says in which line what is wrong', async () => {
    const schema = await compileSchema(FILES, 'v3.3.0/dcc.xsd');
    const document = (inner: string) => parseXml(`<t:a xmlns:t="urn:t" xmlns:o="urn:o">\n${inner}</t:a>`);
    expect(schema.validate(document('<o:b>1</o:b>'))).toEqual([]);
    expect(schema.validate(document('<o:b>x</o:b>\n<o:c/>')).map(({ line }) => line)).toEqual([2, 3]);
    schema.dispose();
  });

  it.each([
    ['a name of 60,000 characters', `<${'a'.repeat(60_000)}/>`],
    ['a text of 11 MB', `<a>${'x'.repeat(11_000_000)}</a>`],
    ['a namespace that is no address', '<a xmlns:q="rel ative:%zz"/>'],
  ])('finds invalid what XML allows and libxml2 does not read: %s', async (_, text) => {
    const schema = await compileSchema(FILES, 'v3.3.0/dcc.xsd');
    const faults = schema.validate(parseXml(text));
    expect(faults).toEqual([{ line: 1, message: expect.stringMatching(/^libxml2 does not read it: .{10,300}$/s) }]);
    schema.dispose();
  });

  it.each(['missing.xsd', 'broken.xsd', 'not.xsd', 'lonely.xsd'])('refuses %s', async (path) => {
    await expect(compileSchema(FILES, path)).rejects.toThrow(expect.objectContaining({ code: 'BAD_SCHEMA' }));
    await expect(compileSchema({}, path)).rejects.toThrow('none');
  });
});

describe('createDccSchemas()', () => {
  it('compiles the schema of a version once, and has none where none is given', async () => {
    const schemas = createDccSchemas(FILES);
    const first = await schemas.of('3.3.0');
    expect(await schemas.of('3.3.0')).toBe(first);
    expect(await schemas.of('2.4.0')).toBeUndefined();
    schemas.dispose();
  });
});

const SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron" xmlns:x="urn:x"';
const DOCUMENT = parseXml('<r xmlns:p="urn:p"><p:a n="1">one two</p:a><p:a n="2"/><b>t</b></r>');

function rules(inner: string, attributes = SCH): string {
  return `<schema ${attributes}><ns prefix="p" uri="urn:p"/>${inner}</schema>`;
}

describe('applySchematron()', () => {
  it('applies the first rule of each pattern that matches, with variables and values in its messages', async () => {
    const schema = parseSchematron(
      rules(`<let name="all" value="//p:a"/><pattern><let name="two" value="2"/>
        <rule context="p:a[@n='1'] | c[x|y]"><let name="words" value="tokenize(., ' ')"/>
          <report role="info" test="count($words) = $two">  has <value-of select="$words"/> of <name/>, <emph>words</emph><!-- c -->
          </report><assert test="true()">never</assert></rule>
        <rule context="//p:a"><assert role="warn" test="count($all) = 3">three</assert><report test="false()">never</report><x:other/></rule>
      </pattern><pattern><rule context="b"><assert test="@c">needs c</assert></rule></pattern>`),
    );
    expect(await applySchematron(schema, DOCUMENT)).toEqual([
      { role: 'information', node: '/r[1]/a[1]', message: 'has one two of p:a, words' },
      { role: 'warning', node: '/r[1]/a[2]', message: 'three' },
      { role: 'error', node: '/r[1]/b[1]', message: 'needs c' },
    ]);
  });

  it('stops at a thousand findings', async () => {
    const many = parseXml(`<r>${'<b/>'.repeat(1_100)}</r>`);
    const schema = parseSchematron(
      rules('<pattern><rule context="b"><assert test="false()">m</assert></rule></pattern>'),
    );
    expect(await applySchematron(schema, many)).toHaveLength(1_000);
  });

  it.each(['1 +', 'q:unknown', 'document("file:///etc/passwd")'])('refuses the expression %s', async (test) => {
    const schema = parseSchematron(
      rules(`<pattern><rule context="b"><assert test='${test}'>m</assert></rule></pattern>`),
    );
    await expect(applySchematron(schema, DOCUMENT)).rejects.toThrow(expect.objectContaining({ code: 'BAD_SCHEMA' }));
  });
});

describe('parseSchematron()', () => {
  it.each([
    ['another root', '<x/>'],
    ['includes', rules('<include/>')],
    ['abstract rules', rules('<pattern><rule abstract="true" context="b"/></pattern>')],
    ['rules that extend others', rules('<pattern><rule context="b"><extends rule="a"/></rule></pattern>')],
    ['a rule without context', rules('<pattern><rule/></pattern>')],
  ])('refuses %s', (_, text) => {
    expect(() => parseSchematron(text)).toThrow(expect.objectContaining({ code: 'BAD_SCHEMA' }));
  });
});
