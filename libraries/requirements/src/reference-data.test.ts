// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CalendarDay, digestFromSha256, isDayWithin, parseCalendarDay } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applicableRequirements } from './applicable.ts';
import { compareLimits } from './compare.ts';
import { coverageOf } from './coverage.ts';
import { coversPlace } from './covers-place.ts';
import { parseCsv } from './csv.ts';
import { REQUIREMENT_FILE_COLUMNS, REQUIREMENT_FILE_NAMES } from './data-files.ts';
import { findFood, lineageOf } from './food-taxonomy.ts';
import { inspectRequirementFiles } from './load.ts';
import {
  type FoodUse,
  isLimitRequirement,
  type LimitRequirement,
  PRODUCT_FACTS,
  type ProductFact,
  type Requirement,
  type RulePlace,
} from './requirement.ts';
import { buildRequirementSet } from './requirement-set.ts';
import { strictest } from './strictest.ts';

const FOLDER = join(import.meta.dirname, '../../../reference-data');
const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const files = Object.fromEntries(REQUIREMENT_FILE_NAMES.map((name) => [name, read(name)]));
const { data, findings } = inspectRequirementFiles(files, 'reference-data');
const set = buildRequirementSet(data);
const limits = data.requirements.filter(isLimitRequirement);
const FIGURES = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/known-figures.json'), 'utf8'),
) as KnownFigures;
const ON = parseCalendarDay(FIGURES.on);
const PLACES = ['CN', 'HK', 'MO'] as readonly string[] as readonly RulePlace[];

interface KnownFigures {
  readonly on: string;
  readonly tables: Record<'limits' | 'foods' | 'substances' | 'leftOut', number>;
  readonly inForce: Record<string, number>;
  readonly rows: Record<string, Record<string, number>>;
  readonly pairs: readonly { places: readonly RulePlace[]; recalled: boolean; count: number; sameEntry: number }[];
  readonly withExclusions: { count: number; lost: readonly string[]; won: readonly string[] };
}

const limitOf = (id: string): LimitRequirement => set.requirements.get(id) as LimitRequirement;
const inForce = (limit: Requirement): boolean => isDayWithin(ON, limit.validity);

