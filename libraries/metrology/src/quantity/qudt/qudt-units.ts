// SPDX-License-Identifier: Apache-2.0
import { multiplyRationals, type Rational, rational, rationalFromDecimal } from '@touchstone/identifiers';
import { parseDecimal } from '@touchstone/identifiers';
import { MetrologyError } from '../../metrology-error.ts';
import { parseUnit } from '../parse-unit.ts';
import { tenToThe } from '../prefixes.ts';
import { splitUnitText, type UnitFactor } from '../split-unit-text.ts';
import { parseUcumUnit } from '../ucum/parse-ucum-unit.ts';
import type { Unit } from '../unit.ts';
import { UNIT_CHARACTERS_MAX } from '../unit-text.ts';
import { QUDT_NAMES } from './qudt-names.ts';

/** What every identifier of a QUDT unit begins with. */
export const QUDT_UNITS = 'http://qudt.org/vocab/unit/';

const PREFIX = /^(?:https?:\/\/qudt\.org\/vocab\/unit\/|unit:)?([A-Za-z0-9_-]+)$/u;

let codes: ReadonlyMap<string, string> | undefined;
let names: ReadonlyMap<string, string> | undefined;

/**
 * The unit behind an identifier of QUDT: 'http://qudt.org/vocab/unit/MilliGM-PER-KiloGM', 'unit:M' or the local name.
 * QUDT units vocabulary (August 2026), the 2,200 units that agree with UCUM. Throws `UNKNOWN_UNIT` for any other.
 */
export function parseQudtUnit(identifier: unknown): Unit {
  const given = String(identifier).slice(0, UNIT_CHARACTERS_MAX);
  const name = PREFIX.exec(given)?.[1] ?? '';
  const code = codeOf().get(name);
  if (code === undefined) {
    throw new MetrologyError('UNKNOWN_UNIT', `'${given}' is no unit of QUDT known here`, { given });
  }
  return parseUcumUnit(code);
}

/** The identifier of QUDT for a unit, or `undefined` where the vocabulary has none. Throws as `parseUnit`. */
export function formatQudtUnit(given: string): string | undefined {
  names ??= new Map([...codeOf()].reverse().map(([name, code]) => [signatureOf(parseUcumUnit(code)), name]));
  const name = names.get(signatureOf(parseUnit(given)));
  return name === undefined ? undefined : QUDT_UNITS + name;
}

function codeOf(): ReadonlyMap<string, string> {
  codes ??= new Map(
    QUDT_NAMES.split(/[;\n]+/u)
      .filter((row) => row !== '')
      .map((row) => row.split(' ') as [string, string]),
  );
  return codes;
}

// Which factors to which powers, and by what number: mg·kg-1 is mg/kg, but N·m is no J.
function signatureOf({ text }: Unit): string {
  const { above, below } = splitUnitText(text);
  const factors = [
    ...above.map((factor) => ({ ...factor, side: 1 as const })),
    ...below.map((factor) => ({ ...factor, side: -1 as const })),
  ];
  const number = factors.reduce(
    (product, factor) => multiplyRationals(product, numberOf(factor, factor.side)),
    rational(1),
  );
  const symbols = factors.flatMap(({ symbol, power, side }) =>
    symbol === undefined ? [] : [`${symbol}${power * side}`],
  );
  return `${number.numerator}/${number.denominator} ${symbols.sort().join(' ')}`;
}

function numberOf({ number }: UnitFactor, side: 1 | -1): Rational {
  const tens = /^10\^(-?\d+)$/u.exec(number ?? '')?.[1];
  const { numerator, denominator } =
    tens === undefined ? rationalFromDecimal(parseDecimal(number ?? '1')) : tenToThe(Number(tens));
  return side === 1 ? { numerator, denominator } : rational(denominator, numerator);
}
