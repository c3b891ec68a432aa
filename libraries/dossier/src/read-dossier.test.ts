// SPDX-License-Identifier: Apache-2.0
import { digestFromSha256 } from '@touchstone/identifiers';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { DOSSIER_LIMITS } from './limits.ts';
import { readDossier, readDossierArchive } from './read-dossier.ts';
import {
  brief,
  bytesOf,
  file,
  LOT,
  minimalSheets,
  PRODUCT,
  readFiles,
  sha256,
  workbook,
} from './tests/dossier-fixtures.ts';

describe('readDossier()', () => {
  test('tells digital calibration certificates from other XML', async () => {
    const dcc = '<d:digitalCalibrationCertificate xmlns:d="https://ptb.de/dcc"/>';
    const { dossier, faults } = await readFiles({ 'papers/scale.XML': dcc, 'other.xml': '<x/>' });
    expect(faults).toEqual([]);
    expect(dossier?.certificates).toEqual([{ file: 'papers/scale.XML', bytes: new TextEncoder().encode(dcc) }]);
    expect(dossier?.papers.map(({ file }) => file)).toEqual(['other.xml']);
  });

  test('keeps papers unread, with length and digest', async () => {
    const pdf = bytesOf('%PDF-1.7');
    const { dossier, faults } = await readFiles({ 'papers/report.pdf': pdf, 'photo.JPG': 'x' });
    expect(faults).toEqual([]);
    expect(dossier?.papers[0]).toEqual({ file: 'papers/report.pdf', length: 8, digest: digestFromSha256(sha256(pdf)) });
    expect(dossier?.papers).toHaveLength(2);
  });

  test('takes an asynchronous digest', async () => {
    const entries = [file('product.csv', PRODUCT), file('lot.csv', LOT), file('a.pdf', 'x')];
    const { dossier } = await readDossier(entries, { sha256: async (bytes) => sha256(bytes) });
    expect(dossier?.papers).toHaveLength(1);
  });

  test('passes over what systems leave behind, and lists it', async () => {
    const { dossier, faults } = await readFiles({ '.DS_Store': 'x', '~$lot.xlsx': 'x', '__MACOSX/._lot.csv': 'x' });
    expect(faults).toEqual([]);
    expect(dossier?.ignored).toEqual(['.DS_Store', '~$lot.xlsx', '__MACOSX/._lot.csv']);
  });

  test('warns of a table that it does not know, names the nearest, and keeps it as a paper', async () => {
    const { dossier, faults } = await readFiles({ 'reslts.csv': 'a\n' });
    expect(brief(faults)).toEqual(['UNKNOWN_TABLE reslts.csv']);
    expect(faults[0]?.expected).toContain('nearest is results');
    expect(dossier?.papers.map((paper) => paper.file)).toEqual(['reslts.csv']);
  });

  test.each([
    ['old.xls', 'OTHER_SPREADSHEET'],
    ['data.ods', 'OTHER_SPREADSHEET'],
    ['inner.zip', 'NESTED_ARCHIVE'],
    ['inner.tar.gz', 'NESTED_ARCHIVE'],
    ['../lot.csv', 'PATH_NOT_RELATIVE'],
    ['a\\b.csv', 'BAD_NAME'],
    ['a\ud800.csv', 'BAD_NAME'],
    ['PRODUCT.csv', 'DUPLICATE_NAME'],
    [`${'d/'.repeat(8)}x.pdf`, 'PATH_TOO_DEEP'],
  ])('refuses %j: %s, and uses nothing of the rest', async (path, code) => {
    const { dossier, faults } = await readFiles({ [path]: 'x' });
    expect(dossier).toBeUndefined();
    expect(faults.map((fault) => fault.code)).toEqual([code]);
  });

  test('refuses an empty file, a large file, too much in all and too many files', async () => {
    expect(brief((await readFiles({ 'a.pdf': '' })).faults)).toEqual(['EMPTY_FILE a.pdf']);
    // 200 MB by its length alone: nothing is read of it.
    const large = { path: 'results.csv', bytes: new Uint8Array(200_000_000) };
    const { faults } = await readDossier([file('product.csv', PRODUCT), file('lot.csv', LOT), large], { sha256 });
    expect(faults).toMatchObject([{ code: 'FILE_TOO_LARGE', file: 'results.csv', found: '200000000 bytes' }]);
    expect(faults[0]?.expected).toContain(String(DOSSIER_LIMITS.fileBytes));
    expect(brief((await readFiles({ 'a.pdf': 'x'.repeat(100) }, { totalBytes: 100 })).faults)).toEqual([
      'TOTAL_TOO_LARGE a.pdf',
    ]);
    const many = Object.fromEntries(Array.from({ length: 499 }, (_, index) => [`${index}.pdf`, 'x']));
    expect((await readFiles(many)).faults[0]?.code).toBe('TOO_MANY_FILES');
  });

  test('lists at most the faults that a person can read', async () => {
    const rows = Array.from({ length: 300 }, () => 'Atlantis').join('\n');
    const { faults } = await readFiles({ 'route.csv': `Place\n${rows}\n` });
    expect(faults).toHaveLength(DOSSIER_LIMITS.faults + 1);
    expect(faults.at(-1)?.code).toBe('TOO_MANY_FAULTS');
  });

  test('names no place twice', async () => {
    const { dossier } = await readFiles({ 'route.csv': 'Place\nHK\n香港\nMO\n' });
    expect(dossier?.places).toEqual(['HK', 'MO']);
  });
});

describe('readDossierArchive()', () => {
  test('reads a zipped dossier, in a folder or not', async () => {
    const zip = zipSync({ 'mine/product.csv': bytesOf(PRODUCT), 'mine/lot.csv': bytesOf(LOT) });
    const { dossier, faults } = await readDossierArchive(zip, { sha256 });
    expect(faults).toEqual([]);
    expect(dossier?.claim.lot.lotNumber).toBe('GQ-2026-0912');
  });

  test('gives the faults of the archive alone, under its name', async () => {
    const { dossier, faults } = await readDossierArchive(bytesOf('x'), {
      sha256,
      name: 'mine.zip',
      limits: { files: 1 },
    });
    expect(dossier).toBeUndefined();
    expect(brief(faults)).toEqual(['ARCHIVE_UNREADABLE mine.zip']);
  });
});

describe('readDossier(), whatever the bytes', () => {
  let book: Uint8Array;
  beforeAll(async () => {
    book = await workbook(minimalSheets());
  });

  test('never throws, and gives a dossier or an error', async () => {
    const path = fc.constantFrom('product.csv', 'lot.csv', 'results.csv', 'a.xlsx', 'a.json', 'a.jwt', 'a.pdf');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.constantFrom('"', 'Lot number,,\n"', '{', '[[[['),
    );
    const content = fc.oneof(fc.uint8Array(), text.map(bytesOf));
    const entries = fc.uniqueArray(fc.record({ path, bytes: content }), { selector: (entry) => entry.path });
    await fc.assert(
      fc.asyncProperty(entries, async (files) => {
        const { dossier, faults } = await readDossier(files, { sha256 });
        expect(dossier === undefined).toBe(faults.some(({ severity }) => severity === 'error'));
      }),
    );
  });

  test('never throws on a workbook with a few bytes changed', async () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(changes, async (list) => {
        const bytes = book.slice();
        for (const [at, byte] of list) bytes[at % bytes.length] = byte;
        const { dossier, faults } = await readDossier([{ path: 'a.xlsx', bytes }], { sha256 });
        expect(dossier === undefined).toBe(faults.some(({ severity }) => severity === 'error'));
      }),
    );
  });
});