describe('the reference data', () => {
  test('has no row that does not resolve', () => {
    expect(findings).toEqual([]);
  });

  test('holds every limit but those with a claimed database right, whose ids it lists', () => {
    const leftOut = JSON.parse(read('limits/left-out.json')) as { count: number; ids: readonly string[] };
    expect(leftOut.ids).toHaveLength(leftOut.count);
    expect(leftOut.count).toBe(FIGURES.tables.leftOut);
    expect(limits.length + leftOut.count).toBe(FIGURES.tables.limits);
    expect(limits.filter(({ id }) => leftOut.ids.includes(id))).toEqual([]);
    expect(limits.filter(({ source }) => source.url?.includes('heavymetalindex'))).toEqual([]);
  });

  test('has the foods and substances of its source, and marks those that it added', () => {
    const added = data.foods.filter(({ addedBy }) => addedBy === 'project').map(({ id }) => id);
    expect(added).toEqual(['choi-sum', 'non-predatory-fish']);
    expect(data.foods.length - added.length).toBe(FIGURES.tables.foods);
    expect(data.substances).toHaveLength(FIGURES.tables.substances);
  });

  test.each(PLACES)('has the rows of %s with their certainty', (place) => {
    const here = limits.filter((limit) => limit.place === place);
    const withCertainty = (certainty: string) => here.filter((limit) => limit.certainty === certainty).length;
    expect({
      all: here.length,
      read: withCertainty('read'),
      secondary: withCertainty('secondary'),
      recalled: withCertainty('recalled'),
    }).toEqual(FIGURES.rows[place]);
    expect(here.filter(inForce)).toHaveLength(FIGURES.inForce[place] as number);
  });

  test.each(['limits', 'requirements'])('has the files that the manifest of %s describes', (folder) => {
    const manifest = JSON.parse(read(`${folder}/data-set.json`)) as {
      readonly files: readonly { name: string; digest: string; rows: number }[];
    };
    for (const { name, digest, rows } of manifest.files) {
      const text = read(`${folder}/${name}`);
      expect([name, digestFromSha256(createHash('sha256').update(text).digest())]).toEqual([name, digest]);
      if (name.endsWith('.csv')) {
        const columns = REQUIREMENT_FILE_COLUMNS[`${folder}/${name}` as keyof typeof REQUIREMENT_FILE_COLUMNS];
        expect([name, parseCsv(name, text, columns).rows.length]).toEqual([name, rows]);
      }
    }
    const tables = readdirSync(join(FOLDER, folder)).filter((name) => name.endsWith('.csv'));
    expect(
      manifest.files
        .map(({ name }) => name)
        .filter((name) => name.endsWith('.csv'))
        .sort(),
    ).toEqual(tables.sort());
  });

  test('has looked at every printed text that narrows its food', () => {
    const words = /除外|exclud|except|other than|\bonly\b|不适用|仅|\bnot for\b|verify|for further processing/i;
    const files = ['exclusions', 'conditions', 'uses', 'inclusions'] as const;
    const reviewed = new Set(
      files.flatMap((file) => {
        const name = `requirements/${file}.csv` as const;
        return parseCsv(name, read(name), REQUIREMENT_FILE_COLUMNS[name]).rows.map(({ cells }) => cells.requirement_id);
      }),
    );
    const narrowing = limits.filter(({ foodText, note }) => words.test(`${foodText} ${note}`));
    expect(narrowing.length).toBeGreaterThan(100);
    expect(narrowing.filter(({ id }) => !reviewed.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('excludes no food that is printed with the row', () => {
    const contradictory = data.requirements.filter(({ applicability: { includes, excludes } }) =>
      excludes.some(({ food }) => includes.some((each) => lineageOf(set.taxonomy, each).includes(food))),
    );
    expect(contradictory.map(({ id }) => id)).toEqual([]);
  });

  test('finds foods by their names in four languages', () => {
    const names = ['枸杞叶', '枸杞葉', 'Folha de goji', 'chinese wolfberry leaf', '枸杞菜'];
    for (const name of names) {
      expect(findFood(set.taxonomy, name).map(({ id }) => id)).toEqual(['wolfberry-leaf']);
    }
    expect(findFood(set.taxonomy, '菜心').map(({ id }) => id)).toEqual(['choi-sum']);
  });
});

/** Whether the place has a row in force for the food or its nearest parent: the plain rule, without exclusions. */
function hasRow(rows: readonly LimitRequirement[], place: RulePlace, food: string): boolean {
  const lineage = lineageOf(set.taxonomy, food);
  return rows.some((row) => row.place === place && lineage.includes(row.applicability.includes[0] as string));
}

describe('the pairs of substance and food that several places limit', () => {
  const candidates = limits.filter(inForce);

  test.each(FIGURES.pairs)('are as counted from the printed rows: $places, recalled: $recalled', (figure) => {
    const rows = candidates.filter(({ certainty }) => figure.recalled || certainty !== 'recalled');
    const pairs = new Map<string, { food: string; rows: LimitRequirement[] }>();
    for (const row of rows.filter(({ place }) => figure.places.includes(place))) {
      const food = row.applicability.includes[0] as string;
      const sameSubstance = rows.filter(({ substanceId }) => substanceId === row.substanceId);
      if (figure.places.every((place) => hasRow(sameSubstance, place, food))) {
        pairs.set(`${row.substanceId} ${food}`, { food, rows: sameSubstance });
      }
    }
    const sameEntry = [...pairs.values()].filter((pair) =>
      figure.places.every((place) =>
        pair.rows.some((row) => row.place === place && row.applicability.includes[0] === pair.food),
      ),
    );
    expect([pairs.size, sameEntry.length]).toEqual([figure.count, figure.sameEntry]);
  });

  test('change by two lost and two won once exclusions and named foods are taken in', () => {
    const plain = new Set<string>();
    const settled = new Set<string>();
    for (const food of set.taxonomy.nodes.keys()) {
      const answers = PLACES.map((place) =>
        applicableRequirements(set, { food, place, on: ON, keyDates: { production: ON }, kinds: ['limit'] }),
      );
      for (const substance of set.substances.keys()) {
        const here = answers.map(({ applicable }) =>
          applicable.filter(({ requirement }) => (requirement as LimitRequirement).substanceId === substance),
        );
        const own = here.flat().some(({ via }) => via.kind === 'own-row');
        if (own && here.every((rows) => rows.length > 0)) {
          settled.add(`${substance} ${food}`);
        }
        const printed = candidates.filter(({ substanceId }) => substanceId === substance);
        const ownPrinted = printed.some((row) => PLACES.includes(row.place) && row.applicability.includes[0] === food);
        if (ownPrinted && PLACES.every((place) => hasRow(printed, place, food))) {
          plain.add(`${substance} ${food}`);
        }
      }
    }
    expect([...plain].filter((pair) => !settled.has(pair)).sort()).toEqual(FIGURES.withExclusions.lost);
    expect([...settled].filter((pair) => !plain.has(pair)).sort()).toEqual(FIGURES.withExclusions.won);
    expect(settled.size).toBe(FIGURES.withExclusions.count);
  });
});

type KnownQuery = {
  readonly food: string;
  readonly place: RulePlace;
  readonly day: CalendarDay;
  readonly use: FoodUse;
  readonly facts: Readonly<Partial<Record<ProductFact, boolean>>>;
};

/** Ids of the rules that apply, by going through all of them for every group: slow, and with no index. */
function slowly(substance: string, { food, place, day, use, facts }: KnownQuery): readonly string[] {
  const lineage = lineageOf(set.taxonomy, food);
  const found: string[] = [];
  const rows = limits.filter((row) => row.substanceId === substance && coversPlace(row.place, place));
  for (const topic of new Set(rows.map((row) => row.topic))) {
    for (const group of lineage) {
      const here = rows.filter(
        ({ topic: own, applicability: { includes, excludes, uses, conditions }, validity }) =>
          own === topic &&
          includes.includes(group) &&
          isDayWithin(day, validity) &&
          (uses?.includes(use) ?? true) &&
          (conditions ?? []).every(({ fact, is }) => facts[fact] === is) &&
          !excludes.some(({ food: each, from }) => (from ?? day) <= day && lineage.includes(each)),
      );
      found.push(...here.map(({ id }) => id));
      if (here.length > 0) {
        break;
      }
    }
  }
  return found.sort();
}

describe('the indexed look-up', () => {
  test('finds what going through all rows finds', () => {
    const query = fc.record({
      food: fc.constantFrom(...set.taxonomy.nodes.keys()),
      place: fc.constantFrom(...([...PLACES, 'CN-GD', 'CODEX', 'EU'] as readonly RulePlace[])),
      day: fc.constantFrom('2012-01-01', '2019-11-01', '2023-05-24', '2026-09-01', '2026-11-22', '2027-03-05'),
      use: fc.constantFrom('ready-to-eat' as const, 'further-processing' as const),
      facts: fc.record(Object.fromEntries(PRODUCT_FACTS.map((fact) => [fact, fc.boolean()]))),
    });
    fc.assert(
      fc.property(query, fc.constantFrom(...set.substances.keys()), (given, substance) => {
        const known = { ...given, day: parseCalendarDay(given.day) } as KnownQuery;
        const { day } = known;
        const keyDates = { production: day, import: day, 'first-supply': day, sale: day };
        const { applicable, undetermined, none } = applicableRequirements(set, {
          ...known,
          on: day,
          keyDates,
          substances: [substance],
          kinds: ['limit'],
        });
        const alternatives = applicable.flatMap((each) => each.alternatives.map(({ requirement }) => requirement.id));
        const chosen = applicable.map(({ requirement }) => requirement.id);
        const open = undetermined.map(({ requirement }) => requirement.id);
        const expected = slowly(substance, known);
        // Of two editions that may be met either stands first, so each expected row is somewhere among them.
        expect(expected.filter((id) => ![...chosen, ...alternatives, ...open].includes(id))).toEqual([]);
        expect(chosen.length + open.length).toBe(expected.length);
        expect(none).toHaveLength(expected.length === 0 ? 1 : 0);
      }),
      { numRuns: 2_000 },
    );
  });

  test('needs nothing but the days, the use and the facts', () => {
    const production = ON;
    for (const food of set.taxonomy.nodes.keys()) {
      for (const place of PLACES) {
        const facts = Object.fromEntries(PRODUCT_FACTS.map((fact) => [fact, false]));
        const query = {
          food,
          place,
          on: ON,
          keyDates: { production, import: ON },
          use: 'ready-to-eat' as const,
          facts,
        };
        const { undetermined } = applicableRequirements(set, query);
        const codes = undetermined.flatMap(({ because }) => because.map(({ code }) => code));
        expect(codes.filter((code) => code.endsWith('MISSING'))).toEqual([]);
      }
    }
  });
});

describe('the examples', () => {
  const find = (food: string, place: string, substance: string, more: object = {}) =>
    applicableRequirements(set, {
      food,
      place: place as RulePlace,
      on: ON,
      keyDates: { production: ON },
      substances: [substance],
      kinds: ['limit'],
      ...more,
    });

  test('wolfberry leaf: lead 0.3 in all three places, on three bases', () => {
    const found = ['CN-GD', 'HK', 'MO'].map((place) => find('wolfberry-leaf', place, 'pb').applicable[0]);
    expect(found.map((each) => each?.requirement.id)).toEqual([
      'CN-GB2762-2025-pb-leafy-vegetables',
      'HK-132V-2018-pb-wolfberry-leaf',
      'MO-RA23-2018-pb-leafy-vegetables',
    ]);
    const three = found.map((each) => each?.requirement as LimitRequirement);
    expect(three.map(({ basis }) => basis)).toEqual(['edible part', 'as sold', 'not stated']);
    const { levels, apart } = strictest(three);
    expect(levels).toHaveLength(3);
    expect(apart.map(({ comparison }) => comparison)).toEqual(
      Array(3).fill({
        relation: 'incomparable',
        because: 'basis',
        reasons: ['basis'],
        ifSameBasis: { relation: 'equal' },
      }),
    );
  });

  test('wolfberry leaf: Hong Kong allows the amended version too, of which lead is not loaded', () => {
    expect(find('wolfberry-leaf', 'HK', 'pb').applicable[0]).toMatchObject({
      via: { kind: 'own-row' },
      alternatives: [],
      alternativesLoaded: 'partial',
      requirement: { transition: { wholly: true, certainty: 'secondary', until: '2027-03-04' } },
    });
  });

  test('tuna: methylmercury 1.2, 0.5 or a recalled 1.2, and 1', () => {
    expect(find('tuna', 'CN-GD', 'mehg').applicable[0]).toMatchObject({
      via: { kind: 'own-row' },
      requirement: { limit: { value: '1.2' }, screenedBy: { substanceId: 'hg', certainty: 'read' } },
    });
    expect(find('tuna', 'HK', 'mehg').applicable[0]).toMatchObject({
      requirement: { id: 'HK-132V-2018-mehg-fish', limit: { value: '0.5' }, certainty: 'secondary' },
      alternatives: [{ requirement: { id: 'HK-132V-2025-mehg-tuna', limit: { value: '1.2' }, certainty: 'recalled' } }],
      alternativesLoaded: 'complete',
    });
    expect(find('tuna', 'MO', 'mehg').applicable[0]).toMatchObject({
      via: { kind: 'inherited', from: 'predatory-fish', instrumentLoaded: 'partial' },
      requirement: { limit: { value: '1' } },
    });
  });

  test.each([
    ['2025-09-04', 'HK-132V-2018-mehg-fish', 0],
    ['2025-09-05', 'HK-132V-2018-mehg-fish', 1],
    ['2027-03-04', 'HK-132V-2018-mehg-fish', 1],
    ['2027-03-05', 'HK-132V-2025-mehg-tuna', 0],
  ])('tuna: Hong Kong on %s', (on, id, alternatives) => {
    const [only, ...others] = find('tuna', 'HK', 'mehg', { on: parseCalendarDay(on) }).applicable;
    expect([only?.requirement.id, only?.alternatives.length, others.length]).toEqual([id, alternatives, 0]);
  });

  test('milk: iodine-131 per litre against per kilogram, and a guideline that is no limit', () => {
    const three = ['CN-GD', 'HK', 'MO'].map(
      (place) => find('milk', place, 'i-131').applicable[0]?.requirement as LimitRequirement,
    );
    expect(three.map(({ limit }) => limit)).toEqual([
      { kind: 'maximum', value: '33', unit: 'Bq/L' },
      { kind: 'maximum', value: '100', unit: 'Bq/kg' },
      { kind: 'maximum', value: '100', unit: 'Bq/kg' },
    ]);
    expect(compareLimits(three[0], three[1])).toMatchObject({
      because: 'guideline-against-limit',
      reasons: ['guideline-against-limit', 'unit-without-density'],
    });
    expect(compareLimits(three[0], three[2])).toMatchObject({ because: 'unit-without-density' });
    expect(compareLimits(three[1], three[2])).toMatchObject({ because: 'guideline-against-limit' });
  });

  test('choi sum: Hong Kong has a recalled row only', () => {
    expect(find('choi-sum', 'HK', 'pb').applicable[0]).toMatchObject({
      via: { kind: 'inherited', from: 'leafy-vegetables' },
      requirement: { certainty: 'recalled' },
    });
  });

  test('GB 2762: the edition goes by the day of production, which is a recalled rule before the change', () => {
    const made = (text: string) =>
      find('wolfberry-leaf', 'CN-GD', 'pb', { keyDates: { production: parseCalendarDay(text) } });
    expect(made('2026-09-02').applicable[0]).toMatchObject({
      requirement: { instrument: { edition: '2025' } },
      reliesOn: [],
    });
    expect(made('2026-09-01').applicable[0]).toMatchObject({
      requirement: { instrument: { edition: '2022' } },
      reliesOn: [{ rule: 'sell-through', certainty: 'recalled' }],
    });
    expect(find('wolfberry-leaf', 'CN-GD', 'pb', { keyDates: {} }).undetermined).toHaveLength(2);
  });

  test.each([
    ['oat flakes have their own row', 'oat-flakes', 'pb', ['CN-GB2762-2025-pb-oat-flakes']],
    ['predatory fish do not take the row of other fish', 'swordfish', 'mehg', ['CN-GB2762-2025-mehg-predatory-fish']],
    ['fish that do not prey take the wide row', 'non-predatory-fish', 'mehg', ['CN-GB2762-2025-mehg-aquatic-animals']],
    ['nutmeg takes the row of spices', 'nutmeg', 'pb', ['CN-GB2762-2025-pb-spices']],
    ['fish products take the row that names them', 'canned-fish', 'as-inorganic', ['CN-GB2762-2025-as-inorganic-fish']],
  ])('exclusions: %s', (_, food, substance, ids) => {
    expect(find(food, 'CN', substance).applicable.map(({ requirement }) => requirement.id)).toEqual(ids);
  });

  test.each([
    ['a fish that may prey or not', 'fish', 'mehg', 'FOOD_TOO_BROAD'],
    ['a can of fish that may be tuna', 'canned-fish', 'mehg', 'EXCLUSION_UNRESOLVED'],
    ['a crab that may be a sea crab', 'crabs', 'cd', 'FOOD_TOO_BROAD'],
  ])('exclusions leave open: %s', (_, food, substance, code) => {
    const { applicable, undetermined } = find(food, 'CN', substance);
    expect(applicable).toEqual([]);
    expect(undetermined.map(({ because }) => because.map((each) => each.code))).toEqual([[code]]);
  });

  test.each(['wolfberry-leaf', 'tuna', 'milk', 'choi-sum'])(
    '%s has reviewed coverage in three places, never complete',
    (food) => {
      for (const place of ['CN-GD', 'HK', 'MO'] as readonly string[] as readonly RulePlace[]) {
        const coverage = coverageOf(set, place, food);
        expect(coverage).toMatchObject({
          reviewed: true,
          complete: false,
          manifest: { place, reviewedBy: 'demonstration reviewer' },
        });
      }
    },
  );

  test('what a manifest calls loaded is not recalled', () => {
    const loaded = data.manifests.flatMap(({ items }) => items.filter(({ status }) => status === 'loaded'));
    const recalled = loaded.filter(({ requirementIds }) =>
      requirementIds?.some((id) => set.requirements.get(id)?.certainty === 'recalled'),
    );
    expect(recalled).toEqual([]);
  });

  test('limits that a manifest names apply to its product, or may apply', () => {
    for (const { product, place, items } of data.manifests) {
      const answer = applicableRequirements(set, { food: product, place, on: ON, keyDates: { production: ON } });
      const known = [
        ...answer.applicable.flatMap(({ requirement, alternatives }) => [
          requirement,
          ...alternatives.map((each) => each.requirement),
        ]),
        ...answer.undetermined.map(({ requirement }) => requirement),
      ].map(({ id }) => id);
      const named = items
        .flatMap(({ requirementIds = [] }) => requirementIds)
        .filter((id) => isLimitRequirement(limitOf(id)));
      expect(named.filter((id) => !known.includes(id))).toEqual([]);
    }
  });
});
