// SPDX-License-Identifier: Apache-2.0
import { parseDecimal } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { decideConformity } from '../../decision/decide-conformity.ts';
import { parseDecisionRule } from '../../decision/decision-rule.ts';
import type { MetrologyError } from '../../metrology-error.ts';
import { EVERY_DATA, earlierDcc, exampleDcc, expanded, quantity, real, words } from '../testing/example-dcc.ts';
import { parseQuantity } from '../../quantity/quantity.ts';
import { signedExample } from '../testing/signed-example.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { fromDccConformity, toDccConformity } from './conformity.ts';
import { DCC_CONFORMITIES, type DccQuantity } from './measured-data.ts';
import { measuredValues } from './measured-values.ts';
import { type Dcc, isDcc, readDcc } from './read-dcc.ts';
import { NOTES_MAX } from './reader.ts';
import { writeDcc } from './write-dcc.ts';

const EXAMPLE = exampleDcc(EVERY_DATA);

function quantities(dcc: Dcc): readonly DccQuantity[] {
  return dcc.measurementResults.entries
    .flatMap(({ results }) => results)
    .flatMap(({ data }) => data.entries)
    .flatMap((entry) => (entry.kind === 'quantity' ? [entry.value] : []));
}

function fault(text: string): readonly unknown[] {
  try {
    readDcc(text);
    return ['none'];
  } catch (error) {
    const { code, data } = error as MetrologyError;
    return [code, data.line, data.element?.split('/').at(-1)];
  }
}

