// SPDX-License-Identifier: Apache-2.0
// A test report as it is typed, and as its draft is handed in.
import { list, type Members, maybe, members, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';
import { withDecimalPoint } from '../../components/decimal-comma.ts';
import { OUTCOMES, statedValue } from '../provided/stated-value.ts';
import type { ReportDraft, VISIBILITIES } from './report-case.ts';
import { instantOf, localOf } from './worksheet.ts';

/** In which the report is written. */
export const REPORT_LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'pt'] as const;

/** One result of the own laboratory as it is typed. */
export interface TypedResult {
  readonly result: string;
  readonly substance: string;
  readonly outcome: (typeof OUTCOMES)[number];
  readonly value: string;
  readonly unit: string;
  /** Empty where none is stated. */
  readonly uncertainty: string;
  readonly factor: string;
  readonly loq: string;
  readonly lod: string;
  readonly method: string;
  readonly basis: string;
  readonly testedOn: string;
  /** Names parted by semicolons. */
  readonly instruments: string;
  readonly underScope: 'yes' | 'no';
  /** What stood in the draft; members that are not typed here stay. */
  readonly kept: Members;
}

/** The whole draft as it is typed. */
export interface TypedReport {
  readonly number: string;
  readonly laboratoryName: string;
  readonly place: string;
  readonly language: string;
  readonly sample: string;
  readonly description: string;
  readonly food: string;
  readonly receivedAt: string;
  readonly condition: string;
  readonly visibility: (typeof VISIBILITIES)[number];
  readonly results: readonly TypedResult[];
  readonly kept: Members;
}

export const NO_RESULT: TypedResult = {
  ...{ result: '', substance: '', outcome: 'quantified', value: '', unit: '', uncertainty: '', factor: '2' },
  ...{ loq: '', lod: '', method: '', basis: '', testedOn: '', instruments: '', underScope: 'yes', kept: {} },
};
export const NO_REPORT: TypedReport = {
  ...{ number: '', laboratoryName: '', place: 'CN-GD', language: 'en', sample: '', description: '', food: '' },
  ...{ receivedAt: '', condition: '', visibility: 'private', results: [NO_RESULT], kept: {} },
};

/** The next result is of the same unit, method and day. */
export function likeTheLast({ unit, factor, basis, testedOn, instruments, underScope }: TypedResult): TypedResult {
  return { ...NO_RESULT, unit, factor, basis, testedOn, instruments, underScope };
}

/** A draft as one begins to mend it; of other laboratories' results, and of what the form cannot say, nothing is typed. */
export function typedFrom({ subject, visibility }: ReportDraft): TypedReport {
  const laboratory = members(subject.laboratory, '/draft/laboratory');
  const sample = members(subject.sample, '/draft/sample');
  const results = list(members)(subject.results, '/draft/results').filter(isTyped);
  return {
    ...{ number: said(subject, 'reportNumber'), laboratoryName: said(laboratory, 'name') },
    ...{ place: said(laboratory, 'place'), language: said(subject, 'language'), sample: said(sample, 'sample') },
    ...{ description: said(sample, 'description'), food: said(sample, 'food'), condition: said(sample, 'condition') },
    ...{ receivedAt: localOf(said(sample, 'receivedAt')), visibility, kept: subject },
    results: results.map(typedResult),
  };
}

/** One result as whoever signs sees it. */
export interface ShownResult {
  readonly result: string;
  readonly substance: string;
  readonly figure: string;
  readonly method: string;
  readonly testedOn: string;
}

/** Every result of a draft, those of other laboratories too, each figure in its own unit. */
export function shownResults({ subject }: ReportDraft): readonly ShownResult[] {
  return list(members)(subject.results, '/draft/results').map((given) => {
    const uncertainty = memberOf(given, 'expandedUncertainty');
    const [value, unit, factor] = ['value', 'unit', 'coverageFactor'].map((name) => said(uncertainty, name));
    const figure = statedValue(given, '/draft/results');
    return {
      ...{ result: said(given, 'result'), substance: said(given, 'substance'), testedOn: said(given, 'testedOn') },
      ...{ figure: value === '' ? figure : `${figure} ± ${value} ${unit} (k = ${factor})` },
      method: said(memberOf(given, 'method'), 'standard'),
    };
  });
}

/** Whether the form can say the result: the own laboratory obtained it, and its figures are in one unit. */
function isTyped(given: Members): boolean {
  const units = FIGURES.map((name) => said(memberOf(given, name), 'unit')).filter((unit) => unit !== '');
  return given.obtainedBy === undefined && new Set(units).size <= 1;
}
const FIGURES = ['quantity', 'expandedUncertainty', 'limitOfQuantification', 'limitOfDetection'] as const;

