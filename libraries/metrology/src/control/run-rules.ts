// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { type Numbers, requireFinite, requireObservations, requirePositive } from '../observations.ts';

/** Rules by name. Western Electric (1956), zone rules 1 to 4; L. S. Nelson, J. Qual. Technol. 16 (1984) 237, tests 1 to 8. */
export type RunRule =
  | 'western-electric-1'
  | 'western-electric-2'
  | 'western-electric-3'
  | 'western-electric-4'
  | 'nelson-1'
  | 'nelson-2'
  | 'nelson-3'
  | 'nelson-4'
  | 'nelson-5'
  | 'nelson-6'
  | 'nelson-7'
  | 'nelson-8';

/** A rule that the points broke; `at` is the point that completed it, `from` the first that counts. */
export interface RunSignal {
  readonly rule: RunRule;
  readonly from: number;
  readonly at: number;
}

/** The four zone rules of Western Electric. */
export const WESTERN_ELECTRIC: readonly RunRule[] = [
  'western-electric-1',
  'western-electric-2',
  'western-electric-3',
  'western-electric-4',
];

/** The eight tests of Nelson. */
export const NELSON: readonly RunRule[] = [
  'nelson-1',
  'nelson-2',
  'nelson-3',
  'nelson-4',
  'nelson-5',
  'nelson-6',
  'nelson-7',
  'nelson-8',
];

interface Definition {
  readonly length: number;
  readonly broken: (window: Float64Array) => boolean;
}

// z in standard errors from the centre. `needed` of a window lie on one side beyond `limit`, the last of them too.
const beyond =
  (needed: number, limit: number) =>
  (window: Float64Array): boolean => {
    const side = Math.sign(window.at(-1) as number);
    const far = (z: number) => z * side > limit;
    return far(window.at(-1) as number) && window.filter(far).length >= needed;
  };
const steps = (window: Float64Array): Float64Array => window.slice(1).map((z, index) => z - (window[index] as number));

const DEFINITIONS: Readonly<Record<RunRule, Definition>> = {
  'western-electric-1': { length: 1, broken: beyond(1, 3) },
  'western-electric-2': { length: 3, broken: beyond(2, 2) },
  'western-electric-3': { length: 5, broken: beyond(4, 1) },
  'western-electric-4': { length: 8, broken: beyond(8, 0) },
  'nelson-1': { length: 1, broken: beyond(1, 3) },
  'nelson-2': { length: 9, broken: beyond(9, 0) },
  'nelson-3': {
    length: 6,
    broken: (window) => steps(window).every((step) => step > 0) || steps(window).every((step) => step < 0),
  },
  'nelson-4': {
    length: 14,
    broken: (window) => steps(window).every((step, index, all) => index === 0 || step * (all[index - 1] as number) < 0),
  },
  'nelson-5': { length: 3, broken: beyond(2, 2) },
  'nelson-6': { length: 5, broken: beyond(4, 1) },
  'nelson-7': { length: 15, broken: (window) => window.every((z) => Math.abs(z) < 1) },
  'nelson-8': { length: 8, broken: (window) => window.every((z) => Math.abs(z) > 1) },
};

/**
 * Every place where one of the rules is broken, in the order of the points.
 * ISO 7870-2:2023 leaves the choice of rules to the user (recalled): each rule asked for raises the rate of false signals.
 */
export function applyRunRules(
  values: Numbers,
  { centre, standardError }: { readonly centre: number; readonly standardError: number },
  rules: readonly RunRule[],
): readonly RunSignal[] {
  const numbers = requireObservations(values, { what: 'points of the chart', atLeast: 1 });
  requireFinite(centre, 'The centre');
  requirePositive(standardError, 'The standard error');
  rules.forEach(requireRule);
  const z = numbers.map((value) => (value - centre) / standardError);
  const signals: RunSignal[] = [];
  for (let at = 0; at < z.length; at += 1) {
    for (const rule of rules) {
      const { length, broken } = DEFINITIONS[rule];
      // Two of three and four of five are already broken by the first two or four.
      const from = Math.max(0, at + 1 - length);
      const whole = at + 1 >= length || length === 3 || length === 5;
      if (whole && broken(z.slice(from, at + 1))) {
        signals.push({ rule, from, at });
      }
    }
  }
  return signals;
}

function requireRule(rule: string): void {
  if (!Object.hasOwn(DEFINITIONS, rule)) {
    const suggestions = Object.keys(DEFINITIONS);
    throw new MetrologyError('UNKNOWN_NAME', `'${rule}' is no rule of a chart; there are ${suggestions.join(', ')}`, {
      ...{ given: rule, suggestions },
    });
  }
}
