// SPDX-License-Identifier: Apache-2.0
import type { FileReading } from './data-files.ts';
import { readSource } from './load-limits.ts';
import type { Vocabulary } from './load-vocabulary.ts';
import {
  CERTAINTIES,
  type DutyKind,
  type DutyRequirement,
  type Instrument,
  KEY_DATES,
  OBLIGED_PARTIES,
  REQUIREMENT_KINDS,
} from './requirement.ts';
import type { RowReader } from './row-reader.ts';

const DUTY_KINDS = REQUIREMENT_KINDS.filter((kind): kind is DutyKind => kind !== 'limit');
const NO_INSTRUMENT: Instrument = { id: '', series: '', title: '', loaded: 'partial' };

/** Reads labels, registrations, licences, certificates and records; the ids read are added to `taken`. */
export function loadDuties(reading: FileReading, vocabulary: Vocabulary, taken: Set<string>): DutyRequirement[] {
  return reading.readRows('requirements/duties.csv', (row) => readDuty(row, vocabulary, taken));
}

function readDuty(row: RowReader, vocabulary: Vocabulary, taken: Set<string>): DutyRequirement {
  const id = row.newId('id', taken);
  const place = row.place('place');
  const kind = row.word('kind', DUTY_KINDS);
  const entry = vocabulary.instruments.get(
    row.reference('instrument_id', vocabulary.instruments, 'UNKNOWN_INSTRUMENT'),
  );
  const certainty = row.word('certainty', CERTAINTIES);
  row.required('food_ids');
  return {
    id,
    place,
    kind,
    topic: `${place} ${kind} ${row.required('topic')}`,
    obligedParty: row.word('obliged_party', OBLIGED_PARTIES),
    keyDate: row.word('key_date', KEY_DATES),
    keyDateCertainty: row.word('key_date_certainty', CERTAINTIES),
    validity: row.validity('valid_from', 'valid_to'),
    legalForce: entry?.legalForce ?? 'binding',
    certainty,
    instrument: entry?.instrument ?? NO_INSTRUMENT,
    provision: row.text('provision'),
    source: readSource(row, certainty),
    applicability: {
      includes: row.references('food_ids', vocabulary.foods, 'UNKNOWN_FOOD'),
      excludes: row.references('excluded_food_ids', vocabulary.foods, 'UNKNOWN_FOOD').map((food) => ({ food })),
      inherits: true,
    },
    title: row.required('title'),
    demands: row.required('demands'),
    shownBy: {
      kind: row.word('shown_by', ['document', 'mark', 'register-entry', 'records']),
      what: row.required('shown_by_what'),
    },
    note: row.text('note'),
  };
}
