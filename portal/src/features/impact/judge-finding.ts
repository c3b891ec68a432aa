// SPDX-License-Identifier: Apache-2.0
import { rationalToNumber } from '@touchstone/identifiers';
import { convertQuantity, MetrologyError, parseQuantity } from '@touchstone/metrology/quantity';

/** A number with its unit as a certificate states it. */
export interface Stated {
  readonly value: string;
  readonly unit: string;
}

/** A point with its uncertainty. */
interface Point {
  readonly at: Stated;
  readonly expandedUncertainty: Stated;
  readonly coverageFactor: string;
}

/** What a thing was found off by at one point. */
export interface Found extends Point {
  readonly quantity: string;
  readonly shift: Stated;
}

/** Whether a shift is more than both certificates allow. */
export type Judgement =
  | { readonly says: 'off' | 'within'; readonly ratio: number }
  /** The last good certificate has no such point, or a figure cannot be. */
  | { readonly says: 'cannot-tell' };

/**
 * E_n = |d| / (2 √(u₁² + u₂²)), u = U / k: beyond 1 the shift is more than the uncertainties of both certificates explain.
 * ISO 13528:2022, 9.7, of two results of one thing; the two may rest on one reference, and then more is explained here than is.
 */
export function judgeFinding(found: Found, good: readonly Point[]): Judgement {
  try {
    const { unit } = parseQuantity(found.shift);
    const shift = Math.abs(rationalToNumber(parseQuantity(found.shift).value));
    const point = good.find((one) => isSamePlace(one.at, found.at));
    if (point === undefined) return { says: 'cannot-tell' };
    const uncertainties = [found, point].map(({ expandedUncertainty, coverageFactor }) => {
      const expanded = convertQuantity(parseQuantity(expandedUncertainty), unit, { temperature: 'interval' });
      return rationalToNumber(expanded.value) / Number(coverageFactor);
    });
    // A coverage factor of 0, or an uncertainty below it, says nothing that a shift could be held against.
    if (!uncertainties.every((one) => Number.isFinite(one) && one >= 0)) return { says: 'cannot-tell' };
    const ratio = shift / (2 * Math.hypot(...uncertainties));
    if (!Number.isFinite(ratio)) return { says: 'cannot-tell' };
    return { says: ratio > 1 ? 'off' : 'within', ratio };
  } catch (cause) {
    if (cause instanceof MetrologyError) return { says: 'cannot-tell' };
    throw cause;
  }
}

function isSamePlace(one: Stated, other: Stated): boolean {
  try {
    const place = parseQuantity(other);
    const converted = convertQuantity(parseQuantity(one), place.unit, { temperature: 'point' });
    return rationalToNumber(converted.value) === rationalToNumber(place.value);
  } catch (cause) {
    if (cause instanceof MetrologyError) return false;
    throw cause;
  }
}
