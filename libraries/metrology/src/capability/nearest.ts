// SPDX-License-Identifier: Apache-2.0
import { type Place, placeCovers } from '@touchstone/identifiers';

/** Where something is, in degrees of WGS 84. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** A place of work, as far as it is known. */
export interface Site {
  readonly place?: Place | undefined;
  readonly coordinates?: Coordinates | undefined;
}

/** How far a site is: whether it is in the same place, and how many kilometres away, where both are known. */
export interface Nearness {
  readonly samePlace: boolean;
  readonly kilometres?: number;
}

/** Mean radius of the earth in kilometres, R₁ of IUGG (GRS 80). */
const EARTH_RADIUS = 6371.0088;
const RADIANS = Math.PI / 180;

/**
 * d = 2R·asin √(sin²(Δφ/2) + cos φ₁·cos φ₂·sin²(Δλ/2)), in kilometres, on a sphere.
 * The haversine formula; against the ellipsoid of WGS 84 it is wrong by at most some 0.6 %.
 */
export function greatCircleKilometres(a: Coordinates, b: Coordinates): number {
  const half = (from: number, to: number) => Math.sin(((to - from) * RADIANS) / 2) ** 2;
  const across = Math.cos(a.latitude * RADIANS) * Math.cos(b.latitude * RADIANS) * half(a.longitude, b.longitude);
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(half(a.latitude, b.latitude) + across)));
}

/** The nearest of several sites; a body without a known site is nowhere near. */
export function nearnessOf(sites: readonly Site[], from: Site): Nearness {
  const all = sites.map((site): Nearness => {
    const samePlace = site.place !== undefined && from.place !== undefined && isSamePlace(site.place, from.place);
    return site.coordinates === undefined || from.coordinates === undefined
      ? { samePlace }
      : { samePlace, kilometres: greatCircleKilometres(from.coordinates, site.coordinates) };
  });
  return all.sort(compareNearness)[0] ?? { samePlace: false };
}

/** The same place first, then by distance, then those whose distance is not known. */
export function compareNearness(a: Nearness, b: Nearness): number {
  if (a.samePlace !== b.samePlace) return a.samePlace ? -1 : 1;
  const [one, other] = [a.kilometres ?? Number.POSITIVE_INFINITY, b.kilometres ?? Number.POSITIVE_INFINITY];
  return one === other ? 0 : one - other;
}

/** A place and one that lies within it are the same in this respect. */
function isSamePlace(one: Place, other: Place): boolean {
  return placeCovers(one, other) || placeCovers(other, one);
}
