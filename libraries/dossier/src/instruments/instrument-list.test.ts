// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay } from '@touchstone/identifiers';
import { findKind, INSTRUMENT_USES, type InstrumentRules, parseInstrumentRules } from '@touchstone/metrology/upkeep';
import ExcelJS from 'exceljs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { INSTRUMENT_TABLE_NAMES, TABLES } from '../tables/columns.ts';
import { TEMPLATE_LANGUAGES } from '../tables/column.ts';
import { columnsOf } from '../tables/header-names.ts';
import { INSTRUMENT_COLUMNS } from '../tables/instrument-columns.ts';
import { describeTemplate } from '../template/describe-template.ts';
import { writeInstrumentTemplate } from '../template/write-template.ts';
import { writeWorkbook } from '../template/write-workbook.ts';
import { brief, present, workbook } from '../tests/dossier-fixtures.ts';
import { INSTRUMENT_USE_NAMES } from '../values/words.ts';
import { readInstrumentList } from './instrument-list.ts';

const on = parseCalendarDay('2026-11-22');
const RULES = parseInstrumentRules(
  JSON.parse(await readFile(new URL('../../../../reference-data/instruments/rules.json', import.meta.url), 'utf8')),
);

/** One sheet of instruments with one row, and further sheets; cells by their English header. */
async function read(
  row: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, unknown>>[] = [],
  kinds: { readonly rules?: InstrumentRules } = {},
) {
  const whole = { Instrument: 'W-1', Type: 'scale', Place: 'CN-GD', 'Used for': 'trade', Unit: 'g', ...row };
  const headers = Object.keys(whole);
  const past = ['Instrument', 'Calibrated on', 'Unit', 'As found', 'As left', 'In tolerance'];
  const bytes = await workbook({
    instruments: [headers, Object.values(whole)],
    ...(more.length === 0 ? {} : { calibrations: [past, ...more.map((one) => past.map((name) => one[name] ?? ''))] }),
  });
  return readInstrumentList({ path: 'list.xlsx', bytes }, { on, ...kinds });
}
const errors = ({ faults }: Awaited<ReturnType<typeof read>>) =>
  brief(faults.filter(({ severity }) => severity === 'error'));

