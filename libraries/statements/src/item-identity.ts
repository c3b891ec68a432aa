// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import { z } from 'zod';

/** Longest of each: together they are one key, by which papers are found. */
const MADE_MAX = 100;
const IDENTIFIER_MAX = 300;
const made = z.string().trim().min(1).max(MADE_MAX);
/** scheme ":" 1*( any but space ); RFC 3986, 3.1. A bare number of an inventory is no name among those of all owners. */
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/;

/**
 * identity = manufacturer model serialNumber / identifier, or all of them: which one of all things it is, whoever says it.
 * ISO/IEC 17025:2017, 7.8.2.1 g) (recalled): unambiguous identification of the item.
 */
export const itemIdentity = z
  .strictObject({
    manufacturer: made.optional(),
    model: made.optional(),
    serialNumber: made.optional(),
    /** What its owner registered for it, as a URI. */
    identifier: z.string().trim().max(IDENTIFIER_MAX).regex(URI, 'a URI, such as urn:… or https://…').optional(),
  })
  .refine(
    ({ manufacturer, model, serialNumber, identifier }) =>
      identifier !== undefined || [manufacturer, model, serialNumber].every((one) => one !== undefined),
    'manufacturer, model and serialNumber together, or an identifier: less names no one thing',
  );
export type ItemIdentity = z.infer<typeof itemIdentity>;

/** The keys under which papers about one and the same thing are found: by what its maker, and by what its owner gave it. */
export function itemKeys(item: ItemIdentity | undefined): readonly string[] {
  if (item === undefined) return [];
  const { manufacturer, model, serialNumber, identifier } = item;
  const isMade = manufacturer !== undefined && model !== undefined && serialNumber !== undefined;
  return [
    ...(isMade ? [`item made ${JSON.stringify([manufacturer, model, serialNumber].map(nameKey))}`] : []),
    ...(identifier === undefined ? [] : [`item named ${uriKey(identifier)}`]),
  ];
}

/**
 * Whether two papers speak of one thing: `same` where they share a key and nothing contradicts it, `other` where a serial
 * number or an identifier that both state differs, `unknown` where they state nothing that could be compared.
 */
export function compareItems(
  one: ItemIdentity | undefined,
  other: ItemIdentity | undefined,
): 'same' | 'other' | 'unknown' {
  const differ = (a: string | undefined, b: string | undefined) => a !== undefined && b !== undefined && a !== b;
  const serial = (item: ItemIdentity | undefined) =>
    item?.serialNumber === undefined ? undefined : nameKey(item.serialNumber);
  const named = (item: ItemIdentity | undefined) =>
    item?.identifier === undefined ? undefined : uriKey(item.identifier);
  if (differ(serial(one), serial(other)) || differ(named(one), named(other))) return 'other';
  const keys = itemKeys(one);
  return itemKeys(other).some((key) => keys.includes(key)) ? 'same' : 'unknown';
}

/** Scheme and host in lower case, the rest as it is. RFC 3986, 6.2.2.1. */
function uriKey(uri: string): string {
  return uri.replace(/^[A-Za-z][A-Za-z0-9+.-]*:(?:\/\/[^/?#]*)?/, (start) => start.toLowerCase());
}
