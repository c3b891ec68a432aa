// SPDX-License-Identifier: Apache-2.0
export {
  type CapabilityFinding,
  compareWithCapability,
  meetsNeed,
  type UncertaintyAt,
} from './compare-with-capability.ts';
export {
  coverNeed,
  coverNeedTogether,
  coverTestingNeed,
  type NeedCoverage,
  type RangeNeed,
  SHORTFALLS,
  type Shortfall,
  type WorkingRange,
} from './coverage-of-need.ts';
export {
  type Coordinates,
  compareNearness,
  greatCircleKilometres,
  type Nearness,
  nearnessOf,
  type Site,
} from './nearest.ts';
export {
  type Capability,
  compareUncertainties,
  isWithinRange,
  smallestUncertaintyAt,
  type UncertaintyOver,
} from './smallest-uncertainty.ts';
