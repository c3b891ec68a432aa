// SPDX-License-Identifier: Apache-2.0
import { withDecimalPoint } from '../../components/decimal-comma.ts';
import { type ChartKind, MEMORY_USUAL, type MemoryParameters } from './compute-chart.ts';

/** The parameters that a kind of chart is made with beside its limits. */
export const PARAMETERS_OF: Partial<Record<ChartKind, readonly (keyof MemoryParameters)[]>> = {
  ewma: ['lambda', 'multiplier'],
  cusum: ['k', 'h'],
};

/** What may stand in each: above the first number, or from it on for k, up to the last. */
export const BOUNDS: Readonly<Record<keyof MemoryParameters, readonly [least: number, most: number]>> = {
  lambda: [0, 1],
  multiplier: [0, 10],
  k: [0, 10],
  h: [0, 100],
};

/** Parameters as they were typed. */
export type TypedParameters = Readonly<Record<keyof MemoryParameters, string>>;

/** The usual ones, as text. */
export const TYPED_USUAL: TypedParameters = {
  lambda: String(MEMORY_USUAL.lambda),
  multiplier: String(MEMORY_USUAL.multiplier),
  k: String(MEMORY_USUAL.k),
  h: String(MEMORY_USUAL.h),
};

const PLAIN = /^(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})$/;

/** A parameter within its bounds; undefined for anything else. */
export function readParameter(name: keyof MemoryParameters, typed: string): number | undefined {
  const text = withDecimalPoint(typed.trim());
  const value = PLAIN.test(text) ? Number(text) : Number.NaN;
  const [least, most] = BOUNDS[name];
  // Without an allowance a CUSUM is a plain sum, which is a chart too; nothing else may be 0.
  const isEnough = name === 'k' ? value >= least : value > least;
  return isEnough && value <= most ? value : undefined;
}

/** How many points give the limits: `all` where nothing is typed, undefined for what is no number from 2 to `count`. */
export function readCalibration(typed: string, count: number): number | 'all' | undefined {
  const text = typed.trim();
  if (text === '') return 'all';
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return value >= 2 && value <= count ? value : undefined;
}
