// SPDX-License-Identifier: Apache-2.0
import type { FileReading, RequirementFileName } from './data-files.ts';
import type { FoodNode } from './food-taxonomy.ts';
import {
  CERTAINTIES,
  type Certainty,
  type Instrument,
  KEY_DATES,
  type KeyDate,
  LEGAL_FORCES,
  type LegalForce,
  METHOD_FORCES,
  type MethodForce,
  OBLIGED_PARTIES,
  type ObligedParty,
  type Screening,
} from './requirement.ts';
import type { RowReader } from './row-reader.ts';
import { isCasNumber, type Substance, type SubstanceComponent } from './substance.ts';

/** An instrument with what its limits have in common. */
export interface InstrumentEntry {
  readonly instrument: Instrument;
  readonly sourceText: string;
  readonly legalForce: LegalForce;
  readonly keyDate: KeyDate;
  readonly keyDateCertainty: Certainty;
  readonly obligedParty: ObligedParty;
  readonly method?: { readonly force: MethodForce; readonly certainty: Certainty };
}

/** The words in which requirements speak: foods, substances and instruments. */
export interface Vocabulary {
  readonly foods: ReadonlyMap<string, FoodNode>;
  readonly substances: ReadonlyMap<string, Substance>;
  readonly instruments: ReadonlyMap<string, InstrumentEntry>;
  readonly instrumentsBySourceText: ReadonlyMap<string, InstrumentEntry>;
  /** By instrument id and substance id with a space between. */
  readonly screenings: ReadonlyMap<string, Screening>;
}

/** Reads foods, substances, instruments and what belongs to them. */
export function loadVocabulary(reading: FileReading): Vocabulary {
  const foods = loadFoods(reading);
  const substances = loadSubstances(reading);
  const instruments = loadInstruments(reading);
  const bySourceText = [...instruments.values()].filter((entry) => entry.sourceText !== '');
  return {
    foods,
    substances,
    instruments,
    instrumentsBySourceText: new Map(bySourceText.map((entry) => [entry.sourceText, entry])),
    screenings: loadScreenings(reading, { substances, instruments }),
  };
}

function loadFoods(reading: FileReading): Map<string, FoodNode> {
  const taken = new Set<string>();
  const known = new Set<string>();
  const nodes = [
    ...readFoodFile(reading, { name: 'limits/foods.csv', addedBy: 'source', taken, known }),
    ...readFoodFile(reading, { name: 'requirements/added-foods.csv', addedBy: 'project', taken, known }),
  ];
  const names = new Map<string, string[]>();
  reading.readRows('requirements/food-names.csv', (row) => {
    const food = row.reference('food_id', known, 'UNKNOWN_FOOD');
    names.set(food, [...(names.get(food) ?? []), row.required('name')]);
  });
  const named = nodes.map((node) => ({ ...node, ...optional('otherNames', names.get(node.id)) }));
  return new Map(named.map((node) => [node.id, node]));
}

interface FoodFile {
  readonly name: RequirementFileName;
  readonly addedBy: FoodNode['addedBy'];
  readonly taken: Set<string>;
  readonly known: Set<string>;
}

// A parent must stand in an earlier row, so there can be no loop.
function readFoodFile(reading: FileReading, { name, addedBy, taken, known }: FoodFile): FoodNode[] {
  return reading.readRows(name, (row) => {
    const parent = known.size === 0 ? row.optional('parent') : row.required('parent');
    if (parent && !known.has(parent)) {
      row.refuse(
        'parent',
        'UNKNOWN_FOOD',
        `The parent '${parent}' must stand in an earlier row; the first row has none`,
      );
    }
    const node: FoodNode = {
      id: row.newId('id', taken),
      ...optional('parent', parent || undefined),
      names: {
        en: row.required('name_en'),
        'zh-Hans': row.required('name_zh_hans'),
        'zh-Hant': row.required('name_zh_hant'),
        pt: row.required('name_pt'),
      },
      ...optional('note', row.optional('notes')),
      addedBy,
    };
    known.add(node.id);
    return node;
  });
}

