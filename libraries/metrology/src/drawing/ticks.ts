// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { requireFinite, requireWhole } from '../observations.ts';

/** A place on an axis, with what is written there. */
export interface Tick {
  readonly value: number;
  readonly label: string;
}

const STEPS = [1, 2, 5, 10] as const;
const PLACES_MAX = 12;
const WHOLE_MAX = 1e9;

/** Multiples of 1, 2 or 5 times a power of ten from `from` to `to`, about `count` of them. Requires from < to. */
export function ticksBetween(from: number, to: number, count = 6): readonly Tick[] {
  requireFinite(from, 'The beginning of an axis');
  requireFinite(to, 'The end of an axis');
  requireWhole(count, 'The number of ticks', [2, 100]);
  if (!(from < to)) {
    throw new MetrologyError('BAD_PARAMETER', `An axis runs from less to more, not from ${from} to ${to}`, {
      given: `${from} ${to}`,
    });
  }
  const rough = (to - from) / count;
  const exponent = Math.floor(Math.log10(rough));
  const power = 10 ** exponent;
  // Ten times the power is above what is rough: one is found.
  const factor = STEPS.find((step) => step * power >= rough * (1 - 1e-9)) as number;
  const step = factor * power;
  const places = Math.max(0, factor === 10 ? -exponent - 1 : -exponent);
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const value = (first + index) * step;
    const isPlain = places <= PLACES_MAX && Math.abs(value) < WHOLE_MAX;
    return { value, label: isPlain ? value.toFixed(places).replace(/^-(?=0*\.?0*$)/, '') : value.toExponential(2) };
  });
}