describe('readDcc()', () => {
  it('counts the signatures, and what is written anew of it has none', () => {
    const { dcc, signatures } = readDcc(signedExample().xml);
    expect(signatures).toBe(1);
    expect(readDcc(writeDcc(dcc)).signatures).toBe(0);
  });

  it('reads who calibrated what for whom, languages and digits kept', () => {
    const { dcc, signatures } = readDcc(new TextEncoder().encode(EXAMPLE));
    const { coreData, items, laboratory, respPersons, statements } = dcc.administrativeData;
    expect([dcc.schemaVersion, signatures, coreData.uniqueIdentifier]).toEqual(['3.3.0', 0, 'DEMO-1']);
    expect(coreData.performanceLocation).toEqual({ at: 'laboratory', refType: ['own'] });
    expect(items.entries[0]?.subItems?.entries[0]?.name.content).toEqual([{ text: 'Probe' }]);
    expect([laboratory.isSealed, respPersons[0]?.isMainSigner]).toEqual([true, true]);
    expect(statements[0]).toMatchObject({
      isValid: false,
      date: '2026-06-01',
      conformities: ['pass', 'fail', 'conditionalPass'],
    });
    expect(dcc.measurementResults.entries[0]?.name?.content).toEqual([
      { text: 'Results', language: 'en' },
      { text: 'Resultados', language: 'pt', id: 'c' },
    ]);
    expect(quantities(dcc)[0]?.stated).toMatchObject({
      kind: 'real',
      value: { value: '0.10', significantDigits: '2' },
    });
    expect(dcc.comment).toBe('<x:note xmlns:x="urn:x" a="1">hello<x:b></x:b></x:note>');
  });

  it('names what it changes: zeros that may be no digits, offsets of days', () => {
    const { notes } = readDcc(EXAMPLE);
    expect(notes.map(({ code }) => code)).toEqual([
      'OFFSET_DROPPED',
      'DIGITS_PADDED',
      'OFFSET_DROPPED',
      'DIGITS_PADDED',
    ]);
    expect(notes[0]).toMatchObject({
      line: 10,
      element: 'digitalCalibrationCertificate/administrativeData/statements/statement/date',
    });
  });

  it('names what it does not read, up to a limit', () => {
    const more = exampleDcc(quantity(real('1', '\\one'), '<dcc:new/><x:new xmlns:x="urn:x"/>'))
      .replace('<dcc:name>', '<dcc:name own="1">')
      .replace('<dcc:release>', '<dcc:release own="1">');
    expect(
      readDcc(more)
        .notes.filter(({ code }) => code === 'UNREAD')
        .map(({ element, message }) => [element.split('/').at(-1), message]),
    ).toEqual([
      ['name', 'its attribute own is not read'],
      ['release', 'its attribute own is not read'],
      ['new', 'this element is not read'],
      ['new', 'this element is not read'],
    ]);
    const flood = exampleDcc(quantity(real('1', '\\one'), '<dcc:new/>'.repeat(NOTES_MAX + 9)));
    const { notes } = readDcc(flood);
    expect([notes.length, notes.at(-1)?.code]).toEqual([NOTES_MAX + 1, 'MORE']);
  });

  it.each([
    ['+1.0', '1.0'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['007', '7'],
    ['2.50E-2', '0.0250'],
    ['-0.10', '-0.10'],
    ['NaN', 'NaN'],
    [' 1 ', '1'],
  ])('reads the number %j as %s', (written, expected) => {
    const [first] = quantities(readDcc(exampleDcc(quantity(real(written, '\\one')))).dcc);
    expect(first?.stated).toMatchObject({ value: { value: expected } });
  });

  it.each([
    ['a number that is none', exampleDcc(quantity(real('1,5', '\\one'))), 'value'],
    ['a number that is a bomb', exampleDcc(quantity(real('1E999999', '\\one'))), 'value'],
    ['a number that is long', exampleDcc(quantity(real('x'.repeat(90), '\\one'))), 'value'],
    ['a list with a word that is no number', exampleDcc(quantity(words('', '1 x'))), 'valueXMLList'],
    ['no value', exampleDcc(quantity('')), 'quantity'],
    ['two values', exampleDcc(quantity(real('1', '\\one') + real('2', '\\one'))), 'quantity'],
    [
      'a value twice',
      exampleDcc(quantity('<si:real><si:value>1</si:value><si:value>2</si:value><si:unit>\\one</si:unit></si:real>')),
      'value',
    ],
    ['an element in a number', exampleDcc(quantity(real('<si:x/>', '\\one'))), 'value'],
    [
      'two uncertainties',
      exampleDcc(
        quantity(
          real(
            '1',
            '\\one',
            expanded.replace(
              '</si:expandedMU>',
              '</si:expandedMU><si:standardMU><si:valueStandardMU>1</si:valueStandardMU></si:standardMU>',
            ),
          ),
        ),
      ),
      'measurementUncertaintyUnivariate',
    ],
    ['a day that is none', EXAMPLE.replace('2025-05-30', '2025-02-30'), 'receiptDate'],
    [
      'a moment that is none',
      EXAMPLE.replace('<dcc:dateTime>2025-06-01T10:00:00', '<dcc:dateTime>yesterday'),
      'dateTime',
    ],
    ['a flag that is none', EXAMPLE.replace('<dcc:traceable>true', '<dcc:traceable>yes'), 'traceable'],
    ['a word of no list', EXAMPLE.replace('<dcc:issuer>manufacturer', '<dcc:issuer>anybody'), 'issuer'],
    ['a conformity of no list', EXAMPLE.replace('pass fail conditionalPass', 'pass good'), 'conformityXMLList'],
    ['base64 that is none', EXAMPLE.replace('QUJD', 'QUJ'), 'dataBase64'],
    ['no item', EXAMPLE.replace(/<dcc:items>.*<\/dcc:items>/, '<dcc:items/>'), 'items'],
    ['no results', EXAMPLE.replace(/<dcc:results>.*<\/dcc:results>/s, ''), 'measurementResult'],
    ['no number', EXAMPLE.replace(/<dcc:uniqueIdentifier>.*?<\/dcc:uniqueIdentifier>/, ''), 'coreData'],
    ['another root', '<dcc:other xmlns:dcc="https://ptb.de/dcc"/>', 'other'],
    ['a root of another namespace', '<digitalCalibrationCertificate/>', 'digitalCalibrationCertificate'],
    [
      'a version that is not known',
      EXAMPLE.replace('schemaVersion="3.3.0"', 'schemaVersion="4.0.0"'),
      'digitalCalibrationCertificate',
    ],
    ['no version', EXAMPLE.replace('schemaVersion="3.3.0"', ''), 'digitalCalibrationCertificate'],
  ])('refuses %s and says where', (_, text, element) => {
    const [code, line, at] = fault(text);
    expect([code, at]).toEqual(['BAD_DCC', element]);
    expect(line).toBeGreaterThan(0);
  });

  it('tells a certificate from other XML', () => {
    expect([isDcc(parseXml(EXAMPLE)), isDcc(parseXml('<r/>'))]).toEqual([true, false]);
  });
});

describe('readDcc() of earlier versions', () => {
  const inline =
    '<si:uncertainty>0.1</si:uncertainty><si:coverageFactor>2</si:coverageFactor><si:coverageProbability>0.95</si:coverageProbability>';
  const range =
    '<si:intervalType>shortest-interval</si:intervalType><si:intervalMin>0</si:intervalMin><si:intervalMax>1</si:intervalMax><si:coverageProbability>0.95</si:coverageProbability>';
  const unc =
    '<si:expandedUnc><si:uncertainty>0.1</si:uncertainty><si:coverageFactor>2</si:coverageFactor><si:coverageProbability>0.95</si:coverageProbability></si:expandedUnc>';
  const between =
    '<si:coverageInterval><si:standardUnc>0.1</si:standardUnc><si:intervalMin>0</si:intervalMin><si:intervalMax>1</si:intervalMax><si:coverageProbability>0.95</si:coverageProbability></si:coverageInterval>';
  const forms: readonly [string, string, string, unknown][] = [
    [
      'an uncertainty inline',
      '2.1.0',
      real('1', '\\one', inline),
      [
        {
          value: '1',
          unit: '\\one',
          expanded: { uncertainty: '0.1', coverageFactor: '2', coverageProbability: '0.95' },
        },
      ],
    ],
    ['an interval inline', '2.1.1', real('1', '\\one', range), [{ value: '1', unit: '\\one' }]],
    [
      'an uncertainty of D-SI 1.3',
      '2.3.0',
      real('1', '\\one', unc),
      [
        {
          value: '1',
          unit: '\\one',
          expanded: { uncertainty: '0.1', coverageFactor: '2', coverageProbability: '0.95' },
        },
      ],
    ],
    [
      'an interval of D-SI 1.3',
      '2.4.0',
      real('1', '\\one', between),
      [{ value: '1', unit: '\\one', standardUncertainty: '0.1' }],
    ],
    [
      'a list of values',
      '2.2.0',
      `<si:list><si:listUnit>\\metre</si:listUnit><si:listUnivariateUnc>${unc}</si:listUnivariateUnc><si:real><si:value>1</si:value></si:real></si:list>`,
      [
        {
          value: '1',
          unit: '\\metre',
          expanded: { uncertainty: '0.1', coverageFactor: '2', coverageProbability: '0.95' },
        },
      ],
    ],
    [
      'a list with an interval for all',
      '2.2.0',
      `<si:list><si:listUnivariateUnc>${between}</si:listUnivariateUnc><si:real><si:value>1</si:value></si:real></si:list>`,
      [{ value: '1', unit: '', standardUncertainty: '0.1' }],
    ],
    [
      'a list with an uncertainty inline',
      '2.1.0',
      `<si:list>${real('1', '\\one')}${inline}</si:list>`,
      [
        {
          value: '1',
          unit: '\\one',
          expanded: { uncertainty: '0.1', coverageFactor: '2', coverageProbability: '0.95' },
        },
      ],
    ],
    [
      'a list of lists',
      '2.1.0',
      `<si:list><si:list>${real('1', '\\one')}</si:list></si:list>`,
      [{ value: '1', unit: '\\one' }],
    ],
    [
      'a list of complex numbers',
      '2.3.0',
      '<si:list><si:complex><si:valueReal>1</si:valueReal><si:valueImag>1</si:valueImag></si:complex></si:list>',
      [],
    ],
    [
      'words of D-SI 2.1',
      '3.1.2',
      words(
        '<si:expandedUncXMLList><si:uncertaintyXMLList>0.1</si:uncertaintyXMLList><si:coverageFactorXMLList>2</si:coverageFactorXMLList><si:coverageProbabilityXMLList>0.95</si:coverageProbabilityXMLList></si:expandedUncXMLList>',
        '1',
      ),
      [
        {
          value: '1',
          unit: '\\kelvin',
          expanded: { uncertainty: '0.1', coverageFactor: '2', coverageProbability: '0.95' },
        },
      ],
    ],
    [
      'words with intervals',
      '3.1.2',
      words(
        '<si:coverageIntervalXMLList><si:standardUncXMLList>0.1</si:standardUncXMLList><si:intervalMinXMLList>0</si:intervalMinXMLList><si:intervalMaxXMLList>1</si:intervalMaxXMLList><si:coverageProbabilityXMLList>0.95</si:coverageProbabilityXMLList></si:coverageIntervalXMLList>',
        '1',
      ),
      [{ value: '1', unit: '\\kelvin', standardUncertainty: '0.1' }],
    ],
    [
      'a constant',
      '3.0.0',
      '<si:constant><si:value>1</si:value><si:unit>\\one</si:unit><si:uncertainty>0.1</si:uncertainty></si:constant>',
      [{ value: '1', unit: '\\one', standardUncertainty: '0.1' }],
    ],
  ];

  it.each(forms)('reads %s (%s)', (_, version, form, expected) => {
    const { dcc } = readDcc(earlierDcc(version, quantity(form)));
    expect(quantities(dcc).flatMap(measuredValues)).toEqual(expected);
  });

  it('reads what had other names or another form', () => {
    const { dcc, notes } = readDcc(earlierDcc('2.1.0', quantity(real('1', '\\one'))));
    const { coreData, items, laboratory, respPersons, software, statements } = dcc.administrativeData;
    expect(coreData.previousReport).toMatchObject({ referralId: 'R-0' });
    expect(items.entries[0]?.identifications[0]?.name?.content).toEqual([{ text: 'number' }]);
    expect(laboratory.contact.name.content).toEqual([{ text: 'First' }]);
    expect(respPersons[0]?.person.name.content).toEqual([{ text: 'A. Person' }]);
    expect(software[0]?.description?.parts).toHaveLength(2);
    expect(statements[0]?.refId).toEqual(['a']);
    const [condition] = dcc.measurementResults.entries[0]?.conditions ?? [];
    expect([condition?.status, condition?.data.entries[0]]).toEqual([
      'afterRepair',
      { kind: 'formula', value: { stated: { kind: 'latex', value: 'x' } } },
    ]);
    expect(dcc.comment).toBe('as before');
    expect(notes.map(({ element }) => element.split('/').at(-1))).toEqual(['contact', 'calibrationLocations']);
    expect(fault(earlierDcc('2.1.0', quantity(real('1', '\\one')), '<!-- nobody -->'))).toEqual([
      'BAD_DCC',
      1,
      'person',
    ]);
  });

  it('cannot be written as 3.3.0 where that requires what they do not have', () => {
    const { dcc } = readDcc(earlierDcc('2.3.0', quantity(real('1', '\\one'))));
    expect(() => writeDcc(dcc)).toThrow(
      expect.objectContaining({
        code: 'BAD_DCC',
        data: {
          element: 'dcc:digitalCalibrationCertificate/dcc:administrativeData/dcc:coreData/dcc:performanceLocation',
        },
      }),
    );
  });
});

describe('writeDcc()', () => {
  it('writes what reads again as it was, every element of it', () => {
    const { dcc } = readDcc(EXAMPLE);
    const text = writeDcc(dcc);
    expect(readDcc(text).dcc).toEqual(dcc);
    expect(writeDcc(readDcc(text).dcc)).toBe(text);
  });

  it('names the standard uncertainty of an interval for a whole list as the schema of D-SI 2.2.1 does there', () => {
    const interval = (name: string) =>
      `<si:${name}>0.1</si:${name}><si:intervalMin>0</si:intervalMin><si:intervalMax>1</si:intervalMax><si:coverageProbability>0.95</si:coverageProbability>`;
    const list = (inner: string) =>
      `<si:list><si:realList><si:listUnit>\\metre</si:listUnit>${inner}<si:real><si:value>1</si:value></si:real></si:realList></si:list>`;
    const forms = [
      `<si:listMeasurementUncertaintyUnivariate><si:coverageIntervalMU>${interval('standardUnc')}</si:coverageIntervalMU></si:listMeasurementUncertaintyUnivariate>`,
      `<si:listUnivariateUnc><si:coverageInterval>${interval('standardUnc')}</si:coverageInterval></si:listUnivariateUnc>`,
    ];
    for (const form of forms) {
      const { dcc } = readDcc(exampleDcc(quantity(list(form))));
      const text = writeDcc(dcc);
      expect(text).toMatch(/<si:coverageIntervalMU>\s*<si:standardUnc>0.1</);
      expect(readDcc(text).dcc).toEqual(dcc);
    }
    const alone = real(
      '1',
      '\\one',
      `<si:measurementUncertaintyUnivariate><si:coverageIntervalMU>${interval('valueStandardMU')}</si:coverageIntervalMU></si:measurementUncertaintyUnivariate>`,
    );
    expect(writeDcc(readDcc(exampleDcc(quantity(alone))).dcc)).toMatch(
      /<si:coverageIntervalMU>\s*<si:valueStandardMU>0.1</,
    );
  });

  it('takes of a constant that states its uncertainty under two names the one of today, and notes the other', () => {
    const constant =
      '<si:constant><si:value>1</si:value><si:unit>\\one</si:unit><si:valueStandardMU>0.1</si:valueStandardMU><si:uncertainty>0.2</si:uncertainty></si:constant>';
    const { dcc, notes } = readDcc(exampleDcc(quantity(constant)));
    expect(quantities(dcc).flatMap(measuredValues)).toEqual([
      { value: '1', unit: '\\one', standardUncertainty: '0.1' },
    ]);
    expect(notes.filter(({ element }) => element.endsWith('constant/uncertainty')).map(({ code }) => code)).toEqual([
      'UNREAD',
    ]);
    expect(readDcc(writeDcc(dcc)).dcc).toEqual(dcc);
  });

  it('leaves out an address that is empty, and misses it where one is required', () => {
    const { dcc } = readDcc(EXAMPLE.replace('</dcc:person>', '<dcc:location/></dcc:person>'));
    expect(dcc).toEqual(readDcc(EXAMPLE).dcc);
    expect(writeDcc(dcc)).not.toMatch(/<dcc:location>\s*<\/dcc:location>/);
    const nowhere = EXAMPLE.replace(/(<dcc:calibrationLaboratory>.*?<dcc:location>).*?(<\/dcc:location>)/s, '$1$2');
    expect(() => writeDcc(readDcc(nowhere).dcc)).toThrow(expect.objectContaining({ code: 'BAD_DCC' }));
  });

  it('writes texts with their signs and foreign XML as it is', () => {
    const { dcc } = readDcc(
      EXAMPLE.replace('Thermometer', 'a &lt; b &amp; "c"').replace('lang="en"', 'lang="en" id="&quot;"'),
    );
    expect(readDcc(writeDcc(dcc)).dcc).toEqual(dcc);
    const { comment: _, ...without } = dcc;
    expect(readDcc(writeDcc({ ...without, comment: '' })).dcc.comment).toBe('');
    expect(readDcc(writeDcc(without)).dcc.comment).toBeUndefined();
  });

  it('refuses to leave out what is required', () => {
    const { dcc } = readDcc(EXAMPLE);
    const { administrativeData, measurementResults } = dcc;
    const wrongs: readonly unknown[] = [
      { ...dcc, administrativeData: undefined },
      { ...dcc, administrativeData: { ...administrativeData, items: { entries: [] } } },
      { ...dcc, administrativeData: { ...administrativeData, software: undefined } },
      { ...dcc, measurementResults: { ...measurementResults, entries: undefined } },
    ];
    for (const wrong of wrongs)
      expect(() => writeDcc(wrong as Dcc)).toThrow(expect.objectContaining({ code: 'BAD_DCC' }));
    const [first] = measurementResults.entries;
    const data = {
      entries: [
        { kind: 'quantity', value: { stated: undefined } },
        { kind: 'list', value: {} },
      ],
    };
    const bare = {
      ...dcc,
      measurementResults: { entries: [{ ...first, results: [{ name: { content: [{ text: 'n' }] }, data }] }] },
    };
    expect(() => writeDcc(bare as unknown as Dcc)).toThrow(expect.objectContaining({ code: 'BAD_DCC' }));
    data.entries.shift();
    expect(() => writeDcc(bare as unknown as Dcc)).not.toThrow();
  });
});

describe('conformity', () => {
  it('has a word for each statement, and none where there is no statement', () => {
    const reasons = [{ code: 'WITHIN_LIMITS', detail: '' }] as const;
    for (const conformity of DCC_CONFORMITIES) {
      const read = fromDccConformity(conformity);
      const back = toDccConformity({ ...read, reasons });
      expect(back).toBe(conformity.startsWith('no') ? undefined : conformity);
    }
    expect(fromDccConformity('noFail')).toEqual({ outcome: 'inconclusive' });
  });

  // T = 0.30, U = 0.05: the binary forms of both errors, the one of acceptance and the non-binary ones.
  it.each([
    ['0.26', 'acceptance', 'binary', 'noPass'],
    ['0.31', 'acceptance', 'binary', 'fail'],
    ['0.26', 'rejection', 'binary', 'pass'],
    ['0.31', 'rejection', 'binary', 'noFail'],
    ['0.26', 'acceptance', 'non-binary', 'conditionalPass'],
    ['0.31', 'rejection', 'non-binary', 'conditionalFail'],
  ] as const)('writes %s, guarded against false %s, %s, as %s', (value, guards, form, word) => {
    const decision = decideConformity({
      result: {
        kind: 'quantified',
        value: parseQuantity({ value, unit: 'mg/kg' }),
        expandedUncertainty: {
          value: parseQuantity({ value: '0.05', unit: 'mg/kg' }),
          coverageFactor: parseDecimal('2'),
        },
      },
      tolerance: { upper: { value: parseQuantity({ value: '0.30', unit: 'mg/kg' }), inclusive: true } },
      rule: parseDecisionRule({ kind: 'guard-band', multiplier: '1', guards, form }),
    });
    expect(toDccConformity(decision)).toBe(word);
    if (!word.startsWith('no') && form === 'binary') expect(fromDccConformity(word).outcome).toBe(decision.outcome);
  });
});
