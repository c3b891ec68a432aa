// SPDX-License-Identifier: Apache-2.0
import type { Place } from '@touchstone/identifiers';
import type { QuantityValue } from '@touchstone/statements';

/** One thing that a cluster must have tested or measured. */
export interface ClusterNeed {
  readonly activity: 'testing' | 'calibration';
  readonly property: string;
  readonly method?: string;
  readonly from?: QuantityValue;
  readonly to?: QuantityValue;
  readonly expandedUncertainty?: QuantityValue;
}

/** An industrial cluster: where it is, what it makes, what it needs. */
export interface ListedCluster {
  readonly cluster: string;
  readonly name: string;
  readonly place: Place;
  readonly coordinates?: { readonly latitude: number; readonly longitude: number };
  readonly industries: readonly string[];
  readonly goods: readonly string[];
  readonly demonstration: boolean;
  readonly needs: readonly ClusterNeed[];
}
