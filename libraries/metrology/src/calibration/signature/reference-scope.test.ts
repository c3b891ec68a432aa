// SPDX-License-Identifier: Apache-2.0
import { parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { nodeSignatureSuite } from '../suites/node.ts';
import { CA, certify } from '../testing/authority.ts';
import { C14N11, EXC, signDcc } from '../testing/sign-dcc.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { DSIG, FILTER_2 } from './algorithms.ts';
import { verifySignatures } from './verify-signatures.ts';

const ROOT = certify({ name: 'Root', extensions: [CA] });
const SIGNER = certify({ name: 'Laboratory', issuer: ROOT });
const SECOND = certify({ name: 'Head of the laboratory', issuer: ROOT });
const XML = '<d:c xmlns:d="urn:d"><d:a>1.20</d:a><d:b>u</d:b></d:c>';
const DEFAULT_PATH = `<f:XPath xmlns:f="${FILTER_2}" Filter="subtract">/descendant::ds:Signature</f:XPath>`;
const FORM = `<ds:Transform Algorithm="${C14N11}"/>`;

const filtered = (path = DEFAULT_PATH, form = FORM): string =>
  `<ds:Transform Algorithm="${FILTER_2}">${path}</ds:Transform>${form}`;
const signed = (transforms = filtered(), xml = XML): string => signDcc(xml, SIGNER, { transforms });

function judged(xml: string): readonly unknown[] {
  const { outcome, signatures } = verifySignatures(parseXml(xml), {
    ...{ suite: nodeSignatureSuite, roots: [ROOT.certificate], on: parseInstant('2026-01-01T00:00:00Z') },
  });
  const first = signatures
    .flatMap(({ checks }) => checks)
    .find(({ name, outcome }) => outcome !== 'passed' && !['time-stamp', 'revocation'].includes(name));
  return [outcome, ...(first === undefined ? [] : [first.name, first.outcome, first.code])];
}

describe('a signature that leaves all signatures out by XPath Filter 2.0', () => {
  it('holds in the form in which EU DSS writes it, whatever the prefix and the canonical form', () => {
    expect(judged(signed())).toEqual(['verified']);
    const form = `<ds:Transform Algorithm="${EXC}"/>`;
    expect(judged(signDcc(XML, SIGNER, { transforms: filtered(DEFAULT_PATH, form), canonical: EXC }))).toEqual([
      'verified',
    ]);
    const other = `<XPath xmlns="${FILTER_2}" xmlns:s="${DSIG}" Filter="subtract">\n /descendant::s:Signature </XPath>`;
    expect(judged(signed(filtered(other)))).toEqual(['verified']);
    const unsaid = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
    expect(judged(signDcc(XML, SIGNER, { transforms: filtered(DEFAULT_PATH, ''), canonical: unsaid }))).toEqual([
      'verified',
    ]);
  });

  it('holds beside another of its kind, which an enveloped signature does not', () => {
    const beside = (xml: string) =>
      signDcc(xml, SECOND, {
        ...{ transforms: filtered(), omits: ({ local }) => local === 'Signature' },
        before: (signature) => signature.replace(/"(#?)(sig|sp|val)"/g, '"$1$2-2"'),
      });
    expect(beside(signed()).match(/<ds:Signature /g)).toHaveLength(2);
    expect(judged(beside(signed()))).toEqual(['verified']);
    expect(judged(beside(signed()).replace('1.20', '1.02'))[0]).toBe('rejected');
    expect(judged(beside(signDcc(XML, SIGNER)))).toEqual(['rejected', 'document-digest', 'failed', 'DIGEST_DIFFERS']);
  });

  it.each([
    ['a value is changed', (xml: string) => xml.replace('1.20', '1.02'), ['document-digest', 'failed']],
    ['an element is added', (xml: string) => xml.replace('<d:b>', '<d:c/><d:b>'), ['document-digest', 'failed']],
    [
      'what it says is wrapped in a signature that the path leaves out',
      (xml: string) =>
        xml.replace('<d:a>', `<d:x><s:Signature xmlns:s="${DSIG}"><d:a>9</d:a></s:Signature></d:x><d:a>`),
      ['placement', 'failed'],
    ],
    [
      'a signature with a certificate in it stands beside',
      (xml: string) => xml.replace('<d:a>', `<s:Signature xmlns:s="${DSIG}"><d:a>9</d:a></s:Signature><d:a>`),
      ['structure', 'failed'],
    ],
    [
      'the whole of it is wrapped',
      (xml: string) => `<d:c xmlns:d="urn:d"><d:a>9</d:a>${xml}</d:c>`,
      ['placement', 'failed'],
    ],
  ])('is rejected when %s', (_, change, expected) => {
    expect(judged(change(signed())).slice(0, 3)).toEqual(['rejected', ...expected]);
  });

  it.each([
    ['selects', DEFAULT_PATH.replace('subtract', 'intersect')],
    ['adds', DEFAULT_PATH.replace('subtract', 'union')],
    ['says not what it does', DEFAULT_PATH.replace(' Filter="subtract"', '')],
    ['says more than it does', DEFAULT_PATH.replace('Filter=', 'more="1" Filter=')],
    ['leaves more out', DEFAULT_PATH.replace('ds:Signature', 'd:a | /descendant::ds:Signature')],
    ['leaves some out', DEFAULT_PATH.replace('ds:Signature', 'ds:Signature[1]')],
    ['leaves out what is no signature', DEFAULT_PATH.replace('xmlns:f', 'xmlns:ds="urn:d" xmlns:f')],
    ['leaves out an element of the certificate', DEFAULT_PATH.replace('ds:Signature', 'ds:a')],
    ['has a prefix of nothing', DEFAULT_PATH.replace('ds:Signature', 'none:Signature')],
    ['has something in it', DEFAULT_PATH.replace('</f:XPath>', '<x/></f:XPath>')],
    ['stands twice', DEFAULT_PATH + DEFAULT_PATH],
    ['is none', ''],
    ['is another element', DEFAULT_PATH.replaceAll('f:XPath', 'f:Path')],
  ])('is left open when its path %s', (_, path) => {
    expect(judged(signed(filtered(path)))).toEqual(['incomplete', 'references', 'not-evaluated', 'TRANSFORM_REFUSED']);
  });

  it('is left open when another path stands before or after it', () => {
    const enveloped = `<ds:Transform Algorithm="${DSIG}enveloped-signature"/>`;
    for (const transforms of [enveloped + filtered(), filtered(DEFAULT_PATH, '') + filtered()])
      expect(judged(signed(transforms))).toEqual(['incomplete', 'references', 'not-evaluated', 'TRANSFORM_REFUSED']);
  });
});

describe('a signature whose reference is not followed', () => {
  const open = signed(filtered(DEFAULT_PATH.replace('subtract', 'union')));

  it('is still rejected when what it says of itself was changed', () => {
    expect(judged(open.replace('12:00:00Z', '13:00:00Z'))[0]).toBe('rejected');
    expect(judged(open.replace(/(<ds:SignatureValue Id="val">).{8}/, '$1AAAAAAAA'))[0]).toBe('rejected');
  });

  it('is rejected when no reference is to the certificate, or one is to a part of it', () => {
    const only = (uri: string) =>
      signDcc(XML.replace('<d:a>', '<d:a Id="one">'), SIGNER, { uri, transforms: filtered('') });
    expect(judged(only('#one'))).toEqual(['rejected', 'references', 'failed', 'PARTIAL_REFERENCE']);
    expect(judged(signed().replace('URI=""', 'URI="#sp"'))[0]).toBe('rejected');
  });
});
