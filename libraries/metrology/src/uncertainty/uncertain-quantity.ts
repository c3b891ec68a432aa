// SPDX-License-Identifier: Apache-2.0
import { rationalToNumber } from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { parseUnit, UNIT_ONE } from '../quantity/parse-unit.ts';
import { gradients } from './expression/differentiate.ts';
import { parseExpression } from './expression/parse-expression.ts';
import { compileProgram } from './expression/program.ts';
import { type Influence, mergeInfluences, requireSame } from './influence.ts';
import { matrixAmong, mergedCorrelations, namesOf, requireTogether } from './influence-correlations.ts';
import { combinedUnit } from './model/combined-unit.ts';
import type { MeasurementModel } from './model/measurement-model.ts';
import type { ModelInput } from './model/model-input.ts';
import { unitScale } from './model/model-units.ts';
import { parseUncertainQuantity, type UncertainQuantity } from './parse-uncertain-quantity.ts';
import { type EffectiveDegrees, effectiveDegreesOfFreedom } from './propagation/effective-degrees.ts';

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
  const varying = model.inputs.map(({ identity, standardUncertainty: u }) => (u === 0 ? undefined : identity));
  const correlations = model.correlations.flatMap((row, i) =>
    row.flatMap((coefficient, j) => {
      const [a, b] = [varying[i], varying[j]];
      return i < j && coefficient !== 0 && a !== undefined && b !== undefined ? [{ a, b, coefficient }] : [];
    }),
  );
  const correlated = namesOf(correlations);
  const shares = model.inputs.flatMap((input, i) => {
    const { standardUncertainty } = input;
    const contribution = standardUncertainty === 0 ? 0 : (slopes.partials[i] as number) * standardUncertainty;
    const isKept = contribution !== 0 || correlated.has(varying[i] ?? '');
    return !isKept ? [] : [{ ...of(input), contribution }];
  });
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
    influences: mergeInfluences(influences, namesOf(correlations)),
    ...(correlations.length === 0 ? {} : { correlations }),
  });
}

/**
 * u(a, b) = ∑∑ cᵢ(a) cⱼ(b) r_ij over all influences; u²(a) when both are one.
 * JCGM 100:2008, 5.2.2 and F.1.2.3. Throws `BAD_UNCERTAIN_QUANTITY` where one identity has two uncertainties, and
 * `BAD_CORRELATION` where the correlations of both cannot be together, as `combineUncertain` and a model do.
 */
export function covarianceOf(a: UncertainQuantity, b: UncertainQuantity): number {
  requireSameInfluences(a, b);
  requireTogether(mergedCorrelations([...(a.correlations ?? []), ...(b.correlations ?? [])]));
  return covarianceBetween(a, b);
}

// Of two quantities that were found to go together.
function covarianceBetween(a: UncertainQuantity, b: UncertainQuantity): number {
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

/** r(a, b) = u(a, b) / (u(a) u(b)); 0 when either does not vary. JCGM 100:2008, 5.2.2. Throws as `covarianceOf` does. */
export function correlationOf(a: UncertainQuantity, b: UncertainQuantity): number {
  const covariance = covarianceOf(a, b);
  // What holds for both together holds for each.
  const product = Math.sqrt(Math.max(0, covarianceBetween(a, a)) * Math.max(0, covarianceBetween(b, b)));
  return product === 0 ? 0 : Math.max(-1, Math.min(1, covariance / product));
}

/** ν_eff of a quantity from its influences, or why it has none. JCGM 100:2008, G.4.1. */
export function degreesOfFreedomOf(quantity: UncertainQuantity): EffectiveDegrees {
  const contributions = quantity.influences.map(({ identity, contribution, degreesOfFreedom }) => ({
    contribution,
    input: { name: identity, degreesOfFreedom: degreesOfFreedom ?? Number.POSITIVE_INFINITY },
  }));
  return effectiveDegreesOfFreedom(contributions, matrixOf(quantity));
}

function matrixOf({ influences, correlations = [] }: UncertainQuantity): readonly (readonly number[])[] {
  return matrixAmong(
    influences.map(({ identity }) => identity),
    correlations,
  );
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