function typedResult(given: Members): TypedResult {
  const outcome = OUTCOMES.find((one) => one === given.outcome) ?? 'quantified';
  const [quantity, uncertainty] = [memberOf(given, 'quantity'), memberOf(given, 'expandedUncertainty')];
  const [loq, lod] = [memberOf(given, 'limitOfQuantification'), memberOf(given, 'limitOfDetection')];
  const unit = [quantity, loq, lod].map((one) => said(one, 'unit')).find((one) => one !== '') ?? '';
  const instruments = maybe(list(members))(given.instruments, '/instruments') ?? [];
  return {
    ...{ result: said(given, 'result'), substance: said(given, 'substance'), outcome, unit, kept: given },
    ...{ value: said(quantity, 'value'), uncertainty: said(uncertainty, 'value') },
    factor: said(uncertainty, 'coverageFactor') || NO_RESULT.factor,
    ...{ loq: said(loq, 'value'), lod: said(lod, 'value'), method: said(memberOf(given, 'method'), 'standard') },
    ...{ basis: said(given, 'basis'), testedOn: said(given, 'testedOn') },
    instruments: instruments.map((one) => said(one, 'instrument')).join('; '),
    underScope: given.underScope === false ? 'no' : 'yes',
  };
}

const memberOf = (given: Members, name: string): Members => maybe(members)(given[name], `/${name}`) ?? {};
const said = (given: Members, name: string): string => maybe(text)(given[name], `/${name}`) ?? '';

/** The draft as it is handed in, over what stood there; what cannot be read is handed in as typed, and refused with its place. */
export function documentOf(typed: TypedReport, party: string): object {
  const { kept } = typed;
  const others = (maybe(list(members))(kept.results, '/results') ?? []).filter((one) => !isTyped(one));
  const subject = {
    ...kept,
    reportNumber: typed.number.trim(),
    laboratory: {
      ...memberOf(kept, 'laboratory'),
      ...{ id: party, name: typed.laboratoryName.trim(), place: typed.place },
    },
    language: typed.language,
    sample: {
      ...without(memberOf(kept, 'sample'), ['food', 'condition']),
      ...{ sample: typed.sample.trim(), description: typed.description.trim() },
      ...optional('food', typed.food),
      ...{ receivedAt: instantOf(typed.receivedAt), ...optional('condition', typed.condition) },
    },
    results: [...typed.results.map(resultOf), ...others],
  };
  return { kind: 'TestReport', subject };
}

const OWN = [
  ...(['outcome', 'quantity', 'expandedUncertainty', 'limitOfQuantification', 'limitOfDetection'] as const),
  ...(['instruments', 'underScope'] as const),
];

function resultOf(typed: TypedResult): object {
  const { kept, outcome } = typed;
  const figure = (value: string) => ({ value: withDecimalPoint(value.trim()), unit: typed.unit.trim() });
  const limit = (name: string, value: string, isAsked: boolean) =>
    value.trim() === '' && !isAsked ? {} : { [name]: figure(value) };
  const instruments = instrumentsOf(typed);
  return {
    ...without(kept, OWN),
    ...{ outcome, result: typed.result.trim(), substance: typed.substance.trim() },
    ...(outcome === 'quantified' ? quantified(typed, figure) : {}),
    ...limit('limitOfQuantification', typed.loq, outcome === 'below-loq'),
    ...limit('limitOfDetection', typed.lod, outcome === 'not-detected'),
    method: { ...memberOf(kept, 'method'), standard: typed.method.trim() },
    ...{ basis: typed.basis.trim(), testedOn: typed.testedOn },
    ...(instruments.length === 0 ? {} : { instruments }),
    ...(typed.underScope === 'no' ? { underScope: false } : {}),
  };
}

function quantified({ value, uncertainty, factor, kept }: TypedResult, figure: (value: string) => object): object {
  if (uncertainty.trim() === '') return { quantity: figure(value) };
  const coverageFactor = withDecimalPoint(factor.trim());
  const before = without(memberOf(kept, 'expandedUncertainty'), ['unit']);
  return { quantity: figure(value), expandedUncertainty: { ...before, ...figure(uncertainty), coverageFactor } };
}

/** Instruments by their names; one that stood there keeps what else was said of it. */
function instrumentsOf({ instruments, kept }: TypedResult): readonly object[] {
  const before = maybe(list(members))(kept.instruments, '/instruments') ?? [];
  const names = instruments.split(';').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
  return names.map((instrument) => before.find((one) => one.instrument === instrument) ?? { instrument });
}

const optional = (name: string, value: string) => (value.trim() === '' ? {} : { [name]: value.trim() });
const without = (given: Members, names: readonly string[]): Members =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));

/** A draft to be handed in: a new one, or in the place of what stands in a case. */
export interface Drafting {
  readonly typed: TypedReport;
  readonly party: string;
  readonly into: { readonly stream: string; readonly replacing: string | undefined } | undefined;
}

/** Hands in a draft. */
export function draftReport({ typed, party, into }: Drafting, signal: AbortSignal): Promise<true> {
  const body = { document: documentOf(typed, party), visibility: typed.visibility };
  if (into === undefined) return record('/api/report-cases', body, signal);
  const replacing = into.replacing === undefined ? {} : { replacing: into.replacing };
  return record(`/api/report-cases/${encodeURIComponent(into.stream)}/drafts`, { ...body, ...replacing }, signal);
}
