// SPDX-License-Identifier: Apache-2.0
import type { RoundRow } from '@touchstone/dossier';
import { MetrologyError, parseUnit } from '@touchstone/metrology/quantity';

/**
 * The rows with each unit in the spelling of its round, where it is the same unit: µg/kg for ug/kg and 微克/千克. A multiple of
 * it is another one, since its number would have to change.
 */
export function inSpellingOfRound(
  rows: readonly RoundRow[],
  measurands: readonly { readonly measurand: string; readonly unit: string }[],
): readonly RoundRow[] {
  return rows.map((row) => {
    const planned = measurands.find(({ measurand }) => measurand === row.measurand);
    return planned !== undefined && spelling(planned.unit) === spelling(row.unit)
      ? { ...row, unit: planned.unit }
      : row;
  });
}

function spelling(unit: string): string {
  try {
    return parseUnit(unit).text;
  } catch (cause) {
    if (cause instanceof MetrologyError) return unit;
    throw cause;
  }
}
