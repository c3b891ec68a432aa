// SPDX-License-Identifier: Apache-2.0
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { DOSSIER_LIMITS } from '../limits.ts';
import { bytesOf } from '../tests/dossier-fixtures.ts';
import { deflatedZeros, type RawEntry, rawZip } from '../tests/zip-fixtures.ts';
import { readZip } from './read-zip.ts';
import { writeZip } from './write-zip.ts';

const DATA = bytesOf('a,b\n1,2\n');
const TEN_GIBIBYTES = 10 * 1024 ** 3;

async function codes(bytes: Uint8Array, limits = {}): Promise<readonly string[]> {
  const { entries, faults } = await readZip(bytes, { limits: { ...DOSSIER_LIMITS, ...limits } });
  if (faults.length > 0) expect(entries).toEqual([]);
  return faults.map(({ code, file }) => `${code} ${file}`);
}

describe('readZip()', () => {
  test('gives the files of a zip that another program packed', async () => {
    const { entries, faults } = await readZip(zipSync({ 'lot.csv': DATA, 'papers/报告.pdf': bytesOf('%PDF') }));
    expect(faults).toEqual([]);
    expect(entries.map(({ path, bytes }) => [path, bytes.length])).toEqual([
      ['lot.csv', 8],
      ['papers/报告.pdf', 4],
    ]);
    expect(entries[0]?.bytes).toEqual(DATA);
  });

  test('gives back what writeZip packed', async () => {
    const files = [
      { path: 'a.csv', bytes: DATA },
      { path: 'b/c.txt', bytes: new Uint8Array() },
    ];
    expect((await readZip(writeZip(files))).entries).toEqual(files);
  });

  test('passes over folders and what systems leave behind', async () => {
    const zip = rawZip([
      { name: 'papers/' },
      { name: 'papers/a.pdf', data: DATA },
      { name: '__MACOSX/papers/._a.pdf', data: DATA },
      { name: '.DS_Store', data: DATA },
    ]);
    expect((await readZip(zip)).entries.map(({ path }) => path)).toEqual(['papers/a.pdf']);
  });

  test('reads names in GB 18030 where no flag says UTF-8, and backslashes as slashes', async () => {
    const gbk = Uint8Array.of(0xb2, 0xfa, 0xc6, 0xb7, 0x2e, 0x63, 0x73, 0x76);
    const zip = rawZip([
      { name: gbk, flags: 0, data: DATA },
      { name: 'papers\\a.pdf', data: DATA },
    ]);
    expect((await readZip(zip)).entries.map(({ path }) => path)).toEqual(['产品.csv', 'papers/a.pdf']);
  });

  test('refuses a bomb that declares its 10 GiB', async () => {
    const bomb = rawZip([{ name: 'bomb.csv', data: deflatedZeros(1), method: 8, size: TEN_GIBIBYTES }]);
    const { faults } = await readZip(bomb);
    expect(faults).toMatchObject([
      { code: 'FILE_TOO_LARGE', file: 'bomb.csv', found: `${TEN_GIBIBYTES} bytes unpacked` },
    ]);
    expect(faults[0]?.expected).toContain(String(DOSSIER_LIMITS.fileBytes));
  });

  test('stops unpacking 10 GiB of real zeros behind a declared size of 1000', async () => {
    const bomb = rawZip([{ name: 'bomb.csv', data: deflatedZeros(10 * 1024), method: 8, size: 1000 }]);
    expect(await codes(bomb)).toEqual(['SIZE_MISMATCH bomb.csv']);
  });

  test('refuses many files that are each allowed but not together', async () => {
    const size = 1_000_000;
    const zip = rawZip(['a', 'b', 'c'].map((name) => ({ name, data: new Uint8Array(size) })));
    expect(await codes(zip, { totalBytes: 2.5 * size })).toEqual(['TOTAL_TOO_LARGE c']);
  });

  test('refuses too many entries before reading any', async () => {
    const zip = rawZip(Array.from({ length: 501 }, (_, index) => ({ name: `f${index}` })));
    expect(await codes(zip)).toEqual(['TOO_MANY_FILES dossier.zip']);
  });

  test('takes no file of a system without links for one', async () => {
    const attributes = (0o120777 << 16) >>> 0;
    const { entries } = await readZip(rawZip([{ name: 'a.csv', madeBy: 0, attributes, data: DATA }]));
    expect(entries).toHaveLength(1);
    const { faults } = await readZip(rawZip([{ name: 'a.csv', madeBy: 19, attributes, data: DATA }]));
    expect(faults[0]?.code).toBe('SYMBOLIC_LINK');
  });

  const defects: readonly (readonly [string, RawEntry])[] = [
    ['PATH_NOT_RELATIVE', { name: '../evil.csv' }],
    ['PATH_NOT_RELATIVE', { name: 'a/../../evil.csv' }],
    ['PATH_NOT_RELATIVE', { name: '/etc/passwd' }],
    ['PATH_NOT_RELATIVE', { name: 'C:\\evil.csv' }],
    ['PATH_NOT_RELATIVE', { name: '../evil/' }],
    ['PATH_TOO_DEEP', { name: `${'d/'.repeat(8)}f.csv` }],
    ['PATH_TOO_DEEP', { name: `${'n'.repeat(241)}` }],
    ['BAD_NAME', { name: 'a//b.csv' }],
    ['BAD_NAME', { name: './b.csv' }],
    ['BAD_NAME', { name: 'nul\u0000.csv' }],
    ['BAD_NAME', { name: 'fdp\u202e.csv' }],
    ['BAD_NAME', { name: Uint8Array.of(0xff, 0x2e, 0x63) }],
    [
      'SYMBOLIC_LINK',
      { name: 'link.csv', madeBy: 3, attributes: (0o120777 << 16) >>> 0, data: bytesOf('/etc/passwd') },
    ],
    ['ENCRYPTED', { name: 'secret.csv', flags: 0x801, method: 8, data: DATA }],
    ['UNSUPPORTED_COMPRESSION', { name: 'odd.csv', method: 14, data: DATA }],
    ['CHECKSUM_MISMATCH', { name: 'broken.csv', data: DATA, crc: 1 }],
    ['CHECKSUM_MISMATCH', { name: 'broken.csv', method: 8, data: bytesOf('no deflate data'), size: 20 }],
    ['SIZE_MISMATCH', { name: 'short.csv', method: 8, data: deflatedZeros(1), size: 2_000_000 }],
  ];
  test.each(defects)('refuses an entry: %s %o', async (code, entry) => {
    const found = await codes(rawZip([{ name: 'good.csv', data: DATA }, entry]));
    expect(found).toHaveLength(1);
    expect(found[0]?.split(' ')[0]).toBe(code);
  });

  test('refuses two entries of one name, case and composition aside', async () => {
    const zip = rawZip([
      { name: 'Café.csv', data: DATA },
      { name: 'cafe\u0301.csv', data: DATA },
    ]);
    expect(await codes(zip)).toEqual(['DUPLICATE_NAME cafe\u0301.csv']);
  });

  test('tells every faulty entry, not the first', async () => {
    const zip = rawZip([
      { name: '../a.csv', data: DATA },
      { name: 'b.csv', data: DATA, crc: 1 },
    ]);
    expect(await codes(zip)).toEqual(['PATH_NOT_RELATIVE ../a.csv', 'CHECKSUM_MISMATCH b.csv']);
  });

  test('refuses every truncation of a zip, and bytes that are none', async () => {
    const whole = zipSync({ 'lot.csv': DATA });
    for (let length = 0; length < whole.length; length += 7) {
      expect(await codes(whole.subarray(0, length))).toEqual(['ARCHIVE_UNREADABLE dossier.zip']);
    }
    expect(await codes(bytesOf('this is a letter'))).toEqual(['ARCHIVE_UNREADABLE dossier.zip']);
  });

  test('refuses a zip whose directory is damaged behind a good end record', async () => {
    const zip = rawZip([{ name: 'lot.csv', data: DATA }]);
    const directory = zip.length - 22 - 46 - 'lot.csv'.length;
    zip[directory] = 0;
    const { faults } = await readZip(zip, { name: 'mine.zip' });
    expect(faults).toMatchObject([{ code: 'ARCHIVE_UNREADABLE', file: 'mine.zip' }]);
  });
});
