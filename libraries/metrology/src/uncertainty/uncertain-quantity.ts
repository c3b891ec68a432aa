// SPDX-License-Identifier: Apache-2.0
import { rationalToNumber } from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { parseUnit, UNIT_ONE } from '../quantity/parse-unit.ts';
import { gradients } from './expression/differentiate.ts';
import { parseExpression } from './expression/parse-expression.ts';
import { compileProgram } from './expression/program.ts';
import { type Influence, mergeInfluences, requireSame } from './influence.ts';
import { combinedUnit } from './model/combined-unit.ts';
import { requireCorrelationMatrix } from './model/correlation-matrix.ts';
import type { MeasurementModel } from './model/measurement-model.ts';
import type { ModelInput } from './model/model-input.ts';
import { unitScale } from './model/model-units.ts';
import { IDENTITY_CHARACTERS_MAX } from './model/same-quantity.ts';
import { type EffectiveDegrees, effectiveDegreesOfFreedom } from './propagation/effective-degrees.ts';

/** Two influences that are correlated. */
export interface InfluenceCorrelation {
  readonly a: string;
  readonly b: string;
  readonly coefficient: number;
}

/** A value that remembers what its uncertainty comes from; plain data, as JSON carries it. */
export interface UncertainQuantity {
  readonly estimate: number;
  readonly unit?: string;
  readonly influences: readonly Influence[];
  /** Only between different influences of this quantity or of others that it meets. */
  readonly correlations?: readonly InfluenceCorrelation[];
}

/** Most influences of one quantity. */
export const INFLUENCES_MAX = 5_000;

/**
 * y = ∑ over influences: u_i(y) = c_i u(x_i), kept by identity, so that a later model finds what two results share.
 * JCGM 100:2008, 5.2.2 and F.1.2.3: the correlation of results that rest on common influences. Throws where an input that
 * contributes has no identity: T of one budget need not be T of another, and the output would be tied to strangers.
 */
export function uncertainOutput(model: MeasurementModel, name: string): UncertainQuantity {
  const index = model.outputs.findIndex((output) => output.name === name);
  const slopes = gradients(
    model.program,
    model.inputs.map(({ estimate }) => estimate),
  )[index];
  if (slopes === undefined) {
    throw new MetrologyError('UNKNOWN_NAME', `The model has no output ${name}`, {
      given: name,
      suggestions: model.outputs.map((output) => output.name),
    });
  }
  const unit = model.outputs[index]?.unit?.text;
  const shares = model.inputs.flatMap((input, i) => {
    const { standardUncertainty } = input;
    const contribution = standardUncertainty === 0 ? 0 : (slopes.partials[i] as number) * standardUncertainty;
    return contribution === 0 ? [] : [{ ...of(input), contribution }];
  });
  const correlations = model.correlations.flatMap((row, i) =>
    row.flatMap((coefficient, j) => {
      const [a, b] = [model.inputs[i]?.identity, model.inputs[j]?.identity];
      // Kept though one of them may not contribute here: it may in another output of the model.
      return i < j && coefficient !== 0 && a !== undefined && b !== undefined ? [{ a, b, coefficient }] : [];
    }),
  );
  return parseUncertainQuantity({
    estimate: slopes.value,
    ...(unit === undefined ? {} : { unit }),
    influences: shares,
    ...(correlations.length === 0 ? {} : { correlations }),
  });
}

/**
 * f of quantities that may share influences, first order, units checked and converted by exact factors as in a model.
 * JCGM 100:2008, 5.2.2. The influence of an identity on the result is the sum of ∂f/∂x times its contribution to x.
 * The result is in the unit that is asked for, or in that of the first quantity of its dimension: mm + µm is in mm.
 */
