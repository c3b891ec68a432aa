// SPDX-License-Identifier: Apache-2.0
import {
  meanOf,
  type Numbers,
  requireFinite,
  requireObservations,
  requirePositive,
  requireSpread,
  requireWhole,
  standardDeviationOf,
} from '../observations.ts';
import { type AlgorithmAOptions, algorithmA } from './algorithm-a.ts';
import { hampelEstimate } from './hampel.ts';
import { qMethod } from './q-method.ts';
import { median, normalisedInterquartileRange, scaledMedianDeviation } from './simple-estimators.ts';

/** An assigned value, its standard uncertainty, and how both were had. */
export interface AssignedValue {
  readonly value: number;
  readonly standardUncertainty: number;
  readonly method: AssignedValueMethod;
  /** The standard deviation that the uncertainty rests on, of a consensus or of differences. */
  readonly scale?: number;
  readonly count?: number;
}

/** The ways of clause 7 by name. */
export type AssignedValueMethod =
  | 'formulation'
  | 'certified-reference-material'
  | 'one-laboratory'
  | 'expert-laboratories'
  | ConsensusMethod;

/** Estimators of a consensus of participants, 7.7. */
export type ConsensusMethod = 'algorithm-a' | 'q-hampel' | 'median-niqr' | 'median-made' | 'mean';

/** Standard uncertainties that add up to that of an assigned value; one that is 0 may be left out. */
export interface AssignedUncertaintyParts {
  readonly characterisation: number;
  readonly homogeneity?: number;
  readonly transport?: number;
  readonly stability?: number;
}

/** u(x_pt) = √(u²_char + u²_hom + u²_trans + u²_stab). ISO 13528:2022, 7.2.2, formula (3). */
export function combineAssignedUncertainty(parts: AssignedUncertaintyParts): number {
  const { characterisation, homogeneity = 0, transport = 0, stability = 0 } = parts;
  for (const [name, u] of Object.entries({ characterisation, homogeneity, transport, stability })) {
    requireSpread(u, `The standard uncertainty of ${name}`);
  }
  return Math.hypot(characterisation, homogeneity, transport, stability);
}

/** What was known beforehand, and by which way: 7.3 by formulation, 7.4 a certified reference material as the item. */
export interface KnownValue {
  readonly method: 'formulation' | 'certified-reference-material';
  readonly value: number;
  readonly uncertainty: AssignedUncertaintyParts;
}

/** x_pt is what was weighed in, or what the certificate says. ISO 13528:2022, 7.3 and 7.4. */
export function assignKnownValue({ method, value, uncertainty }: KnownValue): AssignedValue {
  requireFinite(value, 'The assigned value');
  return { value, standardUncertainty: combineAssignedUncertainty(uncertainty), method };
}

/**
 * x_pt = x_CRM + d̄, u(x_pt) = √(u²_CRM + s_d²/n), dᵢ the item less the certified reference material, run by run.
 * ISO 13528:2022, 7.5.2, formulas (4) and (5); example E.5.
 */
export function assignByOneLaboratory(
  reference: { readonly value: number; readonly standardUncertainty: number },
  differences: Numbers,
): AssignedValue {
  const numbers = requireObservations(differences, { what: 'differences', atLeast: 2 });
  requireFinite(reference.value, 'The certified value');
  requireSpread(reference.standardUncertainty, 'The standard uncertainty of the certified value');
  const scale = standardDeviationOf(numbers) / Math.sqrt(numbers.length);
  return {
    value: reference.value + meanOf(numbers),
    standardUncertainty: Math.hypot(reference.standardUncertainty, scale),
    method: 'one-laboratory',
    scale,
    count: numbers.length,
  };
}

/**
 * x_pt by an estimator of consensus, u(x_pt) = 1.25 s* / √p, of the mean s/√p.
 * ISO 13528:2022, 7.7.7, formula (6), by Amd 1:2026 for the estimators of C.5 as well.
 */
export function assignByConsensus(
  values: Numbers,
  method: ConsensusMethod,
  options: AlgorithmAOptions = {},
): AssignedValue {
  const numbers = requireObservations(values, { what: 'results of participants', atLeast: 2 });
  const { location, scale } = consensusOf(numbers, method, options);
  return {
    value: location,
    standardUncertainty: consensusUncertainty(scale, numbers.length, method === 'mean' ? 1 : undefined),
    method,
    scale,
    count: numbers.length,
  };
}

/**
 * As a consensus, of the results of expert laboratories by Algorithm A.
 * ISO 13528:2022, 7.6: the standard prescribes no estimator; with uncertainties of their own, see `comparison`.
 */
export function assignByExpertLaboratories(values: Numbers, options: AlgorithmAOptions = {}): AssignedValue {
  return { ...assignByConsensus(values, 'algorithm-a', options), method: 'expert-laboratories' };
}

/** u(x_pt) = 1.25 s* / √p. ISO 13528:2022, 7.7.7, formula (6); NOTE 2 allows another factor. */
export function consensusUncertainty(scale: number, count: number, factor = 1.25): number {
  requireSpread(scale, 'The robust standard deviation');
  requireWhole(count, 'The number of participants', [1, Number.MAX_SAFE_INTEGER]);
  return (factor * scale) / Math.sqrt(count);
}

/** A consensus beside a reference value. */
export interface ReferenceComparison {
  readonly difference: number;
  readonly standardUncertainty: number;
  readonly ratio: number;
  /** |difference| is above twice its standard uncertainty: the reason is to be looked for. */
  readonly investigate: boolean;
}

/** x_diff = x_ref − x_pt, u_diff = √(u²_ref + u²(x_pt)), looked into above 2. ISO 13528:2022, 7.8, formula (7). */
export function compareWithReference(
  reference: { readonly value: number; readonly standardUncertainty: number },
  assigned: { readonly value: number; readonly standardUncertainty: number },
): ReferenceComparison {
  requireSpread(reference.standardUncertainty, 'The standard uncertainty of the reference value');
  requireSpread(assigned.standardUncertainty, 'The standard uncertainty of the assigned value');
  const difference = reference.value - assigned.value;
  const standardUncertainty = Math.hypot(reference.standardUncertainty, assigned.standardUncertainty);
  requirePositive(standardUncertainty, 'The uncertainty of the difference');
  const ratio = Math.abs(difference) / standardUncertainty;
  return { difference, standardUncertainty, ratio, investigate: ratio > 2 };
}

function consensusOf(
  numbers: Float64Array,
  method: ConsensusMethod,
  options: AlgorithmAOptions,
): { readonly location: number; readonly scale: number } {
  switch (method) {
    case 'algorithm-a':
      return algorithmA(numbers, options);
    case 'q-hampel': {
      const scale = qMethod(Array.from(numbers, (value) => [value]));
      return { location: hampelEstimate(numbers, scale), scale };
    }
    case 'median-niqr':
      return { location: median(numbers), scale: normalisedInterquartileRange(numbers) };
    case 'median-made':
      return { location: median(numbers), scale: scaledMedianDeviation(numbers) };
    case 'mean':
      return { location: meanOf(numbers), scale: standardDeviationOf(numbers) };
  }
}
