// SPDX-License-Identifier: Apache-2.0
import { type Dcc, type DccNote, type DccQuantity, readDcc, writeDcc } from '@touchstone/metrology/calibration';
import { describe, expect, it } from 'vitest';
import { LIST_LIMIT } from '../fields.ts';
import { exported, SUBJECT } from '../testing/certificate-as-dcc.ts';
import { DCC_GAPS_MAX } from './dcc-gap.ts';
import { readDccCertificate } from './read-certificate.ts';

const gapCodes = (dcc: Dcc): readonly string[] => readDccCertificate(dcc).gaps.map(({ code }) => code);

describe('readDccCertificate()', () => {
  const { dcc } = exported(SUBJECT);
  const { administrativeData, measurementResults } = dcc;
  const [result] = measurementResults.entries as [Dcc['measurementResults']['entries'][number]];
  const withAdministrative = (change: Partial<Dcc['administrativeData']>): Dcc => ({
    ...dcc,
    administrativeData: { ...administrativeData, ...change },
  });
  const withResult = (change: Partial<typeof result>): Dcc => ({
    ...dcc,
    measurementResults: { ...measurementResults, entries: [{ ...result, ...change }] },
  });
  const named = (words: string) => ({ content: [{ text: words }] });
  const blank = { methods: [], software: [], conditions: [], metaData: [] };
  const real = (name: string | undefined, value: object, refType?: string): DccQuantity =>
    ({
      ...blank,
      ...(name === undefined ? {} : { name: named(name) }),
      ...(refType === undefined ? {} : { refType: [refType] }),
      stated: { kind: 'real', value },
    }) as DccQuantity;
  const expanded = (uncertainty: string) => ({
    uncertainty: { kind: 'expandedMU', value: { uncertainty, coverageFactor: '2', coverageProbability: '0.95' } },
  });
  const withData = (...entries: object[]): Dcc =>
    withResult({ results: [{ name: named('r'), data: { entries } as never }] });

  it('names what the reader of the XML passed over', () => {
    const note: DccNote = { code: 'UNREAD', element: 'a/b', line: 3, column: 1, message: 'm' };
    expect(readDccCertificate(dcc, [note]).gaps[0]).toEqual({
      code: 'NOT_READ',
      grade: 'unreadable',
      at: 'a/b',
      message: 'line 3: m',
    });
    expect(
      readDccCertificate(
        dcc,
        Array.from({ length: 900 }, () => note),
      ).gaps,
    ).toHaveLength(DCC_GAPS_MAX);
  });

  it.each([
    ['-0.1', '2', '0.95', ['CANNOT_BE'], ['NOT_READ', 'FIGURES_UNFIT']],
    ['0.1', '0', '0.95', ['CANNOT_BE'], ['NOT_READ', 'FIGURES_UNFIT']],
    ['0.1', '2', '7', ['CANNOT_BE'], ['NOT_READ']],
    ['0.1', '2', '0', ['CANNOT_BE'], ['NOT_READ']],
    ['-0.1', '-2', '1.1', ['CANNOT_BE', 'CANNOT_BE', 'CANNOT_BE'], ['NOT_READ', 'FIGURES_UNFIT']],
    ['NaN', 'NaN', '1', [], ['VALUE_MISSING']],
  ])('names U = %s, k = %s, p = %s, alone or in lists, and computes with none that cannot be', (...given) => {
    const [uncertainty, coverageFactor, coverageProbability, notesExpected, gapsExpected] = given;
    const value = { uncertainty, coverageFactor, coverageProbability };
    const list = {
      uncertainties: [uncertainty, '1'],
      coverageFactors: [coverageFactor, '2'],
      coverageProbabilities: [coverageProbability, '0.95'],
    };
    const stated: readonly DccQuantity[] = [
      real('a', { value: '1', unit: '\\metre', uncertainty: { kind: 'expandedMU', value } }),
      {
        ...blank,
        name: named('b'),
        stated: {
          kind: 'realListXMLList',
          value: {
            ...{ values: ['1', '2'], units: ['\\metre'] },
            uncertainty: { kind: 'expandedMUXMLList', value: list },
          },
        },
      } as unknown as DccQuantity,
    ];
    for (const quantity of stated) {
      const read = readDcc(writeDcc(withData({ kind: 'quantity', value: quantity })));
      expect(read.notes.map(({ code }) => code)).toEqual(notesExpected);
      const gaps = new Set(readDccCertificate(read.dcc, read.notes).gaps.map(({ code }) => code));
      for (const gap of gapsExpected) expect(gaps).toContain(gap);
      expect(gaps.has('FIGURES_UNFIT')).toBe(gapsExpected.includes('FIGURES_UNFIT'));
    }
  });

  it.each([
    ['1e400', '1'],
    ['-1e400', '1'],
    ['1e-400', '1'],
    ['1', '1e400'],
    ['1', '1e-400'],
  ])('names a value %s with U = %s, which no double holds, and keeps no such point', (value, uncertainty) => {
    const quantity = (...[of, U]: [string, string]) => real('a', { value: of, unit: '\\metre', ...expanded(U) });
    const read = readDccCertificate(withData({ kind: 'quantity', value: quantity(value, uncertainty) }));
    expect(read.gaps.map(({ code }) => code)).toContain('FIGURES_UNFIT');
    expect(read.certificate.results).toEqual([]);
    const kept = readDccCertificate(withData({ kind: 'quantity', value: quantity('0', '1e300') }));
    expect(kept.gaps.map(({ code }) => code)).not.toContain('FIGURES_UNFIT');
    expect(kept.certificate.results).toHaveLength(1);
  });

  it('takes the last of several days, and says so', () => {
    const coreData = { ...administrativeData.coreData, beginPerformanceDate: '2026-05-31' as never };
    const read = readDccCertificate(withAdministrative({ coreData }));
    expect([read.certificate.calibratedOn, read.gaps[0]?.code]).toEqual(['2026-06-01', 'DAYS_DIFFER']);
  });

  it('knows a laboratory by its DID only', () => {
    const { contact } = administrativeData.laboratory;
    const linked = (link: string | undefined, name = contact.name) =>
      withAdministrative({
        laboratory: {
          contact: { ...contact, name, ...(link === undefined ? { link: undefined as never } : { link }) },
        },
      });
    expect(gapCodes(linked('https://laboratory.example'))[0]).toBe('LABORATORY_WITHOUT_DID');
    expect(gapCodes(linked(undefined))[0]).toBe('LABORATORY_WITHOUT_DID');
    expect(readDccCertificate(linked(undefined, named(' '))).certificate.laboratory).toEqual({ name: 'unnamed' });
  });

  it('reads one thing, by its number or else by its name', () => {
    const [item] = administrativeData.items.entries as [Dcc['administrativeData']['items']['entries'][number]];
    const items = (...entries: object[]) =>
      withAdministrative({ items: { ...administrativeData.items, entries } as never });
    expect(gapCodes(items(item, item))).toContain('SEVERAL_ITEMS');
    const blankNumber = { ...item, identifications: [{ issuer: 'other', value: ' ' }] };
    expect(gapCodes(items(blankNumber))).toContain('INSTRUMENT_BY_NAME');
    expect(readDccCertificate(items({ ...blankNumber, name: named('') })).certificate.instrument).toBe('unnamed');
    const two = {
      ...item,
      identifications: [
        { issuer: 'manufacturer', value: 'm' },
        { issuer: 'customer', value: 'c' },
      ],
    };
    expect(readDccCertificate(items(two)).certificate.instrument).toBe('c');
  });

  it('reads which one of all things it was, where maker, model and number say so, or a URI of its owner', () => {
    const [item] = administrativeData.items.entries as [Dcc['administrativeData']['items']['entries'][number]];
    const made = { manufacturer: { name: named('Maker') }, model: 'B-200' };
    const number = (issuer: string, value: string) => ({ issuer, value });
    const readOf = (more: object, ...identifications: object[]) => {
      const entries = [{ ...item, manufacturer: undefined, model: undefined, ...more, identifications }];
      const dcc = withAdministrative({ items: { ...administrativeData.items, entries } as never });
      return readDccCertificate(dcc).certificate.item;
    };
    const whole = { manufacturer: 'Maker', model: 'B-200', serialNumber: '7' };
    expect(readOf(made, number('manufacturer', '7'))).toEqual(whole);
    expect(readOf(made, number('owner', 'urn:x:1'), number('manufacturer', '7'))).toEqual({
      ...whole,
      identifier: 'urn:x:1',
    });
    expect(readOf({}, number('customer', 'B1'), number('customer', 'urn:x:1'))).toEqual({ identifier: 'urn:x:1' });
    expect(readOf(made, number('manufacturer', '7'), number('manufacturer', 'article 9'))).toBeUndefined();
    expect(readOf({ model: 'B-200' }, number('manufacturer', '7'))).toBeUndefined();
    expect(readOf(made, number('other', 'urn:x:1'))).toBeUndefined();
  });

  it('takes the first of several methods, and none of the uncertainty', () => {
    const method = (norm: string, refType: string[] = []) => ({
      name: named('m'),
      refType,
      norms: [norm],
      references: [],
      links: [],
      quantities: [],
    });
    expect(gapCodes(withResult({ methods: [method('a'), method('b')] }))).toContain('SEVERAL_METHODS');
    expect(gapCodes(withResult({ methods: [method('GUM', ['basic_uncertainty'])] }))).toContain('NO_METHOD');
  });

  it('reads a table at its reference values', () => {
    const list = {
      kind: 'list',
      value: {
        ...blank,
        entries: [
          {
            kind: 'quantity',
            value: real('Reference', { value: '100.0', unit: '\\degreecelsius' }, 'basic_referenceValue'),
          },
          {
            kind: 'quantity',
            value: real(undefined, { value: '0.1', unit: '\\kelvin', ...expanded('0.06') }, 'basic_measurementError'),
          },
          {
            kind: 'list',
            value: {
              ...blank,
              entries: [
                { kind: 'quantity', value: real(undefined, { value: '1', unit: '\\metre', ...expanded('0.1') }) },
              ],
            },
          },
        ],
      },
    };
    const { certificate, gaps } = readDccCertificate(withData(list, { kind: 'text', value: { parts: [] } }));
    expect(certificate.results).toEqual([
      {
        quantity: 'basic_measurementError',
        at: { value: '100.0', unit: '°C' },
        expandedUncertainty: { value: '0.06', unit: 'K' },
        coverageFactor: '2',
      },
      {
        quantity: 'unnamed',
        at: { value: '1', unit: 'm' },
        expandedUncertainty: { value: '0.1', unit: 'm' },
        coverageFactor: '2',
      },
    ]);
    const codes = ['VALUE_NOT_KEPT', 'CONTENT_NOT_READ', 'REFERENCE_UNCONFIRMED', 'REFERENCE_UNCONFIRMED'];
    expect(gaps.map(({ code }) => code)).toEqual(codes);
    expect(gaps[0]?.message).toContain('0.1 K at 100.0 °C');
  });

  it('takes a value of another quantity for one that was found, unless it is marked as an error', () => {
    const found = real('R', { value: '138.5', unit: '\\ohm', ...expanded('0.06') });
    const reference = real('r', { value: '100', unit: '\\degreecelsius' }, 'basic_referenceValue');
    const entries = [reference, found].map((value) => ({ kind: 'quantity', value }));
    const { certificate } = readDccCertificate(withData({ kind: 'list', value: { ...blank, entries } }));
    expect(certificate.results[0]?.measuredValue).toEqual({ value: '138.5', unit: 'Ω' });
  });

  it('names an error in a unit of another quantity, and one that stands alone', () => {
    const error = real('e', { value: '0.1', unit: '\\ohm', ...expanded('0.06') }, 'basic_measurementError');
    const reference = real('r', { value: '100', unit: '\\degreecelsius' }, 'basic_referenceValue');
    const entries = [reference, error].map((value) => ({ kind: 'quantity', value }));
    const row = withData({ kind: 'list', value: { ...blank, entries } });
    expect(readDccCertificate(row).certificate.results[0]).not.toHaveProperty('measuredValue');
    expect(gapCodes(row)[0]).toBe('VALUE_NOT_KEPT');
    expect(gapCodes(withData({ kind: 'quantity', value: error }))[0]).toBe('POINT_UNSTATED');
  });

  it('names an uncertainty of 0, and values of which only some have an uncertainty', () => {
    const none = real('z', { value: '1', unit: '\\metre', ...expanded('0.00') });
    expect(gapCodes(withData({ kind: 'quantity', value: none }))[0]).toBe('UNCERTAINTY_ZERO');
    const item = (more: object) => ({ value: '1', unit: '\\metre', ...more });
    const some = { ...blank, stated: { kind: 'realList', value: { values: [item({}), item(expanded('0.1'))] } } };
    const data = withData({ kind: 'quantity', value: some });
    expect(readDccCertificate(data).certificate.results).toHaveLength(1);
    expect(gapCodes(data)[0]).toBe('UNCERTAINTY_UNSTATED');
  });

  it('names a relative uncertainty, beside an expanded one too, and makes nothing of it', () => {
    const stated = { kind: 'relativeUncertaintySingle', value: { value: '0.01', unit: '\\one' } } as const;
    const found = (more: object) => ({
      kind: 'quantity',
      value: { ...real('k', { value: '100', unit: '\\kelvin', ...more }), relativeUncertainty: { stated } as never },
    });
    expect(gapCodes(withData(found({}))).slice(0, 2)).toEqual(['UNCERTAINTY_UNSTATED', 'RELATIVE_UNCERTAINTY']);
    const both = withData(found(expanded('0.1')));
    expect(readDccCertificate(both).gaps.find(({ code }) => code === 'RELATIVE_UNCERTAINTY')?.message).toContain(
      '0.01 \\one',
    );
    expect(readDccCertificate(both).certificate.results[0]?.expandedUncertainty.value).toBe('0.1');
  });

  it('names a decision about conformity, wherever it is stated', () => {
    const said = { countries: [], norms: [], references: [], links: [] };
    const fails = { ...said, conformity: 'fail' as const };
    expect(readDccCertificate(withAdministrative({ statements: [fails] })).gaps[0]).toMatchObject({
      code: 'CONFORMITY_NOT_READ',
      message: 'a decision about conformity says fail; it is not taken up',
    });
    const listed = { ...said, conformities: ['pass', 'fail', 'pass'] as const };
    expect(readDccCertificate(withResult({ metaData: [listed] })).gaps[0]?.message).toContain('says pass, fail;');
    const quantity = real('q', { value: '1', unit: '\\metre', ...expanded('0.1') });
    const inside = withData({ kind: 'quantity', value: { ...quantity, metaData: [fails] } });
    expect(gapCodes(inside)[0]).toBe('CONFORMITY_NOT_READ');
  });

  it.each(['basic_beforeAdjustment', 'basic_beforeRepair'])('takes nothing marked %s for a result', (mark) => {
    const refType = [mark];
    const quantity = real('q', { value: '1', unit: '\\metre', ...expanded('0.1') });
    const before = { kind: 'quantity', value: { ...quantity, refType } };
    const list = { kind: 'list', value: { ...blank, refType, entries: [{ kind: 'quantity', value: quantity }] } };
    for (const found of [withData(before), withData(list), withResult({ refType })]) {
      expect(readDccCertificate(found).certificate.results).toEqual([]);
      expect(gapCodes(found).slice(0, 2)).toEqual(['BEFORE_ADJUSTMENT', 'NO_RESULT']);
    }
    const [only] = result.results as [(typeof result.results)[number]];
    const after = withResult({ results: [{ ...only, refType }, only] });
    expect(readDccCertificate(after).certificate.results).toHaveLength(SUBJECT.results.length);
    const condition = { name: named('c'), status: 'beforeAdjustment', data: { entries: [] } } as never;
    expect(gapCodes(withResult({ conditions: [condition] }))[0]).toBe('BEFORE_ADJUSTMENT');
  });

  it('names values without uncertainty, without point, without number and in unknown units', () => {
    const row = (...quantities: DccQuantity[]) => ({
      kind: 'list',
      value: { ...blank, entries: quantities.map((value) => ({ kind: 'quantity', value })) },
    });
    const data = withData(
      row(real('a', { value: '1', unit: '\\metre' }), real('b', { value: '1', unit: '\\metre', ...expanded('0.1') })),
      { kind: 'quantity', value: real('c', { value: 'NaN', unit: '\\metre', ...expanded('0.1') }) },
      { kind: 'quantity', value: real('d', { value: '1', unit: '|foot', ...expanded('0.1') }) },
      row(
        real('r', { value: '1', unit: '\\metre' }, 'basic_referenceValue'),
        real('e', { value: '1', unit: '|foot', ...expanded('0.1') }),
      ),
      { kind: 'quantity', value: { ...blank, stated: { kind: 'noQuantity', value: { parts: [] } } } },
    );
    expect(gapCodes(data).slice(0, 5)).toEqual([
      'UNCERTAINTY_UNSTATED',
      'POINT_UNSTATED',
      'VALUE_MISSING',
      'UNIT_UNKNOWN',
      'UNIT_UNKNOWN',
    ]);
    expect(gapCodes(withData())).toContain('NO_RESULT');
  });

  it('reads no more values than a statement may have', () => {
    const values = Array.from({ length: LIST_LIMIT + 1 }, () => '1');
    const many = {
      ...blank,
      name: named('n'),
      stated: {
        kind: 'realListXMLList',
        value: {
          values,
          units: ['\\one'],
          uncertainty: {
            kind: 'expandedMUXMLList',
            value: { uncertainties: ['0.1'], coverageFactors: ['2'], coverageProbabilities: ['0.95'] },
          },
        },
      },
    };
    const read = readDccCertificate(withData({ kind: 'quantity', value: many }));
    expect([read.certificate.results.length, read.gaps[0]?.code]).toEqual([LIST_LIMIT, 'TOO_MANY']);
  });

  it('names each reference standard, by whatever it is called', () => {
    const equipment = (...entries: object[]) =>
      withResult({
        equipment: {
          equipmentClasses: [],
          identifications: [],
          entries: entries.map((entry) => ({
            equipmentClasses: [],
            quantities: [],
            installedSoftware: [],
            identifications: [],
            ...entry,
          })),
        } as never,
      });
    const read = readDccCertificate(equipment({ name: named('Weight') }, { name: named(' ') }));
    expect(read.certificate.references).toEqual([{ standard: 'Weight' }, { standard: 'unnamed' }]);
  });
});
