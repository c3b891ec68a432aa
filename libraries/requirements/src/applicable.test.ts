// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, parseCalendarDay } from '@touchstone/identifiers';
import { describe, expect, test } from 'vitest';
import { applicableRequirements, type RequirementQuery } from './applicable.ts';
import { loadRequirementSet } from './load.ts';
import type { RulePlace } from './requirement.ts';
import { RequirementError } from './requirement-error.ts';
import { buildRequirementSet } from './requirement-set.ts';
import { type SmallRows, smallFiles } from './small-set.fixture.ts';

const day = (text: string): CalendarDay => parseCalendarDay(text);
const CN = 'CN' as RulePlace;
const ON = day('2026-11-22');
const NO_COVERAGE: SmallRows = { 'requirements/coverage.csv': [], 'requirements/manifests.csv': [] };

function ask(rows: SmallRows, query: Partial<RequirementQuery> = {}) {
  const set = loadRequirementSet(smallFiles({ ...NO_COVERAGE, ...rows }));
  return applicableRequirements(set, {
    food: 'cress',
    place: CN,
    on: ON,
    keyDates: { production: ON },
    substances: ['pb'],
    kinds: ['limit'],
    ...query,
  });
}

/** The answer in short: what applies (with its alternatives), what may apply and why, and what does not. */
function shortly(answer: ReturnType<typeof ask>): readonly string[] {
  return [
    ...answer.applicable.map(({ requirement, alternatives }) =>
      [requirement.id, ...alternatives.map((each) => each.requirement.id)].join(' or '),
    ),
    ...answer.undetermined.map(({ requirement, because }) => `${requirement.id}? ${because.map(({ code }) => code)}`),
    ...answer.none.map(({ substanceId, because, requirementIds }) =>
      `${substanceId} ${because} ${requirementIds}`.trim(),
    ),
  ];
}

const EXCLUDES = (requirement: string, foods: string, more: object = {}): SmallRows => ({
  'requirements/exclusions.csv': [
    { requirement_id: requirement, effect: 'excludes', foods, text: 'not these', ...more },
  ],
});
const UNRESOLVED = (requirement: string, foods: string, more: object = {}): SmallRows => ({
  'requirements/exclusions.csv': [
    { requirement_id: requirement, effect: 'unresolved', foods, text: 'not herbs', ...more },
  ],
});

describe('applicableRequirements() by nearness', () => {
  const LIMITS: SmallRows = {
    'limits/limits.csv': [
      { id: 'vegetables', food_id: 'vegetables', value: '0.1' },
      { id: 'greens', food_id: 'greens', value: '0.3' },
    ],
  };

  test('takes the row of the nearest group and says from where', () => {
    const answer = ask(LIMITS);
    expect(shortly(answer)).toEqual(['greens']);
    expect(answer.applicable[0]?.via).toEqual({ kind: 'inherited', from: 'greens', instrumentLoaded: 'complete' });
    expect(shortly(ask(LIMITS, { food: 'roots' }))).toEqual(['vegetables']);
  });

  test('takes the row printed for the food itself', () => {
    const answer = ask(LIMITS, { food: 'greens' });
    expect(answer.applicable[0]?.via).toEqual({ kind: 'own-row' });
  });

  test('takes every row of the nearest group', () => {
    const rows = [{ id: 'one' }, { id: 'two', value: '0.2' }, { id: 'far', food_id: 'vegetables' }];
    expect(shortly(ask({ 'limits/limits.csv': rows }))).toEqual(['one', 'two']);
  });

  test('lets instruments of different series apply side by side', () => {
    const rows = [{ id: 'near' }, { id: 'other', instrument: 'Guide G', food_id: 'food' }];
    expect(shortly(ask({ 'limits/limits.csv': rows }))).toEqual(['near', 'other']);
  });

  test('says of a food without any row that it is not regulated or not loaded, never that there is no limit', () => {
    expect(shortly(ask({}, { food: 'roots' }))).toEqual(['pb NO_ROW']);
    expect(shortly(ask({}, { place: 'MO' as RulePlace }))).toEqual(['pb NO_ROW']);
  });

  test('asks for every substance of the set when none is named', () => {
    expect(shortly(ask({}, { substances: undefined }))).toEqual(['A-pb-greens', 'hg NO_ROW', 'mehg NO_ROW']);
  });

  test('takes the rules of the country in its provinces, and not those of the province in the country', () => {
    const rows = {
      'limits/limits.csv': [{ id: 'country' }, { id: 'province', jurisdiction: 'CN-GD', instrument: 'Guide G' }],
    };
    expect(shortly(ask(rows, { place: 'CN-GD' as RulePlace }))).toEqual(['country', 'province']);
    expect(shortly(ask(rows))).toEqual(['country']);
  });

  test('keeps the levels of Codex to those who ask for Codex', () => {
    const rows = { 'limits/limits.csv': [{ id: 'codex', jurisdiction: 'CODEX' }] };
    expect(shortly(ask(rows, { place: 'CODEX' }))).toEqual(['codex']);
    expect(shortly(ask(rows))).toEqual(['pb NO_ROW']);
  });

  test('does not let a food inherit where the rule says so', () => {
    const { data } = loadRequirementSet(smallFiles(NO_COVERAGE));
    const requirements = data.requirements.map((requirement) => ({
      ...requirement,
      applicability: { ...requirement.applicability, inherits: false },
    }));
    const set = buildRequirementSet({ ...data, requirements });
    const query = { place: CN, on: ON, keyDates: { production: ON }, substances: ['pb'], kinds: ['limit'] } as const;
    expect(shortly(applicableRequirements(set, { ...query, food: 'cress' }))).toEqual(['pb NOT_INHERITED A-pb-greens']);
    expect(shortly(applicableRequirements(set, { ...query, food: 'greens' }))).toEqual(['A-pb-greens']);
  });

  test.each([
    ['a food', { food: 'cheese' }, 'UNKNOWN_FOOD'],
    ['a substance', { substances: ['au'] }, 'UNKNOWN_SUBSTANCE'],
  ] as const)('refuses %s that the set does not have', (_, query, code) => {
    expect(() => ask({}, query)).toThrow(RequirementError);
    try {
      ask({}, query);
    } catch (cause) {
      expect((cause as RequirementError).code).toBe(code);
    }
  });
});

