// SPDX-License-Identifier: Apache-2.0
import {
  type AssignedValuePlan,
  faultsOfPlan,
  faultsOfUnit,
  type MeasurandPlan,
  type PlanFault,
  type SigmaPlan,
} from '@touchstone/metrology/round';
import type { Correcting, Opening, PlannedMeasurand } from './record.ts';

/** The plan of a measurand in numbers, as it is scored by. */
export function planOf({ assigned, sigma, score, places }: PlannedMeasurand): MeasurandPlan {
  return {
    ...{ assigned: assignedOf(assigned), score, places },
    ...(sigma === undefined ? {} : { sigma: sigmaOf(sigma) }),
  };
}

/** What is wrong with a plan before any result is known, in itself and in the unit of its measurand. */
export function faultsOfPlanned(planned: PlannedMeasurand): readonly PlanFault[] {
  const plan = planOf(planned);
  return [...faultsOfPlan(plan), ...faultsOfUnit(planned.unit, plan.sigma)];
}

function assignedOf(assigned: PlannedMeasurand['assigned']): AssignedValuePlan {
  switch (assigned.by) {
    case 'consensus': {
      const { by, estimator, stopping, factor } = assigned;
      return {
        ...{ by, estimator },
        ...(stopping === undefined ? {} : { stopping }),
        ...(factor === undefined ? {} : { factor }),
      };
    }
    case 'formulation':
    case 'certified-reference-material': {
      const { by, value, uncertainty } = assigned;
      const { characterisation, ...others } = numbersOf(uncertainty);
      return { by, value: Number(value), uncertainty: { characterisation: characterisation ?? 0, ...others } };
    }
    case 'expert-laboratories':
      return { by: assigned.by, values: assigned.values.map(Number) };
  }
}

function sigmaOf(sigma: NonNullable<PlannedMeasurand['sigma']>): SigmaPlan {
  const { from, ...parameters } = sigma;
  return { from, ...numbersOf(parameters) } as SigmaPlan;
}

function numbersOf(given: Readonly<Record<string, string | number | undefined>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, Number(value)]])),
  );
}

/** The plan with what a correction puts in place of some of it. */
export function amended(planned: Opening['measurands'], { measurands }: Correcting): Opening['measurands'] {
  return planned.map((one) => {
    const { assigned = one.assigned, sigma = one.sigma } =
      measurands.find(({ measurand }) => measurand === one.measurand) ?? {};
    return { ...one, assigned, ...(sigma === undefined ? {} : { sigma }) };
  });
}
