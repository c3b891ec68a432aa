// SPDX-License-Identifier: Apache-2.0
import { formatCsv, parseCsv } from './csv.ts';
import { REQUIREMENT_FILE_COLUMNS, type RequirementFileName } from './data-files.ts';

type Row = Readonly<Record<string, string | undefined>>;

const LIMIT: Row = {
  id: 'A-pb-greens',
  jurisdiction: 'CN',
  instrument: 'Standard A, 2020',
  provision: 'table 1',
  substance_id: 'pb',
  food_id: 'greens',
  food_text_original: 'greens',
  value: '0.30',
  unit: 'mg/kg',
  basis: 'edible part',
  limit_kind: 'maximum level',
  method: 'GB 5009.12',
  valid_from: '2020-01-01',
  valid_to: '',
  note: 'note',
  source_url: 'https://example.org/a',
  certainty: 'read',
  read_on: '2026-11-22',
};

const INSTRUMENT: Row = {
  source_text: 'Standard A, 2020',
  id: 'A-2020',
  series: 'A',
  number: 'A',
  edition: '2020',
  title: 'Standard A',
  legal_force: 'binding',
  key_date: 'production',
  key_date_certainty: 'recalled',
  obliged_party: 'producer',
  loaded: 'complete',
  method_force: 'prescribed',
  method_force_certainty: 'read',
};

const DUTY: Row = {
  id: 'HK-label',
  place: 'HK',
  kind: 'label',
  topic: 'prepackaged-label',
  title: 'Label',
  instrument_id: 'L',
  provision: 's. 1',
  obliged_party: 'seller',
  key_date: 'sale',
  key_date_certainty: 'secondary',
  food_ids: 'food',
  demands: 'A label.',
  shown_by: 'mark',
  shown_by_what: 'label on the package',
  source_url: 'https://example.org/l',
  certainty: 'secondary',
  read_on: '2026-11-22',
};

const SMALL: Readonly<Record<RequirementFileName, readonly Row[]>> = {
  'limits/foods.csv': [
    food('food', '', 'Food'),
    food('vegetables', 'food', 'Vegetables'),
    food('greens', 'vegetables', 'Greens'),
    food('cress', 'greens', 'Cress'),
    food('roots', 'vegetables', 'Roots'),
    food('beet', 'roots', 'Beet'),
    food('sugar-beet', 'beet', 'Sugar beet'),
  ],
  'limits/substances.csv': [
    substance('pb', 'Lead', '7439-92-1'),
    substance('hg', 'Mercury', '7439-97-6'),
    substance('mehg', 'Methylmercury', ''),
  ],
  'limits/limits.csv': [LIMIT],
  'requirements/added-foods.csv': [food('kale', 'greens', 'Kale')],
  'requirements/food-names.csv': [
    { food_id: 'kale', name: 'Borecole' },
    { food_id: 'kale', name: 'Ｂoerenkool' },
  ],
  'requirements/components.csv': [
    { substance_id: 'hg', name: 'methylmercury', component_id: 'mehg' },
    { substance_id: 'hg', name: 'other mercury' },
  ],
  'requirements/instruments.csv': [
    INSTRUMENT,
    { ...INSTRUMENT, source_text: 'Standard A, 2025', id: 'A-2025', edition: '2025', loaded: 'partial' },
    { ...INSTRUMENT, source_text: 'Guide G', id: 'G', series: 'G', number: '', edition: '', key_date: 'sale' },
    { ...INSTRUMENT, source_text: '', id: 'L', series: 'L', key_date: 'sale', method_force: '' },
  ],
  'requirements/inclusions.csv': [],
  'requirements/exclusions.csv': [],
  'requirements/conditions.csv': [],
  'requirements/uses.csv': [],
  'requirements/screenings.csv': [
    { instrument_id: 'A-2020', substance_id: 'mehg', screened_by: 'hg', provision: 'note a', certainty: 'read' },
  ],
  'requirements/transitions.csv': [],
  'requirements/duties.csv': [DUTY],
  'requirements/manifests.csv': [
    {
      id: 'cress-CN',
      place: 'CN',
      product: 'cress',
      reviewed_by: 'demonstration reviewer',
      reviewed_on: '2026-11-22',
      source: 'drawn up for a test',
    },
  ],
  'requirements/coverage.csv': [
    {
      manifest_id: 'cress-CN',
      item: 'lead',
      kind: 'limit',
      substance_id: 'pb',
      status: 'loaded',
      requirement_ids: 'A-pb-greens',
      reason: 'loaded',
    },
    { manifest_id: 'cress-CN', item: 'label', kind: 'label', status: 'missing', reason: 'not looked into' },
  ],
};

/** Rows of a test; what a row does not say is taken from a sound row of that file. */
export type SmallRows = Readonly<Partial<Record<RequirementFileName, readonly Row[]>>>;

/** A small sound requirement set as texts, in which the rows of the named files are replaced. */
export function smallFiles(rows: SmallRows = {}): Record<RequirementFileName, string> {
  const names = Object.keys(REQUIREMENT_FILE_COLUMNS) as RequirementFileName[];
  const texts = names.map((name) => [name, formatCsv(REQUIREMENT_FILE_COLUMNS[name], rowsOf(name, rows))] as const);
  return Object.fromEntries(texts) as Record<RequirementFileName, string>;
}

function rowsOf(name: RequirementFileName, rows: SmallRows): readonly Row[] {
  const sound = name === 'limits/limits.csv' ? LIMIT : name === 'requirements/duties.csv' ? DUTY : {};
  return (rows[name] ?? SMALL[name]).map((row) => ({ ...sound, ...row }));
}

/** The rows of one file of the small set, in which one cell of one row (from 0) holds another text. */
export function withCell(name: RequirementFileName, column: string, text: string, index = 0): SmallRows {
  const rows = parseCsv(name, smallFiles()[name], REQUIREMENT_FILE_COLUMNS[name]).rows.map(({ cells }) => cells);
  return { [name]: rows.map((row, position) => (position === index ? { ...row, [column]: text } : row)) };
}

function food(id: string, parent: string, name: string): Row {
  return { id, parent, name_en: name, name_zh_hans: `${name}简`, name_zh_hant: `${name}繁`, name_pt: `${name} (pt)` };
}

function substance(id: string, name: string, cas: string): Row {
  return { id, name_en: name, name_zh: name, name_pt: name, cas, definition: `${name}, total` };
}