describe('applicableRequirements() with exclusions', () => {
  test('gives an excluded food and everything under it no row', () => {
    expect(shortly(ask(EXCLUDES('A-pb-greens', 'cress')))).toEqual(['pb EXCLUDED A-pb-greens']);
    const wide = { 'limits/limits.csv': [{ id: 'wide', food_id: 'food' }], ...EXCLUDES('wide', 'greens') };
    expect(shortly(ask(wide))).toEqual(['pb EXCLUDED wide']);
  });

  test('keeps the others in', () => {
    expect(shortly(ask(EXCLUDES('A-pb-greens', 'cress'), { food: 'kale' }))).toEqual(['A-pb-greens']);
    expect(shortly(ask(EXCLUDES('A-pb-greens', 'cress'), { food: 'greens' }))).toEqual(['A-pb-greens']);
  });

  test('starts an exclusion on its day', () => {
    const rows = EXCLUDES('A-pb-greens', 'cress', { from: '2026-01-01' });
    expect(shortly(ask(rows, { keyDates: { production: day('2025-12-31') } }))).toEqual(['A-pb-greens']);
    expect(shortly(ask(rows, { keyDates: { production: day('2026-01-01') } }))).toEqual(['pb EXCLUDED A-pb-greens']);
  });

  test('cannot say whether a wider row takes in what a nearer one excludes', () => {
    const rows = {
      'limits/limits.csv': [{ id: 'near' }, { id: 'wide', food_id: 'food' }],
      ...EXCLUDES('near', 'cress'),
    };
    const answer = ask(rows);
    expect(shortly(answer)).toEqual(['wide? EXCLUDED_FROM_NEARER']);
    expect(answer.undetermined[0]?.because[0]).toMatchObject({ requirementId: 'near' });
  });

  test('cannot inherit for a group that is wider than what is excluded', () => {
    const rows = { 'limits/limits.csv': [{ id: 'wide', food_id: 'roots' }], ...EXCLUDES('wide', 'sugar-beet') };
    const answer = ask(rows, { food: 'beet' });
    expect(shortly(answer)).toEqual(['wide? FOOD_TOO_BROAD']);
    expect(answer.undetermined[0]?.because[0]).toMatchObject({ foods: ['sugar-beet'] });
    expect(shortly(ask(rows, { food: 'roots' }))).toEqual(['wide']);
  });

  test.each([
    ['the foods that it touches', 'cress', ['cress'], ['kale', 'greens']],
    ['every food below', 'below', ['cress', 'kale'], ['greens']],
    ['the printed food too', 'all', ['cress', 'kale', 'greens'], []],
  ])('cannot say for %s whether an unresolved exclusion means them', (_, foods, open, settled) => {
    for (const food of open) {
      expect(shortly(ask(UNRESOLVED('A-pb-greens', foods), { food }))).toEqual(['A-pb-greens? EXCLUSION_UNRESOLVED']);
    }
    for (const food of settled) {
      expect(shortly(ask(UNRESOLVED('A-pb-greens', foods), { food }))).toEqual(['A-pb-greens']);
    }
  });

  test('starts an unresolved exclusion on its day, and tells that day when the key date is missing', () => {
    const rows = UNRESOLVED('A-pb-greens', 'all', { from: '2026-01-01' });
    expect(shortly(ask(rows, { keyDates: { production: day('2025-12-31') } }))).toEqual(['A-pb-greens']);
    expect(shortly(ask(rows, { keyDates: {} }))).toEqual(['A-pb-greens? KEY_DATE_MISSING,EXCLUSION_UNRESOLVED']);
  });
});

