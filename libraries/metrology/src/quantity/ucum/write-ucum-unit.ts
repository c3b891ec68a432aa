// SPDX-License-Identifier: Apache-2.0
import { type Decimal, parseDecimal } from '@touchstone/identifiers';
import { parseUnit } from '../parse-unit.ts';
import { splitUnitText, type UnitFactor } from '../split-unit-text.ts';
import { OWN_SYMBOLS, ucumSymbol } from './ucum-units.ts';

// The last of two codes for one unit is the one to write: [IU], but L before l.
const CODES = new Map([...OWN_SYMBOLS].map(([code, symbol]) => [symbol, code]));
CODES.set('L', 'L').set('cal', 'cal').set('IU', '[IU]');

/**
 * A unit as a case-sensitive UCUM code: 'µg/(kg·d)' becomes ug/(kg.d). UCUM 2.2, 2.
 * Undefined where UCUM has no code for it (MPN); read back by `parseUcumUnit` it is the same unit. Throws as `parseUnit`.
 */
export function formatUcumUnit(given: string): string | undefined {
  const { above, below } = splitUnitText(parseUnit(given).text);
  const alone = above.length + below.length === 1;
  const over = above.map((factor) => written(factor, alone));
  const under = below.map((factor) => written(factor, false));
  if ([...over, ...under].includes(undefined)) return undefined;
  const denominator = under.join('.');
  return `${over.join('.')}${under.length === 0 ? '' : under.length > 1 || denominator.includes('.') ? `/(${denominator})` : `/${denominator}`}`;
}

function written({ number, symbol, power }: UnitFactor, alone: boolean): string | undefined {
  const digits = number === undefined ? '' : numberCode(number);
  if (symbol === undefined) return digits;
  const code = codeOf(symbol, alone);
  if (code === undefined) return undefined;
  return `${digits === '' ? '' : `${digits}.`}${code}${power === 1 ? '' : power}`;
}

function numberCode(text: string): string {
  const tens = /^10\^(-?\d+)$/.exec(text)?.[1];
  if (tens !== undefined) return `10*${tens}`;
  const { coefficient, exponent }: Decimal = parseDecimal(text);
  return exponent === 0 ? `${coefficient}` : `${coefficient}.10*${exponent}`;
}

// Only alone has a temperature scale its zero; in a product it is the interval, for which UCUM has K and [degR].
function codeOf(symbol: string, alone: boolean): string | undefined {
  if (!alone && symbol === '°C') return 'K';
  if (!alone && symbol === '°F') return '[degR]';
  const bare = symbol.replace(/^ucum:/, '').replace(/^µ/, 'u');
  const whole = CODES.get(symbol);
  if (whole !== undefined) return whole;
  for (const length of [1, 2]) {
    const code = CODES.get(symbol.slice(length));
    const prefix = symbol.slice(0, length).replace('µ', 'u');
    if (code !== undefined && ucumSymbol(prefix + code)?.symbol === symbol) return prefix + code;
  }
  return ucumSymbol(bare)?.symbol === symbol ? bare : undefined;
}
