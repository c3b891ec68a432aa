// SPDX-License-Identifier: Apache-2.0
import { rationalToNumber } from '@touchstone/identifiers';
import { MetrologyError } from '../../metrology-error.ts';
import { unitComparability } from '../../quantity/convert.ts';
import { UNIT_ONE } from '../../quantity/parse-unit.ts';
import type { ModelInput } from './model-input.ts';

/** Longest name of what a value comes from. */
export const IDENTITY_CHARACTERS_MAX = 200;

/** The quantities of a model, each once. */
export interface DistinctInputs {
  readonly inputs: readonly ModelInput[];
  /** For each further name of a quantity the first one. */
  readonly firstNames: ReadonlyMap<string, string>;
}

// A limit that was computed from centre and half-width may miss the one that was written by rounding, not by more.
const ROUNDING = 1e-12;

// What stays as it is when the unit changes.
const PURE_PARAMETERS: ReadonlySet<string> = new Set(['ratio', 'shape']);

/**
 * Inputs of one identity are one quantity under several names, r = 1 and one draw for each trial.
 * JCGM 100:2008, 5.2.2 and F.1.2.3. Throws where two of one identity are known differently, and so cannot be one.
 */
export function distinctInputs(given: readonly ModelInput[]): DistinctInputs {
  const known = new Map<string, ModelInput>();
  const firstNames = new Map<string, string>();
  const inputs = given.filter((input) => {
    const { identity, name } = input;
    const first = identity === undefined ? undefined : known.get(identity);
    if (first !== undefined) {
      requireSame(first, input);
      firstNames.set(name, first.name);
    } else if (identity !== undefined) {
      known.set(identity, input);
    }
    return first === undefined;
  });
  return { inputs, firstNames };
}

function requireSame(a: ModelInput, b: ModelInput): void {
  const same =
    a.distribution.kind === b.distribution.kind &&
    a.degreesOfFreedom === b.degreesOfFreedom &&
    unitComparability(a.unit ?? UNIT_ONE, b.unit ?? UNIT_ONE).comparable &&
    parametersOf(a).every((value, index) => close(value, parametersOf(b)[index] as number));
  if (!same) {
    throw new MetrologyError(
      'BAD_INPUT',
      `${a.name} and ${b.name} have the identity ${a.identity}, but are not known alike and so are not one quantity; ` +
        'give both the same distribution, degrees of freedom and unit, or each an identity of its own',
      { given: b.name },
    );
  }
}

// In coherent SI units; the order is that in which the parser writes them.
function parametersOf({ distribution, unit = UNIT_ONE }: ModelInput): readonly number[] {
  const scale = rationalToNumber(unit.factor);
  const { kind: _, ...parameters } = distribution;
  return Object.entries(parameters).map(([name, value]) => value * (PURE_PARAMETERS.has(name) ? 1 : scale));
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b));
}
