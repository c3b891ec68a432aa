// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { formatDimension, isDimensionOne } from '../../quantity/dimension.ts';
import { parseUnit } from '../../quantity/parse-unit.ts';
import type { Unit } from '../../quantity/unit.ts';
import { ELEMENTARY_FUNCTIONS } from '../expression/elementary-functions.ts';
import { CONSTANTS, namesIn, PAIR_FUNCTIONS } from '../expression/expression.ts';
import { parseExpression } from '../expression/parse-expression.ts';
import { compileProgram, type Equation, type Program } from '../expression/program.ts';
import { requireCorrelationMatrix } from './correlation-matrix.ts';
import {
  type DistributionText,
  momentsOf,
  type NumberText,
  parseDistribution,
  parseNumber,
} from './input-distribution.ts';
import type { ModelInput } from './model-input.ts';
import { checkDimensions, unitScale } from './model-units.ts';
import { distinctInputs, IDENTITY_CHARACTERS_MAX } from './same-quantity.ts';

/** Most inputs of one model. */
export const INPUTS_MAX = 300;

/** Most equations of one model. */
export const EQUATIONS_MAX = 100;

/** An input quantity as a document states it. */
export interface InputText {
  readonly name: string;
  readonly distribution: DistributionText;
  readonly unit?: string;
  /** Reliability of u, JCGM 100:2008, G.4.2; infinite when absent, n − 1 for readings. */
  readonly degreesOfFreedom?: NumberText;
  /**
   * What the value comes from: certificate, year and number, say. Inputs of one identity are one quantity, in this model
   * and in others; without one, an input is a quantity of its own.
   */
  readonly identity?: string;
}

/** An equation as a document states it: `name = expression`, in a unit. */
export interface EquationText {
  readonly name: string;
  readonly expression: string;
  readonly unit?: string;
}

/** A measurement model as a document states it. */
export interface MeasurementModelText {
  readonly inputs: readonly InputText[];
  /** Later equations may use the names of earlier ones. */
  readonly equations: readonly EquationText[];
  /** Names of the equations that are results; the last one when absent. */
  readonly outputs?: readonly string[];
  readonly correlations?: readonly { readonly a: string; readonly b: string; readonly coefficient: NumberText }[];
}

/** An output quantity: its name, and its unit where the model has units. */
export interface ModelOutput {
  readonly name: string;
  readonly unit?: Unit;
}

/** A measurement model that has been checked and is ready to be evaluated. */
export interface MeasurementModel {
  /** Each quantity once, under the first of its names. */
  readonly inputs: readonly ModelInput[];
  readonly outputs: readonly ModelOutput[];
  readonly correlations: readonly (readonly number[])[];
  readonly program: Program;
}

const NAME = /^[\p{L}_][\p{L}\p{N}_]{0,63}$/u;

/**
 * Y = f(X₁, …, X_N) with what is known of each X, everything checked before anything is computed.
 * JCGM 100:2008, 4.1; JCGM 102:2011, clause 5 (recalled) for several outputs. Throws where and what is wrong.
 */
export function parseMeasurementModel(given: MeasurementModelText): MeasurementModel {
  return parseModel(given, { unitless: 'dimension one', equationsMax: EQUATIONS_MAX });
}

/** As `parseMeasurementModel`; an output that has no unit comes out in coherent SI units, whatever its dimension. */
export function parseCoherentModel(given: MeasurementModelText): MeasurementModel {
  return parseModel(given, { unitless: 'any dimension', equationsMax: EQUATIONS_MAX });
}

/** As `parseMeasurementModel`, of equations that were made of others and are more. */
export function parseExpandedModel(given: MeasurementModelText, equationsMax: number): MeasurementModel {
  return parseModel(given, { unitless: 'dimension one', equationsMax });
}

function parseModel(
  given: MeasurementModelText,
  { unitless, equationsMax }: { readonly unitless: 'dimension one' | 'any dimension'; readonly equationsMax: number },
): MeasurementModel {
  requireCount(given.inputs.length, INPUTS_MAX, 'inputs');
  requireCount(given.equations.length, equationsMax, 'equations');
  const parsed = given.inputs.map(parseInput);
  const names = parsed.map(({ name }) => name);
  requireNames([...names, ...given.equations.map(({ name }) => name)]);
  const equations = parseEquations(given.equations, names);
  const units = new Map(
    [...given.inputs, ...given.equations].flatMap(({ name, unit }) =>
      unit === undefined ? [] : [[name, parseUnit(unit)]],
    ),
  );
  const measures = checkDimensions(equations, units, names);
  const outputNames = given.outputs ?? [given.equations.at(-1)?.name as string];
  const outputs = outputNames.map((name) => {
    const dimension = measures.get(name)?.dimension;
    if (
      dimension === undefined ||
      names.includes(name) ||
      outputNames.indexOf(name) !== outputNames.lastIndexOf(name)
    ) {
      throw new MetrologyError('BAD_MODEL', `An output is the name of an equation, given once; ${name} is not`, {
        given: name,
      });
    }
    const unit = units.get(name);
    if (unit === undefined && !isDimensionOne(dimension) && unitless === 'dimension one') {
      throw new MetrologyError(
        'BAD_MODEL',
        `${name} comes out in ${formatDimension(dimension)}; say the unit it is wanted in`,
      );
    }
    return unit === undefined ? { name } : { name, unit };
  });
  const { inputs, firstNames } = distinctInputs(parsed);
  const quantities = inputs.map(({ name }) => name);
  const program = compileProgram({
    inputs: quantities,
    equations: [...[...firstNames].map(sameValue), ...equations],
    outputs: outputNames,
    scales: new Map([...units].map(([name, unit]) => [name, unitScale(unit)])),
    unitScale: (unit) => unitScale(parseUnit(unit)),
  });
  const correlations = parseCorrelations(given.correlations, { names: quantities, firstNames });
  return { inputs, outputs, correlations, program };
}

