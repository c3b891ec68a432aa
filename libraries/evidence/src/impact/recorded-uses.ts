// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, compareDays, groupBy, isDayWithin, nameKey } from '@touchstone/identifiers';
import { type StatementReference, statementKey } from '@touchstone/statements';
import type { Paper } from '../traceability/papers.ts';
import type { DoubtAround, UseSource } from './doubtful-uses.ts';
import { type ThingUse, usesOf } from './uses.ts';

/** That a step of the work for a paper used a thing, by the record of whoever worked: what the paper itself does not say. */
export interface RecordedUse {
  readonly paper: Pick<StatementReference, 'issuer' | 'id'>;
  readonly thing: string;
  /** Of a report the result for which it was used. */
  readonly result?: string | undefined;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
}

/** A use that carries doubt, with what it is of. */
interface DoubtfulUse {
  readonly use: ThingUse;
  readonly source: UseSource;
}

/** Gives, of each paper, the uses that only the record of its work names; what the paper names itself is drawn from there. */
export function recordedFinder(
  recorded: readonly RecordedUse[],
): (key: string, paper: Paper) => readonly RecordedUse[] {
  const byPaper = groupBy(recorded, ({ paper }) => statementKey(paper));
  const keyOf = (thing: string, result: string | undefined) => JSON.stringify([nameKey(thing), result]);
  return (key, paper) => {
    const own = byPaper.get(key) ?? [];
    if (own.length === 0) return [];
    const named = new Set(usesOf(paper).map(({ thing, result }) => keyOf(thing, result)));
    return own.filter(({ thing, result }) => !named.has(keyOf(thing, result)));
  };
}

/**
 * Says what a recorded use is of: it may have been in any hour of its step, so that of the reference one day in doubt is enough,
 * and of a thing that is in doubt from a day on the last day counts.
 */
export function doubtfulFinder({ doubt, kept }: DoubtAround) {
  const listed = groupBy(kept, ({ name }) => nameKey(name));
  return (
    { thing, result, from, to }: RecordedUse,
    sourceOf: (use: ThingUse) => UseSource | undefined,
  ): DoubtfulUse | undefined => {
    const windows = (listed.get(nameKey(thing)) ?? []).flatMap((one) => one.windows);
    const begins = [doubt.from, ...windows.map((one) => one.from)].filter((day) => isDayWithin(day, { from, to }));
    const days = [...new Set([from, ...begins, to])].sort(compareDays);
    const found = days.flatMap((on): readonly DoubtfulUse[] => {
      const use = { thing, on, ...(result === undefined ? {} : { result }) };
      const source = sourceOf(use);
      return source === undefined ? [] : [{ use, source }];
    });
    const doubtful = { from: doubt.from, to: doubt.until };
    const ofReference = found.find(({ use, source }) => source.by === 'reference' && isDayWithin(use.on, doubtful));
    return ofReference ?? found.at(-1);
  };
}
