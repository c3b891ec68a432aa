// SPDX-License-Identifier: Apache-2.0
import { compareRationals, divideRationals, multiplyRationals, type Rational, rational } from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { addDimensions, DIMENSION_DENSITY, equalDimensions } from './dimension.ts';
import { describeQuantity, type Quantity, quantityOfRational } from './quantity.ts';
import type { Unit } from './unit.ts';

/**
 * c(per volume) = w(per mass) · ρ, and back; ρ is the density of the material that the result refers to.
 * ISO 80000-9:2019 (mass concentration, mass fraction).
 *
 * Explicit, because a density is a measured value with a temperature: no limit says which one to take.
 */
export function convertWithDensity(quantity: Quantity, density: Quantity, unit: Unit): Quantity {
  const isDensity = equalDimensions(density.unit.dimension, DIMENSION_DENSITY) && density.unit.kinds.length === 0;
  if (!isDensity || compareRationals(density.value, rational(0)) <= 0) {
    throw new MetrologyError('BAD_DENSITY', `${describeQuantity(density)} is no density such as 1.03 kg/L, above 0`);
  }
  const inSi = multiplyRationals(density.value, density.unit.factor);
  const from = quantity.unit;
  if (isPerVolumeOf(unit, from)) {
    return rescale(quantity, unit, inSi);
  }
  if (isPerVolumeOf(from, unit)) {
    return rescale(quantity, unit, divideRationals(rational(1), inSi));
  }
  throw incomparable(from, unit);
}

// Whether `volume` is `mass` times a density: the denominator's mass became a volume (mg/kg to mg/L, Bq/kg to Bq/L),
// so a mass fraction ceases to be one, and mL/kg becomes the volume fraction mL/L.
function isPerVolumeOf(volume: Unit, mass: Unit): boolean {
  return (
    equalDimensions(volume.dimension, addDimensions(mass.dimension, DIMENSION_DENSITY)) &&
    without(mass.kinds, 'mass/mass').join() === without(volume.kinds, 'volume/volume').join()
  );
}

function without(kinds: readonly string[], quotient: string): readonly string[] {
  return kinds.filter((kind) => kind !== quotient);
}

function rescale(quantity: Quantity, unit: Unit, density: Rational): Quantity {
  const inSi = multiplyRationals(multiplyRationals(quantity.value, quantity.unit.factor), density);
  return quantityOfRational(divideRationals(inSi, unit.factor), unit);
}

function incomparable(from: Unit, to: Unit): MetrologyError {
  const apart = [-1, 0, 1].some((n) =>
    equalDimensions(to.dimension, addDimensions(from.dimension, DIMENSION_DENSITY, n)),
  );
  const reason = apart ? 'quotient-kind' : 'dimension';
  return new MetrologyError('INCOMPARABLE', `A density does not lead from ${from.text} to ${to.text}`, {
    given: `${from.text}, ${to.text}`,
    reason,
  });
}
