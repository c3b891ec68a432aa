// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, type Place, rationalToNumber } from '@touchstone/identifiers';
import { PROJECT_FOLDERS, readRequirements } from '@touchstone/local-files';
import {
  applicableRequirements,
  compareLimits,
  findFood,
  isLimitRequirement,
  type KeyDate,
  type LimitComparison,
  type LimitRequirement,
  type RequirementSet,
  strictest,
} from '@touchstone/requirements';
import { CommandError } from './command-error.ts';
import { fill, paint, plain } from './paint.ts';
import { dayAsked, now, placesAsked } from './question.ts';
import { readOptions } from './read-options.ts';

const DEFAULT_MARKETS = 'CN-GD,HK,MO';

/** `compare FOOD`: the limits of several places side by side, how they stand to each other, and the common set that meets all. */
export async function compare(args: readonly string[]): Promise<number> {
  const { name, markets, on } = parse(args);
  const { requirements } = await readRequirements(PROJECT_FOLDERS.referenceData);
  const food = foodNamed(name, requirements);
  const question = { food, on: dayAsked(on, now()), places: placesAsked(markets ?? DEFAULT_MARKETS, []) };
  const names = requirements.taxonomy.nodes.get(food)?.names;
  line(
    paint(
      'bold',
      plain(
        `${names?.en} ${names?.['zh-Hans']} (${food}), limits for a lot produced, imported and sold on ${question.on}`,
      ),
    ),
  );
  const rows = rowsOf(requirements, question);
  for (const row of rows) printRow(row, question.places, requirements);
  line('');
  line('No row is never "no limit": it means not regulated, or not loaded. What is recalled decides nothing.');
  return 0;
}

interface Question {
  readonly food: string;
  readonly on: CalendarDay;
  readonly places: readonly Place[];
}

interface ComparedRow {
  readonly substanceId: string;
  /** In the order of the places; undefined where no row applies, several where one of them suffices or must be chosen. */
  readonly limits: readonly (readonly LimitRequirement[])[];
}

function rowsOf(set: RequirementSet, { food, on, places }: Question): readonly ComparedRow[] {
  const perPlace = places.map((place) => {
    const { applicable, undetermined } = applicableRequirements(set, { food, place, on, keyDates: allOn(on) });
    const all = [
      ...applicable.flatMap(({ requirement, alternatives }) => [
        requirement,
        ...alternatives.map((one) => one.requirement),
      ]),
      ...undetermined.map(({ requirement }) => requirement),
    ];
    return all.filter(isLimitRequirement);
  });
  const substances = [...new Set(perPlace.flat().map(({ substanceId }) => substanceId))].sort();
  return substances.map((substanceId) => ({
    substanceId,
    limits: perPlace.map((limits) => limits.filter((limit) => limit.substanceId === substanceId)),
  }));
}

/** A lot that is produced, imported and sold on the day asked about: no older edition applies to it. */
function allOn(on: CalendarDay): Record<KeyDate, CalendarDay> {
  return { production: on, import: on, 'first-supply': on, sale: on };
}

function printRow(
  { substanceId, limits }: ComparedRow,
  places: readonly Place[],
  { substances }: RequirementSet,
): void {
  line('');
  line(paint('bold', plain(`${substances.get(substanceId)?.names.en ?? substanceId}`)));
  places.forEach((place, index) => {
    const here = limits[index] ?? [];
    if (here.length === 0) line(`  ${fill(place, 6)} no row`);
    for (const limit of here)
      line(
        `  ${fill(place, 6)} ${fill(textOf(limit), 34)} ${plain(`[${limit.certainty}] ${limit.instrument.title}, ${limit.provision}; ${limit.id}`)}`,
      );
  });
  for (const [a, b] of pairsOf(places.length)) {
    const [first, second] = [limits[a]?.[0], limits[b]?.[0]];
    const comparison = compareLimits(first, second);
    const recalled = [first, second].some((limit) => limit?.certainty === 'recalled');
    line(
      paint(
        'dim',
        `  ${places[a]} to ${places[b]}: ${relationOf(comparison)}${recalled ? ' (rests on a recalled row, which decides nothing)' : ''}`,
      ),
    );
  }
  const binding = limits
    .flat()
    .filter(({ certainty, legalForce }) => certainty !== 'recalled' && legalForce === 'binding');
  for (const level of strictest(binding).levels) {
    const [leader] = level.strictest;
    if (leader !== undefined && binding.length > 1)
      line(`  common ${textOf(leader)} meets ${level.satisfies.map(({ id }) => id).join(', ')}`);
  }
}

function textOf({ limit, basis, legalForce }: LimitRequirement): string {
  const value = limit.kind === 'maximum' ? `≤ ${limit.value} ${limit.unit}` : 'not permitted';
  return `${value} (${basis})${legalForce === 'binding' ? '' : ', guideline'}`;
}

function relationOf(comparison: LimitComparison): string {
  switch (comparison.relation) {
    case 'equal':
      return 'equal';
    case 'stricter':
    case 'laxer':
      return comparison.factor === undefined
        ? comparison.relation
        : `${comparison.relation} by a factor of ${rationalToNumber(comparison.factor).toPrecision(3)}`;
    case 'gap':
      return 'gap: one of them has no row';
    case 'incomparable': {
      const same =
        comparison.ifSameBasis === undefined ? '' : `; the numbers alone are ${relationOf(comparison.ifSameBasis)}`;
      return `not comparable: ${comparison.reasons.join(', ')}${same}`;
    }
  }
}

function pairsOf(count: number): readonly (readonly [number, number])[] {
  return Array.from({ length: count }, (_, a) => a).flatMap((a) =>
    Array.from({ length: count - a - 1 }, (_, step) => [a, a + step + 1] as const),
  );
}

function foodNamed(name: string, { taxonomy }: RequirementSet): string {
  const found = findFood(taxonomy, name);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.id;
  if (found.length > 1)
    throw new CommandError(`"${name}" may be ${found.map(({ id }) => id).join(' or ')}; name one of these`);
  throw new CommandError(
    `no food is called "${name}"; name it as in reference-data/limits/foods.csv, in English, Chinese or Portuguese, or by its id`,
  );
}

function parse(args: readonly string[]): {
  readonly name: string;
  readonly markets?: string | undefined;
  readonly on?: string | undefined;
} {
  const { values, positionals } = readOptions(args, { markets: { type: 'string' }, on: { type: 'string' } });
  if (positionals.length === 0)
    throw new CommandError('one food is needed: ./touchstone compare "wolfberry-leaf" --markets CN-GD,HK,MO');
  return { name: positionals.join(' '), ...values };
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