describe('readInstrumentList()', () => {
  test('reads an instrument and what was found of it, each number in its unit', async () => {
    const { instruments, faults } = await read(
      {
        ...{ Maker: 'M', Model: '3', 'Serial number': '007', Class: 'III', 'Range from': '-5', 'Range to': '30 kg' },
        ...{ Resolution: '1', 'Used at': '5000', Tolerance: '0.1 %', 'Last calibrated on': '2026-03-02' },
        ...{ Certificate: 'C-1', 'As found': '-2', 'As left': '0', 'Interval (months)': '12' },
        ...{ 'Hours of use between calibrations': '2000', 'Hours of use a day': '3.5' },
      },
      [{ Instrument: 'w-1', 'Calibrated on': '2025-03-03', Unit: 'mg', 'As found': '+500', 'In tolerance': '是' }],
    );
    expect(faults).toEqual([]);
    expect(instruments).toEqual([
      {
        ...{ name: 'W-1', type: 'scale', maker: 'M', model: '3', serialNumber: '007', accuracyClass: 'III' },
        ...{ place: 'CN-GD', use: 'trade', certificateNumber: 'C-1', lastCalibratedOn: '2026-03-02' },
        ...{ rangeFrom: { value: '-5', unit: 'g' }, rangeTo: { value: '30', unit: 'kg' } },
        ...{ resolution: { value: '1', unit: 'g' }, usedAt: { value: '5000', unit: 'g' } },
        ...{ tolerance: { value: '0.1', unit: '%' }, currentIntervalMonths: 12 },
        ...{ hoursBetweenCalibrations: 2000, hoursPerDay: 3.5 },
        calibrations: [
          { on: '2025-03-03', asFound: { value: '500', unit: 'mg' }, inTolerance: true },
          { on: '2026-03-02', asFound: { value: '-2', unit: 'g' }, asLeft: { value: '0', unit: 'g' } },
        ],
      },
    ]);
  });

  test.each([
    ['3', true],
    ['3 % RH', true],
    ['3 %', undefined],
    ['3 ％', undefined],
  ])('tells of a hygrometer whose tolerance is %s whether that is in its unit: %s', async (Tolerance, inUnit) => {
    const { instruments, faults } = await read({ Unit: '% RH', 'Used at': '50', Tolerance });
    expect(faults).toEqual([]);
    expect(instruments?.[0]?.tolerance).toEqual({ value: '3', unit: '%' });
    expect(instruments?.[0]?.toleranceIsInUnit).toBe(inUnit);
  });

  test('reads an error that is a share of the value at which it was found', async () => {
    const row = { 'Used at': '100', Tolerance: '1 %', 'Last calibrated on': '2026-03-02' };
    const { instruments, faults } = await read({ ...row, 'As found': '+30 %', 'As left': '0.5 %' });
    expect(faults).toEqual([]);
    expect(instruments?.[0]?.calibrations).toMatchObject([
      { asFound: { value: '30', unit: '%' }, asLeft: { value: '0.5', unit: '%' } },
    ]);
  });

  test('reads Chinese headers and words', async () => {
    const bytes = await workbook({
      器具: [
        ['器具编号', '器具名称（类型）', '类型', '使用地点', '用途', '允差 (℃)', '上次校准日期'],
        ['温-1', '', '温度计', '广东', '医疗卫生', '０．５', '2026年3月2日'],
      ],
    });
    const { instruments } = await readInstrumentList({ path: 'list.xlsx', bytes }, { on });
    expect(instruments?.[0]).toMatchObject({
      ...{ name: '温-1', type: '温度计', place: 'CN-GD', use: 'medical', lastCalibratedOn: '2026-03-02' },
      tolerance: { value: '0.5', unit: '°C' },
    });
  });

  test.each([
    ['en', ['Instrument', 'Type', 'Place', 'Used for'], /^One of: trade settlement, safety, medical care/],
    ['pt', ['Instrumento', 'Tipo', 'Lugar', 'Usado para'], /^Um de: transações comerciais, segurança, saúde/],
    ['zh-Hans', ['器具编号', '类型', '使用地点', '用途'], /^填其一：贸易结算、安全防护/],
    ['zh-Hant', ['器具編號', '類型', '使用地點', '用途'], /^填其一：貿易結算、安全防護/],
    ['pt and en', ['Instrument', 'Tipo', 'Lugar', 'Usado para / Used for'], /^Um de: transações comerciais/],
  ])(
    'lists the words of a use, and what is missing, in the language of the headers: %s',
    async (language, headers, words) => {
      const bytes = await workbook({ instruments: [headers, ['B-1', '', 'MO', 'diversão']] });
      const { faults } = await readInstrumentList({ path: 'list.xlsx', bytes }, { on });
      const use = faults.find(({ code }) => code === 'UNKNOWN_WORD');
      expect(use).toMatchObject({ found: 'diversão', expected: expect.stringMatching(words) });
      const missing = faults.find(({ code }) => code === 'MISSING_VALUE');
      const note = INSTRUMENT_COLUMNS.type.note[language.slice(0, language === 'pt and en' ? 2 : undefined) as 'pt'];
      expect(missing?.expected).toBe(note);
    },
  );

  test('knows a word for each use', () => {
    expect(new Set(INSTRUMENT_USE_NAMES.values())).toEqual(new Set(INSTRUMENT_USES));
  });

  test.each([
    ['no name', { Instrument: '' }, 'MISSING_VALUE list.xlsx!instruments!A2'],
    ['no type', { Type: '' }, 'MISSING_VALUE list.xlsx!instruments!B2'],
    ['no place', { Place: 'Atlantis' }, 'UNKNOWN_PLACE list.xlsx!instruments!C2'],
    ['no such use', { 'Used for': 'fun' }, 'UNKNOWN_WORD list.xlsx!instruments!D2'],
    ['no such unit', { Unit: 'gg', Tolerance: '1' }, 'UNKNOWN_UNIT list.xlsx!instruments!E2'],
    ['no unit', { Unit: '', Tolerance: '1' }, 'MISSING_UNIT list.xlsx!instruments!F2'],
    ['a unit of another quantity', { Tolerance: '1 mm' }, 'UNIT_CONFLICT list.xlsx!instruments!F2'],
    ['a share where none may be', { Resolution: '1 %' }, 'UNIT_CONFLICT list.xlsx!instruments!F2'],
    ['text for a number', { Tolerance: 'good' }, 'BAD_NUMBER list.xlsx!instruments!F2'],
    ['text for an error', { 'Range from': 'low' }, 'BAD_NUMBER list.xlsx!instruments!F2'],
    ['a negative tolerance', { Tolerance: '-1' }, 'BAD_NUMBER list.xlsx!instruments!F2'],
    ['a range of nothing', { 'Range from': '1 kg', 'Range to': '1000' }, 'LIMIT_CONFLICT list.xlsx!instruments!F2'],
    ['a day to come', { 'Last calibrated on': '2026-11-23' }, 'DAY_TO_COME list.xlsx!instruments!F2'],
    ['no such day', { 'Last calibrated on': '2026-02-30' }, 'NO_SUCH_DATE list.xlsx!instruments!F2'],
    ['half a month', { 'Interval (months)': '0.5' }, 'NUMBER_OUT_OF_RANGE list.xlsx!instruments!F2'],
    ['no month', { 'Interval (months)': '0' }, 'NUMBER_OUT_OF_RANGE list.xlsx!instruments!F2'],
    ['a lifetime', { 'Interval (months)': '241' }, 'NUMBER_OUT_OF_RANGE list.xlsx!instruments!F2'],
    ['months in months', { 'Interval (months)': '12 g' }, 'BAD_NUMBER list.xlsx!instruments!F2'],
    ['more than any number', { Tolerance: '1e400' }, 'NUMBER_OUT_OF_RANGE list.xlsx!instruments!F2'],
    ['less than any number', { 'Used at': '1e-400' }, 'NUMBER_OUT_OF_RANGE list.xlsx!instruments!F2'],
    ['a tolerance of nothing', { Tolerance: '0.00' }, 'NUMBER_OUT_OF_RANGE list.xlsx!instruments!F2'],
    ['25 hours a day', { 'Hours of use a day': '25' }, 'NUMBER_OUT_OF_RANGE list.xlsx!instruments!F2'],
  ] as const)('refuses %s, and says where', async (_, row, expected) => {
    const reading = await read(row);
    expect(reading.instruments).toBeUndefined();
    expect(errors(reading)).toEqual([expected]);
  });

  test.each(Object.entries(INSTRUMENT_COLUMNS.type.note))(
    'names as examples in %s what has a kind',
    async (_, note) => {
      const file = new URL('../../../../reference-data/instruments/rules.json', import.meta.url);
      const rules = parseInstrumentRules(JSON.parse(await readFile(file, 'utf8')));
      const examples =
        note
          .replace(/[.。]$/u, '')
          .split(/[:：]/u)[1]
          ?.split(/[,，、]/u) ?? [];
      expect(examples.map((example) => findKind(rules, example.trim())?.id)).toEqual([
        ...['weighing-instrument', 'pressure-gauge', 'caliper'],
      ]);
    },
  );

  test.each([
    ['Tolerance', '±0.1', { tolerance: { value: '0.1', unit: 'g' } }],
    ['Tolerance', '+/-0.1 mg', { tolerance: { value: '0.1', unit: 'mg' } }],
    ['Interval (months)', '12 months', { currentIntervalMonths: 12 }],
    ['Interval (months)', '12个月', { currentIntervalMonths: 12 }],
    ['Interval (months)', '6 meses', { currentIntervalMonths: 6 }],
    ['Hours of use a day', '8 h', { hoursPerDay: 8 }],
    ['Used at', '0', { usedAt: { value: '0', unit: 'g' } }],
  ])('reads %s as it is written by habit: %s', async (column, cell, expected) => {
    expect((await read({ [column]: cell })).instruments?.[0]).toMatchObject(expected);
  });

  test('asks for the day on which an error was found', async () => {
    const reading = await read({ 'As found': '1', 'Last calibrated on': '' });
    expect(errors(reading)).toEqual(['MISSING_VALUE list.xlsx!instruments!G2']);
  });

  test('reads a calibration of the day itself', async () => {
    expect((await read({ 'Last calibrated on': on })).instruments?.[0]?.lastCalibratedOn).toBe(on);
  });

  test('reads ends of a range that nobody can order, and one end alone', async () => {
    expect((await read({ Unit: '', 'Range from': '1 g', 'Range to': '1 mm' })).instruments).toHaveLength(1);
    expect((await read({ 'Range from': '1' })).instruments).toHaveLength(1);
  });

  test('refuses a value at which it is used beyond its range, and takes one at its ends or that nobody can order', async () => {
    const of = async (cells: Readonly<Record<string, unknown>>) => errors(await read(cells));
    const range = { 'Range from': '1', 'Range to': '30 kg' };
    expect(await of({ ...range, 'Used at': '50000' })).toEqual(['LIMIT_CONFLICT list.xlsx!instruments!H2']);
    expect(await of({ ...range, 'Used at': '0.5' })).toEqual(['LIMIT_CONFLICT list.xlsx!instruments!H2']);
    expect(await of({ 'Range to': '30.000', 'Used at': '5000' })).toEqual(['LIMIT_CONFLICT list.xlsx!instruments!G2']);
    expect(await of({ 'Range from': '10', 'Used at': '5' })).toEqual(['LIMIT_CONFLICT list.xlsx!instruments!G2']);
    for (const at of ['1', '30000', '30 kg']) expect(await of({ ...range, 'Used at': at })).toEqual([]);
    expect(await of({ Unit: '', 'Range to': '1 mm', 'Used at': '5 g' })).toEqual([]);
    expect(await of({ Unit: '°C', 'Range from': '-80', 'Range to': '20', 'Used at': '-20' })).toEqual([]);
  });

  test('refuses an error of the past in another quantity than the instrument measures, and two of one day', async () => {
    const past = (one: object, row: object = { 'Used at': '5000' }) =>
      read({ ...row }, [{ Instrument: 'W-1', 'Calibrated on': '2025-01-01', ...one }]);
    const place = (code: string, cell: string) => [`${code} list.xlsx!calibrations!${cell}`];
    expect(errors(await past({ Unit: 'mm', 'As found': '5' }))).toEqual(place('UNIT_CONFLICT', 'D2'));
    expect(errors(await past({ Unit: 'mm', 'As left': '5' }))).toEqual(place('UNIT_CONFLICT', 'E2'));
    expect(errors(await past({ Unit: 'mm', 'As found': '5' }, { Tolerance: '1' }))).toEqual(
      place('UNIT_CONFLICT', 'D2'),
    );
    expect(errors(await past({ Unit: 'mg', 'As found': '5' }))).toEqual([]);
    expect(errors(await past({ 'As found': '5 %' }))).toEqual([]);
    for (const row of [{}, { Tolerance: '1 %' }])
      expect(errors(await past({ Unit: 'mm', 'As found': '5' }, row))).toEqual([]);
    const last = { 'Used at': '5000', 'Last calibrated on': '2025-01-01', 'As found': '1', 'In tolerance': 'yes' };
    for (const more of [{ 'As found': '9 g' }, { 'In tolerance': 'no' }, { 'As found': '1 %' }]) {
      expect(errors(await past(more, last))).toEqual(place('DUPLICATE_RESULT', 'A2'));
    }
    expect(errors(await past({ 'As left': '2 g' }, { ...last, 'As left': '0' }))).toEqual(
      place('DUPLICATE_RESULT', 'A2'),
    );
    for (const more of [{ 'As found': '1000 mg' }, { 'In tolerance': 'yes' }, { 'As left': '0 g' }]) {
      expect(errors(await past(more, last))).toEqual([]);
    }
    const twice = [{ 'As found': '1 g' }, { 'As found': '2 g' }];
    const rows = twice.map((one) => ({ Instrument: 'w-1', 'Calibrated on': '2025-01-01', ...one }));
    expect(errors(await read({}, rows))).toEqual(place('DUPLICATE_RESULT', 'A3'));
  });

  test('refuses an earlier calibration of nothing, without a day, or in another quantity', async () => {
    const cell = (one: Readonly<Record<string, unknown>>) => read({}, [{ Instrument: 'W-1', Unit: 'g', ...one }]);
    const day = { 'Calibrated on': '2025-01-01' };
    expect(errors(await cell({ ...day, Instrument: 'W-2' }))).toEqual(['UNKNOWN_INSTRUMENT list.xlsx!calibrations!A2']);
    expect(errors(await cell({ 'Calibrated on': '' }))).toEqual(['MISSING_VALUE list.xlsx!calibrations!B2']);
    expect(errors(await cell({ ...day, Instrument: '', 'As found': '1' }))).toEqual([
      'MISSING_VALUE list.xlsx!calibrations!A2',
    ]);
    expect(errors(await cell({ ...day, 'As found': '1 mm' }))).toEqual(['UNIT_CONFLICT list.xlsx!calibrations!D2']);
    expect(errors(await cell({ ...day, 'In tolerance': 'perhaps' }))).toEqual([
      'UNKNOWN_WORD list.xlsx!calibrations!F2',
    ]);
  });

  test('refuses two instruments of one name, whatever its case and width', async () => {
    const row = ['scale', 'HK', 'trade'];
    const bytes = await workbook({
      instruments: [
        ['Instrument', 'Type', 'Place', 'Used for'],
        ['W-1', ...row],
        ['ｗ-1', ...row],
      ],
    });
    const reading = await readInstrumentList({ path: 'list.xlsx', bytes }, { on });
    expect(errors(reading)).toEqual(['DUPLICATE_INSTRUMENT list.xlsx!instruments!3']);
  });

  test('refuses a workbook without the table, with it twice, with formulas, too large, or that is none', async () => {
    const of = async (bytes: Uint8Array, limits = {}) =>
      errors(await readInstrumentList({ path: 'list.xlsx', bytes }, { on, limits }));
    const rows = [
      ['Instrument', 'Type', 'Place', 'Used for'],
      ['W-1', 'scale', 'HK', 'trade'],
    ];
    expect(await of(await workbook({ product: [['x']] }))).toEqual(['MISSING_TABLE list.xlsx']);
    const twice = await of(await workbook({ instruments: rows, 'instruments 2': rows }));
    expect(twice).toContain('DUPLICATE_TABLE list.xlsx!instruments 2');
    const formula = await workbook({ instruments: [...rows, ['W-2', { formula: '1+1' }, 'HK', 'trade']] });
    expect(await of(formula)).toContain('FORMULA_NOT_ALLOWED list.xlsx!instruments!B3');
    expect(await of(new Uint8Array(9), { fileBytes: 8 })).toEqual(['FILE_TOO_LARGE list.xlsx']);
    expect(await of(new Uint8Array(9))).toHaveLength(1);
    const many = Array.from({ length: 12 }, (_, index) => [`W-${index}`, 'scale', 'HK', 'trade']);
    expect(await of(await workbook({ instruments: [rows[0] as string[], ...many] }), { rows: 10 })).toContain(
      'TOO_MANY_ROWS list.xlsx!instruments',
    );
  });
});