export function combineUncertain(
  expression: string,
  quantities: Readonly<Record<string, UncertainQuantity>>,
  wanted?: string,
): UncertainQuantity {
  const names = Object.keys(quantities);
  const given = names.map((name) => parseUncertainQuantity(quantities[name]));
  const equation = { name: '', expression: parseExpression(expression, names) };
  const units = new Map(
    given.flatMap(({ unit }, i) => (unit === undefined ? [] : [[names[i] as string, parseUnit(unit)]])),
  );
  const unit = combinedUnit(equation, { units, names, wanted });
  const scaled = unit === undefined ? units : new Map([...units, ['', unit]]);
  const program = compileProgram({
    inputs: names,
    equations: [equation],
    outputs: [''],
    scales: new Map([...scaled].map(([name, own]) => [name, unitScale(own)])),
    unitScale: (text) => unitScale(parseUnit(text)),
  });
  const [slopes] = gradients(
    program,
    given.map(({ estimate }) => estimate),
  );
  const { value, partials } = slopes as NonNullable<typeof slopes>;
  const influences = given.flatMap(({ influences: own }, i) =>
    own.map((influence) => ({ ...influence, contribution: influence.contribution * (partials[i] as number) })),
  );
  const correlations = mergedCorrelations(given.flatMap(({ correlations: own = [] }) => own));
  return parseUncertainQuantity({
    estimate: value,
    ...(unit === undefined ? {} : { unit: unit.text }),
    influences: mergeInfluences(influences),
    ...(correlations.length === 0 ? {} : { correlations }),
  });
}

/**
 * u(a, b) = ∑∑ cᵢ(a) cⱼ(b) r_ij over all influences; u²(a) when both are one.
 * JCGM 100:2008, 5.2.2 and F.1.2.3. Throws `BAD_UNCERTAIN_QUANTITY` where one identity has two uncertainties, as
 * `combineUncertain` and a model do.
 */
export function covarianceOf(a: UncertainQuantity, b: UncertainQuantity): number {
  requireSameInfluences(a, b);
  const ofB = new Map(b.influences.map(({ identity, contribution }) => [identity, contribution]));
  const ofA = new Map(a.influences.map(({ identity, contribution }) => [identity, contribution]));
  const shared = [...ofA].reduce((sum, [identity, contribution]) => sum + contribution * (ofB.get(identity) ?? 0), 0);
  const pairs = mergedCorrelations([...(a.correlations ?? []), ...(b.correlations ?? [])]);
  return pairs.reduce((sum, { a: first, b: second, coefficient }) => {
    const there = (ofA.get(first) ?? 0) * (ofB.get(second) ?? 0);
    const back = (ofA.get(second) ?? 0) * (ofB.get(first) ?? 0);
    return sum + coefficient * (there + back);
  }, shared);
}

function requireSameInfluences(a: UncertainQuantity, b: UncertainQuantity): void {
  if (a === b) return;
  const known = new Map(a.influences.map((influence) => [influence.identity, influence]));
  for (const influence of b.influences) {
    const same = known.get(influence.identity);
    if (same !== undefined) requireSame(same, influence);
  }
}

/** u(y) of a quantity. */
export function standardUncertaintyOf(quantity: UncertainQuantity): number {
  return Math.sqrt(Math.max(0, covarianceOf(quantity, quantity)));
}

/** r(a, b) = u(a, b) / (u(a) u(b)); 0 when either does not vary. JCGM 100:2008, 5.2.2. */
export function correlationOf(a: UncertainQuantity, b: UncertainQuantity): number {
  const product = standardUncertaintyOf(a) * standardUncertaintyOf(b);
  return product === 0 ? 0 : Math.max(-1, Math.min(1, covarianceOf(a, b) / product));
}

/** ν_eff of a quantity from its influences, or why it has none. JCGM 100:2008, G.4.1. */
export function degreesOfFreedomOf(quantity: UncertainQuantity): EffectiveDegrees {
  const contributions = quantity.influences.map(({ identity, contribution, degreesOfFreedom }) => ({
    contribution,
    input: { name: identity, degreesOfFreedom: degreesOfFreedom ?? Number.POSITIVE_INFINITY },
  }));
  return effectiveDegreesOfFreedom(contributions, matrixOf(quantity));
}

/** Checks a quantity that came from outside, JSON say; throws where and what is wrong. */
export function parseUncertainQuantity(given: unknown): UncertainQuantity {
  const { estimate, unit, influences, correlations = [] } = record(given, 'An uncertain quantity');
  if (!Array.isArray(influences) || influences.length > INFLUENCES_MAX || !Array.isArray(correlations)) {
    throw bad(`An uncertain quantity lists its influences, at most ${INFLUENCES_MAX}, and their correlations`);
  }
  if (unit !== undefined && typeof unit !== 'string') {
    throw bad('The unit of an uncertain quantity is text');
  }
  const parsed = influences.map(parseInfluence);
  const identities = new Set(parsed.map(({ identity }) => identity));
  if (identities.size !== parsed.length) {
    throw bad('An uncertain quantity names each influence once');
  }
  const pairs = mergedCorrelations(correlations.map(parseCorrelation));
  const quantity = {
    estimate: finite(estimate, 'The estimate'),
    ...(unit === undefined ? {} : { unit }),
    influences: parsed,
    ...(pairs.length === 0 ? {} : { correlations: pairs }),
  };
  if (pairs.length > 0) {
    const related = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
    requireCorrelationMatrix(matrixAmong(related, pairs), related);
  }
  return quantity;
}

