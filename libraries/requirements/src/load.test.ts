// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { RequirementFileName } from './data-files.ts';
import { ancestorsOf, findFood } from './food-taxonomy.ts';
import { inspectRequirementFiles, loadRequirementSet } from './load.ts';
import type { DutyRequirement, LimitRequirement } from './requirement.ts';
import { formatFinding, RequirementError } from './requirement-error.ts';
import { type SmallRows, smallFiles, withCell } from './small-set.fixture.ts';

const findingsOf = (rows: SmallRows): readonly string[] =>
  inspectRequirementFiles(smallFiles(rows)).findings.map(({ file, row, column, code }) =>
    [file, row, column, code].join(' '),
  );

function loadWith(rows: SmallRows = {}) {
  return loadRequirementSet(smallFiles(rows));
}

describe('loadRequirementSet()', () => {
  test('reads a limit with everything that its instrument says', () => {
    const limit = loadWith().requirements.get('A-pb-greens') as LimitRequirement;
    expect(limit).toEqual({
      id: 'A-pb-greens',
      place: 'CN',
      kind: 'limit',
      topic: 'CN A | pb',
      obligedParty: 'producer',
      keyDate: 'production',
      keyDateCertainty: 'recalled',
      validity: { from: '2020-01-01' },
      legalForce: 'binding',
      certainty: 'read',
      instrument: {
        id: 'A-2020',
        series: 'A',
        title: 'Standard A',
        number: 'A',
        edition: '2020',
        loaded: 'complete',
      },
      provision: 'table 1',
      source: { url: 'https://example.org/a', readOn: '2026-11-22', note: 'note' },
      applicability: { includes: ['greens'], excludes: [], inherits: true },
      substanceId: 'pb',
      levelKind: 'maximum level',
      limit: { kind: 'maximum', value: '0.30', unit: 'mg/kg' },
      basis: 'edible part',
      method: { standard: 'GB 5009.12', force: 'prescribed', certainty: 'read' },
      foodText: 'greens',
      note: 'note',
    });
  });

  test('reads a ban, a guideline, a limit of Codex and one that is screened by a wider substance', () => {
    const set = loadWith({
      'limits/limits.csv': [
        { id: 'A-pb-greens' },
        { id: 'ban', limit_kind: 'not permitted', value: '', unit: '', method: '' },
        { id: 'guide', instrument: 'Guide G', limit_kind: 'guideline level', jurisdiction: 'HK' },
        { id: 'codex', jurisdiction: 'CODEX' },
        { id: 'mehg', substance_id: 'mehg', certainty: 'recalled', read_on: '', source_url: '' },
      ],
    });
    const limitOf = (id: string) => set.requirements.get(id) as LimitRequirement;
    expect(limitOf('ban')).toMatchObject({ limit: { kind: 'not-permitted' } });
    expect(limitOf('ban')).not.toHaveProperty('method');
    expect(limitOf('guide')).toMatchObject({ legalForce: 'guideline', place: 'HK', keyDate: 'sale' });
    expect(limitOf('guide').instrument).not.toHaveProperty('edition');
    expect(limitOf('codex').place).toBe('CODEX');
    expect(limitOf('mehg')).toMatchObject({ screenedBy: { substanceId: 'hg', certainty: 'read' }, source: {} });
    expect(limitOf('mehg').source).toEqual({ note: 'note' });
  });

  test('reads a duty with what shows that it is fulfilled', () => {
    const duty = loadWith({
      'requirements/duties.csv': [{ id: 'HK-label', food_ids: 'greens roots', excluded_food_ids: 'beet' }],
    }).requirements.get('HK-label') as DutyRequirement;
    expect(duty).toMatchObject({
      kind: 'label',
      topic: 'HK label prepackaged-label',
      shownBy: { kind: 'mark', what: 'label on the package' },
      applicability: { includes: ['greens', 'roots'], excludes: [{ food: 'beet' }] },
    });
  });

  test('keeps foods and names that the project added apart from those of the source', () => {
    const set = loadWith();
    expect(set.taxonomy.nodes.get('kale')).toMatchObject({ addedBy: 'project', parent: 'greens' });
    expect(set.taxonomy.nodes.get('cress')).toMatchObject({ addedBy: 'source' });
    expect(ancestorsOf(set.taxonomy, 'kale')).toEqual(['greens', 'vegetables', 'food']);
    expect(findFood(set.taxonomy, 'boerenkool').map(({ id }) => id)).toEqual(['kale']);
  });

  test('reads the components of a sum', () => {
    expect(loadWith().substances.get('hg')?.components).toEqual([
      { name: 'methylmercury', substanceId: 'mehg' },
      { name: 'other mercury' },
    ]);
    expect(loadWith().substances.get('mehg')).not.toHaveProperty('cas');
  });

  test('merges inclusions, exclusions, conditions and uses into the printed food', () => {
    const set = loadWith({
      'requirements/inclusions.csv': [{ requirement_id: 'A-pb-greens', food_id: 'roots', text: 'and roots' }],
      'requirements/exclusions.csv': [
        {
          requirement_id: 'A-pb-greens',
          effect: 'excludes',
          foods: 'cress beet',
          text: 'not cress',
          from: '2021-01-01',
        },
        { requirement_id: 'A-pb-greens', effect: 'unresolved', foods: 'greens', text: 'not herbs' },
        { requirement_id: 'A-pb-greens', effect: 'unresolved', foods: 'below', text: 'others' },
        { requirement_id: 'A-pb-greens', effect: 'unresolved', foods: 'all', text: 'narrower', from: '2022-01-01' },
        { requirement_id: 'A-pb-greens', effect: 'none', foods: '', text: 'concerns another row' },
      ],
      'requirements/conditions.csv': [
        { requirement_id: 'A-pb-greens', fact: 'canned', is: 'false', text: 'not canned' },
        { requirement_id: 'HK-label', fact: 'prepackaged', is: 'true', text: 'prepackaged' },
      ],
      'requirements/uses.csv': [{ requirement_id: 'A-pb-greens', use: 'ready-to-eat', text: 'ready to eat' }],
    });
    expect(set.requirements.get('A-pb-greens')?.applicability).toEqual({
      includes: ['greens', 'roots'],
      excludes: [
        { food: 'cress', from: '2021-01-01' },
        { food: 'beet', from: '2021-01-01' },
      ],
      inherits: true,
      uses: ['ready-to-eat'],
      conditions: [{ fact: 'canned', is: false, text: 'not canned' }],
      narrowing: [
        { text: 'not herbs', touches: ['greens'] },
        { text: 'others', touches: 'below' },
        { text: 'narrower', touches: 'all', from: '2022-01-01' },
      ],
    });
    expect(set.requirements.get('HK-label')?.applicability.conditions).toHaveLength(1);
  });

  test('hands a transition to the requirements of both editions, each with those of the other on the same topic', () => {
    const set = loadWith({
      'limits/limits.csv': [
        { id: 'A-pb-greens' },
        { id: 'A-hg-greens', substance_id: 'hg' },
        { id: 'new-pb-cress', instrument: 'Standard A, 2025', food_id: 'cress' },
        { id: 'new-pb-kale', instrument: 'Standard A, 2025', food_id: 'kale' },
      ],
      'requirements/transitions.csv': [
        {
          id: 'T',
          kind: 'either-version',
          earlier: 'A-2020',
          later: 'A-2025',
          from: '2025-01-01',
          until: '2026-12-31',
          wholly: 'true',
          certainty: 'recalled',
          note: 'from memory',
        },
      ],
    });
    const common = { id: 'T', kind: 'either-version', wholly: true, certainty: 'recalled' };
    expect(set.requirements.get('A-pb-greens')?.transition).toEqual({
      ...common,
      side: 'earlier',
      with: ['new-pb-cress', 'new-pb-kale'],
      otherInstrument: 'A-2025',
      otherLoaded: 'partial',
      from: '2025-01-01',
      until: '2026-12-31',
      source: { note: 'from memory' },
    });
    expect(set.requirements.get('new-pb-cress')?.transition).toMatchObject({
      ...common,
      side: 'later',
      with: ['A-pb-greens'],
      otherLoaded: 'complete',
    });
    expect(set.requirements.get('A-hg-greens')?.transition?.with).toEqual([]);
    expect(set.requirements.get('HK-label')).not.toHaveProperty('transition');
  });

  test('reads a manifest with its items', () => {
    const [manifest] = loadWith().data.manifests;
    expect(manifest).toMatchObject({ id: 'cress-CN', place: 'CN', product: 'cress', reviewedOn: '2026-11-22' });
    expect(manifest?.items).toEqual([
      {
        item: 'lead',
        kind: 'limit',
        substanceId: 'pb',
        status: 'loaded',
        requirementIds: ['A-pb-greens'],
        reason: 'loaded',
      },
      { item: 'label', kind: 'label', status: 'missing', reason: 'not looked into' },
    ]);
  });

  test('reads a manifest without items', () => {
    expect(loadWith({ 'requirements/coverage.csv': [] }).data.manifests[0]?.items).toEqual([]);
  });

  test('throws with every refused cell and loads nothing in part', () => {
    const files = smallFiles({ 'limits/limits.csv': [{ food_id: 'cheese', unit: 'spoons/kg' }] });
    let thrown: unknown;
    try {
      loadRequirementSet(files);
    } catch (cause) {
      thrown = cause;
    }
    expect(thrown).toBeInstanceOf(RequirementError);
    const { code, findings, message } = thrown as RequirementError;
    expect(code).toBe('ROWS_REFUSED');
    expect(findings.map((finding) => finding.code).sort()).toEqual(['UNKNOWN_FOOD', 'UNKNOWN_UNIT']);
    expect(message).toContain(formatFinding(findings[0] as (typeof findings)[number]));
  });

  test('is plain data that survives JSON', () => {
    const { data } = loadWith();
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });
});

