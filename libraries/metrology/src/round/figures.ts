// SPDX-License-Identifier: Apache-2.0
import { requirePositive } from '../observations.ts';
import {
  type AssignedValue,
  assignByConsensus,
  assignByExpertLaboratories,
  assignKnownValue,
} from '../proficiency/assigned-value.ts';
import { chooseSigmaPt } from '../proficiency/sigma-pt.ts';
import type { MeasurandPlan } from './plan.ts';

/** x_pt and u(x_pt) as planned, of the results that take part in the statistics. ISO 13528:2022, clause 7. */
export function assignedOf({ assigned }: MeasurandPlan, used: readonly number[]): AssignedValue {
  switch (assigned.by) {
    case 'consensus': {
      const { estimator, stopping, factor } = assigned;
      return assignByConsensus(used, estimator, {
        ...(stopping === undefined ? {} : { stopping }),
        ...(factor === undefined ? {} : { factor }),
      });
    }
    case 'expert-laboratories':
      return assignByExpertLaboratories(assigned.values);
    case 'formulation':
    case 'certified-reference-material':
      return assignKnownValue({ method: assigned.by, value: assigned.value, uncertainty: assigned.uncertainty });
  }
}

/** σ_pt as planned; undefined where none was, 0 where results give none. ISO 13528:2022, clause 8. */
export function sigmaOf(
  { sigma }: MeasurandPlan,
  assigned: AssignedValue,
  used: readonly number[],
): number | undefined {
  if (sigma === undefined) return undefined;
  switch (sigma.from) {
    case 'relative':
      requirePositive(sigma.percent, 'The share of the assigned value');
      return chooseSigmaPt({ from: 'prescribed', sigmaPt: (Math.abs(assigned.value) * sigma.percent) / 100 }).sigmaPt;
    case 'horwitz': {
      const massFraction = assigned.value * sigma.unitAsMassFraction;
      return chooseSigmaPt({ from: 'horwitz', massFraction }).sigmaPt / sigma.unitAsMassFraction;
    }
    case 'results': {
      const scale = assignByConsensus(used, 'algorithm-a').scale as number;
      const { least, most } = sigma;
      if (scale === 0 && least === undefined) return 0;
      return chooseSigmaPt({
        ...{ from: 'results', scale },
        ...(least === undefined ? {} : { least }),
        ...(most === undefined ? {} : { most }),
      }).sigmaPt;
    }
    case 'prescribed':
    case 'maximum-error':
    case 'precision-experiment':
      return chooseSigmaPt(sigma).sigmaPt;
  }
}
