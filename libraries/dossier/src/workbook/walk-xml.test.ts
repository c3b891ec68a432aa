// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { DossierError } from '../dossier-error.ts';
import { walkXml } from './walk-xml.ts';

function events(xml: string): readonly string[] {
  const seen: string[] = [];
  walkXml(xml, {
    open: (name, attributes) =>
      seen.push(`<${name}${[...attributes].map(([key, value]) => ` ${key}=${value}`).join('')}`),
    text: (text) => seen.push(text),
    close: (name) => seen.push(`/${name}`),
  });
  return seen;
}

describe('walkXml()', () => {
  test('tells elements by their local name, attributes, text, CDATA and references', () => {
    const xml = `<?xml version="1.0"?><!-- a --><x:a b="1&amp;2" c='&#65;&#x42;'>t&lt;<![CDATA[<raw>]]><d/><?pi?></x:a >\n<!-- z -->`;
    expect(events(xml)).toEqual(['<a b=1&2 c=AB', 't<', '<raw>', '<d', '/d', '/a']);
  });

  test('walks without a visitor for everything', () => {
    expect(() => walkXml('<a>t<b/><![CDATA[x]]></a>', {})).not.toThrow();
  });

  test.each([
    ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['<a><!DOCTYPE b></a>'],
    ['<a>&x;</a>'],
    ['<a>&</a>'],
    ['<a b="&#0;"/>'],
    ['<a>&#xD800;</a>'],
    ['<a>&#x110000;</a>'],
    ['<a>\u0000</a>'],
    ['<a>'],
    ['<a><b></a></b>'],
    ['</a>'],
    ['<a></a x="1">'],
    ['<a/><b/>'],
    ['text<a/>'],
    ['<a/>text'],
    ['<a>text'],
    [''],
    ['<a'],
    ['<a b>'],
    ['<a b="1" b="2"/>'],
    ['<a b="<"/>'],
    ['< a/>'],
    ['<1/>'],
    ['<a><!-- '],
    ['<a><![CDATA['],
    ['<?xml'],
    [`${'<a>'.repeat(65)}${'</a>'.repeat(65)}`],
    [`<a ${Array.from({ length: 201 }, (_, index) => `b${index}="1"`).join(' ')}/>`],
  ])('refuses %j', (xml) => {
    expect(() => events(xml)).toThrow(expect.objectContaining({ code: 'BAD_WORKBOOK' }));
    expect(() => events(xml)).toThrow(DossierError);
  });

  test('allows CDATA and comments only where they do no harm', () => {
    expect(events('<![CDATA[x]]><a/>')).toEqual(['<a', '/a']);
  });
});
