// SPDX-License-Identifier: Apache-2.0
import { parseGtin } from '@touchstone/identifiers';
import type { Party } from '../fields.ts';
import type { Account } from './loss.ts';
import { OWN_URN, UNSTATED } from './read-names.ts';

/** A member of an export. */
export type Part = Readonly<Record<string, unknown>>;

// RFC 3986, section 3: a scheme, then characters that need no escape. What UNTP asks of every id (format uri).
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]+$/;

/** True when a text of ours can stand where UNTP requires a URI. */
export function isUri(text: string): boolean {
  return URI.test(text) && !/%(?![0-9A-Fa-f]{2})/.test(text);
}

/** Characters of a name that its address repeats; of a longer one its two ends and its length. */
const NAME_MAX = 300;

/** A name of ours as an address: UNTP requires one for everything, and gives no other place to the name of a thing. */
export function urnOf(what: string, name: string): string {
  const half = NAME_MAX / 2;
  const short = name.length <= NAME_MAX ? name : `${name.slice(0, half)}…${name.length}…${name.slice(-half)}`;
  return `${OWN_URN}${what}:${encodeURIComponent(short.toWellFormed())}`;
}

/** A named thing of one UNTP type. */
export function named(type: string, what: string, name: string): Part {
  return { type: [type], id: urnOf(what, name), name };
}

/** What stands where UNTP requires a name and there is none. */
export function unstated(type: string): Part {
  return { type: [type], id: UNSTATED, name: 'not stated' };
}

/** A party at `path` of the subject, carried with its name, DID and identifier. */
export function writeParty(account: Account, path: string, party: Party): Part {
  account.carry(`${path}.name`, `${path}.did`, `${path}.identifier`);
  const { name, did, identifier } = party;
  return {
    type: ['Party'],
    id: did ?? urnOf('party', identifier ?? name),
    name,
    ...(identifier === undefined ? {} : { registeredId: identifier }),
  };
}

/** The members that our lots, objects and stated lots have in common. */
export interface LotPath {
  readonly path: string;
  readonly lotNumber?: string | undefined;
  readonly gtin?: string | undefined;
}

/** A product by its description and, where there is one, its lot. `descriptionPath` is where the description stands. */
export function writeProduct(account: Account, description: string, lot: LotPath | undefined): Part {
  const { path = '', lotNumber, gtin } = lot ?? {};
  const item = gtin === undefined ? undefined : fullGtin(gtin);
  if (lotNumber !== undefined) account.carry(`${path}.lotNumber`);
  if (item !== undefined && item === gtin) account.carry(`${path}.gtin`);
  else account.lose(`${path}.gtin`, 'written only when it is a GTIN of 14 digits');
  const address = item !== undefined && item === gtin ? `https://id.gs1.org/01/${item}` : urnOf('object', description);
  return {
    type: ['Product'],
    id: address,
    name: description,
    ...(lotNumber === undefined ? {} : { batchNumber: lotNumber }),
  };
}

function fullGtin(gtin: string): string | undefined {
  try {
    return parseGtin(gtin);
  } catch {
    return undefined;
  }
}
