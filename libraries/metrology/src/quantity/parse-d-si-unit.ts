// SPDX-License-Identifier: Apache-2.0
import { decimalFromInteger } from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { PREFIX_NAMES } from './prefixes.ts';
import type { UnitTerm } from './unit.ts';
import { findSymbol, withPrefix } from './unit-symbol.ts';
import type { NamedUnit } from './unit-table.ts';

// \ppm is a number in D-SI, as [ppm] is in UCUM: 10⁻⁶, whatever it is a fraction of.
const MILLIONTH = { coefficient: 1n, exponent: -6 };
const TOKEN = /\\(?:tothe\{(-?[1-9])\}|([a-z]+))/uy;

/** Symbols by the names that D-SI writes after a backslash. D-SI 2.2.1. */
export const DSI_UNIT_NAMES: ReadonlyMap<string, string> = new Map([
  ['metre', 'm'],
  ['kilogram', 'kg'],
  ['gram', 'g'],
  ['second', 's'],
  ['ampere', 'A'],
  ['kelvin', 'K'],
  ['mole', 'mol'],
  ['candela', 'cd'],
  ['radian', 'rad'],
  ['steradian', 'sr'],
  ['hertz', 'Hz'],
  ['newton', 'N'],
  ['pascal', 'Pa'],
  ['joule', 'J'],
  ['watt', 'W'],
  ['coulomb', 'C'],
  ['volt', 'V'],
  ['farad', 'F'],
  ['ohm', 'Ω'],
  ['siemens', 'S'],
  ['weber', 'Wb'],
  ['tesla', 'T'],
  ['henry', 'H'],
  ['lumen', 'lm'],
  ['lux', 'lx'],
  ['becquerel', 'Bq'],
  ['gray', 'Gy'],
  ['sievert', 'Sv'],
  ['katal', 'kat'],
  ['degreecelsius', '°C'],
  ['minute', 'min'],
  ['hour', 'h'],
  ['day', 'd'],
  ['hectare', 'ha'],
  ['litre', 'L'],
  ['tonne', 't'],
  ['electronvolt', 'eV'],
  ['bar', 'bar'],
  ['mmhg', 'mmHg'],
  ['percent', '%'],
  ['degree', '°'],
  ['arcminute', '′'],
  ['arcsecond', '″'],
  ['gon', 'gon'],
  ['neper', 'Np'],
  ['bel', 'B'],
  ['decibel', 'dB'],
  ['unifiedatomicmassunit', 'Da'],
  ['dalton', 'Da'],
  ['astronomicalunit', 'au'],
  ['nauticalmile', 'nmi'],
  ['knot', 'kn'],
  ['torr', 'Torr'],
  ['bit', 'bit'],
  ['byte', 'byte'],
]);

/** Names that D-SI does not have and certificates use all the same; they are read, and never written. */
const READ_ALONE: ReadonlyMap<string, string> = new Map([['degreefahrenheit', '°F']]);

/**
 * unit = 1*(["\per"] ["\" prefix] "\" name ["\tothe{" n "}"]); "\per" stands for the next unit only; "\one" is 1.
 * D-SI (Digital System of Units) 2.2.1, format of `si:unit`.
 */
export function parseDsiTerms(text: string): UnitTerm[] {
  const tokens = readTokens(text);
  const terms: UnitTerm[] = [];
  let side: 1 | -1 = 1;
  let prefix = '';
  for (const { name, power } of tokens) {
    const last = terms.at(-1);
    if (power !== undefined) {
      if (last?.unit === undefined || last.power !== 1 || prefix !== '') {
        throw badUnit(text, `\\tothe{${power}} must follow a unit`);
      }
      terms[terms.length - 1] = { ...last, power };
    } else if (name === 'per' && side === 1 && prefix === '') {
      side = -1;
    } else if (prefix === '' && PREFIX_NAMES.has(name)) {
      prefix = PREFIX_NAMES.get(name) as string;
    } else {
      const number = name === 'ppm' && prefix === '' ? MILLIONTH : decimalFromInteger(1);
      terms.push({ number, ...namedUnit({ name, prefix, text }), power: 1, side });
      side = 1;
      prefix = '';
    }
  }
  if (terms.length === 0 || side === -1 || prefix !== '') {
    throw badUnit(text, 'a unit is missing at the end');
  }
  return terms;
}

function readTokens(text: string): { name: string; power?: number }[] {
  const tokens: { name: string; power?: number }[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const found = TOKEN.exec(text);
    if (found === null) {
      throw badUnit(text, `character ${at + 1} begins no D-SI name such as \\metre or \\tothe{2}`);
    }
    tokens.push(found[1] === undefined ? { name: found[2] as string } : { name: 'tothe', power: Number(found[1]) });
  }
  return tokens;
}

function namedUnit({ name, prefix, text }: { name: string; prefix: string; text: string }): { unit?: NamedUnit } {
  if ((name === 'one' || name === 'ppm') && prefix === '') {
    return {};
  }
  const symbol = DSI_UNIT_NAMES.get(name) ?? READ_ALONE.get(name);
  const unit = symbol === undefined ? undefined : prefix === '' ? findSymbol(symbol) : withPrefix(prefix, symbol);
  if (unit === undefined) {
    throw new MetrologyError(
      'UNKNOWN_UNIT',
      `'\\${name}' in '${text}' is no D-SI unit known here, or takes no prefix`,
      {
        given: text,
      },
    );
  }
  return { unit };
}

function badUnit(text: string, problem: string): MetrologyError {
  return new MetrologyError('BAD_UNIT', `Unit '${text}': ${problem}`, { given: text });
}
