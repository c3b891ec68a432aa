// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { assignedOf, sigmaOf } from './figures.ts';
import { isFineEnough, leastScorePlaces, type PrintedAgainst } from './places.ts';
import type { MeasurandPlan, SigmaPlan } from './plan.ts';

/** Why a measurand cannot be scored as it is planned, whatever results come. */
export type PlanFaultCode = 'SCORE_PLACES_TOO_FEW' | 'ASSIGNED_PLACES_TOO_FEW' | 'PLAN_CONTRADICTS';

/** One fault of a plan, with what would be right. */
export interface PlanFault {
  readonly code: PlanFaultCode;
  readonly detail: string;
}

/** What is wrong with a plan before any result is known. ISO/IEC 17043:2023, 7.2.1 (recalled): said when a round is opened. */
export function faultsOfPlan(plan: MeasurandPlan): readonly PlanFault[] {
  const { score, places } = plan;
  const faults: PlanFault[] = [];
  const least = leastScorePlaces(score);
  if (places.score < least) {
    const detail = `A ${score} of ${places.score} decimal places hides on which side of a limit it lies; ${least} or more are needed.`;
    faults.push({ code: 'SCORE_PLACES_TOO_FEW', detail });
  }
  const contradiction = contradictionOf(plan.sigma);
  if (contradiction !== undefined) return [...faults, { code: 'PLAN_CONTRADICTS', detail: contradiction }];
  const against = knownBeforehand(plan);
  if (against instanceof MetrologyError) {
    faults.push({ code: 'PLAN_CONTRADICTS', detail: against.message });
  } else if (against !== undefined && !isFineEnough(places.assignedValue, score, against)) {
    const detail = `An assigned value of ${places.assignedValue} decimal places is rounded by too much beside what results are scored with; take more.`;
    faults.push({ code: 'ASSIGNED_PLACES_TOO_FEW', detail });
  }
  return faults;
}

/** What in a σ_pt contradicts itself, whatever the assigned value will be. ISO 13528:2022, clause 8. */
function contradictionOf(sigma: SigmaPlan | undefined): string | undefined {
  switch (sigma?.from) {
    case 'precision-experiment':
      return sigma.sigmar > sigma.sigmaR
        ? `Repeatability ${sigma.sigmar} is larger than reproducibility ${sigma.sigmaR}, of which it is a part.`
        : undefined;
    case 'results': {
      const { least = 0, most = Number.POSITIVE_INFINITY } = sigma;
      return least > most ? `The least standard deviation, ${least}, is larger than the most, ${most}.` : undefined;
    }
    case 'horwitz':
      return sigma.unitAsMassFraction > 1
        ? `A unit of ${sigma.unitAsMassFraction} as a mass fraction is more than the whole; 1 mg/kg is 1e-6.`
        : undefined;
    default:
      return undefined;
  }
}

/** Figures that do not wait for results, or why there are none; undefined where some wait. */
function knownBeforehand(plan: MeasurandPlan): PrintedAgainst | MetrologyError | undefined {
  if (plan.assigned.by === 'consensus' || plan.sigma?.from === 'results') return undefined;
  try {
    const assigned = assignedOf(plan, []);
    const { value, standardUncertainty } = assigned;
    return { value, standardUncertainty, sigma: sigmaOf(plan, assigned, []) };
  } catch (error) {
    return error as MetrologyError;
  }
}
