// SPDX-License-Identifier: Apache-2.0
import { divideRationals, type Rational, rational, rationalToNumber } from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { DIMENSION_DENSITY, isDimensionOne } from '../quantity/dimension.ts';
import { parseUnit } from '../quantity/parse-unit.ts';
import { percentBeside } from '../quantity/percent-beside.ts';
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

/**
 * What in a σ_pt contradicts the unit of its measurand: a mass fraction that the unit is not (ISO 13528:2022, 8.4: Horwitz
 * speaks of mass fractions alone), or a share of a value whose zero is not none. Of a unit that is not known nothing.
 */
export function faultsOfUnit(unit: string, sigma: SigmaPlan | undefined): readonly PlanFault[] {
  if (sigma?.from !== 'horwitz' && sigma?.from !== 'relative') return [];
  try {
    const detail = sigma.from === 'relative' ? faultOfShare(unit) : faultOfFraction(unit, sigma.unitAsMassFraction);
    return detail === undefined ? [] : [{ code: 'PLAN_CONTRADICTS', detail }];
  } catch {
    // Whoever opens a round is told of a unit that is not known by itself.
    return [];
  }
}

function faultOfShare(unit: string): string | undefined {
  if (percentBeside(unit) !== 'nothing') return undefined;
  return `A value in ${unit} has no share in percent, as its zero is agreed upon; prescribe a standard deviation in ${unit}.`;
}

/** kg/m³ of what is measured by volume: 1 mg/L is 1e-6 of water, and of nothing that is tested far from that. */
const DENSITIES = [500, 2000] as const;

function faultOfFraction(unit: string, stated: number): string | undefined {
  const { dimension, kinds, factor } = parseUnit(unit);
  if (isDimensionOne(dimension) && kinds.every((kind) => kind === 'mass/mass')) {
    if (isAbout(stated, factor)) return undefined;
    return `1 ${unit} as a mass fraction is ${rationalToNumber(factor)}, not ${stated}.`;
  }
  const density = rationalToNumber(factor) / stated;
  if (dimension.join() === DIMENSION_DENSITY.join()) {
    if (density >= DENSITIES[0] && density <= DENSITIES[1]) return undefined;
    const ofWater = rationalToNumber(divideRationals(factor, rational(1000)));
    return `1 ${unit} as a mass fraction is about ${ofWater}, by the density of what is measured, not ${stated}.`;
  }
  return `${unit} is no mass fraction, of which alone the Horwitz curve speaks; choose another standard deviation.`;
}

function isAbout(stated: number, factor: Rational): boolean {
  const exact = rationalToNumber(factor);
  return Math.abs(stated - exact) <= 1e-6 * exact;
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
