// SPDX-License-Identifier: Apache-2.0

/** One factor of a unit's canonical text: a number, a symbol with its power, or both. */
export interface UnitFactor {
  readonly number?: string;
  readonly symbol?: string;
  readonly power: number;
}

/** The factors of a unit over and under the solidus. */
export interface SplitUnit {
  readonly above: readonly UnitFactor[];
  readonly below: readonly UnitFactor[];
}

const FACTOR = /^(?:((?:10\^-?\d+)|[\d.]+) ?)?(?:(\D.*?)(-?\d)?)?$/u;

/**
 * The canonical text of a `Unit`, taken apart: '4 g/(8 h·kg)' is 4 g over 8 h and kg.
 * canonical = factor *("·" factor) ["/" (factor / "(" factor *("·" factor) ")")], as `composeUnit` writes it.
 */
export function splitUnitText(text: string): SplitUnit {
  // Square brackets of UCUM may hold any of the signs: [m/s2/Hz^(1/2)].
  const solidus = outsideBrackets(text).indexOf('/');
  const above = solidus < 0 ? text : text.slice(0, solidus);
  const below = solidus < 0 ? '' : text.slice(solidus + 1).replace(/^\((.*)\)$/u, '$1');
  return {
    above: above.split('·').map(factorOf),
    below: below === '' ? [] : below.split('·').map(factorOf),
  };
}

function outsideBrackets(text: string): string {
  return text.replace(/\[[^\]]*\]/gu, (code) => ' '.repeat(code.length));
}

function factorOf(text: string): UnitFactor {
  const [, number, symbol, power] = FACTOR.exec(text) as RegExpExecArray;
  return {
    ...(number === undefined ? {} : { number }),
    ...(symbol === undefined ? {} : { symbol }),
    power: Number(power ?? '1'),
  };
}
