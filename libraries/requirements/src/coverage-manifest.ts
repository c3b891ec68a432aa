// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import type { RequirementKind, RulePlace } from './requirement.ts';

/** Whether the rule for a hazard or obligation is in the set: wholly, in part, not at all, or not needed. */
export type CoverageStatus = 'loaded' | 'partial' | 'missing' | 'not-applicable';

/** One hazard or obligation of a product in a place. */
export interface CoverageItem {
  readonly item: string;
  readonly kind: RequirementKind;
  readonly substanceId?: string;
  readonly status: CoverageStatus;
  readonly requirementIds?: readonly string[];
  readonly reason: string;
}

/** A reviewed list of what would have to be known about one product in one place, and what of it is loaded. */
export interface CoverageManifest {
  readonly id: string;
  readonly place: RulePlace;
  readonly product: string;
  readonly items: readonly CoverageItem[];
  readonly reviewedBy: string;
  readonly reviewedOn: CalendarDay;
  readonly source: string;
}
