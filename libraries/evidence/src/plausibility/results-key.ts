// SPDX-License-Identifier: Apache-2.0
import { nameKey, parseDecimal } from '@touchstone/identifiers';
import { standardKey } from '@touchstone/statements';
import { quantityKey } from './quantity-key.ts';
import type { ExaminedReport } from './report.ts';

type Results = ExaminedReport['results'];

/**
 * Results as one text, by which two reports are compared: substances, methods and values as quantities, whatever their names,
 * order, units and zeros.
 */
export function resultsKey(results: Results): string {
  const each = results.map((result) => {
    const value = result.outcome === 'quantified' ? quantityKey(result.quantity) : result.outcome;
    return JSON.stringify([nameKey(result.substance), standardKey(result.method.standard), value]);
  });
  return each.sort().join(' ');
}

/** Digits of measured values below which equal results are nothing to wonder at: two samples of 0.12 are many. By our choice. */
const TELLING_DIGITS_MIN = 6;

/** `resultsKey`, where the measured values have so many digits together that two samples do not have them by chance. */
export function tellingResults(results: Results): string | undefined {
  const digits = results.map((result) => (result.outcome === 'quantified' ? digitsOf(result.quantity.value) : 0));
  return digits.reduce((sum, each) => sum + each, 0) < TELLING_DIGITS_MIN ? undefined : resultsKey(results);
}

/** Digits without the zeros at either end, which come and go with the unit: 0.120 mg/kg has two, as 120 µg/kg has. */
function digitsOf(value: string): number {
  return parseDecimal(value).coefficient.toString().replace('-', '').replace(/0+$/, '').length;
}