function loadSubstances(reading: FileReading): Map<string, Substance> {
  const taken = new Set<string>();
  const substances = reading.readRows('limits/substances.csv', (row): Substance => {
    const cas = row.optional('cas');
    if (cas !== undefined && !isCasNumber(cas)) {
      row.refuse('cas', 'BAD_VALUE', `'${cas}' is no CAS number; its last digit checks the others`);
    }
    return {
      id: row.newId('id', taken),
      names: { en: row.required('name_en'), 'zh-Hans': row.required('name_zh'), pt: row.required('name_pt') },
      ...optional('cas', cas),
      definition: row.required('definition'),
    };
  });
  const components = new Map<string, SubstanceComponent[]>();
  reading.readRows('requirements/components.csv', (row) => {
    const whole = row.reference('substance_id', taken, 'UNKNOWN_SUBSTANCE');
    const part = row.optional('component_id');
    const substanceId = part === undefined ? undefined : row.reference('component_id', taken, 'UNKNOWN_SUBSTANCE');
    const component = { name: row.required('name'), ...optional('substanceId', substanceId) };
    components.set(whole, [...(components.get(whole) ?? []), component]);
  });
  const whole = substances.map((substance) => ({
    ...substance,
    ...optional('components', components.get(substance.id)),
  }));
  return new Map(whole.map((substance) => [substance.id, substance]));
}

function loadInstruments(reading: FileReading): Map<string, InstrumentEntry> {
  const taken = new Set<string>();
  const texts = new Set<string>();
  const entries = reading.readRows('requirements/instruments.csv', (row) => {
    const sourceText = row.text('source_text');
    if (sourceText !== '' && texts.has(sourceText)) {
      row.refuse('source_text', 'DUPLICATE_ID', 'Another instrument stands for the same text of the source');
    }
    texts.add(sourceText);
    return readInstrument(row, sourceText, taken);
  });
  return new Map(entries.map((entry) => [entry.instrument.id, entry]));
}

function readInstrument(row: RowReader, sourceText: string, taken: Set<string>): InstrumentEntry {
  const force = row.optional('method_force');
  return {
    instrument: {
      id: row.newId('id', taken),
      series: row.required('series'),
      title: row.required('title'),
      ...optional('number', row.optional('number')),
      ...optional('edition', row.optional('edition')),
      loaded: row.word('loaded', ['complete', 'partial']),
    },
    sourceText,
    legalForce: row.word('legal_force', LEGAL_FORCES),
    keyDate: row.word('key_date', KEY_DATES),
    keyDateCertainty: row.word('key_date_certainty', CERTAINTIES),
    obligedParty: row.word('obliged_party', OBLIGED_PARTIES),
    ...(force === undefined
      ? {}
      : {
          method: {
            force: row.word('method_force', METHOD_FORCES),
            certainty: row.word('method_force_certainty', CERTAINTIES),
          },
        }),
  };
}

function loadScreenings(
  reading: FileReading,
  { substances, instruments }: Pick<Vocabulary, 'substances' | 'instruments'>,
): Map<string, Screening> {
  const screenings = new Map<string, Screening>();
  reading.readRows('requirements/screenings.csv', (row) => {
    const instrument = row.reference('instrument_id', instruments, 'UNKNOWN_INSTRUMENT');
    const substance = row.reference('substance_id', substances, 'UNKNOWN_SUBSTANCE');
    screenings.set(`${instrument} ${substance}`, {
      substanceId: row.reference('screened_by', substances, 'UNKNOWN_SUBSTANCE'),
      provision: row.required('provision'),
      certainty: row.word('certainty', CERTAINTIES),
    });
  });
  return screenings;
}

/** The property when there is a value, and nothing otherwise. */
export function optional<K extends string, T>(key: K, value: T | undefined): { readonly [P in K]?: T } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: T };
}
