// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { gradients } from '../expression/differentiate.ts';
import { parseNumber, type NumberText } from '../model/input-distribution.ts';
import {
  type EquationText,
  type InputText,
  type MeasurementModel,
  type MeasurementModelText,
  type ModelOutput,
  parseCoherentModel,
} from '../model/measurement-model.ts';
import type { ModelInput } from '../model/model-input.ts';

/** A quantity that is sought. */
export interface UnknownText {
  readonly name: string;
  readonly unit?: string;
  /** Where the search begins: near the solution that is meant, since equations may have several. */
  readonly start: NumberText;
}

/** A model whose outputs are given by equations that they fulfil. */
export interface ImplicitModelText {
  readonly inputs: readonly InputText[];
  readonly unknowns: readonly UnknownText[];
  /** Expressions of inputs and unknowns that are 0, each with a name; as many as unknowns, and later ones may use earlier names. */
  readonly equations: readonly Omit<EquationText, 'unit'>[];
  readonly correlations?: MeasurementModelText['correlations'];
}

/** An implicit model that has been checked. */
export interface ImplicitModel {
  readonly inputs: readonly ModelInput[];
  readonly correlations: readonly (readonly number[])[];
  readonly unknowns: readonly (ModelOutput & { readonly start: number })[];
  /** h of inputs and unknowns, and its derivatives. */
  readonly residuals: MeasurementModel;
  /** Where among the quantities of the residuals the unknowns and the inputs are. */
  readonly places: { readonly unknowns: readonly number[]; readonly inputs: readonly number[] };
}

/** h, ∂h/∂Y and ∂h/∂X at a point, a row for each equation. */
export interface Residuals {
  readonly values: readonly number[];
  readonly byUnknowns: readonly (readonly number[])[];
  readonly byInputs: readonly (readonly number[])[];
}

/**
 * h(Y, X) = 0 with what is known of X, everything checked before anything is computed, units too.
 * JCGM 102:2011, 5.1 and 6.3 (recalled). Throws where and what is wrong.
 */
export function parseImplicitModel(given: ImplicitModelText): ImplicitModel {
  if (given.unknowns.length === 0 || given.unknowns.length !== given.equations.length) {
    throw new MetrologyError(
      'BAD_MODEL',
      `An implicit model has as many equations as unknowns, 1 or more; given ${given.equations.length} and ${given.unknowns.length}`,
    );
  }
  const starts = given.unknowns.map(({ name, start }) =>
    parseNumber(start, `The unknown ${String(name).slice(0, 64)}: the start`),
  );
  const residuals = parseCoherentModel({
    inputs: [
      ...given.inputs,
      ...given.unknowns.map(({ name, unit }, j) => ({
        name,
        ...(unit === undefined ? {} : { unit }),
        distribution: { kind: 'constant' as const, value: starts[j] as number },
      })),
    ],
    equations: given.equations.map(({ name, expression }) => ({ name, expression })),
    outputs: given.equations.map(({ name }) => name),
    ...(given.correlations === undefined ? {} : { correlations: given.correlations }),
  });
  const sought = given.unknowns.map(({ name }) => name);
  const unknowns = sought.map((name) => residuals.inputs.findIndex((input) => input.name === name));
  const inputs = residuals.inputs.flatMap((_, index) => (unknowns.includes(index) ? [] : [index]));
  const tied = unknowns.find((index) => residuals.correlations[index]?.some((r, other) => other !== index && r !== 0));
  if (tied !== undefined) {
    const name = residuals.inputs[tied]?.name as string;
    throw new MetrologyError('BAD_CORRELATION', `${name} is sought, and what it is correlated with is found`, {
      given: name,
    });
  }
  return {
    inputs: inputs.map((index) => residuals.inputs[index] as ModelInput),
    correlations: inputs.map((i) => inputs.map((j) => residuals.correlations[i]?.[j] as number)),
    unknowns: unknowns.map((index, j) => {
      const { name, unit } = residuals.inputs[index] as ModelInput;
      return { name, ...(unit === undefined ? {} : { unit }), start: starts[j] as number };
    }),
    residuals,
    places: { unknowns, inputs },
  };
}

/** h and its derivatives at the estimates of the inputs and values of the unknowns. Automatic, exact up to rounding. */
export function residualsAt({ residuals, places }: ImplicitModel, unknowns: readonly number[]): Residuals {
  const point = residuals.inputs.map(({ estimate }) => estimate);
  places.unknowns.forEach((index, j) => {
    point[index] = unknowns[j] as number;
  });
  const rows = gradients(residuals.program, point);
  const part = (indices: readonly number[]) =>
    rows.map(({ partials }) => indices.map((index) => partials[index] as number));
  return {
    values: rows.map(({ value }) => value),
    byUnknowns: part(places.unknowns),
    byInputs: part(places.inputs),
  };
}