const LIMITS = 'limits/limits.csv';
type Defect = readonly [what: string, rows: SmallRows, finding: string];

const CELL_DEFECTS: readonly (readonly [string, RequirementFileName, string, string, string])[] = [
  ['a limit without an id', LIMITS, 'id', '', 'MISSING_VALUE'],
  ['an id with a space', LIMITS, 'id', 'a b', 'BAD_ID'],
  ['an unknown instrument', LIMITS, 'instrument', 'Standard B', 'UNKNOWN_INSTRUMENT'],
  ['an unknown substance', LIMITS, 'substance_id', 'au', 'UNKNOWN_SUBSTANCE'],
  ['an unknown food', LIMITS, 'food_id', 'cheese', 'UNKNOWN_FOOD'],
  ['a number with a comma', LIMITS, 'value', '0,3', 'BAD_VALUE'],
  ['a number that would be rewritten', LIMITS, 'value', '3e-1', 'BAD_VALUE'],
  ['a negative number', LIMITS, 'value', '-0.3', 'BAD_VALUE'],
  ['no number', LIMITS, 'value', '', 'BAD_VALUE'],
  ['an unknown unit', LIMITS, 'unit', 'spoons/kg', 'UNKNOWN_UNIT'],
  ['an unknown basis', LIMITS, 'basis', 'as eaten', 'UNKNOWN_WORD'],
  ['an unknown kind of level', LIMITS, 'limit_kind', 'target', 'UNKNOWN_WORD'],
  ['a day that does not exist', LIMITS, 'valid_from', '2026-02-30', 'BAD_DATE'],
  ['a day in another spelling', LIMITS, 'valid_to', '1.1.2027', 'BAD_DATE'],
  ['a period that runs backwards', LIMITS, 'valid_to', '2019-12-31', 'PERIOD_BACKWARDS'],
  ['an unknown certainty', LIMITS, 'certainty', 'sure', 'UNKNOWN_WORD'],
  ['something recalled that was read', LIMITS, 'certainty', 'recalled', 'RECALLED_BUT_READ read_on'],
  ['something read on no day', LIMITS, 'read_on', '', 'NOT_READ'],
  ['something read on no page', LIMITS, 'source_url', '', 'MISSING_VALUE'],
  ['no unit', LIMITS, 'unit', '', 'MISSING_VALUE'],
  ['a place that does not exist', LIMITS, 'jurisdiction', 'CN-XX', 'BAD_PLACE'],
  ['no place', LIMITS, 'jurisdiction', '', 'MISSING_VALUE'],
  ['a second root of the foods', 'limits/foods.csv', 'parent', '', 'MISSING_VALUE'],
  ['a parent that comes later', 'limits/foods.csv', 'parent', 'sugar-beet', 'UNKNOWN_FOOD'],
  ['a food that is its own parent', 'limits/foods.csv', 'parent', 'vegetables', 'UNKNOWN_FOOD'],
  ['a food twice', 'limits/foods.csv', 'id', 'food', 'DUPLICATE_ID'],
  ['a food without a name', 'limits/foods.csv', 'name_pt', '', 'MISSING_VALUE'],
  ['a CAS number with a wrong check digit', 'limits/substances.csv', 'cas', '7439-97-5', 'BAD_VALUE'],
  ['a substance without a definition', 'limits/substances.csv', 'definition', '', 'MISSING_VALUE'],
  ['a name for an unknown food', 'requirements/food-names.csv', 'food_id', 'cheese', 'UNKNOWN_FOOD'],
  ['a component that is unknown', 'requirements/components.csv', 'component_id', 'au', 'UNKNOWN_SUBSTANCE'],
  ['two instruments for one text', 'requirements/instruments.csv', 'source_text', 'Standard A, 2020', 'DUPLICATE_ID'],
  ['an instrument that binds in no known way', 'requirements/instruments.csv', 'method_force', 'hard', 'UNKNOWN_WORD'],
  ['an unknown key date', 'requirements/instruments.csv', 'key_date', 'birth', 'UNKNOWN_WORD'],
  ['a duty of an unknown instrument', 'requirements/duties.csv', 'instrument_id', 'Z', 'UNKNOWN_INSTRUMENT'],
  ['a duty that is a limit', 'requirements/duties.csv', 'kind', 'limit', 'UNKNOWN_WORD'],
  ['a duty for no food', 'requirements/duties.csv', 'food_ids', '', 'MISSING_VALUE'],
  ['a duty for an unknown food', 'requirements/duties.csv', 'food_ids', 'food cheese', 'UNKNOWN_FOOD'],
  ['a duty with the id of a limit', 'requirements/duties.csv', 'id', 'A-pb-greens', 'DUPLICATE_ID'],
  ['a manifest without a day of review', 'requirements/manifests.csv', 'reviewed_on', '', 'MISSING_VALUE'],
  ['a loaded item without a requirement', 'requirements/coverage.csv', 'requirement_ids', '', 'MISSING_VALUE'],
  ['an item with an unknown requirement', 'requirements/coverage.csv', 'requirement_ids', 'X', 'UNKNOWN_REQUIREMENT'],
  ['an item for another place', 'requirements/coverage.csv', 'requirement_ids', 'HK-label', 'NOT_APPLICABLE_HERE'],
  ['an item of an unknown manifest', 'requirements/coverage.csv', 'manifest_id', 'X', 'BAD_ID'],
  [
    'a missing item with a requirement',
    'requirements/coverage.csv',
    'status',
    'missing',
    'UNEXPECTED_VALUE requirement_ids',
  ],
  ['an item of an unknown substance', 'requirements/coverage.csv', 'substance_id', 'au', 'UNKNOWN_SUBSTANCE'],
];