function sameValue([name, first]: readonly [string, string]): Equation {
  return { name, expression: { kind: 'name', name: first, position: 0 } };
}

function parseInput(given: InputText): ModelInput {
  const where = `The input ${String(given.name).slice(0, 64)}`;
  const { distribution, degreesOfFreedom: counted } = parseDistribution(given.distribution, where);
  const stated =
    given.degreesOfFreedom === undefined
      ? undefined
      : parseNumber(given.degreesOfFreedom, `${where}: the degrees of freedom`);
  if (stated !== undefined && !(stated > 0)) {
    throw new MetrologyError('BAD_INPUT', `${where}: degrees of freedom are above 0; leave them out when infinite`);
  }
  const degreesOfFreedom = stated ?? counted ?? Number.POSITIVE_INFINITY;
  if (distribution.kind === 't' && degreesOfFreedom === Number.POSITIVE_INFINITY) {
    throw new MetrologyError('BAD_INPUT', `${where}: a t distribution needs its degrees of freedom`);
  }
  return {
    name: given.name,
    ...(given.identity === undefined ? {} : { identity: parseIdentity(given.identity, where) }),
    distribution,
    ...momentsOf(distribution),
    degreesOfFreedom,
    ...(given.unit === undefined ? {} : { unit: parseUnit(given.unit) }),
  };
}

function parseIdentity(given: unknown, where: string): string {
  if (typeof given !== 'string' || given === '' || given.length > IDENTITY_CHARACTERS_MAX) {
    throw new MetrologyError(
      'BAD_INPUT',
      `${where}: an identity is text of 1 to ${IDENTITY_CHARACTERS_MAX} characters; leave it out where nothing is shared`,
    );
  }
  return given;
}

function parseEquations(given: readonly EquationText[], inputs: readonly string[]): readonly Equation[] {
  const known = [...inputs];
  return given.map(({ name, expression }) => {
    const equation = { name, expression: parseExpression(expression, known) };
    known.push(name);
    return equation;
  });
}

function parseCorrelations(
  given: MeasurementModelText['correlations'] = [],
  { names, firstNames }: { readonly names: readonly string[]; readonly firstNames: ReadonlyMap<string, string> },
): readonly (readonly number[])[] {
  const place = (name: string) => names.indexOf(firstNames.get(name) ?? name);
  const matrix = names.map((_, i) => names.map((_unused, j) => (i === j ? 1 : 0)));
  const seen = new Set<string>();
  for (const { a, b, coefficient } of given) {
    const [i, j] = [place(a), place(b)];
    const pair = [a, b].sort().join(' and ');
    const places = [i, j].sort((x, y) => x - y).join();
    if (i < 0 || j < 0 || i === j || seen.has(places)) {
      throw new MetrologyError(
        'BAD_CORRELATION',
        `A correlation is between two different quantities, given once; ${pair} is not`,
        {
          given: pair,
          suggestions: names.slice(0, 30),
        },
      );
    }
    seen.add(places);
    const value = parseNumber(coefficient, `The correlation of ${pair}`);
    (matrix[i] as number[])[j] = value;
    (matrix[j] as number[])[i] = value;
  }
  if (seen.size > 0) {
    requireCorrelationMatrix(matrix, names);
  }
  return matrix;
}

function requireNames(names: readonly string[]): void {
  names.forEach((name, index) => {
    if (typeof name !== 'string' || !NAME.test(name)) {
      throw new MetrologyError(
        'BAD_MODEL',
        `A name is a letter and then letters, digits or _, at most 64; given ${String(name).slice(0, 70)}`,
      );
    }
    const isTaken = CONSTANTS.has(name) || ELEMENTARY_FUNCTIONS.has(name) || PAIR_FUNCTIONS.has(name);
    if (isTaken || names.indexOf(name) !== index) {
      throw new MetrologyError('BAD_MODEL', `${name} is the name of something else already`, { given: name });
    }
  });
}

function requireCount(count: number, most: number, what: string): void {
  if (count < 1 || count > most) {
    throw new MetrologyError('BAD_MODEL', `A model has 1 to ${most} ${what}, not ${count}`);
  }
}

/** Names of inputs that no equation uses; they contribute nothing, which is seldom meant. */
export function unusedInputs(given: MeasurementModelText): readonly string[] {
  const names = given.inputs.map(({ name }) => name);
  const used = new Set(
    parseEquations(given.equations, names).flatMap(({ expression }) => [...namesIn(expression).keys()]),
  );
  return names.filter((name) => !used.has(name));
}
