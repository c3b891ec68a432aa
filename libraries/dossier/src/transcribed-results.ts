// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay, DecimalString } from '@touchstone/identifiers';
import { compareQuantities, parseQuantity, parseUnit, unitComparability } from '@touchstone/metrology/quantity';
import type { QuantityValue } from '@touchstone/statements';
import { type FaultList, type Location, locationText } from './fault.ts';
import type { Table } from './tables/read-table.ts';
import { type RowReader, rowReader } from './tables/row-reader.ts';
import { halfWidth } from './values/characters.ts';
import type { MeasuredText, NumberText } from './values/measured-text.ts';

/** What every typed result says, whatever came out. */
interface Typed {
  /** Where it was typed. */
  readonly at: Location;
  readonly reportNumber: string;
  readonly laboratory: string;
  /** As typed: a name in any language, or a CAS number. */
  readonly substance: string;
  /** As typed; normally a standard with its edition. */
  readonly method: string;
  readonly testedOn: CalendarDay;
  /** What the number refers to, in the report's words; absent when the presenter did not say. */
  readonly basis?: string;
  readonly sample?: string;
}

/** U as typed: in a unit, or (`relative`) in percent of the value; an absent k was not stated. */
export interface TypedUncertainty extends QuantityValue {
  readonly relative: boolean;
  readonly coverageFactor?: DecimalString;
}

/** A result that the presenter typed off an unsigned report: at most "would meet if the issuer confirms". */
export type TranscribedResult =
  | (Typed & {
      readonly outcome: 'quantified';
      readonly quantity: QuantityValue;
      readonly expandedUncertainty?: TypedUncertainty;
      readonly limitOfDetection?: QuantityValue;
      readonly limitOfQuantification?: QuantityValue;
    })
  | (Typed & {
      readonly outcome: 'below-loq';
      readonly limitOfQuantification: QuantityValue;
      readonly limitOfDetection?: QuantityValue;
    })
  | (Typed & {
      readonly outcome: 'not-detected';
      readonly limitOfDetection: QuantityValue;
      readonly limitOfQuantification?: QuantityValue;
    });

/** The results of every `results` table; a row with a fault is left out, and the fault is told. */
export function readResults(tables: readonly Table[], faults: FaultList): readonly TranscribedResult[] {
  const results: TranscribedResult[] = [];
  const first = new Map<string, Location>();
  for (const row of tables.flatMap(({ name, rows }) => (name === 'results' ? rows : []))) {
    // Each fault takes a search for near spellings; ten thousand wrong units would take minutes.
    if (faults.isFull()) break;
    const result = readResult(rowReader('results', row, faults), row.location, faults);
    if (result === undefined) continue;
    results.push(result);
    const id = identityOf(result);
    const other = first.get(id);
    if (other === undefined) first.set(id, row.location);
    else {
      const found = `${result.reportNumber}, ${result.substance}`;
      const expected = `keep one; ${locationText(other)} has it too. Results of two samples have two sample numbers`;
      faults.add('DUPLICATE_RESULT', row.location, { found, expected });
    }
  }
  return results;
}

/** What makes two rows one result: which of two numbers the report gives for it, nobody could say. */
function identityOf({ laboratory, reportNumber, sample, substance, basis, method }: TranscribedResult): string {
  const said = [laboratory, reportNumber, sample ?? '', substance, basis ?? '', method];
  return JSON.stringify(said.map((text) => halfWidth(text).toLowerCase()));
}

interface Limits {
  readonly limitOfDetection?: QuantityValue;
  readonly limitOfQuantification?: QuantityValue;
}

