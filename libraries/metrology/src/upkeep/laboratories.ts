// SPDX-License-Identifier: Apache-2.0
import { groupBy } from '@touchstone/identifiers';
import { meetsNeed } from '../capability/compare-with-capability.ts';
import { compareNearness, nearnessOf, type Site } from '../capability/nearest.ts';
import { type Capability, compareUncertainties } from '../capability/smallest-uncertainty.ts';
import { describeQuantity, type QuantityText } from '../quantity/quantity.ts';

/** What a laboratory is looked for by. */
export interface CalibrationNeed {
  readonly quantity: string;
  readonly at: QuantityText;
  /** Largest expanded uncertainty that is good enough; absent where that is not known. */
  readonly expandedUncertainty?: QuantityText | undefined;
}

/** One capability that a laboratory is accredited for. */
export interface OfferedCapability {
  readonly laboratory: string;
  /** Who it is, since two may have one name; without it the certificate tells them apart. */
  readonly body?: string;
  readonly certificateNumber: string;
  readonly line: string;
  readonly quantity: string;
  readonly capability: Capability;
  readonly sites: readonly Site[];
}

/** A laboratory that is good enough, how good it is, and how far. */
export interface FoundLaboratory {
  readonly laboratory: string;
  readonly certificateNumber: string;
  readonly line: string;
  readonly smallestUncertainty: string;
  readonly samePlace: boolean;
  readonly kilometres?: number;
  readonly places: readonly string[];
}

/**
 * U_CMC(x) ≤ U_needed: those good enough, the same place first, then the nearest; of one laboratory its best line.
 * A laboratory that has a name of another stays one of its own; one that two lists name differently is one by its certificate.
 */
export function findLaboratories(
  offers: readonly OfferedCapability[],
  need: CalibrationNeed,
  { from, limit }: { readonly from: Site; readonly limit: number },
): readonly FoundLaboratory[] {
  const whoOf = identitiesOf(offers);
  const able = offers.flatMap(({ quantity, capability, sites, body, ...named }) => {
    if (quantity !== need.quantity) return [];
    const { meets, smallest } = meetsNeed(capability, need);
    if (!meets || smallest === undefined) return [];
    const places = [...new Set(sites.flatMap(({ place }) => place ?? []))];
    return [
      {
        smallest,
        who: whoOf({ ...named, body }),
        found: { ...named, smallestUncertainty: describeQuantity(smallest), places, ...nearnessOf(sites, from) },
      },
    ];
  });
  able.sort(
    (a, b) =>
      compareNearness(a.found, b.found) ||
      compareText(a.found.laboratory, b.found.laboratory) ||
      compareUncertainties(a.smallest, b.smallest),
  );
  const best = [...groupBy(able, ({ who }) => who).values()].map(([first]) => first as (typeof able)[number]);
  return best.slice(0, limit).map(({ found }) => found);
}

type Named = Pick<OfferedCapability, 'laboratory' | 'certificateNumber'> & { readonly body?: string | undefined };

/** Who a laboratory is: what is said of it, or else whose its certificate is, where offers know one party only by that number. */
function identitiesOf(offers: readonly Named[]): (offer: Named) => string {
  const holders = new Map<string, Set<string>>();
  for (const { certificateNumber, body } of offers) {
    if (body === undefined) continue;
    holders.set(certificateNumber, (holders.get(certificateNumber) ?? new Set()).add(body));
  }
  return ({ laboratory, certificateNumber, body }) => {
    const [holder, ...more] = holders.get(certificateNumber) ?? [];
    return body ?? (more.length === 0 ? holder : undefined) ?? `${laboratory} ${certificateNumber}`;
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
