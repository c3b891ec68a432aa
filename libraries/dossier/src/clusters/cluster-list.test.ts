// SPDX-License-Identifier: Apache-2.0
import { readFile } from 'node:fs/promises';
import { utf8Bytes } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { TEMPLATE_LANGUAGES } from '../tables/column.ts';
import { TABLES } from '../tables/columns.ts';
import { writeWorkbook } from '../template/write-workbook.ts';
import { readClusterList, writeClusterTemplate } from './cluster-list.ts';

const HEADINGS = ['Cluster', 'Name of the cluster', 'Place', 'Latitude', 'Longitude', 'Industry', 'Goods'];
const NEED = ['Demonstration', 'Activity', 'Property', 'Method', 'Unit', 'From', 'To', 'Uncertainty'];
const ROW = ['GD-01', 'Scales', 'CN-GD', '23.13', '113.26', '4014', '8423.81; 8423.82', 'yes'];
const MASS = ['calibration', 'mass', '', 'g', '1', '500', '0.5 mg'];

const csv = (...rows: readonly (readonly string[])[]) => ({
  path: 'clusters.csv',
  bytes: utf8Bytes([[...HEADINGS, ...NEED], ...rows].map((row) => row.join(',')).join('\n')),
});
const faultsOf = async (...rows: readonly (readonly string[])[]) => {
  const { clusters, faults } = await readClusterList(csv(...rows));
  expect(clusters).toBeUndefined();
  return faults
    .filter(({ severity }) => severity === 'error')
    .map(({ code, column, row }) => `${code} ${column}${row}`);
};
const rowWith = (changes: Readonly<Record<string, string>>) =>
  [...HEADINGS, ...NEED].map((heading, at) => changes[heading] ?? [...ROW, ...MASS][at] ?? '');

describe('readClusterList()', () => {
  it('puts the needs of a cluster together, from CSV', async () => {
    const test = ['testing', 'pb', 'GB 5009.12', '', '0.05 mg/kg', '', ''];
    const { clusters, faults } = await readClusterList(
      csv([...ROW, ...MASS], ['GD-01', '', '', '', '', '', '', '', ...test]),
    );
    expect(faults).toEqual([]);
    expect(clusters).toEqual([
      {
        ...{ cluster: 'GD-01', name: 'Scales', place: 'CN-GD', coordinates: { latitude: 23.13, longitude: 113.26 } },
        ...{ industries: ['4014'], goods: ['8423.81', '8423.82'], demonstration: true },
        needs: [
          {
            ...{ activity: 'calibration', property: 'mass', from: { value: '1', unit: 'g' } },
            ...{ to: { value: '500', unit: 'g' }, expandedUncertainty: { value: '0.5', unit: 'mg' } },
          },
          { activity: 'testing', property: 'pb', method: 'GB 5009.12', from: { value: '0.05', unit: 'mg/kg' } },
        ],
      },
    ]);
  });

  it('reads a workbook in each language of its template', async () => {
    for (const language of TEMPLATE_LANGUAGES) {
      const name = TABLES.clusterNeeds.names[language][0];
      const headings = Object.values(TABLES.clusterNeeds.columns).map(({ headers }) => headers[language][0]);
      const cells: Readonly<Record<string, string>> = {
        ...{ cluster: 'A', name: 'B', place: 'HK', activity: 'calibration', property: 'mass' },
        ...{ unit: 'g', from: '1', to: '2' },
      };
      const row = Object.keys(TABLES.clusterNeeds.columns).map((key) => cells[key] ?? '');
      const bytes = await writeWorkbook([{ name, headings, rows: [row] }]);
      const { clusters } = await readClusterList({ path: 'c.xlsx', bytes });
      expect(clusters).toMatchObject([{ cluster: 'A', place: 'HK', demonstration: false, industries: [] }]);
      const empty = await readClusterList(await writeClusterTemplate(language));
      expect(empty.faults.map(({ code }) => code)).toEqual(['EMPTY_TABLE']);
    }
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['MISSING_VALUE A2', { Cluster: '' }],
    ['MISSING_VALUE B2', { 'Name of the cluster': '' }],
    ['MISSING_VALUE C2', { Place: '' }],
    ['UNKNOWN_PLACE C2', { Place: 'Atlantis' }],
    ['NUMBER_OUT_OF_RANGE D2', { Latitude: '91' }],
    ['NUMBER_OUT_OF_RANGE E2', { Longitude: '113 g' }],
    ['MISSING_VALUE E2', { Longitude: '' }],
    ['MISSING_VALUE D2', { Latitude: '' }],
    ['UNKNOWN_WORD I2', { Activity: 'juggling' }],
    ['MISSING_VALUE J2', { Property: '' }],
    ['MISSING_VALUE M2', { From: '' }],
    ['BAD_NUMBER M2', { From: 'some' }],
    ['LIMIT_CONFLICT M2', { From: '501' }],
    ['UNIT_CONFLICT M2', { From: '1 mm' }],
    ['BAD_NUMBER O2', { Uncertainty: '-1' }],
  ])('says %s for one bad cell, and uses nothing', async (fault, changes) => {
    expect(await faultsOf(rowWith(changes))).toContain(fault);
  });

  it('misses a unit once for each number, and not where the unit is unknown', async () => {
    expect(await faultsOf(rowWith({ Unit: '' }))).toEqual(['MISSING_UNIT M2', 'MISSING_UNIT N2']);
    expect(await faultsOf(rowWith({ Unit: 'zorkmid' }))).toEqual(['UNKNOWN_UNIT L2']);
  });

  it('refuses a cluster that is said to be in two places, or has two names', async () => {
    expect(await faultsOf(rowWith({}), rowWith({ Place: 'HK', 'Name of the cluster': 'Other' }))).toEqual([
      'LIMIT_CONFLICT B3',
      'LIMIT_CONFLICT C3',
    ]);
    expect(await faultsOf(rowWith({ Place: '' }), rowWith({}))).toEqual(['LIMIT_CONFLICT C3', 'MISSING_VALUE C2']);
  });

  it('refuses what is too large, no workbook, without its table, or with two', async () => {
    const codes = async (file: Parameters<typeof readClusterList>[0], limits = {}) =>
      (await readClusterList(file, limits)).faults.map(({ code }) => code);
    expect(await codes(csv([...ROW, ...MASS]), { fileBytes: 10 })).toEqual(['FILE_TOO_LARGE']);
    expect(await codes({ path: 'c.xlsx', bytes: utf8Bytes('no') })).not.toEqual([]);
    const sheet = (name: string) => ({ name, headings: [...HEADINGS, ...NEED], rows: [[...ROW, ...MASS]] });
    expect(await codes({ path: 'c.xlsx', bytes: await writeWorkbook([sheet('other')]) })).toContain('MISSING_TABLE');
    const two = await writeWorkbook([sheet('cluster needs'), sheet('clusters')]);
    expect(await codes({ path: 'c.xlsx', bytes: two })).toContain('DUPLICATE_TABLE');
  });
});

describe('writeClusterTemplate()', () => {
  it.each(TEMPLATE_LANGUAGES)('is the file under examples/templates in %s, byte by byte', async (language) => {
    const { path, bytes } = await writeClusterTemplate(language);
    const kept = await readFile(new URL(`../../../../examples/templates/${path}`, import.meta.url));
    expect(Buffer.compare(kept, bytes)).toBe(0);
  });
});