function readResult(reader: RowReader, at: Location, faults: FaultList): TranscribedResult | undefined {
  const typed = {
    reportNumber: reader.identifier('reportNumber'),
    laboratory: reader.text('laboratory'),
    substance: reader.text('substance'),
    method: reader.text('method'),
    testedOn: reader.day('testedOn'),
  };
  const basis = reader.text('basis');
  const sample = reader.identifier('sample');
  const measured = reader.measured('value');
  const beside = measured !== undefined && 'unit' in measured ? measured.unit : undefined;
  const unit = reader.unit('unit') ?? beside ?? reader.headerUnit('value');
  const inUnit = { reader, unit, faults };
  const limits: Limits = {
    ...named('limitOfDetection', quantity('limitOfDetection', inUnit)),
    ...named('limitOfQuantification', quantity('limitOfQuantification', inUnit)),
  };
  checkOrder(limits, reader, faults);
  const uncertainty = readUncertainty(inUnit);
  const { reportNumber, laboratory, substance, method, testedOn } = typed;
  // What is wrong with a limit has been told; without it a non-detect would only be told again.
  const isComplete = (['limitOfDetection', 'limitOfQuantification'] as const).every(
    (key) => limits[key] !== undefined || !reader.isFilled(key),
  );
  const outcome = measured === undefined || !isComplete ? undefined : readOutcome(measured, limits, inUnit);
  if (
    outcome === undefined ||
    reportNumber === undefined ||
    laboratory === undefined ||
    substance === undefined ||
    method === undefined ||
    testedOn === undefined
  ) {
    return undefined;
  }
  return {
    at,
    reportNumber,
    laboratory,
    substance,
    method,
    testedOn,
    ...named('basis', basis),
    ...named('sample', sample),
    ...outcome,
    ...(outcome.outcome === 'quantified' ? named('expandedUncertainty', uncertainty) : {}),
  };
}

interface InUnit {
  readonly reader: RowReader;
  readonly unit: string | undefined;
  readonly faults: FaultList;
}

type Outcome =
  | ({ readonly outcome: 'quantified'; readonly quantity: QuantityValue } & Limits)
  | ({ readonly outcome: 'below-loq'; readonly limitOfQuantification: QuantityValue } & Limits)
  | ({ readonly outcome: 'not-detected'; readonly limitOfDetection: QuantityValue } & Limits);

function readOutcome(measured: MeasuredText, limits: Limits, inUnit: InUnit): Outcome | undefined {
  const { limitOfDetection, limitOfQuantification } = limits;
  const { reader, faults } = inUnit;
  const at = reader.locationOf('value');
  switch (measured.says) {
    case 'number': {
      const value = withUnit('value', measured, inUnit);
      return value === undefined ? undefined : { outcome: 'quantified', quantity: value, ...limits };
    }
    case 'less-than':
      return readLessThan(measured, limits, inUnit);
    case 'below-quantification':
      if (limitOfQuantification !== undefined) return { outcome: 'below-loq', ...limits, limitOfQuantification };
      faults.add('NON_DETECT_WITHOUT_LIMIT', at, { expected: 'write the limit of quantification in the column LOQ' });
      return undefined;
    case 'below-detection':
    case 'not-detected':
      if (limitOfDetection !== undefined) return { outcome: 'not-detected', ...limits, limitOfDetection };
      if (limitOfQuantification !== undefined && measured.says === 'not-detected') {
        faults.add('BOUNDED_BY_QUANTIFICATION', at, {
          expected: 'write the limit of detection in the column LOD, if the report has it',
        });
        return { outcome: 'below-loq', ...limits, limitOfQuantification };
      }
      faults.add('NON_DETECT_WITHOUT_LIMIT', at, { expected: 'write the limit of detection in the column LOD' });
      return undefined;
  }
}

