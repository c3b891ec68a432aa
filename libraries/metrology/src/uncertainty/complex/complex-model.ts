// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import type { Unit } from '../../quantity/unit.ts';
import { parseExpression } from '../expression/parse-expression.ts';
import type { DistributionText, NumberText } from '../model/input-distribution.ts';
import {
  EQUATIONS_MAX,
  type EquationText,
  type InputText,
  INPUTS_MAX,
  type MeasurementModel,
  type MeasurementModelText,
  parseExpandedModel,
} from '../model/measurement-model.ts';
import type { Propagation } from '../propagation/propagate-uncertainty.ts';
import { COMPLEX_FUNCTIONS, IMAGINARY_UNIT, type Parts, partsOf } from './complex-parts.ts';

/** A complex quantity as a document states it: its parts, and how they are correlated. */
export interface ComplexInputText {
  readonly name: string;
  readonly unit?: string;
  readonly real: DistributionText;
  readonly imaginary: DistributionText;
  /** 0 when absent. */
  readonly correlation?: NumberText;
  readonly degreesOfFreedom?: NumberText;
  readonly identity?: string;
}

/** A model with complex quantities; others are real. */
export interface ComplexModelText {
  readonly inputs: readonly (InputText | ComplexInputText)[];
  readonly equations: readonly EquationText[];
  readonly outputs?: readonly string[];
  /** Between quantities that are real, or parts of complex ones, `re_Z` and `im_Z`. */
  readonly correlations?: MeasurementModelText['correlations'];
}

/** An output as it was named, and which outputs of the real model are its parts. */
export interface ComplexOutput {
  readonly name: string;
  readonly real: number;
  /** Absent where it is real whatever the inputs are, such as a modulus. */
  readonly imaginary?: number;
}

/** A model of the parts, ready for everything that a model is used for, and which parts make which output. */
export interface ComplexModel {
  readonly model: MeasurementModel;
  readonly outputs: readonly ComplexOutput[];
}

/** A complex output: its estimate, and the 2 by 2 covariance of real and imaginary part. */
export interface ComplexResult {
  readonly name: string;
  readonly unit?: Unit;
  readonly estimates: readonly [real: number, imaginary: number];
  readonly covariance: readonly [readonly [number, number], readonly [number, number]];
}

// An operation on complex numbers is some six on real ones.
const EXPANDED_MAX = 5_000;

/**
 * A complex quantity is a pair of real ones, its model a real model of the pairs: z = x + iy, f = u + iv.
 * JCGM 102:2011, 6.4 (recalled). `re`, `im`, `conj`, `arg` and `abs` take complex numbers, and so do the elementary functions but
 * asin, acos and atan; `i` is the imaginary unit. The parts of Z are `re_Z` and `im_Z`.
 */
export function parseComplexModel(given: ComplexModelText): ComplexModel {
  if (given.inputs.length > INPUTS_MAX || given.equations.length > EQUATIONS_MAX) {
    throw new MetrologyError('BAD_MODEL', `A model has at most ${INPUTS_MAX} inputs and ${EQUATIONS_MAX} equations`);
  }
  const named = new Map<string, Parts>([[IMAGINARY_UNIT, { re: '0', im: '1' }]]);
  for (const input of given.inputs) {
    name(named, input.name, isComplex(input) ? partNames(input.name) : { re: input.name });
  }
  const equations: EquationText[] = [];
  for (const equation of given.equations) expand(equation, named, equations);
  const wanted = given.outputs ?? given.equations.slice(-1).map((equation) => equation.name);
  const outputs: ComplexOutput[] = [];
  const parts = wanted.flatMap((output) => {
    const { re, im } = named.get(output) ?? { re: output };
    const real = outputs.reduce((count, { imaginary }) => count + (imaginary === undefined ? 1 : 2), 0);
    outputs.push({ name: output, real, ...(im === undefined ? {} : { imaginary: real + 1 }) });
    return im === undefined ? [re] : [re, im];
  });
  const model = parseExpandedModel(
    {
      inputs: given.inputs.flatMap((input) => (isComplex(input) ? pairOf(input) : [input])),
      equations,
      outputs: parts,
      correlations: [...given.inputs.flatMap(ownCorrelation), ...(given.correlations ?? [])],
    },
    EXPANDED_MAX,
  );
  return { model, outputs };
}

/** The outputs of a propagation as they were named, complex ones with the covariance of their parts. JCGM 102:2011, 6.4 (recalled). */
export function complexResults({ outputs }: ComplexModel, propagation: Propagation): readonly ComplexResult[] {
  return outputs.map(({ name: output, real, imaginary }) => {
    const of = (i: number | undefined, j: number | undefined) =>
      i === undefined || j === undefined ? 0 : (propagation.covariance[i]?.[j] as number);
    const first = propagation.outputs[real] as Propagation['outputs'][number];
    return {
      name: output,
      ...(first.unit === undefined ? {} : { unit: first.unit }),
      estimates: [first.estimate, imaginary === undefined ? 0 : (propagation.outputs[imaginary]?.estimate as number)],
      covariance: [
        [of(real, real), of(real, imaginary)],
        [of(imaginary, real), of(imaginary, imaginary)],
      ],
    };
  });
}

function expand(
  { name: own, expression, unit }: EquationText,
  named: Map<string, Parts>,
  equations: EquationText[],
): void {
  const define = (text: string) => {
    const part = `part_${equations.length + 1}`;
    equations.push({ name: part, expression: text });
    return part;
  };
  const { re, im } = partsOf(parseExpression(expression, named.keys(), COMPLEX_FUNCTIONS), { named, define });
  const parts: Parts = im === undefined ? { re: own } : partNames(own);
  const declared = unit === undefined ? {} : { unit };
  equations.push({ name: parts.re, expression: re, ...declared });
  if (im !== undefined && parts.im !== undefined) equations.push({ name: parts.im, expression: im, ...declared });
  name(named, own, parts);
}

function name(named: Map<string, Parts>, given: string, parts: Parts): void {
  if (named.has(given)) {
    const what = given === IMAGINARY_UNIT ? 'the imaginary unit' : 'the name of something else already';
    throw new MetrologyError('BAD_MODEL', `${given} is ${what}`, { given });
  }
  named.set(given, parts);
}

function partNames(given: string): Required<Parts> {
  return { re: `re_${given}`, im: `im_${given}` };
}

function isComplex(input: InputText | ComplexInputText): input is ComplexInputText {
  return 'real' in input;
}

function pairOf({
  name: own,
  unit,
  real,
  imaginary,
  degreesOfFreedom,
  identity,
}: ComplexInputText): readonly InputText[] {
  const { re, im } = partNames(own);
  return [
    { name: re, distribution: real, part: 'real part' },
    { name: im, distribution: imaginary, part: 'imaginary part' },
  ].map(({ part, ...input }) => ({
    ...input,
    ...(unit === undefined ? {} : { unit }),
    ...(degreesOfFreedom === undefined ? {} : { degreesOfFreedom }),
    ...(identity === undefined ? {} : { identity: `${identity}, ${part}` }),
  }));
}

function ownCorrelation(input: InputText | ComplexInputText): NonNullable<MeasurementModelText['correlations']> {
  if (!isComplex(input) || input.correlation === undefined) return [];
  const { re, im } = partNames(input.name);
  return [{ a: re, b: im, coefficient: input.correlation }];
}
