// SPDX-License-Identifier: Apache-2.0
import type { Brand } from './brand.ts';
import { IdentifierError, requireText } from './identifier-error.ts';
import { CHINA_SUBDIVISIONS, COUNTRY_CODES } from './place-codes.ts';

/** A jurisdiction ('CN', 'HK', 'MO', 'EU' …) or a part of one ('CN-GD'). */
export type Place = Brand<string, 'Place'>;

/** A place with law of its own: a country or area of ISO 3166-1, or the European Union. */
export type Jurisdiction = Brand<Place, 'Jurisdiction'>;

// ISO 3166-2 also lists these under CN, but their law is their own; each has one code here.
const OWN_JURISDICTION: ReadonlyMap<string, string> = new Map([
  ['CN-HK', 'HK'],
  ['CN-MO', 'MO'],
  ['CN-TW', 'TW'],
]);

const PLACE_TEXT = /^([A-Z]{2})(?:-([A-Z0-9]{1,3}))?$/;

/**
 * place = alpha-2 ["-" 1*3(ALPHA / DIGIT)].
 * ISO 3166-1:2020 and ISO 3166-2:2020. Subdivisions are held against the list for China, elsewhere against the grammar.
 */
export function parsePlace(given: unknown): Place {
  const text = requireText(given, 'A place', 60);
  const match = PLACE_TEXT.exec(text);
  if (match === null) {
    throw new IdentifierError('BAD_FORMAT', 'A place is written like CN-GD, HK or MO', text);
  }
  const [, country = '', subdivision] = match;
  if (!COUNTRY_CODES.has(country)) {
    throw new IdentifierError('UNKNOWN_PLACE', `ISO 3166-1 has no ${country}`, text);
  }
  const own = OWN_JURISDICTION.get(text);
  if (own !== undefined) {
    return own as Place;
  }
  if (country === 'CN' && subdivision !== undefined && !CHINA_SUBDIVISIONS.has(subdivision)) {
    throw new IdentifierError('UNKNOWN_PLACE', `ISO 3166-2:CN has no ${subdivision}`, text);
  }
  return text as Place;
}

/** The jurisdiction whose law holds in the place: 'CN' for 'CN-GD', 'HK' for 'HK'. */
export function jurisdictionOf(place: Place): Jurisdiction {
  return place.slice(0, 2) as Jurisdiction;
}

/** Whether the inner place is the outer one or a part of it: 'CN' covers 'CN-GD', and neither 'HK' nor 'MO'. */
export function placeCovers(outer: Place, inner: Place): boolean {
  return outer === inner || (outer.length === 2 && inner.startsWith(`${outer}-`));
}
