// SPDX-License-Identifier: Apache-2.0
import type { Unit } from '../../quantity/unit.ts';
import type { InputDistribution } from './input-distribution.ts';

/** An input quantity that has been checked. */
export interface ModelInput {
  readonly name: string;
  readonly identity?: string;
  readonly distribution: InputDistribution;
  readonly estimate: number;
  readonly standardUncertainty: number;
  readonly degreesOfFreedom: number;
  readonly unit?: Unit;
}
