// SPDX-License-Identifier: Apache-2.0
import type { CoverageItem, CoverageManifest } from './coverage-manifest.ts';
import { coversPlace } from './covers-place.ts';
import { lineageOf } from './food-taxonomy.ts';
import type { RulePlace } from './requirement.ts';
import type { RequirementSet } from './requirement-set.ts';

/** How many hazards and obligations stand where. */
export interface CoverageCounts {
  readonly loaded: number;
  readonly partial: number;
  readonly missing: number;
  readonly notApplicable: number;
}

/**
 * What is known of the rules for a product in a place. Unless `complete`, the answer is
 * "meets `counts.loaded` loaded requirements, `notLoaded` not loaded", never that the product may be sold.
 */
export type Coverage =
  | {
      readonly reviewed: true;
      readonly manifest: CoverageManifest;
      readonly items: readonly CoverageItem[];
      readonly counts: CoverageCounts;
      /** Hazards and obligations of which a part or everything is not loaded. */
      readonly notLoaded: number;
      readonly complete: boolean;
    }
  | { readonly reviewed: false; readonly complete: false };

/** The coverage of the product by its reviewed manifest; that of a wider group says nothing about this product. */
export function coverageOf(set: RequirementSet, place: RulePlace, food: string): Coverage {
  lineageOf(set.taxonomy, food);
  const here = set.data.manifests.filter(({ product, place: where }) => product === food && coversPlace(where, place));
  const manifest = here.find((each) => each.place === place) ?? here[0];
  if (manifest === undefined) {
    return { reviewed: false, complete: false };
  }
  const count = (status: CoverageItem['status']): number =>
    manifest.items.filter((item) => item.status === status).length;
  const counts: CoverageCounts = {
    loaded: count('loaded'),
    partial: count('partial'),
    missing: count('missing'),
    notApplicable: count('not-applicable'),
  };
  const notLoaded = counts.partial + counts.missing;
  return {
    reviewed: true,
    manifest,
    items: manifest.items,
    counts,
    notLoaded,
    complete: notLoaded === 0 && manifest.items.length > 0,
  };
}
