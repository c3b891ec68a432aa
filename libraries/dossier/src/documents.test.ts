// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { DOSSIER_LIMITS } from './limits.ts';
import { brief, readFiles } from './tests/dossier-fixtures.ts';

const TOKEN = 'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJkaWQ6d2ViOmV4YW1wbGUub3JnIn0.c2lnbmF0dXJl';

async function read(path: string, content: string | Uint8Array) {
  const { dossier, faults } = await readFiles({ [path]: content });
  return { documents: dossier?.documents, papers: dossier?.papers.map(({ file }) => file), faults: brief(faults) };
}

describe('readJsonDocument(), of a dossier', () => {
  test('keeps a credential with its text, exactly', async () => {
    const text = '{ "type": ["VerifiableCredential"],\n "credentialSubject": {"v": "0.10"}, "proof": {} }\n';
    expect(await read('papers/report.json', text)).toEqual({
      documents: [{ file: 'papers/report.json', form: 'embedded', text }],
      papers: [],
      faults: [],
    });
  });

  test.each([['EnvelopedVerifiableCredential'], [['VerifiableCredential', 'EnvelopedVerifiableCredential']]])(
    'takes the token out of an envelope of type %j',
    async (type) => {
      const envelope = JSON.stringify({ type, id: `data:application/vc+jwt,${TOKEN}` });
      expect((await read('report.json', envelope)).documents).toEqual([
        { file: 'report.json', form: 'vc+jwt', text: TOKEN },
      ]);
    },
  );

  test.each([
    ['an envelope without a token', JSON.stringify({ type: 'EnvelopedVerifiableCredential' }), 'BAD_TOKEN'],
    [
      'an envelope of something else',
      JSON.stringify({ type: 'EnvelopedVerifiableCredential', id: 'data:text/plain,x' }),
      'BAD_TOKEN',
    ],
    ['half a file', '{"credentialSubject": {', 'BAD_JSON'],
    ['NUL', '{"credentialSubject": "\u0000"}', 'BAD_JSON'],
    ['bytes that are not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), 'NOT_TEXT'],
    ['a deep nest', `{"credentialSubject":${'['.repeat(100_000)}`, 'DOCUMENT_TOO_DEEP'],
    ['a nest one too deep', `{"credentialSubject":${'['.repeat(64)}${']'.repeat(64)}}`, 'DOCUMENT_TOO_DEEP'],
    ['two mebibytes', new Uint8Array(DOSSIER_LIMITS.documentBytes + 1), 'FILE_TOO_LARGE'],
  ])('refuses %s', async (_, content, code) => {
    expect(await read('report.json', content)).toMatchObject({ documents: undefined, faults: [`${code} report.json`] });
  });

  test('counts no brackets inside of text, and allows the deepest nest', async () => {
    const deepest = `{"credentialSubject":${'['.repeat(63)}"${'[\\"{'.repeat(100)}"${']'.repeat(63)}}`;
    expect((await read('report.json', deepest)).documents).toHaveLength(1);
  });

  test.each([
    '{"a":1}',
    '[{"credentialSubject":{}}]',
    '"credentialSubject"',
    'null',
    '{"__proto__":{"credentialSubject":1}}',
  ])('keeps %s unread, as a paper, with a warning', async (text) => {
    expect(await read('data.json', text)).toEqual({
      documents: [],
      papers: ['data.json'],
      faults: ['NOT_A_CREDENTIAL data.json'],
    });
  });
});

describe('readToken(), of a dossier', () => {
  test.each(['report.jwt', 'report.vc+jwt', 'REPORT.JWT'])('keeps the token of %s', async (path) => {
    expect((await read(path, `${TOKEN}\n`)).documents).toEqual([{ file: path, form: 'vc+jwt', text: TOKEN }]);
  });

  test.each(['', '.', 'a.b', 'a.b.c.d', 'a.b.c d', `${TOKEN}=`, `${TOKEN}\ud800`])('refuses %j', async (text) => {
    const { documents, faults } = await read('report.jwt', `${text} `);
    expect({ documents, faults }).toEqual({ documents: undefined, faults: ['BAD_TOKEN report.jwt'] });
  });

  test('refuses a token that is not text, or too long', async () => {
    expect((await read('report.jwt', Uint8Array.of(0xff))).faults).toEqual(['NOT_TEXT report.jwt']);
    const long = new Uint8Array(DOSSIER_LIMITS.documentBytes + 1);
    expect((await read('report.jwt', long)).faults).toEqual(['FILE_TOO_LARGE report.jwt']);
  });
});
