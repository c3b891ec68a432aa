// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { brief, readFiles, RESULT_HEADERS } from './tests/dossier-fixtures.ts';

interface Row {
  readonly value?: string;
  readonly unit?: string;
  readonly lod?: string;
  readonly loq?: string;
  readonly u?: string;
  readonly k?: string;
}

async function read({ value = '0.10', unit = 'mg/kg', lod = '', loq = '', u = '', k = '' }: Row) {
  const row = `R-1,Lab,铅,"${value}",${unit},${lod},${loq},${u},${k},GB 5009.12-2023,as sold,2026-10-09,S-1`;
  const { dossier, faults } = await readFiles({ 'results.csv': `${RESULT_HEADERS}\n${row}\n` });
  return { result: dossier?.transcribed[0], faults: brief(faults) };
}

const mgPerKg = (value: string) => ({ value, unit: 'mg/kg' });

describe('readResults(), of a dossier', () => {
  test('reads a quantified result with everything that a report may say', async () => {
    const { result, faults } = await read({ value: '０.10', lod: '0.005', loq: '0.02', u: '0.02', k: '2' });
    expect(faults).toEqual([]);
    expect(result).toEqual({
      at: { file: 'results.csv', row: 2 },
      reportNumber: 'R-1',
      laboratory: 'Lab',
      substance: '铅',
      method: 'GB 5009.12-2023',
      testedOn: '2026-10-09',
      basis: 'as sold',
      sample: 'S-1',
      outcome: 'quantified',
      quantity: mgPerKg('0.10'),
      limitOfDetection: mgPerKg('0.005'),
      limitOfQuantification: mgPerKg('0.02'),
      expandedUncertainty: { ...mgPerKg('0.02'), relative: false, coverageFactor: '2' },
    });
  });

  test('refuses one result twice, and names both rows', async () => {
    const row = (more: { value?: string; sample?: string; substance?: string; report?: string }) => {
      const { value = '0.10', sample = 'S-1', substance = '铅', report = 'R-1' } = more;
      return `${report},Lab,${substance},${value},mg/kg,,,,,GB 5009.12-2023,as sold,2026-10-09,${sample}`;
    };
    const twice = await readFiles({
      'results.csv': `${RESULT_HEADERS}\n${row({})}\n${row({ sample: 'S-2' })}\n${row({ value: '0.40', report: 'ｒ-1' })}\n`,
    });
    expect([twice.dossier, ...brief(twice.faults)]).toEqual([undefined, 'DUPLICATE_RESULT results.csv!4']);
    expect(twice.faults[0]?.expected).toContain('results.csv, row 2');
    const across = await readFiles({
      'results.csv': `${RESULT_HEADERS}\n${row({})}\n`,
      'results-2.csv': `${RESULT_HEADERS}\n${row({})}\n`,
    });
    expect(brief(across.faults)).toEqual(['DUPLICATE_RESULT results-2.csv!2']);
    const apart = await readFiles({
      'results.csv': `${RESULT_HEADERS}\n${[{}, { sample: '' }, { substance: 'Cd' }, { report: 'R-2' }].map(row).join('\n')}\n`,
    });
    expect([apart.faults, apart.dossier?.transcribed.length]).toEqual([[], 4]);
  });

  test('leaves out what the report does not say', async () => {
    const minimal = 'Report number,Laboratory,Substance,Value,Unit,Method,Tested on\nR-1,Lab,Pb,1,mg/kg,M,2026-10-09\n';
    const { dossier } = await readFiles({ 'results.csv': minimal });
    expect(Object.keys(dossier?.transcribed[0] ?? {}).toSorted()).toEqual(
      ['at', 'laboratory', 'method', 'outcome', 'quantity', 'reportNumber', 'substance', 'testedOn'].toSorted(),
    );
  });

  test.each([
    ['0.02', { ...mgPerKg('0.02'), relative: false }],
    ['12 %', { value: '12', unit: '%', relative: true }],
  ])('reads the uncertainty %j', async (u, expected) => {
    expect((await read({ u })).result).toMatchObject({ expandedUncertainty: expected });
  });

  test('takes a percentage for absolute where the result is one', async () => {
    const { result } = await read({ value: '5.0', unit: '%', u: '0.3 %' });
    expect(result).toMatchObject({ expandedUncertainty: { value: '0.3', unit: '%', relative: false } });
  });

  test.each([
    [{ value: '<0.02', loq: '0.020' }, 'below-loq'],
    [{ value: '<0.02', loq: '20 µg/kg' }, 'below-loq'],
    [{ value: '<0.02', lod: '0.02' }, 'not-detected'],
    [{ value: '<0.02', lod: '0.005', loq: '0.02' }, 'below-loq'],
    [{ value: '<0.005', lod: '0.005', loq: '0.02' }, 'not-detected'],
    [{ value: 'ND', lod: '0.005' }, 'not-detected'],
    [{ value: '未检出', lod: '0.005', loq: '0.02' }, 'not-detected'],
    [{ value: '<LOD', lod: '0.005' }, 'not-detected'],
    [{ value: '<LOQ', loq: '0.02' }, 'below-loq'],
  ])('reads %o as %s', async (row, outcome) => {
    const { result, faults } = await read(row);
    expect(faults).toEqual([]);
    expect(result?.outcome).toBe(outcome);
  });

  test('bounds a non-detect by the LOQ where the report has no LOD, and says so', async () => {
    const { result, faults } = await read({ value: '未檢出', loq: '0.02' });
    expect(result).toMatchObject({ outcome: 'below-loq', limitOfQuantification: mgPerKg('0.02') });
    expect(faults).toEqual(['BOUNDED_BY_QUANTIFICATION results.csv!D2']);
  });

  test('takes no uncertainty along where nothing was quantified', async () => {
    expect((await read({ value: 'ND', lod: '0.005', u: '0.02' })).result).not.toHaveProperty('expandedUncertainty');
  });

  test.each([
    [{ value: '<0.02' }, 'NON_DETECT_WITHOUT_LIMIT results.csv!D2'],
    [{ value: 'ND' }, 'NON_DETECT_WITHOUT_LIMIT results.csv!D2'],
    [{ value: '<LOQ', lod: '0.02' }, 'NON_DETECT_WITHOUT_LIMIT results.csv!D2'],
    [{ value: '<LOD', loq: '0.02' }, 'NON_DETECT_WITHOUT_LIMIT results.csv!D2'],
    [{ value: '<0.03', lod: '0.005', loq: '0.02' }, 'LIMIT_CONFLICT results.csv!D2'],
    [{ value: '<0.02', loq: '0.02 mg/L' }, 'UNIT_CONFLICT results.csv!G2'],
    [{ lod: '0.02', loq: '0.005' }, 'LIMIT_CONFLICT results.csv!F2'],
    [{ value: '1,300' }, 'AMBIGUOUS_NUMBER results.csv!D2'],
    [{ value: '0.10 µg/kg' }, 'UNIT_CONFLICT results.csv!D2'],
    [{ unit: 'mgg/kg' }, 'UNKNOWN_UNIT results.csv!E2'],
    [{ unit: 'ppm' }, 'UNKNOWN_UNIT results.csv!E2'],
    [{ unit: '' }, 'MISSING_UNIT results.csv!D2'],
    [{ value: '<0.02', unit: '' }, 'MISSING_UNIT results.csv!D2'],
    [{ value: '' }, 'MISSING_VALUE results.csv!D2'],
    [{ lod: '-0.02' }, 'BAD_NUMBER results.csv!F2'],
    [{ u: '±0.02' }, 'BAD_NUMBER results.csv!H2'],
    [{ u: '0.02 mg/L' }, 'UNIT_CONFLICT results.csv!H2'],
    [{ u: '0.02', k: '2 mg' }, 'UNIT_CONFLICT results.csv!I2'],
  ])('refuses %o: %s', async (row, fault) => {
    const { result, faults } = await read(row);
    expect(result).toBeUndefined();
    expect(faults).toEqual([fault]);
  });

  test('lets the unit beside the value, or in its header, hold for the row', async () => {
    const headers = 'Report number,Laboratory,Substance,Value,LOD,Method,Tested on';
    const beside = await readFiles({ 'results.csv': `${headers}\nR,L,Pb,0.10 mg/kg,0.005,M,2026-10-09\n` });
    expect(beside.dossier?.transcribed[0]).toMatchObject({ limitOfDetection: mgPerKg('0.005') });
    const header = await readFiles({
      'results.csv': `${headers.replace('Value', 'Value (mg/kg)')}\nR,L,Pb,ND,0.005,M,2026-10-09\n`,
    });
    expect(header.dossier?.transcribed[0]).toMatchObject({
      outcome: 'not-detected',
      limitOfDetection: mgPerKg('0.005'),
    });
  });

  test('compares limits across units', async () => {
    expect((await read({ lod: '30 µg/kg', loq: '0.02' })).faults).toEqual(['LIMIT_CONFLICT results.csv!F2']);
    expect((await read({ lod: '20 µg/kg', loq: '0.02' })).faults).toEqual([]);
    const apart = await read({ value: 'ND', unit: '', lod: '0.02 mg/L', loq: '0.05 mg/kg' });
    expect(apart.faults).toEqual(['UNIT_CONFLICT results.csv!F2']);
  });

  test('stops looking once no further fault is listed', async () => {
    const row = `R-1,Lab,Pb,1,${'x'.repeat(100)},,,,,M,,2026-10-09,`;
    const { faults } = await readFiles(
      { 'results.csv': `${RESULT_HEADERS}\n${`${row}\n`.repeat(9_000)}` },
      { faults: 5 },
    );
    expect(brief(faults)).toEqual([
      ...[2, 3, 4, 5, 6].map((each) => `UNKNOWN_UNIT results.csv!E${each}`),
      'TOO_MANY_FAULTS results.csv',
    ]);
  });

  test('needs report number, laboratory, substance, method and day', async () => {
    const { dossier, faults } = await readFiles({ 'results.csv': `${RESULT_HEADERS}\n,,,1,mg/kg,,,,,,,,\n` });
    expect(dossier).toBeUndefined();
    expect(brief(faults)).toEqual(['A2', 'B2', 'C2', 'J2', 'L2'].map((cell) => `MISSING_VALUE results.csv!${cell}`));
  });
});