describe('applicableRequirements() by dates', () => {
  const EDITIONS: SmallRows = {
    'limits/limits.csv': [
      { id: 'old', valid_to: '2026-09-01' },
      { id: 'new', instrument: 'Standard A, 2025', valid_from: '2026-09-02', value: '0.2' },
    ],
  };
  const SELL_THROUGH: SmallRows = {
    'requirements/transitions.csv': [
      {
        ...{ id: 'T', kind: 'sell-through', earlier: 'A-2020', later: 'A-2025', from: '2026-09-02', wholly: 'false' },
        ...{ certainty: 'recalled', note: 'from memory' },
      },
    ],
  };

  test.each([
    ['the last day of the old edition', '2026-09-01', ['old']],
    ['the first day of the new edition', '2026-09-02', ['new']],
    ['the first day of the old edition', '2020-01-01', ['old']],
    ['the day before any edition', '2019-12-31', ['pb NOT_IN_FORCE old,new']],
  ])('chooses by the key date on %s', (_, production, expected) => {
    expect(shortly(ask(EDITIONS, { keyDates: { production: day(production) } }))).toEqual(expected);
  });

  test('says on which rule the choice rests when the day asked about would choose another edition', () => {
    const query = { keyDates: { production: day('2026-08-01') } };
    expect(ask(EDITIONS, query).applicable[0]?.reliesOn).toEqual([
      expect.objectContaining({ rule: 'key-date', keyDate: 'production', certainty: 'recalled' }),
    ]);
    expect(ask({ ...EDITIONS, ...SELL_THROUGH }, query).applicable[0]?.reliesOn).toEqual([
      { rule: 'sell-through', keyDate: 'production', certainty: 'recalled', text: 'from memory' },
    ]);
  });

  test('rests on no rule when both days choose the same edition', () => {
    expect(ask({ ...EDITIONS, ...SELL_THROUGH }).applicable[0]?.reliesOn).toEqual([]);
  });

  test('rests on the key date, not on selling through, for the later edition', () => {
    const answer = ask({ ...EDITIONS, ...SELL_THROUGH }, { on: day('2026-08-01') });
    expect(answer.applicable[0]?.reliesOn).toEqual([expect.objectContaining({ rule: 'key-date' })]);
  });

  test('cannot choose without a key date that matters, and names the days on which the rules change', () => {
    const answer = ask(EDITIONS, { keyDates: undefined });
    expect(shortly(answer)).toEqual(['old? KEY_DATE_MISSING', 'new? KEY_DATE_MISSING']);
    expect(answer.undetermined[0]?.because[0]?.settledBy).toContain('2026-09-02');
  });

  test('does without a key date that does not matter', () => {
    const forever = { 'limits/limits.csv': [{ id: 'forever', valid_from: '' }] };
    expect(shortly(ask(forever, { keyDates: { production: undefined } }))).toEqual(['forever']);
    const later = { 'limits/limits.csv': [{ id: 'later', valid_from: '2027-01-01' }] };
    expect(shortly(ask(later, { keyDates: {} }))).toEqual(['pb NOT_IN_FORCE later']);
  });

  test('takes the day asked about for the day of sale', () => {
    const rows = { 'limits/limits.csv': [{ id: 'guide', instrument: 'Guide G', valid_from: '2026-11-22' }] };
    expect(shortly(ask(rows, { keyDates: {} }))).toEqual(['guide']);
    expect(shortly(ask(rows, { keyDates: { sale: day('2026-11-21') } }))).toEqual(['pb NOT_IN_FORCE guide']);
  });
});

