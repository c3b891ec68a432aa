// SPDX-License-Identifier: Apache-2.0
import { isWithin } from '@touchstone/requirements';
import { lotKey } from '@touchstone/statements';
import type { EvidenceSet, Held, HeldOf } from '../evidence-set.ts';
import type { Bench } from './bench.ts';

/**
 * Every test report that was presented, and every one that a register ties to the lot or to its samples:
 * a firm cannot leave out the report that it does not like, nor dodge it by claiming a wider kind of food.
 */
export function reportsOnLot(bench: Pick<Bench, 'set' | 'food' | 'requirements'>): readonly HeldOf<'TestReport'>[] {
  const { set } = bench;
  const presented = set.presented.filter((held): held is HeldOf<'TestReport'> => held.statement?.kind === 'TestReport');
  const lots = lotKeysOf(bench);
  const samples = lots
    .flatMap((lot) => set.near('about-lot', lot, ['SamplingRecord']))
    .flatMap(({ statement }) => statement.subject.samples.map(({ sample }) => sample));
  const known = [
    ...lots.flatMap((lot) => set.near('about-lot', lot, ['TestReport'])),
    ...samples.flatMap((sample) => set.near('about-sample', sample, ['TestReport'])),
  ];
  return onceEach([...presented, ...known]);
}

/** The lot as claimed, and as every sampling record names it that gives it the same number and a food of the same line. */
export function lotKeysOf({
  set,
  food,
  requirements,
}: Pick<Bench, 'set' | 'food' | 'requirements'>): readonly string[] {
  if (food === undefined) return [];
  const { lotNumber } = set.claim.lot;
  const sampled = set.all.flatMap(({ statement }) =>
    statement?.kind === 'SamplingRecord' && statement.subject.lot.lotNumber === lotNumber
      ? [statement.subject.lot.food]
      : [],
  );
  const foods = sampled.filter(
    (one) => requirements.taxonomy.nodes.has(one) && isWithin(requirements.taxonomy, one, food),
  );
  return [...new Set([food, ...foods])].map((one) => lotKey({ food: one, lotNumber }));
}

/** A paper that came twice is one paper. */
export function onceEach<H extends Held>(all: readonly H[]): readonly H[] {
  const seen = new Set<EvidenceSet['all'][number]['text']>();
  return all.filter(({ text }) => !seen.has(text) && seen.add(text) !== undefined);
}
