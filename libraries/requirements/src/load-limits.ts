// SPDX-License-Identifier: Apache-2.0
import { type DecimalString, formatDecimal, parseDecimal } from '@touchstone/identifiers';
import { parseUnit } from '@touchstone/metrology/quantity';
import type { FileReading } from './data-files.ts';
import { type InstrumentEntry, optional, type Vocabulary } from './load-vocabulary.ts';
import {
  BASES,
  CERTAINTIES,
  type Certainty,
  LEVEL_KINDS,
  type Limit,
  type LimitRequirement,
  type RequirementSource,
} from './requirement.ts';
import type { RowReader } from './row-reader.ts';

/** Reads the limits; the ids read are added to `taken`. Edits to their food text are merged in later. */
export function loadLimits(reading: FileReading, vocabulary: Vocabulary, taken: Set<string>): LimitRequirement[] {
  const units = new Set<string>();
  return reading.readRows('limits/limits.csv', (row) => readLimitRow(row, { vocabulary, taken, units }));
}

interface LimitContext {
  readonly vocabulary: Vocabulary;
  readonly taken: Set<string>;
  /** Unit texts that have been parsed already. */
  readonly units: Set<string>;
}

// An empty instrument for a refused cell, so that the other cells of the row are still looked at.
const NO_INSTRUMENT: InstrumentEntry = {
  instrument: { id: '', series: '', title: '', loaded: 'partial' },
  sourceText: '',
  legalForce: 'binding',
  keyDate: 'sale',
  keyDateCertainty: 'recalled',
  obligedParty: 'food-business',
  method: { force: 'free', certainty: 'recalled' },
};

function readLimitRow(row: RowReader, { vocabulary, taken, units }: LimitContext): LimitRequirement {
  const id = row.newId('id', taken);
  const text = row.reference('instrument', vocabulary.instrumentsBySourceText, 'UNKNOWN_INSTRUMENT');
  const entry = vocabulary.instrumentsBySourceText.get(text) ?? NO_INSTRUMENT;
  const { instrument } = entry;
  const place = row.place('jurisdiction');
  const substanceId = row.reference('substance_id', vocabulary.substances, 'UNKNOWN_SUBSTANCE');
  const food = row.reference('food_id', vocabulary.foods, 'UNKNOWN_FOOD');
  const levelKind = row.word('limit_kind', LEVEL_KINDS);
  const certainty = row.word('certainty', CERTAINTIES);
  return {
    id,
    place,
    kind: 'limit',
    topic: `${place} ${instrument.series} | ${substanceId}`,
    obligedParty: entry.obligedParty,
    keyDate: entry.keyDate,
    keyDateCertainty: entry.keyDateCertainty,
    validity: row.validity('valid_from', 'valid_to'),
    legalForce: levelKind === 'guideline level' ? 'guideline' : entry.legalForce,
    certainty,
    instrument,
    provision: row.text('provision'),
    source: readSource(row, certainty),
    applicability: { includes: [food], excludes: [], inherits: true },
    substanceId,
    levelKind,
    limit: levelKind === 'not permitted' ? readBan(row) : readMaximum(row, units),
    basis: row.word('basis', BASES),
    ...readMethod(row, entry),
    ...optional('screenedBy', vocabulary.screenings.get(`${instrument.id} ${substanceId}`)),
    foodText: row.text('food_text_original'),
    note: row.text('note'),
  };
}

function readBan(row: RowReader): Limit {
  row.empty('value', 'a ban has no number');
  row.empty('unit', 'a ban has no unit');
  return { kind: 'not-permitted' };
}

function readMaximum(row: RowReader, units: Set<string>): Limit {
  const unit = row.required('unit');
  if (unit !== '' && !units.has(unit) && isUnit(row, unit)) {
    units.add(unit);
  }
  return { kind: 'maximum', value: readValue(row), unit };
}

function isUnit(row: RowReader, unit: string): boolean {
  try {
    parseUnit(unit);
    return true;
  } catch (cause) {
    row.refuse('unit', 'UNKNOWN_UNIT', (cause as Error).message);
    return false;
  }
}

// The digits are those of the law: 0.10 stays 0.10, and a text that would be rewritten is refused.
function readValue(row: RowReader): DecimalString {
  const text = row.text('value');
  try {
    const decimal = parseDecimal(text);
    if (formatDecimal(decimal) === text && decimal.coefficient >= 0n) {
      return text as DecimalString;
    }
  } catch {
    // Told below, with the same words as a number that is negative or written in another way.
  }
  row.refuse('value', 'BAD_VALUE', `'${text}' is no plain decimal from 0 up, such as 0.10`);
  return '0' as DecimalString;
}

function readMethod(row: RowReader, { method }: InstrumentEntry): Pick<LimitRequirement, 'method'> {
  const standard = row.optional('method');
  if (standard === undefined) {
    return {};
  }
  if (method === undefined) {
    row.refuse('method', 'UNEXPECTED_VALUE', 'The instrument does not say how it binds its methods (method_force)');
    return {};
  }
  return { method: { standard, ...method } };
}

/** Where the row was found: what is recalled was not read, and what was read names its page and day. */
export function readSource(row: RowReader, certainty: Certainty): RequirementSource {
  const readOn = row.day('read_on');
  if (certainty === 'recalled') {
    if (readOn !== undefined) {
      row.refuse(
        'read_on',
        'RECALLED_BUT_READ',
        'What is recalled was not read; give the certainty or leave this empty',
      );
    }
  } else {
    row.required('source_url');
    if (row.text('read_on') === '') {
      row.refuse('read_on', 'NOT_READ', `What is ${certainty} names the day on which it was read`);
    }
  }
  return { ...optional('url', row.optional('source_url')), ...optional('readOn', readOn), note: row.text('note') };
}
