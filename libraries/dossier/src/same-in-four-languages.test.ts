// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay } from '@touchstone/identifiers';
import { parseUnit } from '@touchstone/metrology/quantity';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readInstrumentList } from './instruments/instrument-list.ts';
import { readRoundWorkbook, writeRoundWorkbook } from './rounds/round-workbook.ts';
import { TEMPLATE_LANGUAGES, type TemplateLanguage } from './tables/column.ts';
import { TABLES, type TableName } from './tables/columns.ts';
import { columnsOf } from './tables/header-names.ts';
import { writeWorkbook } from './template/write-workbook.ts';
import { brief } from './tests/dossier-fixtures.ts';

const on = parseCalendarDay('2026-11-22');

/** What one says in four languages, in their order: English, simplified and traditional Chinese, Portuguese. */
type Said = readonly [en: string, zhHans: string, zhHant: string, pt: string];
const UNITS: readonly Said[] = [
  ['t', '吨', '噸', 'toneladas'],
  ['kg', '千克', '公斤', 'quilogramas'],
  ['g', '克', '克', 'gramas'],
  ['mg', '毫克', '毫克', 'miligramas'],
];
const USES: readonly Said[] = [
  ['trade settlement', '贸易结算', '貿易結算', 'transações comerciais'],
  ['process control', '过程控制', '過程控制', 'controlo de processos'],
];
const VERDICTS: readonly Said[] = [
  ['pass', '合格', '合格', 'conforme'],
  ['fail', '不合格', '不合格', 'não conforme'],
  ['yes', '是', '是', 'sim'],
];
const INTERVALS: readonly Said[] = [
  ['1 year', '1年', '一年', '1 ano'],
  ['yearly', '每年', '每年', 'anual'],
  ['6 months', '半年', '六個月', 'semestral'],
  ['24', '两年', '兩年', '2 anos'],
];
const PLACES: readonly Said[] = [
  ['Macao', '澳门', '澳門', 'Macau'],
  ['CN-GD', '广东', '廣東', 'Cantão'],
];

interface Row {
  readonly unit: Said;
  readonly use: Said;
  readonly verdict: Said;
  readonly interval: Said;
  readonly place: Said;
  /** Decimals with a point: how much it measures at most, and the part of it that is allowed. */
  readonly most: string;
  readonly tolerance: string;
}

// Not three decimals behind a digit other than 0 alone: of 1,234 it is asked, which is no reading.
const decimal = fc
  .tuple(fc.integer({ min: 1, max: 99_999 }), fc.constantFrom('', '5', '25', '1250'))
  .map(([whole, places]) => (places === '' ? String(whole) : `${whole}.${places}`));
const small = fc.constantFrom('0.005', '0.5', '0.001', '0.025');
const rows: fc.Arbitrary<readonly Row[]> = fc.array(
  fc.record({
    ...{ unit: fc.constantFrom(...UNITS), use: fc.constantFrom(...USES), verdict: fc.constantFrom(...VERDICTS) },
    ...{ interval: fc.constantFrom(...INTERVALS), place: fc.constantFrom(...PLACES) },
    ...{ most: decimal, tolerance: small },
  }),
  { minLength: 1, maxLength: 5 },
);

/** A decimal as it is written in a language. */
function written(value: string, language: TemplateLanguage): string {
  return language === 'pt' ? value.replace('.', ',') : value;
}

function sheet(table: TableName, language: TemplateLanguage, cells: readonly Readonly<Record<string, string>>[]) {
  const keys = Object.keys(cells[0] ?? {});
  return {
    name: TABLES[table].names[language][0],
    headings: keys.map((key) => columnsOf(table)[key]?.headers[language][0] ?? key),
    rows: cells.map((cell) => keys.map((key) => cell[key] ?? '')),
  };
}

async function readList(list: readonly Row[], language: TemplateLanguage) {
  const at = TEMPLATE_LANGUAGES.indexOf(language);
  const bytes = await writeWorkbook([
    sheet(
      'instruments',
      language,
      list.map((row, index) => ({
        ...{ name: `W-${index}`, type: 'scale', place: row.place[at] ?? '', use: row.use[at] ?? '' },
        ...{ unit: row.unit[at] ?? '', rangeTo: written(row.most, language) },
        ...{ tolerance: `${written(row.tolerance, language)} ${row.unit[at]}`, intervalMonths: row.interval[at] ?? '' },
        ...{ lastCalibratedOn: '2026-03-02', asFound: written(`-${row.tolerance}`, language) },
        inTolerance: row.verdict[at] ?? '',
      })),
    ),
  ]);
  return readInstrumentList({ path: 'list.xlsx', bytes }, { on });
}

describe('one list in four languages', () => {
  test('of instruments is read to the same', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (list) => {
        const [english, ...others] = await Promise.all(TEMPLATE_LANGUAGES.map((language) => readList(list, language)));
        expect(english?.faults).toEqual([]);
        expect(english?.instruments).toHaveLength(list.length);
        for (const other of others) expect(other).toEqual(english);
      }),
      { numRuns: 25 },
    );
  });

  test.each(TEMPLATE_LANGUAGES)('of results of a round is read to the same in %s', async (language) => {
    const at = TEMPLATE_LANGUAGES.indexOf(language);
    const unit = ['mg/kg', '毫克/千克', '毫克每千克', 'miligramas por quilograma'][at] ?? '';
    const made = await writeRoundWorkbook({ code: 'A-1', measurands: [{ measurand: 'Pb', unit: 'mg/kg' }] }, language);
    expect((await readRoundWorkbook({ path: 'round.xlsx', bytes: made })).faults).toEqual([]);
    const cell = { code: 'A-1', measurand: 'Pb', value: written('0.045', language), unit };
    const bytes = await writeWorkbook([
      sheet('roundResults', language, [{ ...cell, uncertainty: written('0.005', language), coverageFactor: '2' }]),
    ]);
    const { rows: read, faults } = await readRoundWorkbook({ path: 'round.xlsx', bytes });
    expect(faults).toEqual([]);
    expect(read).toMatchObject([{ value: '0.045', expandedUncertainty: '0.005', coverageFactor: '2' }]);
    // A round may name a unit that nobody knows, so that its own are kept as they are written.
    expect(read?.map((row) => parseUnit(row.unit).text)).toEqual(['mg/kg']);
  });
});

describe('a list that two readings fit', () => {
  const instruments = (cells: readonly Readonly<Record<string, string>>[]) =>
    cells.map((cell, index) => ({ name: `W-${index}`, type: 'scale', place: 'MO', use: 'trade', unit: 'g', ...cell }));
  const faultsOf = async (cells: readonly Readonly<Record<string, string>>[]) => {
    const bytes = await writeWorkbook([sheet('instruments', 'pt', instruments(cells))]);
    const { faults } = await readInstrumentList({ path: 'l.xlsx', bytes }, { on });
    return brief(faults);
  };

  test('is asked about 1,234', async () => {
    expect(await faultsOf([{ rangeTo: '1,234' }])).toEqual(['AMBIGUOUS_NUMBER l.xlsx!instrumentos!F2']);
  });

  test('is asked about 30.000 where another number has a decimal comma, and not where none has', async () => {
    expect(await faultsOf([{ rangeTo: '30.000' }, { rangeTo: '0.5' }])).toEqual([]);
    expect(await faultsOf([{ rangeTo: '30.000' }, { rangeTo: '0,5' }])).toEqual([
      'AMBIGUOUS_NUMBER l.xlsx!instrumentos!F2',
    ]);
  });
});
