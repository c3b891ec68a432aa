// SPDX-License-Identifier: Apache-2.0
import { type Decimal, decimalFromInteger } from '@touchstone/identifiers';
import { MetrologyError } from '../../metrology-error.ts';
import { composeUnit, type Unit, type UnitTerm } from '../unit.ts';
import { UNIT_CHARACTERS_MAX } from '../unit-text.ts';
import { readUcum, type UcumComponent } from './read-ucum.ts';
import { isSpecial, ucumSymbol } from './ucum-units.ts';

const POWER_MAX = 9;
const DIGITS_MAX = 12;
const TENS_MAX = 99;
const FRACTIONS: ReadonlyMap<string, number> = new Map([
  ['[ppm]', -6],
  ['[ppb]', -9],
  ['[pptr]', -12],
]);

/**
 * The unit that a case-sensitive UCUM code means; annotations in braces mean nothing. Throws `BAD_UNIT`, `UNKNOWN_UNIT`.
 * UCUM 2.2, 2 and 3; unlike `parseUnit` it takes a/b.c as (a/b).c and [ppm] as 10⁻⁶, because UCUM says so.
 *
 * @example parseUcumUnit('mmol/(8.h.kg){fat}').text // 'mmol/(8 h·kg)'
 */
export function parseUcumUnit(code: unknown): Unit {
  if (typeof code !== 'string' || code.length > UNIT_CHARACTERS_MAX) {
    throw new MetrologyError('BAD_UNIT', `A UCUM code is text of at most ${UNIT_CHARACTERS_MAX} characters`, {
      given: String(code).slice(0, UNIT_CHARACTERS_MAX),
    });
  }
  const components = readUcum(code);
  const units = components.flatMap((component) => ('symbol' in component ? unitTerm(component, code) : []));
  const terms = withNumbers(units, numbersOf(components), code);
  if (units.some(({ unit }) => unit !== undefined && isSpecial(unit)) && !standsAlone(terms)) {
    throw bad(code, 'a unit of a scale such as Cel or B[W] stands alone; write the unit of the difference, such as K');
  }
  return composeUnit(terms);
}

function standsAlone([first, ...others]: readonly UnitTerm[]): boolean {
  return others.length === 0 && first?.side === 1 && first.power === 1 && isOne(first.number);
}

function unitTerm({ symbol, power, side }: Extract<UcumComponent, { symbol: string }>, code: string): UnitTerm[] {
  if (FRACTIONS.has(symbol)) {
    return [];
  }
  const unit = ucumSymbol(symbol);
  if (unit === undefined) {
    throw new MetrologyError('UNKNOWN_UNIT', `'${symbol}' in '${code}' is no unit of UCUM, or takes no prefix`, {
      given: code,
    });
  }
  if (power === 0 || Math.abs(power) > POWER_MAX) {
    throw bad(code, `a power must be from 1 to ${POWER_MAX} or from -${POWER_MAX} to -1`);
  }
  return [{ number: decimalFromInteger(1), unit, power, side }];
}

interface Numbers {
  readonly above: bigint;
  readonly below: bigint;
  readonly tens: number;
}

function numbersOf(components: readonly UcumComponent[]): Numbers {
  let [above, below, tens] = [1n, 1n, 0];
  for (const component of components) {
    if ('symbol' in component) {
      tens += (FRACTIONS.get(component.symbol) ?? 0) * component.power * component.side;
    } else if (component.power !== 1) {
      // Only ten carries a power: 10*3.
      tens += component.power * component.side;
    } else if (component.side === 1) {
      above *= component.number;
    } else {
      below *= component.number;
    }
  }
  return { above, below, tens };
}

// Our own texts carry one number above the line and one below, before the units: 10*-3.4.g/(8.h) is 4 g/(8000 h).
function withNumbers(units: readonly UnitTerm[], numbers: Numbers, code: string): UnitTerm[] {
  const { above, below, tens } = numbers;
  const power = 10n ** BigInt(Math.min(Math.abs(tens), TENS_MAX + 1));
  const [top, bottom] =
    above === 1n && below === 1n
      ? [{ coefficient: 1n, exponent: tens }, decimalFromInteger(1)]
      : [decimalFromInteger(tens > 0 ? above * power : above), decimalFromInteger(tens < 0 ? below * power : below)];
  for (const { coefficient, exponent } of [top, bottom]) {
    if (coefficient.toString().length > DIGITS_MAX || Math.abs(exponent) > TENS_MAX) {
      throw bad(code, `a number may have ${DIGITS_MAX} digits, and a power of ten an exponent up to ${TENS_MAX}`);
    }
  }
  const terms = [...numbered(units, top, 1), ...numbered(units, bottom, -1)];
  return terms.length === 0 ? [{ number: decimalFromInteger(1), power: 1, side: 1 }] : terms;
}

function numbered(units: readonly UnitTerm[], number: Decimal, side: 1 | -1): UnitTerm[] {
  const [first, ...others] = units.filter((term) => term.side === side);
  if (first === undefined) {
    return isOne(number) ? [] : [{ number, power: 1, side }];
  }
  return [{ ...first, number }, ...others];
}

function isOne({ coefficient, exponent }: Decimal): boolean {
  return coefficient === 1n && exponent === 0;
}

function bad(code: string, problem: string): MetrologyError {
  return new MetrologyError('BAD_UNIT', `UCUM code '${code}': ${problem}`, { given: code });
}
