// SPDX-License-Identifier: Apache-2.0
// What a correction may put in place of the plan of a measurand, as it is typed.
import { withDecimalPoint } from '../../components/decimal-comma.ts';

/** Where the assigned value comes from after the correction; `keep` is as before. */
export const ASSIGNED_WAYS = [
  ...(['keep', 'consensus', 'formulation', 'certified-reference-material', 'expert-laboratories'] as const),
] as const;
/** Where σ_pt comes from after the correction. */
export const SIGMA_WAYS = [
  ...(['keep', 'prescribed', 'relative', 'maximum-error', 'horwitz', 'precision-experiment', 'results'] as const),
] as const;
/** How a consensus is estimated. */
export const ESTIMATORS = ['algorithm-a', 'q-hampel', 'median-niqr', 'median-made', 'mean'] as const;

const KNOWN = ['value', 'characterisation', 'homogeneity', 'transport', 'stability'] as const;
/** The numbers that a way of assigning a value asks for. */
export const ASSIGNED_FIELDS = {
  keep: [],
  consensus: [],
  formulation: KNOWN,
  'certified-reference-material': KNOWN,
  'expert-laboratories': ['values'],
} as const satisfies Readonly<Record<(typeof ASSIGNED_WAYS)[number], readonly string[]>>;
/** The numbers that a way to σ_pt asks for. */
export const SIGMA_FIELDS = {
  keep: [],
  prescribed: ['sigmaPt'],
  relative: ['percent'],
  'maximum-error': ['deltaE'],
  horwitz: ['unitAsMassFraction'],
  'precision-experiment': ['sigmaR', 'sigmar', 'replicates'],
  results: ['least', 'most'],
} as const satisfies Readonly<Record<(typeof SIGMA_WAYS)[number], readonly string[]>>;

export type PlanField =
  | (typeof ASSIGNED_FIELDS)[keyof typeof ASSIGNED_FIELDS][number]
  | (typeof SIGMA_FIELDS)[keyof typeof SIGMA_FIELDS][number];

const OPTIONAL: ReadonlySet<PlanField> = new Set(['homogeneity', 'transport', 'stability', 'least', 'most']);
/** Whether a number has to be there. */
export const isAsked = (field: PlanField) => !OPTIONAL.has(field);

/** What of one measurand is corrected. */
export interface Amendment {
  readonly measurand: string;
  readonly assigned: (typeof ASSIGNED_WAYS)[number];
  readonly estimator: (typeof ESTIMATORS)[number];
  readonly sigma: (typeof SIGMA_WAYS)[number];
  readonly numbers: Readonly<Partial<Record<PlanField, string>>>;
}

/** Nothing of it. */
export function unamended(measurand: string): Amendment {
  return { measurand, assigned: 'keep', estimator: 'algorithm-a', sigma: 'keep', numbers: {} };
}

/** The body of a correction: measurands of which nothing changes are left out. */
export function correctionBody(because: string, amendments: readonly Amendment[]): object {
  const measurands = amendments.flatMap((one) => {
    const assigned = assignedOf(one);
    const sigma = sigmaOf(one);
    if (assigned === undefined && sigma === undefined) return [];
    return [{ measurand: one.measurand, ...(assigned && { assigned }), ...(sigma && { sigma }) }];
  });
  return { because, measurands };
}

function assignedOf({ assigned: by, estimator, numbers }: Amendment): object | undefined {
  if (by === 'keep') return undefined;
  if (by === 'consensus') return { by, estimator };
  if (by === 'expert-laboratories') {
    const values = (numbers.values ?? '').split(/[\s;]+/).filter((each) => each !== '');
    return { by, values: values.map(withDecimalPoint) };
  }
  const { value, ...uncertainty } = typed(ASSIGNED_FIELDS[by], numbers);
  return { by, value, uncertainty };
}

function sigmaOf({ sigma: from, numbers }: Amendment): object | undefined {
  if (from === 'keep') return undefined;
  const { replicates, ...others } = typed(SIGMA_FIELDS[from], numbers);
  return { from, ...others, ...(replicates === undefined ? {} : { replicates: Number(replicates) }) };
}

/** The numbers that were typed, a decimal comma as a point. */
function typed(
  fields: readonly PlanField[],
  numbers: Amendment['numbers'],
): Readonly<Partial<Record<PlanField, string>>> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const text = (numbers[field] ?? '').trim();
      return text === '' ? [] : [[field, withDecimalPoint(text)]];
    }),
  );
}
