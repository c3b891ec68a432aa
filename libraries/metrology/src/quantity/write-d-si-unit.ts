// SPDX-License-Identifier: Apache-2.0
import { DSI_UNIT_NAMES } from './parse-d-si-unit.ts';
import { parseUnit } from './parse-unit.ts';
import { PREFIX_NAMES } from './prefixes.ts';
import { splitUnitText, type UnitFactor } from './split-unit-text.ts';
import { withPrefix } from './unit-symbol.ts';

const NAMES = new Map([...DSI_UNIT_NAMES].map(([name, symbol]) => [symbol, name]));
const PREFIXES = new Map([...PREFIX_NAMES].map(([name, symbol]) => [symbol, name]));

/**
 * A unit in D-SI: 'mg/kg' becomes \milli\gram\per\kilogram. D-SI 2.2.1, format of `si:unit`.
 * Undefined when D-SI has no name for it (psi, CFU, 10^3/µL); read back, the text is the same unit. Throws as `parseUnit`.
 */
export function formatDsiUnit(given: string): string | undefined {
  const { above, below } = splitUnitText(parseUnit(given).text);
  const factors = [
    ...above.filter((factor) => factor.number !== '1').map((factor) => written(factor, '')),
    ...below.map((factor) => written(factor, '\\per')),
  ];
  if (factors.some((factor) => factor === undefined)) return undefined;
  return factors.join('') || '\\one';
}

function written({ number, symbol, power }: UnitFactor, before: string): string | undefined {
  if (number === '10^-6' && symbol === undefined) return `${before}\\ppm`;
  const name = number === undefined && symbol !== undefined ? nameOf(symbol) : undefined;
  if (name === undefined) return undefined;
  return `${before}${name}${power === 1 ? '' : `\\tothe{${power}}`}`;
}

/** The kilogram has a name of its own; other symbols are a unit, or a prefix and a unit. */
function nameOf(shown: string): string | undefined {
  const symbol = shown.replace(/^ucum:/u, '');
  const whole = NAMES.get(shown);
  if (whole !== undefined) return `\\${whole}`;
  for (const length of [1, 2]) {
    const prefix = symbol.slice(0, length);
    const unit = symbol.slice(length);
    const name = withPrefix(prefix, unit)?.symbol === shown ? NAMES.get(unit) : undefined;
    if (name !== undefined) return `\\${PREFIXES.get(prefix)}\\${name}`;
  }
  return undefined;
}
