// SPDX-License-Identifier: Apache-2.0
import { DSI_UNIT_NAMES } from './parse-d-si-unit.ts';
import { parseUnit } from './parse-unit.ts';
import { PREFIX_NAMES } from './prefixes.ts';

const NAMES = new Map([...DSI_UNIT_NAMES].map(([name, symbol]) => [symbol, name]));
const PREFIXES = new Map([...PREFIX_NAMES].map(([name, symbol]) => [symbol, name]));
const FACTOR = /^([^\d\s-]+)(-?\d)?$/u;

/**
 * A unit in D-SI: 'mg/kg' becomes \milli\gram\per\kilogram. D-SI 2.2.1, format of `si:unit`.
 * Undefined when D-SI has no name for it (psi, CFU, 10^3/µL); read back, the text is the same unit. Throws as `parseUnit`.
 */
export function formatDsiUnit(given: string): string | undefined {
  const unit = parseUnit(given);
  const [above = '', below] = unit.text.split('/');
  const factors = [
    ...factorsOf(above).map((factor) => written(factor, '')),
    ...(below === undefined ? [] : factorsOf(below.replace(/^\(|\)$/g, '')).map((factor) => written(factor, '\\per'))),
  ];
  if (factors.some((factor) => factor === undefined)) return undefined;
  return factors.join('') || '\\one';
}

function factorsOf(text: string): readonly string[] {
  return text.split('·').filter((factor) => factor !== '1');
}

function written(factor: string, before: string): string | undefined {
  const [, symbol = '', power] = FACTOR.exec(factor) ?? [];
  const name = nameOf(symbol);
  if (name === undefined) return undefined;
  return `${before}${name}${power === undefined ? '' : `\\tothe{${power}}`}`;
}

/** The kilogram has a name of its own; other symbols are a unit, or a prefix and a unit. */
function nameOf(symbol: string): string | undefined {
  const whole = NAMES.get(symbol);
  if (whole !== undefined) return `\\${whole}`;
  for (const length of [1, 2]) {
    const prefix = PREFIXES.get(symbol.slice(0, length));
    const unit = NAMES.get(symbol.slice(length));
    if (prefix !== undefined && unit !== undefined) return `\\${prefix}\\${unit}`;
  }
  return undefined;
}