// The row that holds the defect, from 0, where it is not the first one.
const AT: Readonly<Record<string, number>> = {
  'limits/foods.csv': 1,
  'limits/substances.csv': 1,
  'requirements/instruments.csv': 1,
};

const TRANSITION = {
  id: 'T',
  kind: 'sell-through',
  earlier: 'A-2020',
  later: 'A-2025',
  wholly: 'false',
  certainty: 'recalled',
};
const ROW_DEFECTS: readonly Defect[] = [
  ['a limit twice', { [LIMITS]: [{}, {}] }, `${LIMITS} 3 id DUPLICATE_ID`],
  [
    'a ban with a number',
    { [LIMITS]: [{ limit_kind: 'not permitted', unit: '' }] },
    `${LIMITS} 2 value UNEXPECTED_VALUE`,
  ],
  [
    'a ban with a unit',
    { [LIMITS]: [{ limit_kind: 'not permitted', value: '' }] },
    `${LIMITS} 2 unit UNEXPECTED_VALUE`,
  ],
  [
    'a method of an instrument that does not say how it binds',
    { ...withCell('requirements/instruments.csv', 'method_force', '') },
    `${LIMITS} 2 method UNEXPECTED_VALUE`,
  ],
  [
    'an exclusion of an unknown requirement',
    { 'requirements/exclusions.csv': [{ requirement_id: 'X', effect: 'excludes', foods: 'cress', text: 't' }] },
    'requirements/exclusions.csv 2 requirement_id UNKNOWN_REQUIREMENT',
  ],
  [
    'an exclusion of an unknown food',
    {
      'requirements/exclusions.csv': [
        { requirement_id: 'A-pb-greens', effect: 'excludes', foods: 'cheese', text: 't' },
      ],
    },
    'requirements/exclusions.csv 2 foods UNKNOWN_FOOD',
  ],
  [
    'an exclusion of everything',
    { 'requirements/exclusions.csv': [{ requirement_id: 'A-pb-greens', effect: 'excludes', foods: 'all', text: 't' }] },
    'requirements/exclusions.csv 2 foods UNKNOWN_FOOD',
  ],
  [
    'a text without effect that names a food',
    { 'requirements/exclusions.csv': [{ requirement_id: 'A-pb-greens', effect: 'none', foods: 'cress', text: 't' }] },
    'requirements/exclusions.csv 2 foods UNEXPECTED_VALUE',
  ],
  [
    'an unknown effect',
    { 'requirements/exclusions.csv': [{ requirement_id: 'A-pb-greens', effect: 'maybe', foods: 'cress', text: 't' }] },
    'requirements/exclusions.csv 2 effect UNKNOWN_WORD',
  ],
  [
    'an unknown fact',
    { 'requirements/conditions.csv': [{ requirement_id: 'A-pb-greens', fact: 'tasty', is: 'true', text: 't' }] },
    'requirements/conditions.csv 2 fact UNKNOWN_WORD',
  ],
  [
    'an unknown use',
    { 'requirements/uses.csv': [{ requirement_id: 'A-pb-greens', use: 'feed' }] },
    'requirements/uses.csv 2 use UNKNOWN_WORD',
  ],
  [
    'an inclusion of an unknown food',
    { 'requirements/inclusions.csv': [{ requirement_id: 'A-pb-greens', food_id: 'cheese' }] },
    'requirements/inclusions.csv 2 food_id UNKNOWN_FOOD',
  ],
  [
    'a transition to an unknown edition',
    { 'requirements/transitions.csv': [{ ...TRANSITION, later: 'A-2030' }] },
    'requirements/transitions.csv 2 later UNKNOWN_INSTRUMENT',
  ],
  [
    'an edition in two transitions',
    { 'requirements/transitions.csv': [TRANSITION, { ...TRANSITION, id: 'T2', earlier: 'A-2025', later: 'G' }] },
    'requirements/transitions.csv 3 earlier DUPLICATE_ID',
  ],
  [
    'two manifests for one product in one place',
    {
      'requirements/manifests.csv': ['cress-CN', 'again'].map((id) => ({
        ...{ id, place: 'CN', product: 'cress', reviewed_by: 'r', reviewed_on: '2026-11-22', source: 's' },
      })),
    },
    'requirements/manifests.csv 3 product DUPLICATE_ID',
  ],
  [
    'an item for a food that the requirement does not concern',
    withCell('requirements/manifests.csv', 'product', 'beet'),
    'requirements/coverage.csv 2 requirement_ids NOT_APPLICABLE_HERE',
  ],
];

