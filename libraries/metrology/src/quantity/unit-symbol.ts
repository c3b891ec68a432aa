// SPDX-License-Identifier: Apache-2.0
import { multiplyRationals } from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { PREFIXES, tenToThe } from './prefixes.ts';
import { ucumSymbol } from './ucum/ucum-units.ts';
import {
  AMBIGUOUS,
  COMPOUNDS,
  mayCarry,
  NAMED_UNITS,
  type NamedUnit,
  prefixedSymbol,
  SPELLINGS,
  WRITTEN_INSTEAD,
} from './unit-table.ts';

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
    const suggestions = suggestionsFor(symbol);
    const hint = suggestions.length === 0 ? '' : `; did you mean ${suggestions.join(' or ')}?`;
    throw new MetrologyError('UNKNOWN_UNIT', `'${symbol}' in '${inside}' is no unit known here${hint}`, {
      given: inside,
      suggestions,
    });
  }
  return unit;
}

const COMPOUND = new RegExp(`^(.{0,2})(${[...COMPOUNDS.keys()].join('|')})$`, 'u');

/** The product or quotient that a symbol such as kWh stands for, its prefix before the first unit; or `undefined`. */
export function compoundOf(symbol: string): string | undefined {
  const [, prefix = '', name = ''] = COMPOUND.exec(symbol) ?? [];
  const compound = COMPOUNDS.get(name);
  const carried = prefix === '' || (PREFIXES.has(prefix === 'u' ? 'µ' : prefix) && name !== 'rpm');
  return compound === undefined || !carried ? undefined : prefix + compound;
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
    const found = withPrefix(prefix, spelling.slice(length));
    if (found !== undefined) {
      return found;
    }
  }
  return isUcumCode(symbol) ? ucumSymbol(symbol.replace(/^ucum:/, '')) : undefined;
}

/** The unit with a prefix, when it may carry it, or `undefined`; p and H are a picohenry, which is not written 'pH'. */
export function withPrefix(prefix: string, symbol: string): NamedUnit | undefined {
  const power = PREFIXES.get(prefix);
  const unit = NAMED_UNITS.get(SPELLINGS.get(symbol) ?? symbol);
  if (power === undefined || unit === undefined || !mayCarry(unit, prefix)) {
    return undefined;
  }
  return {
    ...unit,
    symbol: prefixedSymbol(prefix, unit),
    factor: multiplyRationals(unit.factor, tenToThe(power)),
    prefixes: 'none',
  };
}

function isUcumCode(symbol: string): boolean {
  return symbol.startsWith('ucum:') || symbol.includes('[');
}

// A code of UCUM is offered only where nothing in another case is: MG is more often meant as mg than as a megagauss.
function suggestionsFor(symbol: string): readonly string[] {
  const instead = WRITTEN_INSTEAD.get(symbol);
  if (instead !== undefined) {
    return [instead];
  }
  const cased = inOtherCase(symbol);
  return cased.length === 0 && ucumSymbol(symbol) !== undefined ? [`ucum:${symbol}`] : cased;
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
