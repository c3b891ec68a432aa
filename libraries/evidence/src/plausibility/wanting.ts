// SPDX-License-Identifier: Apache-2.0
import type { StatementOf } from '@touchstone/statements';
import { type Reason, reason } from '../check.ts';
import type { Paper } from '../traceability/papers.ts';
import { examineUse } from '../traceability/references.ts';
import { grantsTo, type Surroundings as Trace } from '../traceability/vouching.ts';
import type { KnownAround } from './indicators.ts';
import { mark, type Rule } from './marks.ts';
import { isProvided } from './provided.ts';

/** What a rule would need to be looked at, and that is not at hand. */
export interface Wanting extends Reason {
  readonly rule: Rule;
}

/** Why rules say nothing about a report: each with what is not at hand. What only says so itself is a mark already. */
export function wantingFor(
  { statement: { subject } }: Paper<'TestReport'>,
  around: Trace,
  { otherReports }: Pick<KnownAround, 'otherReports'>,
): readonly Wanting[] {
  return [
    ...recordWanting(subject, around),
    ...grantWanting(subject, around),
    ...instrumentsWanting(subject, around),
    ...providedWanting(subject, around),
    ...KEPT_AT_THE_LABORATORY,
    ...(otherReports === undefined ? [OTHER_REPORTS] : []),
  ];
}

type Report = StatementOf<'TestReport'>['subject'];

const want = (rule: Rule, why: Reason): Wanting => ({ rule, ...why });

/** What a laboratory keeps to itself: no signed paper carries it. */
const KEPT_AT_THE_LABORATORY: readonly Wanting[] = [
  want(
    'environment',
    reason('CONDITIONS_NOT_AT_HAND', "the laboratory's record of the conditions of the work is not among the papers"),
  ),
  want(
    'persons',
    reason('TESTERS_NOT_AT_HAND', 'who tested is not among the papers: whether two persons did the work is not known'),
  ),
  want(
    'persons',
    reason(
      'AUTHORISATIONS_NOT_AT_HAND',
      "the laboratory's authorisations are not among the papers: who may test and who may sign is not known",
    ),
  ),
  want(
    'times',
    reason(
      'WORK_NOT_AT_HAND',
      "the laboratory's record of the work is not among the papers: who and what was where at which hour is not known",
    ),
  ),
  want('raw-data', reason('RAW_DATA_NOT_AT_HAND', 'raw data and readings are not among the papers')),
];
const HISTORY = want(
  'instruments',
  reason(
    'INSTRUMENT_HISTORY_NOT_AT_HAND',
    "the laboratory's list of instruments is not among the papers: whether one was away on the test day is not known",
  ),
);
const OTHER_REPORTS = want(
  'repeats',
  reason(
    'OTHER_REPORTS_NOT_AT_HAND',
    'no other report of the laboratory is among the papers: whether its number or its results come twice is not known',
  ),
);

function recordWanting({ sample: { samplingRecord, sample } }: Report, { papers }: Trace): readonly Wanting[] {
  if (samplingRecord === undefined || papers.resolve(samplingRecord) !== 'missing') return [];
  const detail = `the sampling record of sample ${sample} is not among the papers`;
  return [want('custody', reason('SAMPLING_RECORD_MISSING', detail, { sample }))];
}

function grantWanting({ laboratory: { id, name }, results }: Report, { papers }: Trace): readonly Wanting[] {
  const asked = results.some((one) => one.underScope !== false && !isProvided(one));
  if (!asked || grantsTo({ activity: 'testing', body: id }, papers).length > 0) return [];
  const detail = `no attestation of the competence of ${name} is among the papers`;
  return [want('scope', reason('NO_GRANT_AT_HAND', detail, { laboratory: id }))];
}

/** A result of another laboratory is shown by that one's report. */
function providedWanting({ results }: Report, { papers }: Trace): readonly Wanting[] {
  return results.filter(isProvided).flatMap(({ result, obtainedBy: { provider, reportNumber: number, report } }) => {
    if (papers.resolve(report) !== 'missing') return [];
    const { rule, code, detail, values } = mark('PROVIDER_REPORT_NOT_HERE', {
      result,
      provider: provider.name,
      number,
    });
    return [want(rule, { code, detail, values })];
  });
}

function instrumentsWanting({ results: all }: Report, around: Trace): readonly Wanting[] {
  const results = all.filter((one) => !isProvided(one));
  const used = results.flatMap(({ instruments = [], testedOn }) => instruments.map((one) => ({ ...one, testedOn })));
  const shown = used.flatMap(({ instrument, calibration: reference, testedOn: on }) => {
    const values = { instrument };
    if (reference === undefined) {
      const detail = `the report names no calibration certificate of ${instrument}`;
      return [want('instruments', reason('TRACE_LINK_UNDISCLOSED', detail, values))];
    }
    if (examineUse({ name: instrument, reference, on }, around).state !== 'undisclosed') return [];
    const detail = `the calibration certificate of ${instrument} is not among the papers`;
    return [want('instruments', reason('CALIBRATION_NOT_AT_HAND', detail, values))];
  });
  const unnamed = results
    .filter(({ instruments = [] }) => instruments.length === 0)
    .map(({ result }) => {
      const { rule, code, detail, values } = mark('INSTRUMENT_NOT_NAMED', { result });
      return { rule, code, detail, values };
    });
  return [...unnamed, ...shown, ...(used.length > 0 ? [HISTORY] : [])];
}
