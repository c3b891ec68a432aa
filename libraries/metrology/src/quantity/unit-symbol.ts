// SPDX-License-Identifier: Apache-2.0
import { multiplyRationals, type Rational, rational } from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { PREFIXES } from './prefixes.ts';
import { AMBIGUOUS, NAMED_UNITS, type NamedUnit, SPELLINGS } from './unit-table.ts';

/**
 * symbol = [prefix] unit; a unit's own name wins over a prefix (min is a minute, not a milli-inch).
 * SI Brochure, 9th edition, 3 and 5.2. `inside` is the whole unit, for the message.
 */
export function resolveSymbol(symbol: string, inside: string): NamedUnit {
  const meanings = AMBIGUOUS.get(SPELLINGS.get(symbol) ?? symbol);
  if (meanings !== undefined) {
    throw new MetrologyError(
      'AMBIGUOUS_UNIT',
      `'${symbol}' in '${inside}' has several meanings; write ${meanings.join(' or ')} instead`,
      { given: inside, suggestions: meanings },
    );
  }
  const unit = findSymbol(symbol);
  if (unit === undefined) {
    const suggestions = inOtherCase(symbol);
    const hint = suggestions.length === 0 ? '' : `; did you mean ${suggestions.join(' or ')}?`;
    throw new MetrologyError('UNKNOWN_UNIT', `'${symbol}' in '${inside}' is no unit known here${hint}`, {
      given: inside,
      suggestions,
    });
  }
  return unit;
}

/** The unit behind a symbol with or without prefix, or `undefined`. */
export function findSymbol(symbol: string): NamedUnit | undefined {
  const spelling = SPELLINGS.get(symbol) ?? symbol;
  const whole = NAMED_UNITS.get(spelling);
  if (whole !== undefined) {
    return whole;
  }
  // 'da' is the only prefix of two letters; where both readings exist ('dal'), one of them is no unit.
  for (const length of [1, 2]) {
    const prefix = spelling.slice(0, length) === 'u' ? 'µ' : spelling.slice(0, length);
    const power = PREFIXES.get(prefix);
    const rest = spelling.slice(length);
    const unit = NAMED_UNITS.get(SPELLINGS.get(rest) ?? rest);
    if (power !== undefined && unit !== undefined && mayCarry(unit, prefix)) {
      return {
        ...unit,
        symbol: prefix + unit.symbol,
        factor: multiplyRationals(unit.factor, tenToThe(power)),
        prefixes: 'none',
      };
    }
  }
  return undefined;
}

/** 10^power as a fraction. */
export function tenToThe(power: number): Rational {
  const magnitude = 10n ** BigInt(Math.abs(power));
  return power < 0 ? rational(1n, magnitude) : rational(magnitude);
}

function mayCarry(unit: NamedUnit, prefix: string): boolean {
  return unit.prefixes === 'all' || (unit.prefixes !== 'none' && unit.prefixes.includes(prefix));
}

// Units differ by case (mW, MW), so another case is offered and never taken.
function inOtherCase(symbol: string): string[] {
  const wanted = symbol.toLowerCase();
  const prefixed = [...NAMED_UNITS.values()].flatMap((unit) =>
    ['', ...PREFIXES.keys()]
      .filter((prefix) => prefix === '' || mayCarry(unit, prefix))
      .map((prefix) => prefix + unit.symbol),
  );
  return prefixed.filter((known) => known.toLowerCase() === wanted).slice(0, 5);
}
