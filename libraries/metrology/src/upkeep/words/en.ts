// SPDX-License-Identifier: Apache-2.0
import type { UpkeepWords } from './words.ts';

/** The words of a plan; the original of the other languages. */
export const EN: UpkeepWords = {
  actions: {
    verification: 'verification by law',
    calibration: 'calibration',
    none: 'nothing',
    unclear: 'ask; calibration until then',
  },
  uses: {
    trade: 'trade settlement',
    safety: 'safety',
    medical: 'medical care',
    environment: 'environmental monitoring',
    'highest-standard': 'the highest standard of the firm',
    product: 'product inspection',
    process: 'process control',
    indication: 'indication only',
  },
  methods: {
    'legal-period': 'legal period',
    once: 'once',
    initial: 'initial',
    current: 'as now',
    staircase: 'staircase',
    'control-chart': 'control chart',
    'in-use': 'in-use time',
    none: 'none',
  },
  states: {
    'not-to-be-used': 'not to be used',
    'in-order': 'in order',
    'due-soon': 'due soon',
    overdue: 'overdue',
    never: 'no date known',
    'not-needed': 'not needed',
  },
  // In the rules they are in English already.
  quantities: {},
  labels: {
    sheet: 'plan',
    instrument: 'Instrument',
    type: 'Type',
    use: 'Used for',
    action: 'What to do',
    interval: 'How often',
    method: 'Interval method',
    target: 'Largest uncertainty (k = 2)',
    due: 'Due on',
    state: 'State',
    where: 'Where',
    why: 'Why',
    months: '{months} months',
    days: '{days} days',
    kilometres: '{kilometres} km',
    samePlace: 'same place',
    calendar: 'Instruments due',
    dueSummary: '{name}: {action} due',
  },
  reasons: {
    VERIFY_LISTED: 'The law subjects this kind to verification where it is used for {use}: {provision}.',
    VERIFY_HIGHEST_STANDARD: 'The highest measurement standard of a firm is verified by law: {provision}.',
    CALIBRATE_NOT_LISTED:
      'This kind, used for {use}, is not in the list of {law}: nobody must verify it. Since something is decided by it, it is calibrated.',
    CALIBRATE_NO_PERIODIC_LAW: '{law} asks for accurate equipment and for no verification at intervals: calibrate it.',
    CALIBRATE_DECIDES: 'Used for {use}, something is decided by it, and no law asks for verification: calibrate it.',
    INDICATION_ONLY: 'Nothing is decided by it: no calibration is needed. Mark it "for indication only".',
    KIND_UNKNOWN:
      'This type is not among the kinds known here, so whether {law} lists it is not known: ask the market authority. Until then plan a calibration.',
    LAW_NOT_LOADED:
      'What the law of {place} asks is not loaded here: ask the authority. Until then plan a calibration.',
    FROM_MEMORY: 'Written down from memory, not read in the text: confirm it before you rely on it.',
    LEGAL_PERIOD: 'The period of verification is at most {months} months.',
    PERIOD_NOT_LOADED:
      'The legal period is in the verification regulation of this instrument, which is not loaded here; what is shown is not the law.',
    VERIFIED_ONCE: 'Verified once before use, and replaced when its time is over or it fails; no interval.',
    HISTORY_ASKS_LESS: 'Its own history asks for less than the period of the law.',
    INITIAL_BY_KIND:
      "No history is known: {months} months to begin with, customary for its kind and nobody's law (ILAC-G24, 5). Give as-found values, and it adapts.",
    INITIAL_UNKNOWN_KIND:
      'No history and no kind known here: {months} months to begin with (ILAC-G24, 5). Give as-found values, and it adapts.',
    CURRENT_INTERVAL: 'The interval now in force, {months} months; nothing known speaks against it.',
    STAIRCASE:
      'Staircase (ILAC-G24, 6.2): within 80 % of the tolerance extended by a tenth, outside reduced, aiming at 90 % found in tolerance. {count} calibration(s): {from} days become {to}.',
    CONTROL_CHART:
      'Control chart (ILAC-G24, 6.3): from {count} calibrations a drift of {drift} a year; after {days} days the tolerance can no longer be kept with 95 % confidence.',
    CONTROL_CHART_OPEN:
      'Control chart (ILAC-G24, 6.3): from {count} calibrations a drift of {drift} a year, which does not reach the tolerance in any time that could be foreseen; held at {days} days.',
    IN_USE:
      'In-use time (ILAC-G24, 6.4): {hours} hours of use at {hoursPerDay} hours a day are over after {days} days.',
    LEFT_OUTSIDE:
      'Not to be used until it is adjusted or calibrated: on {on} its error was left, or found and not adjusted, outside its tolerance.',
    ERROR_NOT_COMPARED:
      'Not to be used until it is known whether it keeps its tolerance: the error of {error} on {on} could not be compared with the tolerance of {tolerance}. Write both in one unit; for a percentage, also the value at which it is used.',
    DRIFTED_TO_LIMIT:
      'Not to be used until it is adjusted or calibrated: from its drift, on {on} the tolerance could no longer be kept with 95 % confidence for a single day.',
    LAST_OUTSIDE:
      'Last time it was found outside its tolerance: look at what was measured with it since the calibration before.',
    TARGET:
      'U (k = 2) of at most {target}: {ratio} of the tolerance ±{tolerance}. If 95 % of such instruments are in tolerance, {pfa} % are outside and pass, {pfr} % are inside and fail; with a guard band of U it is {guardedPfa} % and {guardedPfr} %.',
    TOLERANCE_MISSING: 'How good is not known: write the tolerance of the use.',
    RELATIVE_WITHOUT_VALUE:
      'The tolerance of {tolerance} is a share of a value: write the value at which it is used, other than 0.',
    PERCENT_TWO_READINGS:
      'A tolerance of {tolerance} % at {value} may be a share of the value or points of its unit: write the number alone for the unit of the instrument, or the permissible error itself.',
    RESOLUTION_TOO_COARSE:
      'Its resolution of {resolution} alone makes a calibration to {target} impossible: use a finer instrument or a wider tolerance.',
    ASK_AUTHORITY:
      'At the verification body that the local market authority names; a capability of calibration gives no right to verify.',
    AT_RANGE_END: 'The value of use is not given: looked for at the end of the range, {value}.',
    VALUE_MISSING: 'Neither a value of use nor a range is given: nothing to look for a laboratory by.',
    QUANTITY_UNKNOWN: 'What it measures is not known here, so no laboratory can be looked for.',
    NO_LABORATORY:
      'No laboratory known here is accredited for {quantity} at this value with an uncertainty that is good enough.',
  },
};
