// SPDX-License-Identifier: Apache-2.0
import {
  addRationals,
  type Decimal,
  rationalToDecimal,
  rationalToNumber,
  roundRational,
} from '@touchstone/identifiers';
import {
  type ConformityOutcome,
  decideConformity,
  type MeasuredResult,
  type QuantifiedResult,
} from '@touchstone/metrology/decision';
import {
  convertQuantity,
  describeQuantity,
  type Quantity,
  quantityOf,
  quantityOfRational,
} from '@touchstone/metrology/quantity';
import { combineUncertain, standardUncertaintyOf } from '@touchstone/metrology/uncertainty';
import type { SubjectOf, TestResult } from '@touchstone/statements';
import { measuredResultOf } from '../checks/figures/decision.ts';
import { unlessIncomparable } from '../checks/figures/incomparable.ts';
import { questionOf, type StatedConformity } from '../checks/figures/stated-conformity.ts';
import type { Paper } from '../traceability/papers.ts';
import { type Carrier, carryShift, type ImpactReason, type Known, type ShiftedImpact } from './carry-shift.ts';
import { type Shift, uncertainShift } from './shift.ts';

/** What becomes of one decision once the reference's shift is carried through. */
export interface Redecision {
  readonly result: string;
  readonly specification?: string;
  readonly verdict: 'flips' | 'stands' | 'cannot-tell';
  readonly before?: ConformityOutcome;
  readonly after?: ConformityOutcome;
  /** The value as reported and as corrected, in words with their units; no uncertainty where the report states none. */
  readonly reported?: string;
  readonly corrected?: { readonly value: string; readonly expandedUncertainty?: string };
  /** Why nobody can tell, and what would settle it. */
  readonly reasons: readonly ImpactReason[];
}

/**
 * Decides anew what a report decided, by the rule that it applied: y' = y + Δy, u²(y') = u²(y) + u²(Δy).
 * ISO/IEC 17025:2017, 7.8.6.1 and 7.10.1; JCGM 100:2008, 5.1.2. `stated` are decisions of results whose report is silent.
 */
export function redecideReport(
  id: string,
  around: ShiftedImpact,
  stated: ReadonlyMap<string, readonly StatedConformity[]> = new Map(),
): readonly Redecision[] {
  const carrier = carryShift(around);
  const inDoubt = new Set(
    around.impact.links.flatMap(({ to, result }) => (to === id && result !== undefined ? [result] : [])),
  );
  const { results } = (around.papers.get(id) as Paper<'TestReport'>).statement.subject as SubjectOf<'TestReport'>;
  return results
    .filter(({ result }) => inDoubt.has(result))
    .flatMap((result) => redecideResult(id, result, { carrier, stated: stated.get(result.result) ?? [] }));
}

function redecideResult(
  id: string,
  result: TestResult,
  { carrier, stated }: { readonly carrier: Carrier; readonly stated: readonly StatedConformity[] },
): readonly Redecision[] {
  const decisions = [...(result.conformity ?? []), ...stated];
  const corrected = correct(id, result, carrier);
  const name = { result: result.result };
  const values =
    'known' in corrected
      ? { reported: describeQuantity(corrected.known.reported.value), corrected: shown(corrected.known.corrected) }
      : {};
  if (decisions.length === 0)
    return [
      {
        ...name,
        ...values,
        verdict: 'cannot-tell',
        reasons: ['reasons' in corrected ? corrected.reasons : [], [SILENT]].flat(),
      },
    ];
  return decisions.map((decision): Redecision => {
    const before = { ...name, ...values, specification: decision.specification, before: decision.outcome };
    if ('reasons' in corrected) return { ...before, verdict: 'cannot-tell', reasons: corrected.reasons };
    return { ...before, ...decideAnew(decision, corrected.known) };
  });
}

interface Corrected {
  readonly reported: QuantifiedResult;
  readonly corrected: QuantifiedResult;
}

function correct(id: string, result: TestResult, carrier: Carrier): Known<Corrected> {
  return unlessIncomparable<Known<Corrected>>(
    () => {
      const reported: MeasuredResult = measuredResultOf(result);
      if (reported.kind !== 'quantified') return { reasons: [NON_DETECT] };
      if (!isUncertaintySound(reported)) return { reasons: [UNSOUND_UNCERTAINTY] };
      const shift = carrier.shiftOf(id, { of: reported.value, quantity: result.substance, result: result.result });
      return 'reasons' in shift ? shift : { known: { reported, corrected: moved(reported, shift.known) } };
    },
    ({ message }) => ({
      reasons: [{ code: 'NUMBERS_DO_NOT_FIT', detail: message, settle: 'Correct the numbers of the report.' }],
    }),
  );
}

/** k > 0 and U ≥ 0, where an uncertainty is stated. JCGM 100:2008, 2.3.5 and 2.3.6. */
function isUncertaintySound({ expandedUncertainty: stated }: QuantifiedResult): boolean {
  return stated === undefined || (stated.coverageFactor.coefficient > 0n && stated.value.value.numerator >= 0n);
}

