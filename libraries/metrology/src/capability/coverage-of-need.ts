// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { describeQuantity, parseQuantity, type Quantity, type QuantityText } from '../quantity/quantity.ts';
import { type Capability, compareUncertainties, compareValues, smallestUncertaintyAt } from './smallest-uncertainty.ts';

/** A stretch of values that somebody must be able to measure, and how well; for tests without an uncertainty. */
export interface RangeNeed {
  readonly from?: QuantityText | undefined;
  readonly to?: QuantityText | undefined;
  readonly expandedUncertainty?: QuantityText | undefined;
}

/** What keeps a capability from covering a need. */
export const SHORTFALLS = ['unit', 'range', 'range-not-stated', 'uncertainty', 'limit-of-quantification'] as const;
export type Shortfall = (typeof SHORTFALLS)[number];

/** How far a capability covers a need; `best` is the figure to put beside it, in words. */
export interface NeedCoverage {
  readonly outcome: 'covered' | 'in-part' | 'not';
  readonly because: readonly Shortfall[];
  readonly best?: string;
}

/** What a line of a scope of testing states of values: where it works, and from where on it quantifies. */
export interface WorkingRange {
  readonly range?: { readonly from?: QuantityText | undefined; readonly to?: QuantityText | undefined } | undefined;
  readonly limitOfQuantification?: QuantityText | undefined;
}

/**
 * covered: the range holds the stretch, and max U_CMC(x) over it <= U needed; in part: it holds some of it, that well.
 * U(x) is linear in |x| or runs between points, so that its largest is at an end of the stretch or at a point of it.
 */
export function coverNeed(capability: Capability, need: RangeNeed): NeedCoverage {
  return unlessIncomparable(() => {
    const overlap = overlapOf(capability.range, need);
    if (overlap === undefined) return { outcome: 'not', because: ['range'] };
    const largest = largestOver(capability, need);
    const best = describeQuantity(largest);
    const { expandedUncertainty: wanted } = need;
    const isGood = wanted === undefined || compareUncertainties(largest, parseQuantity(wanted)) <= 0;
    if (!isGood) return { outcome: 'not', because: overlap.isWhole ? ['uncertainty'] : ['range', 'uncertainty'], best };
    return overlap.isWhole
      ? { outcome: 'covered', because: [], best }
      : { outcome: 'in-part', because: ['range'], best };
  });
}

/**
 * covered: the working range holds the stretch and the limit of quantification lies at or below its beginning.
 * ISO/IEC 17025:2017, 7.2.2.3 (recalled): the range of a validated method fits the need of the customer.
 */
export function coverTestingNeed({ range = {}, limitOfQuantification }: WorkingRange, need: RangeNeed): NeedCoverage {
  return unlessIncomparable(() => {
    const overlap = overlapOf(range, need);
    if (overlap === undefined) return { outcome: 'not', because: ['range'] };
    const loq = limitOfQuantification;
    const best = loq === undefined ? {} : { best: describeQuantity(parseQuantity(loq)) };
    if (isBeyond(loq, need.to)) return { outcome: 'not', because: ['limit-of-quantification'], ...best };
    const isBlind = isBeyond(loq, need.from);
    const isSilent = [range.from, range.to, loq].every((each) => each === undefined) && isBounded(need);
    const because: readonly Shortfall[] = [
      // A line that states no value at all says neither where it works nor in what unit.
      ...(isSilent ? (['range-not-stated'] as const) : []),
      ...(overlap.isWhole ? [] : (['range'] as const)),
      ...(isBlind ? (['limit-of-quantification'] as const) : []),
    ];
    return { outcome: because.length === 0 ? 'covered' : 'in-part', because, ...best };
  });
}

/**
 * Capabilities of one body that cover a need one after the other, as tables of CMCs are split: each takes up where the one
 * before it ends, good enough wherever it is used. Their places in the list; undefined where they leave a gap.
 */
export function coverNeedTogether(
  capabilities: readonly Capability[],
  need: RangeNeed,
): { readonly used: readonly number[]; readonly best: string } | undefined {
  const { from, to } = need;
  if (from === undefined || to === undefined) return undefined;
  const parts = capabilities.flatMap((capability, at) => {
    const { outcome, because } = coverNeed(capability, need);
    return outcome === 'in-part' && because.every((each) => each === 'range') ? [{ at, capability }] : [];
  });
  const used: typeof parts = [];
  let reached = from;
  while (used.length === 0 || isBeyond(to, reached)) {
    const next = parts
      .filter(({ capability: { range } }) => !isBeyond(range.from, reached) && isBeyond(range.to, reached))
      .reduce<(typeof parts)[number] | undefined>(
        (far, each) => (far === undefined || isBeyond(each.capability.range.to, far.capability.range.to) ? each : far),
        undefined,
      );
    if (next === undefined) return undefined;
    used.push(next);
    reached = next.capability.range.to;
  }
  const worst = used
    .map(({ capability }) => largestOver(capability, need))
    .reduce((a, b) => (compareUncertainties(b, a) > 0 ? b : a));
  return { used: used.map(({ at }) => at), best: describeQuantity(worst) };
}

function isBounded({ from, to }: Stretch): boolean {
  return from !== undefined || to !== undefined;
}

interface Stretch {
  readonly from?: QuantityText | undefined;
  readonly to?: QuantityText | undefined;
}

/** Whether a stretch holds that of a need, whose absent ends ask nothing; undefined where they have nothing in common. */
function overlapOf(own: Stretch, need: Stretch): { readonly isWhole: boolean } | undefined {
  if (isBeyond(own.from, need.to) || isBeyond(need.from, own.to)) return undefined;
  return { isWhole: !isBeyond(own.from, need.from) && !isBeyond(need.to, own.to) };
}

/** Whether one value lies above another; an absent one lies beyond nothing. */
function isBeyond(one: QuantityText | undefined, other: QuantityText | undefined): boolean {
  return one !== undefined && other !== undefined && compare(one, other) > 0;
}

function compare(a: QuantityText, b: QuantityText): number {
  return compareValues(parseQuantity(a), parseQuantity(b));
}

/** The largest uncertainty over what the need and the range have in common. */
function largestOver(capability: Capability, need: Stretch): Quantity {
  const { range, uncertaintyOver: over } = capability;
  const first = need.from !== undefined && isBeyond(need.from, range.from) ? need.from : range.from;
  const last = need.to !== undefined && isBeyond(range.to, need.to) ? need.to : range.to;
  const inner = over?.form === 'table' ? over.points.map(({ at }) => at) : [];
  const within = inner.filter((at) => compare(at, first) > 0 && compare(at, last) < 0);
  return [first, last, ...within]
    .map((at) => smallestUncertaintyAt(capability, at))
    .reduce((a, b) => (compareUncertainties(b, a) > 0 ? b : a));
}

function unlessIncomparable(cover: () => NeedCoverage): NeedCoverage {
  try {
    return cover();
  } catch (error) {
    if (!(error instanceof MetrologyError)) throw error;
    return { outcome: 'not', because: ['unit'] };
  }
}