describe('applicableRequirements() with either version', () => {
  const either = (more: object = {}): SmallRows => ({
    'requirements/transitions.csv': [
      {
        ...{ id: 'T', kind: 'either-version', earlier: 'A-2020', later: 'A-2025', from: '2025-01-01' },
        ...{ until: '2026-12-31', wholly: 'true', certainty: 'secondary', note: 'n', read_on: '2026-11-22' },
        ...{ source_url: 'https://example.org/t', ...more },
      },
    ],
  });
  const LIMITS: SmallRows = {
    'limits/limits.csv': [
      { id: 'old-greens' },
      {
        ...{ id: 'new-cress', instrument: 'Standard A, 2025', food_id: 'cress', valid_from: '2025-01-01' },
        ...{ certainty: 'recalled', read_on: '', source_url: '' },
      },
    ],
  };

  test('names the other edition as an alternative, the surer one first', () => {
    const answer = ask({ ...LIMITS, ...either() });
    expect(shortly(answer)).toEqual(['old-greens or new-cress']);
    expect(answer.applicable[0]).toMatchObject({
      via: { kind: 'inherited', from: 'greens' },
      alternatives: [{ via: { kind: 'own-row' } }],
      alternativesLoaded: 'complete',
    });
  });

  test('puts two equally sure editions in the order of their ids', () => {
    const rows = [{ id: 'b-old' }, { id: 'a-new', instrument: 'Standard A, 2025', food_id: 'cress' }];
    expect(shortly(ask({ 'limits/limits.csv': rows, ...either() }))).toEqual(['a-new or b-old']);
    const other = [{ id: 'a-old' }, { id: 'b-new', instrument: 'Standard A, 2025', food_id: 'cress' }];
    expect(shortly(ask({ 'limits/limits.csv': other, ...either() }))).toEqual(['a-old or b-new']);
  });

  test('says that the other edition is loaded in part when it has no row for this food', () => {
    const answer = ask({ ...LIMITS, ...either() }, { food: 'kale' });
    expect(shortly(answer)).toEqual(['old-greens']);
    expect(answer.applicable[0]?.alternativesLoaded).toBe('partial');
  });

  test.each([
    ['before it begins', '2024-12-31', ['old-greens']],
    ['on its first day', '2025-01-01', ['old-greens or new-cress']],
    ['on its last day', '2026-12-31', ['old-greens or new-cress']],
    ['after it', '2027-01-01', ['new-cress']],
  ])('knows no alternative outside the transition: %s', (_, production, expected) => {
    const query = { on: day('2027-06-01'), keyDates: { production: day(production) } };
    expect(shortly(ask({ ...LIMITS, ...either() }, query))).toEqual(expected);
  });

  test('counts the other edition before it is in force', () => {
    const rows = [
      { id: 'old', valid_to: '2026-12-31' },
      { id: 'new', instrument: 'Standard A, 2025', valid_from: '2027-01-01' },
    ];
    expect(shortly(ask({ 'limits/limits.csv': rows, ...either() }))).toEqual(['new or old']);
  });

  test('does not offer an alternative of which it is not clear that it takes in the food', () => {
    const rows = { ...LIMITS, ...either(), ...UNRESOLVED('old-greens', 'below') };
    expect(shortly(ask(rows))).toEqual(['new-cress']);
    expect(shortly(ask(rows, { food: 'kale' }))).toEqual(['old-greens? EXCLUSION_UNRESOLVED']);
  });

  test('takes rows from the first day of the calendar to its last one, between which nothing changes', () => {
    const rows: SmallRows = {
      'limits/limits.csv': [{ id: 'A-pb-greens', valid_from: '0001-01-01', valid_to: '9999-12-31' }],
    };
    expect(shortly(ask(rows, { keyDates: {}, on: day('9999-12-31') }))).toEqual(['A-pb-greens']);
  });

  test('cannot say which alternatives there are without the key date', () => {
    const open = ask({ ...LIMITS, ...either() }, { keyDates: {} });
    expect(shortly(open)).toEqual(['old-greens? KEY_DATE_MISSING']);
  });

  test('tells once a pair of editions that are both printed for the food', () => {
    const rows = [{ id: 'old' }, { id: 'new', instrument: 'Standard A, 2025' }];
    expect(shortly(ask({ 'limits/limits.csv': rows, ...either() }))).toEqual(['new or old']);
  });
});