// "<0.02" is a result only together with what 0.02 is; the column in which it stands says so.
function readLessThan(bound: NumberText, limits: Limits, inUnit: InUnit): Outcome | undefined {
  const { limitOfDetection, limitOfQuantification } = limits;
  const at = inUnit.reader.locationOf('value');
  const stated = withUnit('value', bound, inUnit);
  if (stated === undefined) return undefined;
  if (limitOfQuantification !== undefined && compare(stated, limitOfQuantification) === 0) {
    return { outcome: 'below-loq', ...limits, limitOfQuantification };
  }
  if (limitOfDetection !== undefined && compare(stated, limitOfDetection) === 0) {
    return { outcome: 'not-detected', ...limits, limitOfDetection };
  }
  const found = `<${bound.value}`;
  if (limitOfDetection === undefined && limitOfQuantification === undefined) {
    const expected = `write ${bound.value} in the column LOD or in the column LOQ, whichever the report says it is`;
    inUnit.faults.add('NON_DETECT_WITHOUT_LIMIT', at, { found, expected });
  } else {
    const given = [limitOfDetection, limitOfQuantification].filter((each) => each !== undefined);
    const expected = `one of the limits of this row (${given.map(({ value, unit }) => `${value} ${unit}`).join(', ')})`;
    inUnit.faults.add('LIMIT_CONFLICT', at, { found, expected });
  }
  return undefined;
}

function quantity(key: 'limitOfDetection' | 'limitOfQuantification', inUnit: InUnit): QuantityValue | undefined {
  const number = inUnit.reader.number(key);
  return number === undefined ? undefined : withUnit(key, number, inUnit);
}

function withUnit(
  key: string,
  { value, unit: own }: NumberText,
  { reader, unit, faults }: InUnit,
): QuantityValue | undefined {
  if (own !== undefined && unit !== undefined && !mayStand(own, { key, unit })) {
    faults.add('UNIT_CONFLICT', reader.locationOf(key), {
      found: `${value} ${own}`,
      expected: `the unit of the row, ${unit}`,
    });
    return undefined;
  }
  const stated = own ?? unit;
  if (stated !== undefined) return { value, unit: stated };
  // An unknown unit has been told; only a missing one is told here.
  if (!reader.isFilled('unit')) {
    faults.add('MISSING_UNIT', reader.locationOf(key), {
      found: value,
      expected: 'write a unit such as mg/kg in the column of units',
    });
  }
  return undefined;
}

// The value has the unit of its row; a limit or an uncertainty may be written in another that compares with it.
function mayStand(own: string, { key, unit }: { readonly key: string; readonly unit: string }): boolean {
  if (own === unit || key === 'value') return own === unit;
  return unitComparability(parseUnit(own), parseUnit(unit)).comparable;
}

function readUncertainty({ reader, unit, faults }: InUnit): TypedUncertainty | undefined {
  const number = reader.number('uncertainty');
  const factor = reader.number('coverageFactor');
  if (factor?.unit !== undefined) {
    const expected = `write ${factor.value}; a coverage factor has no unit`;
    faults.add('UNIT_CONFLICT', reader.locationOf('coverageFactor'), { found: factor.unit, expected });
  }
  if (number === undefined) return undefined;
  const relative = number.unit === '%' && unit !== '%';
  const stated = relative
    ? { value: number.value, unit: '%' }
    : withUnit('uncertainty', number, { reader, unit, faults });
  return stated === undefined ? undefined : { ...stated, relative, ...named('coverageFactor', factor?.value) };
}

// Whoever can quantify can detect, so LOD ≤ LOQ; the other way round the two columns were mixed up.
function checkOrder(
  { limitOfDetection: lod, limitOfQuantification: loq }: Limits,
  reader: RowReader,
  faults: FaultList,
): void {
  if (lod === undefined || loq === undefined) return;
  const at = reader.locationOf('limitOfDetection');
  const order = compare(lod, loq);
  if (order === undefined) {
    faults.add('UNIT_CONFLICT', at, {
      found: `${lod.value} ${lod.unit}`,
      expected: `a unit that compares with ${loq.unit}`,
    });
  } else if (order > 0) {
    const expected = `a limit of detection of at most ${loq.value} ${loq.unit}, the limit of quantification`;
    faults.add('LIMIT_CONFLICT', at, { found: `${lod.value} ${lod.unit}`, expected });
  }
}

function compare(a: QuantityValue, b: QuantityValue): -1 | 0 | 1 | undefined {
  const { comparable } = unitComparability(parseUnit(a.unit), parseUnit(b.unit));
  return comparable ? compareQuantities(parseQuantity(a), parseQuantity(b)) : undefined;
}

function named<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V };
}