describe.each(TEMPLATE_LANGUAGES)('the template for lists of instruments in %s', (language) => {
  test('filled with the examples of its guide, is read without a fault', async () => {
    const { path, bytes } = await writeInstrumentTemplate(language);
    expect(path).toBe(`instruments-${language}.xlsx`);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes.slice().buffer);
    for (const { table, columns } of describeTemplate(language, INSTRUMENT_TABLE_NAMES)) {
      const sheet = present(book.getWorksheet(TABLES[table].names[language][0]));
      expect(columns.map(({ key }) => key)).toEqual(Object.keys(columnsOf(table)));
      columns.forEach(({ example }, index) => {
        sheet.getCell(2, index + 1).value = example;
      });
    }
    const filled = new Uint8Array(await book.xlsx.writeBuffer());
    const { instruments, faults } = await readInstrumentList({ path, bytes: filled }, { on });
    expect(faults).toEqual([]);
    expect(instruments?.[0]).toMatchObject({ name: 'W-01', use: 'trade', calibrations: [{}, {}] });
  });

  test('is the file under examples/templates, byte by byte', async () => {
    const { path, bytes } = await writeInstrumentTemplate(language);
    const kept = await readFile(new URL(`../../../../examples/templates/${path}`, import.meta.url));
    expect(new Uint8Array(kept)).toEqual(bytes);
  });

  test('says only that it is empty when nobody filled it in', async () => {
    const { faults } = await readInstrumentList(await writeInstrumentTemplate(language), { on });
    expect(faults.map(({ code }) => code)).toEqual(['EMPTY_TABLE']);
  });
});

