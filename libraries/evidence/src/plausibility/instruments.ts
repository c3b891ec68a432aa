// SPDX-License-Identifier: Apache-2.0
import {
  addDaysWithinCalendar,
  type CalendarDay,
  compareInstants,
  isDayWithin,
  nameKey,
} from '@touchstone/identifiers';
import { stretchOn } from '@touchstone/metrology/instrument';
import { KEEPER_ALONE } from '../traceability/keeper-alone.ts';
import { historyMarks } from './history.ts';
import { type InstrumentUse, instrumentUses, onDaysOf } from './instrument-uses.ts';
import { isAboutScope, makingMark } from './making-marks.ts';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, KeptStretch, ReferenceInDoubt, Surroundings } from './report.ts';

/** Each instrument at hand and within its window on the days on which it was used. ISO/IEC 17025:2017, 6.4.4 and 6.4.9 (recalled). */
export function instrumentMarks(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  const made = (around.making ?? []).filter((reason) => !isAboutScope(reason)).map(makingMark);
  return [
    ...[...keptMarks(report, around), ...historyMarks(report, around)],
    ...[...namedMarks(around), ...doubtMarks(report, around), ...made],
  ];
}

/** The certificate that the report itself names is of that thing, in its window and not taken back. ISO/IEC 17025:2017, 6.4.9 (recalled). */
function namedMarks({ named = [] }: Surroundings): readonly Mark[] {
  return named.flatMap(({ result, instrument, on, state, reasons }) =>
    state === 'undisclosed'
      ? [mark('INSTRUMENT_PAPER_NOT_SHOWN', { result, instrument, on, paper: 'not-on-record' })]
      : reasons.map(makingMark),
  );
}

/** What rests on a thing that was found off is looked at before it goes out. ISO/IEC 17025:2017, 7.10.1 and 6.4.9 (recalled). */
function doubtMarks(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { inDoubt = [] } = around;
  return instrumentUses(report, around).flatMap((use) => {
    const { result, instrument, calibration } = use;
    const about = inDoubt.filter(({ thing }) => nameKey(thing) === nameKey(instrument));
    const ask = (on: CalendarDay) => {
      const found = about.find((doubt) => isDayWithin(on, doubt) && isBy(calibration, doubt));
      if (found === undefined) return [];
      const { standard, foundOn } = found;
      return [mark('INSTRUMENT_IN_DOUBT', { result, instrument, on, standard, found: foundOn })];
    };
    return onDaysOf(use, { ask, keyOf, begins: about });
  });
}

/** One fault of a thing is told once, however many days it has. */
const keyOf = ({ code }: Mark) => code;

/** Longest period until the next calibration that is taken without a word: five years, of masses and gauges that are seldom used. */
const DUE_WITHIN_DAYS = 5 * 366;

function isDueInTime({ from, to }: Pick<KeptStretch, 'from' | 'to'>): boolean {
  return to !== undefined && to <= addDaysWithinCalendar(from, DUE_WITHIN_DAYS);
}

type Named = { readonly issuer: string; readonly id: string } | undefined;

/** A use that names another certificate than the one in doubt is not in doubt by it, and one that names it always is. */
export function isBy(
  named: Named,
  { certificate, onlyWhereNamed = false }: Pick<ReferenceInDoubt, 'certificate' | 'onlyWhereNamed'>,
): boolean {
  if (named === undefined) return !onlyWhereNamed;
  return certificate === undefined || (named.issuer === certificate.issuer && named.id === certificate.id);
}

function keptMarks(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { instruments: kept, materials = [] } = around;
  if (kept === undefined) return [];
  const unnamed = report.results
    .filter(({ instruments = [] }) => instruments.length === 0)
    .map(({ result }) => mark('INSTRUMENT_NOT_NAMED', { result }));
  const used = instrumentUses(report, around).flatMap((use) => {
    const { result, instrument, isRecorded } = use;
    const stretches = kept.get(instrument) ?? [];
    // What its own certificate says of it is looked at with the other papers that are named.
    const isMaterial = materials.some((one) => one.result === result && one.instrument === instrument);
    const ask = (on: CalendarDay) => {
      const found = stretchOn(stretches, on);
      if (found !== undefined) return dayMarks(use, { found, on }, around);
      return isMaterial ? [] : [mark('INSTRUMENT_NOT_KEPT', { result, instrument, on })];
    };
    return [
      ...(isRecorded ? [] : [mark('INSTRUMENT_IN_NO_STEP', { result, instrument })]),
      ...onDaysOf(use, { ask, keyOf, begins: stretches }),
    ];
  });
  return [...unnamed, ...used];
}

interface OnDay {
  readonly found: Omit<KeptStretch, 'earlier'>;
  readonly on: CalendarDay;
}

/** On the day on which it was sent away or withdrawn, what it was until then counts, and which came first is asked. */
function dayMarks(
  use: InstrumentUse,
  { found, on }: OnDay & { found: KeptStretch },
  around: Surroundings,
): readonly Mark[] {
  const { earlier, state, from } = found;
  if (earlier === undefined || from !== on || isBegunAfterLeaving(use, on, around)) {
    return stretchMarks(use, { found, on });
  }
  const { result, instrument } = use;
  const left = mark('INSTRUMENT_LEFT_THAT_DAY', { result, instrument, on, state });
  return [...stretchMarks(use, { found: earlier, on }), ...(earlier.state === 'in-use' ? [left] : [])];
}

/** The list said that it had left when the work of that day began. */
function isBegunAfterLeaving(
  { instrument, spans }: InstrumentUse,
  on: CalendarDay,
  { histories }: Surroundings,
): boolean {
  const left = (histories?.get(instrument) ?? [])
    .flat()
    .filter(({ event }) => event.on === on && (event.event === 'sent-away' || event.event === 'withdrawn'));
  const begun = spans.flatMap(({ from, begun }) => (from.first <= on && on <= from.last ? (begun ?? []) : []));
  return left.some(({ at }) => begun.some((moment) => compareInstants(at, moment) <= 0));
}

function stretchMarks({ result, instrument, calibration }: InstrumentUse, { found, on }: OnDay): readonly Mark[] {
  const { state, paper } = found;
  const values = { result, instrument, on };
  if (paper === KEEPER_ALONE) {
    // A certificate that the report itself names is looked at with the other papers that are named.
    return calibration === undefined ? [mark('INSTRUMENT_BY_KEEPER_ALONE', values)] : [];
  }
  if (paper === 'decided-false' || paper === 'decided-inaccurate') {
    return [mark('INSTRUMENT_PAPER_DECIDED', { ...values, decided: paper.slice('decided-'.length) })];
  }
  if (paper !== undefined) {
    return [mark(state === 'in-use' ? 'INSTRUMENT_PAPER_NOT_SHOWN' : 'INSTRUMENT_PAPER_ENDED', { ...values, paper })];
  }
  if (state === 'away') return [mark('INSTRUMENT_AWAY', values)];
  if (state !== 'in-use') return [mark('INSTRUMENT_OUT_OF_WINDOW', { ...values, state })];
  return isDueInTime(found) ? [] : [mark('INSTRUMENT_NOT_DUE', { ...values, days: String(DUE_WITHIN_DAYS) })];
}
