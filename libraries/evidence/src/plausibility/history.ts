// SPDX-License-Identifier: Apache-2.0
import { addDays, type CalendarDay, compareInstants, type Instant } from '@touchstone/identifiers';
import { stretchesOf, usableOn } from '@touchstone/metrology/instrument';
import { daysThere } from './days-there.ts';
import { type InstrumentUse, instrumentUses, onDaysOf } from './instrument-uses.ts';
import type { HistoryEntry, KeptHistory } from './kept-history.ts';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, Surroundings } from './report.ts';

/**
 * What the list said then and what it says now are both kept: whoever rests on an instrument is told where the one took the
 * place of the other. ISO/IEC 17025:2017, 7.5.2 (recalled): amendments can be traced to what was there before, with the day
 * and the person.
 */
export function historyMarks(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { histories, signedAt } = around;
  if (histories === undefined) return [];
  return instrumentUses(report, around).flatMap((use) => {
    const kept = histories.get(use.instrument) ?? [];
    const days = kept.flatMap((history) => history.map(({ event }) => ({ from: event.on })));
    const ask = (on: CalendarDay) =>
      kept.flatMap((history) => [
        ...writtenLater(
          use,
          { history: knownBy(history, signedAt), on, others: kept.filter((other) => other !== history) },
          { report, around },
        ),
        ...(signedAt === undefined ? [] : changedSince(use, { history, on, signedAt })),
      ]);
    return onDaysOf(use, { ask, keyOf: ({ code }) => code, begins: days });
  });
}

interface Asked {
  readonly history: KeptHistory;
  readonly on: CalendarDay;
  /** What was said of the day by what was known; read off the history where it is not given. */
  readonly was?: string | undefined;
}

/** Days within which what happened is written down without a word, as work is (see `recordingMarks`). By our choice. */
const WRITTEN_WITHIN_DAYS = 3;

/**
 * The list forbade the use while it was new, and allows it only by what was written down after that: in the same line, or
 * in another of the same name that was begun later, beside the one that forbade it.
 */
function writtenLater(
  { result, instrument }: InstrumentUse,
  { history, on, others }: Asked & { readonly others: readonly KeptHistory[] },
  { report, around }: { readonly report: ExaminedReport; readonly around: Surroundings },
): readonly Mark[] {
  const last = addDays(on, WRITTEN_WITHIN_DAYS);
  const isKnown = ({ at }: HistoryEntry) => daysThere(at, report, around).first <= last;
  const said = stateOn(history.filter(isKnown), on);
  const elsewhere = others.map((other) => stateOn(other.filter(isKnown), on)).find((state) => state !== undefined);
  const change = changeOf({ history, on, was: said ?? elsewhere }, isKnown);
  if (change === undefined || change.is !== 'in-use') return [];
  return [mark('INSTRUMENT_ALLOWED_AFTERWARDS', { result, instrument, on, was: change.was, at: change.at })];
}

/** What the list said of the day when the report was signed is not what it says now. */
function changedSince(
  { result, instrument }: InstrumentUse,
  { history, on, signedAt }: Asked & { readonly signedAt: Instant },
): readonly Mark[] {
  const change = changeOf({ history, on }, ({ at }) => compareInstants(at, signedAt) <= 0);
  return change === undefined ? [] : [mark('INSTRUMENT_HISTORY_CHANGED', { result, instrument, on, ...change })];
}

interface Change {
  readonly was: string;
  readonly is: string;
  readonly at: Instant;
  readonly by: string;
}

/** The state of a day by what was known, where all that is known says another, with the entry that made it so. */
function changeOf({ history, on, was: said }: Asked, isKnown: (entry: HistoryEntry) => boolean): Change | undefined {
  const known = history.filter(isKnown);
  const was = said ?? stateOn(known, on);
  const is = stateOn(history, on);
  // Of what was not in the list yet it said nothing: whoever begins a list enters what was before.
  if (was === undefined || is === undefined || was === is) return undefined;
  const later = history.filter((entry) => !isKnown(entry));
  const from = later.findLastIndex((_, index) => stateOn([...known, ...later.slice(0, index)], on) !== is);
  const { at, by } = later[from] as HistoryEntry;
  return { was, is, at, by };
}

/** That it left on a day contradicts nothing that was said of a use on that day: which came first, days do not tell. */
function stateOn(history: KeptHistory, on: CalendarDay): string | undefined {
  return usableOn(stretchesOf(history.map(({ event }) => event)), on)?.state;
}

function knownBy(history: KeptHistory, signedAt: Instant | undefined): KeptHistory {
  return signedAt === undefined ? history : history.filter(({ at }) => compareInstants(at, signedAt) <= 0);
}