describe('inspectRequirementFiles()', () => {
  test('finds nothing wrong in the small set', () => {
    expect(findingsOf({})).toEqual([]);
  });

  test.each(CELL_DEFECTS)('refuses %s', (_, file, column, text, expected) => {
    const index = AT[file] ?? 0;
    const [code, at = column] = expected.split(' ');
    const found = findingsOf(withCell(file, column, text, index));
    expect(found).toContain(`${file} ${index + 2} ${at} ${code}`);
    expect(found.filter((finding) => finding.startsWith(`${file} ${index + 2} `))).toHaveLength(1);
  });

  test.each(ROW_DEFECTS)('refuses %s', (_, rows, finding) => {
    expect(findingsOf(rows)).toEqual([finding]);
  });

  test('tells all faults of a row at once', () => {
    const found = findingsOf({
      [LIMITS]: [{ food_id: 'cheese', value: 'x', basis: 'y' }],
      'requirements/coverage.csv': [],
    });
    expect(found).toHaveLength(3);
  });

  test('keeps a refused row out of the data', () => {
    const { data } = inspectRequirementFiles(
      smallFiles({ [LIMITS]: [{ id: 'good' }, { id: 'bad', food_id: 'cheese' }] }),
    );
    expect(data.requirements.map(({ id }) => id)).toEqual(['good', 'HK-label']);
  });

  test('names a file that is missing', () => {
    const { 'requirements/uses.csv': _, ...files } = smallFiles();
    expect(inspectRequirementFiles(files).findings.map(({ file, code }) => `${file} ${code}`)).toEqual([
      'requirements/uses.csv FILE_MISSING',
    ]);
  });

  test('survives files that are nothing like tables', () => {
    const names = Object.keys(smallFiles());
    for (const text of ['', '{}', '\u0000\u0001', 'id\n"']) {
      const files = Object.fromEntries(names.map((name) => [name, text]));
      expect(inspectRequirementFiles(files).findings.length).toBeGreaterThan(0);
    }
  });
});
