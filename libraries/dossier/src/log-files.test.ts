// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { DOSSIER_LIMITS } from './limits.ts';
import { brief, readFiles } from './tests/dossier-fixtures.ts';

const DOCUMENT = '{"type":["VerifiableCredential"],"credentialSubject":{}}';
const TOKEN = 'eyJhbGciOiJFZERTQSJ9.eyJpc3MiOiJkaWQ6d2ViOmV4YW1wbGUub3JnIn0.c2lnbmF0dXJl';
const COMPLETENESS = '{\n "format": "touchstone/completeness/v1"}';

async function read(files: Readonly<Record<string, string | Uint8Array>>) {
  const { dossier, faults } = await readFiles(files);
  return {
    receipts: Object.fromEntries(dossier?.documents.map(({ file, receipt }) => [file, receipt]) ?? []),
    papers: dossier?.papers.map(({ file }) => file),
    completeness: dossier?.completeness,
    faults: brief(faults),
  };
}

describe('addReceipts()', () => {
  it('puts a receipt beside the document of its name, with and without its ending', async () => {
    const files = { 'a/r.json': DOCUMENT, 'a/r.tlog-proof': 'one', 's.json': DOCUMENT, 's.json.tlog-proof': 'two' };
    const found = await read({ ...files, 't.json': DOCUMENT });
    expect(found).toMatchObject({
      receipts: { 'a/r.json': 'one', 's.json': 'two', 't.json': undefined },
      papers: [],
      faults: [],
    });
  });

  it('gives both forms of a statement the receipt of their name', async () => {
    const { receipts } = await read({ 'r.json': DOCUMENT, 'r.jwt': TOKEN, 'r.tlog-proof': 'one' });
    expect(receipts).toEqual({ 'r.json': 'one', 'r.jwt': 'one' });
  });

  it('takes a receipt out of an envelope, and none beside it', async () => {
    const envelope = { type: 'EnvelopedVerifiableCredential', id: `data:application/vc+jwt,${TOKEN}`, receipt: 'in' };
    const found = await read({ 'r.json': JSON.stringify(envelope), 'r.tlog-proof': 'beside' });
    expect(found).toMatchObject({ receipts: { 'r.json': 'in' }, faults: ['RECEIPT_WITHOUT_DOCUMENT r.tlog-proof'] });
  });

  it('keeps as a paper what belongs to no document', async () => {
    expect(await read({ 'r.tlog-proof': 'one', 'folder/r.json': DOCUMENT })).toMatchObject({
      ...{ receipts: { 'folder/r.json': undefined }, papers: ['r.tlog-proof'] },
      faults: ['RECEIPT_WITHOUT_DOCUMENT r.tlog-proof'],
    });
  });

  it('refuses bytes that are no text, and more than a document may have', async () => {
    expect((await read({ 'r.json': DOCUMENT, 'r.tlog-proof': Uint8Array.of(0xff) })).faults).toEqual([
      'NOT_TEXT r.tlog-proof',
    ]);
    const long = new Uint8Array(DOSSIER_LIMITS.documentBytes + 1).fill(0x41);
    expect((await read({ 'r.json': DOCUMENT, 'r.tlog-proof': long })).faults).toEqual(['FILE_TOO_LARGE r.tlog-proof']);
  });
});

describe('readCompleteness()', () => {
  it('knows a completeness file by its first member, and keeps it exactly', async () => {
    const { completeness, faults } = await read({ 'c.json': COMPLETENESS });
    expect({ completeness, faults }).toEqual({ completeness: [{ file: 'c.json', text: COMPLETENESS }], faults: [] });
  });

  it('leaves other JSON, and bytes that are no text, to the reader of documents', async () => {
    const late = await read({ 'c.json': '{"a":1,"format":"touchstone/completeness/v1"}' });
    expect(late).toMatchObject({ completeness: [], faults: ['NOT_A_CREDENTIAL c.json'] });
    const broken = new Uint8Array([...new TextEncoder().encode(COMPLETENESS), 0xff]);
    expect((await read({ 'c.json': broken })).faults).toEqual(['NOT_TEXT c.json']);
  });
});
