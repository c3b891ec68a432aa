// SPDX-License-Identifier: Apache-2.0
import { parseDecimal } from '@touchstone/identifiers';
import { parseQuantity, parseUnit } from '@touchstone/metrology/quantity';
import { coversEdition, type TestResult } from '@touchstone/statements';
import { unlessIncomparable } from '../checks/figures/incomparable.ts';
import { type Mark, type MarkCode, mark } from './marks.ts';
import type { ExaminedReport, Obtained, Surroundings } from './report.ts';
import { isRoundedTo } from './rounded-to.ts';
import { ofSameThing } from './same-thing.ts';
import { scopeMarks } from './scope.ts';

/** A result that another laboratory obtained. */
export type ProvidedResult = TestResult & { readonly obtainedBy: NonNullable<TestResult['obtainedBy']> };

/** Whether another laboratory obtained a result: nobody here has work, instruments or raw data of it. */
export function isProvided(result: TestResult): result is ProvidedResult {
  return result.obtainedBy !== undefined;
}

/** A report with the results that its laboratory obtained itself. */
export function withOwnResults(report: ExaminedReport): ExaminedReport {
  return { ...report, results: report.results.filter((one) => !isProvided(one)) };
}

/** What another obtained is said to be so, by a report of theirs that says it. ISO/IEC 17025:2017, 6.6, 7.8.2.1 p. */
export function providedMarks(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  return report.results.filter(isProvided).flatMap((result) => {
    const { obtainedBy, underScope, result: name } = result;
    const { provider } = obtainedBy;
    const values = { result: name, provider: provider.name, number: obtainedBy.reportNumber };
    // Otherwise whoever has no record of their own work would call it another's.
    if (provider.id === report.laboratory?.id) return [mark('PROVIDED_BY_ITSELF', values)];
    const isWorked = around.work?.some((one) => one.result === name) ?? false;
    return [
      ...(underScope === false ? [] : [mark('PROVIDED_UNDER_OWN_SCOPE', values)]),
      ...(isWorked ? [mark('PROVIDED_AND_WORKED', values)] : []),
      ...paperMarks(result, around.provided, values),
      ...competenceMarks(result, report, around),
    ];
  });
}

function paperMarks(result: ProvidedResult, provided: Surroundings['provided'], values: Values): readonly Mark[] {
  const found = provided?.find((one) => one.result === result.result);
  if (found === undefined) return [];
  if (found.state === 'missing') return [mark('PROVIDER_REPORT_NOT_HERE', values)];
  if (found.state === 'other') return [mark('PROVIDER_REPORT_OTHER', values)];
  const { status, decision, theirs, obtained } = found;
  const ended = [
    ...(status === undefined ? [] : [mark('PROVIDER_REPORT_ENDED', { ...values, status })]),
    ...(decision === undefined ? [] : [mark('PROVIDER_REPORT_DECIDED', { ...values, ...decision })]),
    ...(obtained === undefined ? [] : [obtainedMark(obtained, values)]),
  ];
  if (theirs === undefined) return [...ended, mark('PROVIDER_REPORT_OTHER', values)];
  if (saySame(theirs, result)) return ended;
  return [...ended, mark('PROVIDED_RESULT_OTHER', { ...values, theirs: saidBy(theirs), ours: saidBy(result) })];
}

type Values = Readonly<Record<'result' | 'provider' | 'number', string>>;

/** Whoever only gave a result on did not obtain it: nobody is to be answered for by a word that goes round. */
function obtainedMark({ by, name, reportNumber }: Obtained, values: Values): Mark {
  const named = { ...values, by: name, theirNumber: reportNumber };
  return mark(OBTAINED[by], named);
}

const OBTAINED = {
  own: 'PROVIDED_IN_A_CIRCLE',
  lost: 'PROVIDER_HAD_IT_FROM_NOBODY_KNOWN',
  another: 'PROVIDER_HAD_IT_FROM_ANOTHER',
} as const satisfies Readonly<Record<Obtained['by'], MarkCode>>;

/** Under a line of the provider's own, in force on the day of the test, or said on the report to be under none. */
function competenceMarks(result: ProvidedResult, report: ExaminedReport, around: Surroundings): readonly Mark[] {
  const found = around.provided?.find((one) => one.result === result.result);
  const { obtainedBy, substance, method, testedOn: on } = result;
  if (!obtainedBy.underScope || found === undefined) return [];
  const { name: provider } = obtainedBy.provider;
  const values = { result: result.result, provider, substance, method: method.standard, on };
  if (found.theirs?.underScope === false) return [mark('PROVIDER_OUTSIDE_SCOPE', values)];
  const asked = { ...report, results: [{ ...result, underScope: true }] };
  const { isUnder, sampling } = around;
  const [why] = scopeMarks(asked, { scope: found.scope, isUnder, sampling });
  if (why === undefined) return [];
  return [mark(why.code === 'SCOPE_NOT_READ' ? 'PROVIDER_SCOPE_NOT_READ' : 'PROVIDER_OUTSIDE_SCOPE', values)];
}

/** Of one substance by one method on one day, and one value, or what it rounds to. */
export function saySame(theirs: TestResult, ours: TestResult): boolean {
  return (
    theirs.substance === ours.substance &&
    coversEdition(theirs.method.standard, ours.method.standard) &&
    theirs.testedOn === ours.testedOn &&
    isSameValue(theirs, ours)
  );
}

function isSameValue(theirs: TestResult, ours: TestResult): boolean {
  if (theirs.outcome !== 'quantified' || ours.outcome !== 'quantified') {
    return theirs.outcome === ours.outcome && saidBy(theirs) === saidBy(ours);
  }
  const { value, unit } = ours.quantity;
  return unlessIncomparable(
    () => isRoundedTo(ofSameThing(parseQuantity(theirs.quantity), parseUnit(unit)).value, parseDecimal(value)),
    () => false,
  );
}

function saidBy(result: TestResult): string {
  const { substance, method, testedOn } = result;
  const bound =
    result.outcome === 'quantified'
      ? result.quantity
      : result.outcome === 'below-loq'
        ? result.limitOfQuantification
        : result.limitOfDetection;
  const outcome = result.outcome === 'quantified' ? '' : `${result.outcome} `;
  return `${substance} ${outcome}${bound.value} ${bound.unit}, ${method.standard}, ${testedOn}`;
}