function parseInfluence(given: unknown): Influence {
  const { identity, contribution, degreesOfFreedom, standardUncertainty } = record(given, 'An influence');
  const dof = degreesOfFreedom === undefined ? undefined : finite(degreesOfFreedom, 'Degrees of freedom');
  if (dof !== undefined && dof <= 0) {
    throw bad('Degrees of freedom are above 0; leave them out when infinite');
  }
  const own = standardUncertainty === undefined ? undefined : finite(standardUncertainty, 'A standard uncertainty');
  if (own !== undefined && own <= 0) {
    throw bad('The standard uncertainty of an influence is above 0; leave it out where it is not known');
  }
  return {
    identity: identityOf(identity),
    contribution: finite(contribution, 'A contribution'),
    ...(dof === undefined ? {} : { degreesOfFreedom: dof }),
    ...(own === undefined ? {} : { standardUncertainty: own }),
  };
}

function parseCorrelation(given: unknown): InfluenceCorrelation {
  const { a, b, coefficient } = record(given, 'A correlation');
  const [first, second] = [identityOf(a), identityOf(b)].sort() as [string, string];
  if (first === second) {
    throw bad(`The correlation of ${first} with itself is always 1`);
  }
  return { a: first, b: second, coefficient: finite(coefficient, 'A correlation') };
}

function mergedCorrelations(pairs: readonly InfluenceCorrelation[]): readonly InfluenceCorrelation[] {
  const known = new Map<string, InfluenceCorrelation>();
  for (const pair of pairs) {
    const key = JSON.stringify([pair.a, pair.b].sort());
    if (known.has(key) && known.get(key)?.coefficient !== pair.coefficient) {
      throw bad(`${pair.a} and ${pair.b} are given with different correlations`);
    }
    known.set(key, pair);
  }
  return [...known.values()];
}

function matrixOf({ influences, correlations = [] }: UncertainQuantity): readonly (readonly number[])[] {
  return matrixAmong(
    influences.map(({ identity }) => identity),
    correlations,
  );
}

function matrixAmong(
  identities: readonly string[],
  pairs: readonly InfluenceCorrelation[],
): readonly (readonly number[])[] {
  const place = new Map(identities.map((identity, index) => [identity, index]));
  const matrix = identities.map((_, i) => identities.map((_unused, j) => (i === j ? 1 : 0)));
  for (const { a, b, coefficient } of pairs) {
    const [i, j] = [place.get(a), place.get(b)];
    if (i !== undefined && j !== undefined) {
      (matrix[i] as number[])[j] = coefficient;
      (matrix[j] as number[])[i] = coefficient;
    }
  }
  return matrix;
}

function of({ name, identity, degreesOfFreedom, ...input }: ModelInput): Omit<Influence, 'contribution'> {
  if (identity === undefined) {
    throw new MetrologyError(
      'BAD_UNCERTAIN_QUANTITY',
      `The input ${name} has no identity; say what its value comes from, such as the certificate and the line of its budget, ` +
        'so that it is one with itself and with nothing else',
      { given: name },
    );
  }
  const standardUncertainty = input.standardUncertainty * rationalToNumber((input.unit ?? UNIT_ONE).factor);
  return { identity, ...(Number.isFinite(degreesOfFreedom) ? { degreesOfFreedom } : {}), standardUncertainty };
}

function record(given: unknown, what: string): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw bad(`${what} is an object`);
  }
  return given as Record<string, unknown>;
}

function finite(given: unknown, what: string): number {
  if (typeof given !== 'number' || !Number.isFinite(given)) {
    throw bad(`${what} must be a finite number, not ${String(given).slice(0, 60)}`);
  }
  return given;
}

function identityOf(given: unknown): string {
  if (typeof given !== 'string' || given === '' || given.length > IDENTITY_CHARACTERS_MAX) {
    throw bad(`An influence is named by text of 1 to ${IDENTITY_CHARACTERS_MAX} characters`);
  }
  return given;
}

function bad(message: string): MetrologyError {
  return new MetrologyError('BAD_UNCERTAIN_QUANTITY', message);
}