/** What is not known of the uncertainty stays unknown: a correction does not supply one. */
function moved({ expandedUncertainty: stated, ...result }: QuantifiedResult, shift: Shift): QuantifiedResult {
  const value = quantityOfRational(addRationals(result.value.value, shift.shift.value), result.value.unit);
  if (stated === undefined) return { kind: 'quantified', value };
  const k = Number(stated.coverageFactor.coefficient) * 10 ** stated.coverageFactor.exponent;
  const expanded = convertQuantity(stated.value, value.unit, { temperature: 'interval' });
  const own = { identity: 'the result itself', contribution: rationalToNumber(expanded.value) / k };
  const y = { estimate: rationalToNumber(result.value.value), influences: [own] };
  const combined = combineUncertain('y + d', { y, d: uncertainShift(shift) });
  const widened = quantityOf(decimalOf(k * standardUncertaintyOf(combined)), value.unit);
  return { kind: 'quantified', value, expandedUncertainty: { ...stated, value: widened } };
}

function decideAnew(
  stated: StatedConformity,
  { reported, corrected }: Corrected,
): Pick<Redecision, 'verdict' | 'after' | 'reasons'> {
  return unlessIncomparable<Pick<Redecision, 'verdict' | 'after' | 'reasons'>>(
    () => {
      const question = questionOf(stated);
      const again = decideConformity({ ...question, result: reported }).outcome;
      if (again !== stated.outcome) {
        const detail = `By ${stated.specification} and its rule the reported value gives ${again}, the report says ${stated.outcome}.`;
        return {
          verdict: 'cannot-tell',
          reasons: [{ code: 'STATED_OTHERWISE', detail, settle: 'The laboratory says by which rule it decided.' }],
        };
      }
      const { outcome: after, reasons } = decideConformity({ ...question, result: corrected });
      if (after === stated.outcome) return { verdict: 'stands', after, reasons: [] };
      if (after !== 'inconclusive') return { verdict: 'flips', after, reasons: [] };
      const detail = `The corrected value decides nothing by the rule: ${reasons.map((reason) => reason.detail).join('; ')}.`;
      return {
        verdict: 'cannot-tell',
        after,
        reasons: [{ code: 'RULE_LEAVES_OPEN', detail, settle: 'Measure again, with a reference that is in order.' }],
      };
    },
    ({ message }) => ({
      verdict: 'cannot-tell',
      reasons: [
        {
          code: 'NUMBERS_DO_NOT_FIT',
          detail: message,
          settle: 'State limits and rule in units that compare with the result.',
        },
      ],
    }),
  );
}

/** U to two significant digits at most, the value to the place where U ends. JCGM 100:2008, 7.2.6. */
function shown({ value, expandedUncertainty }: QuantifiedResult): NonNullable<Redecision['corrected']> {
  if (expandedUncertainty === undefined) return { value: describeQuantity(shortened(value)) };
  const u = decimalOf(rationalToNumber(expandedUncertainty.value.value), 2);
  // Of an uncertainty of nothing no place follows.
  const found =
    u.coefficient === 0n
      ? shortened(value)
      : quantityOf(roundRational(value.value, -u.exponent, 'half-even'), value.unit);
  return { value: describeQuantity(found), expandedUncertainty: describeQuantity(quantityOf(u, value.unit)) };
}

/** For people: digits that end where nobody reads on. */
function shortened(quantity: Quantity): Quantity {
  const digits = 12;
  const exact = quantity.decimal ?? rationalToDecimal(quantity.value);
  if (exact !== undefined && exact.coefficient.toString().length <= digits) return quantity;
  return quantityOf(decimalOf(rationalToNumber(quantity.value), digits), quantity.unit);
}

/** The number to so many significant digits. */
function decimalOf(number: number, digits = 15): Decimal {
  const [mantissa, exponent] = number.toExponential(digits - 1).split('e') as [string, string];
  return { coefficient: BigInt(mantissa.replace('.', '')), exponent: Number(exponent) - (digits - 1) };
}

const SILENT: ImpactReason = {
  code: 'NO_CONFORMITY_STATED',
  detail: 'The report does not say against what, and by which rule, it decides.',
  settle: 'State the specification and the decision rule that were applied.',
};
const NON_DETECT: ImpactReason = {
  code: 'NON_DETECT',
  detail: 'A result without a number cannot be corrected.',
  settle: 'Say how far the limit of detection moves, or measure again.',
};
const UNSOUND_UNCERTAINTY: ImpactReason = {
  code: 'NUMBERS_DO_NOT_FIT',
  detail: 'The uncertainty that the report states cannot be: it is below 0, or its coverage factor is not more than 0.',
  settle: 'Correct the numbers of the report.',
};
