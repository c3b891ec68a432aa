// SPDX-License-Identifier: Apache-2.0
import type { DistributionText, InputText, MeasurementModelText } from '@touchstone/metrology/uncertainty';
import { splitReadings } from './split-readings.ts';

/** How an input is known; the names are those of the library. */
export type Kind = DistributionText['kind'];

/** What is asked for of each kind, in its fields `value`, `spread` and `extra`. */
export const KINDS = {
  normal: { value: 'mean', spread: 'standardUncertainty' },
  readings: { value: 'observations' },
  rectangular: { value: 'centre', spread: 'halfWidth' },
  triangular: { value: 'centre', spread: 'halfWidth' },
  arcsine: { value: 'centre', spread: 'halfWidth' },
  trapezoidal: { value: 'centre', spread: 'halfWidth', extra: 'ratio' },
  'curvilinear-trapezoidal': { value: 'centre', spread: 'halfWidth', extra: 'inexactness' },
  t: { value: 'mean', spread: 'standardUncertainty' },
  exponential: { value: 'mean' },
  gamma: { value: 'shape', spread: 'scale' },
  constant: { value: 'value' },
} as const satisfies Readonly<Record<Kind, { value: string; spread?: string; extra?: string }>>;

/** An input while it is being written: everything is text, as it was typed. */
export interface InputDraft {
  readonly name: string;
  readonly unit: string;
  readonly kind: Kind;
  readonly value: string;
  readonly spread: string;
  readonly extra: string;
  readonly degrees: string;
}

/** An equation while it is being written. */
export interface EquationDraft {
  readonly name: string;
  readonly expression: string;
  readonly unit: string;
}

/** A correlation while it is being written. */
export interface CorrelationDraft {
  readonly a: string;
  readonly b: string;
  readonly coefficient: string;
}

/** A budget while it is being written. */
export interface BudgetDraft {
  readonly title: string;
  readonly equations: readonly EquationDraft[];
  readonly inputs: readonly InputDraft[];
  readonly correlations: readonly CorrelationDraft[];
  /** Terms of the series that are followed. */
  readonly order: 1 | 2;
  /** Coverage probability, or k where that is stated. */
  readonly coverage: { readonly by: 'probability' | 'factor'; readonly value: string };
}

/** Fields of an input that a person writes in. */
export type InputField = 'name' | 'unit' | 'value' | 'spread' | 'extra' | 'degrees';

export const EMPTY_INPUT: InputDraft = {
  ...{ name: '', unit: '', kind: 'normal', value: '', spread: '', extra: '', degrees: '' },
};

export const EMPTY_BUDGET: BudgetDraft = {
  ...{ title: '', order: 1, correlations: [], coverage: { by: 'probability', value: '0.95' } },
  equations: [{ name: 'y', expression: '', unit: '' }],
  inputs: [EMPTY_INPUT],
};

/** The distribution of an input as the library reads it. */
export function distributionOf({ kind, value, spread, extra }: InputDraft): DistributionText {
  switch (kind) {
    case 'constant':
      return { kind, value };
    case 'normal':
    case 't':
      return { kind, mean: value, standardUncertainty: spread };
    case 'readings':
      return { kind, observations: [...splitReadings(value).numbers] };
    case 'rectangular':
    case 'triangular':
    case 'arcsine':
      return { kind, centre: value, halfWidth: spread };
    case 'trapezoidal':
      return { kind, centre: value, halfWidth: spread, ratio: extra };
    case 'curvilinear-trapezoidal':
      return { kind, centre: value, halfWidth: spread, inexactness: extra };
    case 'exponential':
      return { kind, mean: value };
    case 'gamma':
      return { kind, shape: value, scale: spread };
  }
}

/** An input as the library reads it; empty fields are left out. */
export function inputTextOf(input: InputDraft): InputText {
  const { name, unit, degrees } = input;
  return {
    name: name.trim(),
    ...(unit.trim() === '' ? {} : { unit: unit.trim() }),
    distribution: distributionOf(input),
    ...(degrees.trim() === '' ? {} : { degreesOfFreedom: degrees }),
  };
}

/** The whole model as the library reads it. */
export function modelTextOf({ inputs, equations, correlations }: BudgetDraft): MeasurementModelText {
  return {
    inputs: inputs.map(inputTextOf),
    equations: equations.map(({ name, expression, unit }) => ({
      name: name.trim(),
      expression,
      ...(unit.trim() === '' ? {} : { unit: unit.trim() }),
    })),
    ...(correlations.length === 0
      ? {}
      : {
          correlations: correlations.map(({ a, b, coefficient }) => ({ a: a.trim(), b: b.trim(), coefficient })),
        }),
  };
}