describe('writeWorkbook()', () => {
  const sheets = [
    { name: '计划', headings: ['A', '器具'], rows: [['=1+1', `a\nb\u0000\ufffe${'x'.repeat(80)}`], ['2026-11-22']] },
  ];
  test('writes text that stays text, always the same bytes', async () => {
    const [one, other] = [await writeWorkbook(sheets), await writeWorkbook(sheets)];
    expect(one).toEqual(other);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(one.slice().buffer);
    const sheet = present(book.getWorksheet('计划'));
    expect(sheet.getCell('A2').value).toBe('=1+1');
    expect(sheet.getCell('B2').value).toBe(`a\nb${'x'.repeat(80)}`);
    expect(sheet.getCell('A3').value).toBe('2026-11-22');
    expect(sheet.getColumn(2).width).toBe(60);
    expect(sheet.getColumn(1).width).toBe(12);
  });
});

describe('the unit of an instrument', () => {
  test.each([
    ['汽车衡', 'T', 'T is tesla'],
    ['pH计', 'PH', 'petahenry'],
    ['量筒', 'ML', 'megalitre'],
    ['pipette', 'ML', 'megalitre'],
    ['压力表', '公斤', 'unit of pressure'],
    ['pressure gauge', 'kg/cm2', '98.0665 kPa'],
    ['thermometer', 'deg C', 'degree times coulomb'],
    ['thermometer', 'F', 'F is farad'],
    ['caliper', 'g', 'unit of length'],
    ['balance', 'Mg', 'megagram'],
  ])('is asked for where a %s cannot measure in %s', async (Type, Unit, cure) => {
    const made = await read({ Type, Unit, 'Range to': '30' }, [], { rules: RULES });
    expect(made.instruments).toBeUndefined();
    expect(errors(made)).toHaveLength(1);
    expect(made.faults).toMatchObject([{ code: 'UNIT_CONFLICT' }]);
    expect(made.faults[0]?.message).toContain(cure);
  });

  test('is asked for in a cell as well, with or without one for the row', async () => {
    for (const more of [{}, { Unit: 'L' }]) {
      const made = await read({ Type: 'pipette', Unit: '', 'Range to': '30 ML', ...more }, [], { rules: RULES });
      expect(errors(made)).toHaveLength(1);
      expect(made.faults).toMatchObject([{ code: 'UNIT_CONFLICT' }]);
    }
  });

  test.each([
    ['汽车衡', 't'],
    ['pH计', 'pH'],
    ['pH计', 'mV'],
    ['压力表', 'MPa'],
    ['blood pressure meter', 'mm[Hg]'],
    ['thermometer', '°C'],
    ['thermometer', 'K'],
    ['hygrometer', '%'],
    ['hygrometer', '°C'],
    ['water meter', 'm3/h'],
    ['pressure transmitter', 'mA'],
    ['caliper', '[in_i]'],
    ['teslameter', 'T'],
  ])('is taken of a %s in %s', async (Type, Unit) => {
    expect(errors(await read({ Type, Unit, 'Range to': '30' }, [], { rules: RULES }))).toEqual([]);
  });
});
