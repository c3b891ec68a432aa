// SPDX-License-Identifier: Apache-2.0
import { multiplyRationals, rational } from '@touchstone/identifiers';
import { compareQuantities, parseQuantity } from '@touchstone/metrology/quantity';
import type { QuantityValue, TestingLine, TestResult } from '@touchstone/statements';
import { type Reason, reason } from '../../check.ts';
import { unlessIncomparable } from '../figures/incomparable.ts';

/** A value, or the limit of quantification that bounds a non-detect, must lie within the working range of the line. */
export function rangeFaults({ range, line }: TestingLine, result: TestResult): readonly Reason[] {
  if (range === undefined) return [];
  const { from, to } = range;
  const { limitOfDetection: detected } = result;
  const value = result.outcome === 'quantified' ? result.quantity : result.limitOfQuantification;
  return unlessIncomparable<readonly Reason[]>(
    () => {
      const isOutside =
        value !== undefined &&
        ((from !== undefined && isBelow(value, from)) || (to !== undefined && isBelow(to, value)));
      const isTooLow = detected !== undefined && from !== undefined && isUndetectable(detected, from);
      return [...(isOutside ? [outside(value, line)] : []), ...(isTooLow ? [outside(detected, line)] : [])];
    },
    (error) => [
      reason('RANGE_NOT_COMPARABLE', `the working range of line ${line} cannot be compared: ${error.message}`, {
        line,
      }),
    ],
  );
}

/**
 * A laboratory may not quantify lower than its scope says that it can, whatever limit its report states or leaves out;
 * nor may it detect lower than 3/10 of that.
 */
export function limitFaults(
  { limitOfQuantification: granted, line }: TestingLine,
  result: TestResult,
): readonly Reason[] {
  if (granted === undefined) return [];
  const { limitOfQuantification: claimed, limitOfDetection: detected } = result;
  const value = result.outcome === 'quantified' ? result.quantity : undefined;
  const values = (one: QuantityValue) => ({ line, claimed: said(one), granted: said(granted) });
  return unlessIncomparable<readonly Reason[]>(
    () => [
      ...(claimed !== undefined && isBelow(claimed, granted)
        ? [
            reason(
              'LOQ_BELOW_SCOPE',
              `claims to quantify from ${said(claimed)}; line ${line} grants from ${said(granted)}`,
              values(claimed),
            ),
          ]
        : []),
      ...(value !== undefined && isBelow(value, granted)
        ? [
            reason(
              'VALUE_BELOW_SCOPE',
              `${said(value)} is quantified; line ${line} grants from ${said(granted)}`,
              values(value),
            ),
          ]
        : []),
      ...(detected !== undefined && isUndetectable(detected, granted)
        ? [
            reason(
              'LOD_BELOW_SCOPE',
              `claims to detect from ${said(detected)}; line ${line} quantifies from ${said(granted)}`,
              values(detected),
            ),
          ]
        : []),
    ],
    (error) => {
      const detail = `the limit of quantification of line ${line} cannot be compared: ${error.message}`;
      return [reason('LOQ_OF_SCOPE_NOT_COMPARABLE', detail, { line, granted: said(granted) })];
    },
  );
}

/**
 * LOD < 3 s where LOQ = 10 s: whoever quantifies from ten standard deviations of the blank does not detect below three.
 * Commission Regulation (EC) No 333/2007, annex, part C, asks for a detection limit of three tenths of the LOQ.
 */
function isUndetectable(detected: QuantityValue, granted: QuantityValue): boolean {
  const { value, unit } = parseQuantity(granted);
  const lowest = { value: multiplyRationals(value, rational(3n, 10n)), unit };
  return compareQuantities(parseQuantity(detected), lowest) < 0;
}

function isBelow(one: QuantityValue, bound: QuantityValue): boolean {
  return compareQuantities(parseQuantity(one), parseQuantity(bound)) < 0;
}

function outside(value: QuantityValue, line: string): Reason {
  const detail = `${said(value)} lies outside the working range of line ${line}`;
  return reason('OUTSIDE_WORKING_RANGE', detail, { line, value: value.value, unit: value.unit });
}

function said({ value, unit }: QuantityValue): string {
  return `${value} ${unit}`;
}