describe('applicableRequirements() by use and by facts', () => {
  const USES: SmallRows = {
    'limits/limits.csv': [
      { id: 'eat', value: '0.1' },
      { id: 'process', value: '0.2' },
      { id: 'any', food_id: 'vegetables' },
    ],
    'requirements/uses.csv': [
      { requirement_id: 'eat', use: 'ready-to-eat' },
      { requirement_id: 'process', use: 'further-processing' },
    ],
  };
  const ONE_USE: SmallRows = { ...USES, 'requirements/uses.csv': [{ requirement_id: 'eat', use: 'ready-to-eat' }] };
  const CONDITION: SmallRows = {
    'requirements/conditions.csv': [{ requirement_id: 'A-pb-greens', fact: 'canned', is: 'false', text: 'not canned' }],
  };

  test('chooses the row of the use', () => {
    expect(shortly(ask(USES, { use: 'ready-to-eat' }))).toEqual(['eat']);
    expect(shortly(ask(USES, { use: 'further-processing' }))).toEqual(['process']);
  });

  test('needs the use where it matters', () => {
    expect(shortly(ask(USES))).toEqual(['eat? USE_MISSING', 'process? USE_MISSING']);
    expect(shortly(ask(ONE_USE))).toEqual(['process', 'eat? USE_MISSING']);
  });

  test('climbs on when no row of the nearest group is for the use', () => {
    const rows = { ...USES, 'limits/limits.csv': [{ id: 'eat' }, { id: 'process', food_id: 'vegetables' }] };
    expect(shortly(ask(rows, { use: 'further-processing' }))).toEqual(['process']);
    const none = { ...ONE_USE, 'limits/limits.csv': [{ id: 'eat' }] };
    expect(shortly(ask(none, { use: 'further-processing' }))).toEqual(['pb OTHER_USE eat']);
  });

  test('holds a condition against what is known of the product', () => {
    expect(shortly(ask(CONDITION, { facts: { canned: false } }))).toEqual(['A-pb-greens']);
    expect(shortly(ask(CONDITION, { facts: { canned: true } }))).toEqual(['pb CONDITION_NOT_MET A-pb-greens']);
  });

  test('needs the fact where it matters', () => {
    const answer = ask(CONDITION, { facts: { canned: undefined } });
    expect(shortly(answer)).toEqual(['A-pb-greens? FACT_MISSING']);
    expect(answer.undetermined[0]?.because[0]).toMatchObject({ fact: 'canned' });
  });

  test('asks only for what changes the answer', () => {
    const rows: SmallRows = {
      'limits/limits.csv': [
        { id: 'A-pb-greens', valid_from: '' },
        { id: 'far', food_id: 'vegetables', valid_from: '' },
      ],
      'requirements/conditions.csv': [{ requirement_id: 'far', fact: 'canned', is: 'true', text: 'canned' }],
    };
    expect(shortly(ask(rows))).toEqual(['A-pb-greens']);
    const two: SmallRows = {
      ...CONDITION,
      'limits/limits.csv': [{ id: 'A-pb-greens', valid_from: '2026-01-01' }],
    };
    const answer = ask(two, { keyDates: {} });
    expect(shortly(answer)).toEqual(['A-pb-greens? KEY_DATE_MISSING,FACT_MISSING']);
  });
});

describe('applicableRequirements() for duties', () => {
  test('finds the duties of the kinds asked for', () => {
    const query = { place: 'HK' as RulePlace, substances: [] };
    expect(shortly(ask({}, { ...query, kinds: undefined }))).toEqual(['HK-label']);
    expect(shortly(ask({}, { ...query, kinds: ['label'] }))).toEqual(['HK-label']);
    expect(shortly(ask({}, { ...query, kinds: ['licence'] }))).toEqual([]);
  });

  test('lets duties on different topics apply side by side', () => {
    const rows = [{ id: 'a' }, { id: 'b', topic: 'other', food_ids: 'greens' }, { id: 'c', kind: 'licence' }];
    const query = { place: 'HK' as RulePlace, kinds: ['label', 'licence'] } as const;
    expect(shortly(ask({ 'requirements/duties.csv': rows }, query))).toEqual(['a', 'b', 'c']);
  });

  test('holds the condition of a duty against the facts', () => {
    const rows: SmallRows = {
      'requirements/conditions.csv': [{ requirement_id: 'HK-label', fact: 'prepackaged', is: 'true', text: 't' }],
    };
    const query = { place: 'HK' as RulePlace, kinds: ['label'] } as const;
    expect(shortly(ask(rows, query))).toEqual(['HK-label? FACT_MISSING']);
    expect(shortly(ask(rows, { ...query, facts: { prepackaged: false } }))).toEqual([]);
  });
});
