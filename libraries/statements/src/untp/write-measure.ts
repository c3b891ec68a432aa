// SPDX-License-Identifier: Apache-2.0
import { compareDecimals, type DecimalString, parseDecimal } from '@touchstone/identifiers';
import type { QuantityValue } from '../fields.ts';
import { conditionText } from './condition.ts';
import type { Account } from './loss.ts';
import type { Part } from './write-parts.ts';
import { codeOfUnit, unitOfCode } from './unit-code.ts';

/** A value of ours with its uncertainty, and where both stand in the subject. */
export interface Measured {
  readonly at: string;
  readonly quantity: QuantityValue;
  readonly uncertaintyAt: string;
  readonly uncertainty?: QuantityValue | undefined;
  readonly factorAt: string;
  readonly coverageFactor?: DecimalString | undefined;
}

/** A measure, and the condition that makes its tolerance an expanded uncertainty; neither when the value cannot be said. */
export function writeMeasure(
  account: Account,
  measured: Measured,
): { readonly measure?: Part; readonly conditions: readonly string[] } {
  const { at, quantity } = measured;
  const unit = codeOfUnit(quantity.unit);
  const value = jsonNumber(account, `${at}.value`, quantity.value);
  if (unit === undefined || value === undefined) {
    const reason = unit === undefined ? 'UN/ECE Recommendation 20 has no code for the unit' : TOO_LONG;
    account.lose(at, reason);
    account.lose(measured.uncertaintyAt, 'the value that it belongs to is not written');
    account.lose(measured.factorAt, 'the value that it belongs to is not written');
    return { conditions: [] };
  }
  carryUnit(account, at, { unit, quantity });
  const tolerance = writeTolerance(account, measured, unit);
  return {
    measure: { type: ['Measure'], value, ...tolerance?.members, unit },
    conditions: tolerance === undefined ? [] : [tolerance.condition],
  };
}

const TOO_LONG = 'a JSON number does not hold so many digits';

function writeTolerance(
  account: Account,
  measured: Measured,
  unit: string,
): { readonly members: Part; readonly condition: string } | undefined {
  const { uncertainty, uncertaintyAt: at, coverageFactor, factorAt } = measured;
  if (uncertainty === undefined || coverageFactor === undefined) return undefined;
  const tolerance = jsonNumber(account, `${at}.value`, uncertainty.value);
  if (codeOfUnit(uncertainty.unit) !== unit || tolerance === undefined || tolerance <= 0) {
    account.lose(at, 'a tolerance is a positive number in the unit of its value');
    account.lose(factorAt, 'its uncertainty is not written');
    return undefined;
  }
  if (Number(coverageFactor) <= 0) {
    account.lose(at, 'an uncertainty without a positive coverage factor is no expanded uncertainty');
    account.lose(factorAt, 'a coverage factor is positive');
    return undefined;
  }
  carryUnit(account, at, { unit, quantity: uncertainty });
  account.carry(factorAt);
  return {
    members: { upperTolerance: tolerance, lowerTolerance: tolerance },
    condition: conditionText('coverageFactor', coverageFactor),
  };
}

function carryUnit(account: Account, at: string, { unit, quantity }: { unit: string; quantity: QuantityValue }): void {
  if (unitOfCode(unit) === quantity.unit) account.carry(`${at}.unit`);
  else account.lose(`${at}.unit`, `written as ${unit}, which reads again as ${unitOfCode(unit)}`);
}

/** The JSON number of the same value, when there is one; its trailing zeros are a loss. */
function jsonNumber(account: Account, path: string, text: DecimalString): number | undefined {
  const number = Number(text);
  if (!Number.isFinite(number)) return undefined;
  const again = parseDecimal(String(number));
  if (compareDecimals(again, parseDecimal(text)) !== 0) return undefined;
  if (String(number) === text) account.carry(path);
  else account.lose(path, 'a JSON number does not keep trailing zeros');
  return number;
}
