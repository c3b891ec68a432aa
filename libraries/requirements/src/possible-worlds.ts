// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, dayAfter, dayBefore } from '@touchstone/identifiers';
import { FOOD_USES, type FoodUse, type KeyDate, type ProductFact, type Requirement } from './requirement.ts';
import type { Topic } from './requirement-set.ts';
import type { Unsettled, World } from './resolve-topic.ts';

/** What is known about the product and its dates; what is absent is not known. */
export interface KnownFacts {
  /** The day asked about; it is also the day of sale when none is given. */
  readonly on: CalendarDay;
  readonly keyDates?: Readonly<Partial<Record<KeyDate, CalendarDay | undefined>>> | undefined;
  readonly use?: FoodUse | undefined;
  readonly facts?: Readonly<Partial<Record<ProductFact, boolean | undefined>>> | undefined;
}

/** One thing that is not known and may matter: every value that it can have, and what would settle it. */
interface Unknown {
  readonly values: readonly ((world: World) => World)[];
  readonly because: Unsettled;
}

/** A world, with the value that each unknown has in it. */
export interface PossibleWorld {
  readonly world: World;
  readonly choices: readonly number[];
}

/** All worlds that agree with what is known, and what distinguishes them. */
export interface PossibleWorlds {
  readonly worlds: readonly PossibleWorld[];
  readonly unknowns: readonly Unsettled[];
}

/**
 * The worlds that the rows of one topic can tell apart: a missing date is tried on both sides of each day on which a
 * row begins or ends, a missing use with each use, a missing fact with both answers. With nothing missing there is one.
 */
export function possibleWorlds(topic: Topic, lineage: readonly string[], known: KnownFacts): PossibleWorlds {
  const rows = lineage.flatMap((food) => topic.byFood.get(food) ?? []);
  const unknowns = [...unknownDates(rows, known), ...unknownUse(rows, known), ...unknownFacts(rows, known)];
  let worlds: PossibleWorld[] = [{ world: knownWorld(known), choices: [] }];
  for (const { values } of unknowns) {
    worlds = worlds.flatMap(({ world, choices }) =>
      values.map((choose, index) => ({ world: choose(world), choices: [...choices, index] })),
    );
  }
  return { worlds, unknowns: unknowns.map(({ because }) => because) };
}

// A day that is not known stands in as the day asked about wherever no row can tell the difference.
function knownWorld({ on, keyDates, use, facts }: KnownFacts): World {
  const days = {
    production: keyDates?.production ?? on,
    import: keyDates?.import ?? on,
    'first-supply': keyDates?.['first-supply'] ?? on,
    sale: keyDates?.sale ?? on,
  };
  return { days, use, facts: facts ?? {} };
}

function unknownDates(rows: readonly Requirement[], { on, keyDates }: KnownFacts): Unknown[] {
  const missing = new Set(rows.map((row) => row.keyDate));
  missing.delete('sale');
  return [...missing].flatMap((keyDate) => {
    const days = keyDates?.[keyDate] === undefined ? tellingDays(rows, keyDate, on) : [];
    return days.length < 2 ? [] : [unknownDate(keyDate, days)];
  });
}

function unknownDate(keyDate: KeyDate, days: readonly CalendarDay[]): Unknown {
  const boundaries = days.slice(1).join(', ');
  return {
    values: days.map((day) => (world: World) => ({ ...world, days: { ...world.days, [keyDate]: day } })),
    because: {
      code: 'KEY_DATE_MISSING',
      keyDate,
      settledBy: `Give the day of ${keyDate}; the rules change on ${boundaries}`,
    },
  };
}

// The first day of each stretch of time in which no row begins or ends, up to the day asked about.
function tellingDays(rows: readonly Requirement[], keyDate: KeyDate, on: CalendarDay): CalendarDay[] {
  const boundaries = new Set<CalendarDay>();
  for (const { validity, transition, applicability } of rows.filter((row) => row.keyDate === keyDate)) {
    const starts = [validity.from, transition?.from, ...applicability.excludes.map(({ from }) => from)];
    starts.push(...(applicability.narrowing ?? []).map(({ from }) => from));
    const ends = [validity.to, transition?.until].flatMap((day) => (day === undefined ? [] : (dayAfter(day) ?? [])));
    for (const day of [...starts, ...ends]) {
      if (day !== undefined && day <= on) {
        boundaries.add(day);
      }
    }
  }
  const sorted = [...boundaries].sort();
  const [first] = sorted;
  return first === undefined ? [] : [...[dayBefore(first)].filter((day) => day !== undefined), ...sorted];
}

function unknownUse(rows: readonly Requirement[], { use }: KnownFacts): Unknown[] {
  if (use !== undefined || rows.every((row) => row.applicability.uses === undefined)) {
    return [];
  }
  return [
    {
      values: FOOD_USES.map((each) => (world: World) => ({ ...world, use: each })),
      because: { code: 'USE_MISSING', settledBy: `Say whether the food is ${FOOD_USES.join(' or for ')}` },
    },
  ];
}

function unknownFacts(rows: readonly Requirement[], { facts }: KnownFacts): Unknown[] {
  const conditions = rows.flatMap((row) => row.applicability.conditions ?? []);
  const missing = new Map(
    conditions.filter(({ fact }) => facts?.[fact] === undefined).map((each) => [each.fact, each]),
  );
  return [...missing.values()].map(({ fact, text }) => ({
    values: [true, false].map((is) => (world: World) => ({ ...world, facts: { ...world.facts, [fact]: is } })),
    because: { code: 'FACT_MISSING', fact, settledBy: `Say whether the food is or has '${fact}': ${text}` },
  }));
}
