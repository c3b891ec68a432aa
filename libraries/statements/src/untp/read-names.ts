// SPDX-License-Identifier: Apache-2.0
import { parseDid, parseGtin, requirePublicDid } from '@touchstone/identifiers';
import type { Party } from '../fields.ts';
import {
  booleanAt,
  childAt,
  childrenAt,
  type Foreign,
  nameGap,
  nameMissing,
  requiredTextAt,
  textAt,
} from './foreign.ts';
import type { Named, UntpLink, UntpObject } from './reading.ts';

/** The DID when `text` is one that others can look up. */
export function didOf(text: string | undefined): Party['did'] {
  try {
    return text === undefined ? undefined : requirePublicDid(parseDid(text));
  } catch {
    return undefined;
  }
}

/** The name of nobody: written where UNTP 0.7.0 requires one and the statement has none, read as not said. */
export const UNSTATED = 'urn:touchstone:unstated';
/** Addresses that our exports make of names, since UNTP requires one for everything: they identify nobody. */
export const OWN_URN = 'urn:touchstone:';

/** A party; its id is kept as a DID where it is one, and its registered number as its identifier. */
export function readParty(of: Foreign | undefined): Party | undefined {
  if (of === undefined || of.members.id === UNSTATED) return undefined;
  const id = requiredTextAt(of, 'id');
  const did = didOf(id);
  const address = did === undefined && !id?.startsWith(OWN_URN) ? id : undefined;
  const identifier = textAt(of, 'registeredId') ?? address;
  const name = requiredTextAt(of, 'name') ?? id;
  return name === undefined
    ? undefined
    : { name, ...(did === undefined ? {} : { did }), ...(identifier === undefined ? {} : { identifier }) };
}

/** The parties of a list with their roles. */
export function readParties(of: Foreign): readonly { readonly role: string; readonly party: Party }[] {
  return childrenAt(of, 'relatedParty').flatMap((entry) => {
    const party = readParty(childAt(entry, 'party'));
    const role = requiredTextAt(entry, 'role');
    return party === undefined || role === undefined ? [] : [{ role, party }];
  });
}

/** Something with an address and a name. */
export function readNamed(of: Foreign | undefined): Named | undefined {
  if (of === undefined || of.members.id === UNSTATED) return undefined;
  const id = requiredTextAt(of, 'id');
  const name = requiredTextAt(of, 'name') ?? id;
  return name === undefined ? undefined : { name, ...(id === undefined ? {} : { id }) };
}

/** The names of a list of named things. */
export function readNames(of: Foreign, member: string): readonly string[] {
  return childrenAt(of, member).flatMap((entry) => readNamed(entry)?.name ?? []);
}

/** A link; one without an address points at nothing. */
export function readLink(of: Foreign | undefined): UntpLink | undefined {
  const url = of === undefined ? undefined : requiredTextAt(of, 'linkURL');
  if (of === undefined || url === undefined) return undefined;
  const name = textAt(of, 'linkName');
  const digestMultibase = textAt(of, 'digestMultibase');
  const mediaType = textAt(of, 'mediaType');
  return {
    url,
    ...(name === undefined ? {} : { name }),
    ...(digestMultibase === undefined ? {} : { digestMultibase }),
    ...(mediaType === undefined ? {} : { mediaType }),
  };
}

/** The links of a list. */
export function readLinks(of: Foreign, member: string): readonly UntpLink[] {
  return childrenAt(of, member).flatMap((entry) => readLink(entry) ?? []);
}

/** A product; its lot is what its number says, never what its name may mean. */
export function readObject(product: Foreign, verification: Foreign = product): UntpObject | undefined {
  const id = requiredTextAt(product, 'id');
  const description = requiredTextAt(product, 'name') ?? id;
  if (description === undefined) return undefined;
  const address = gs1Parts(id);
  const lotNumber = agreed(product, textAt(product, 'batchNumber'), address.lot);
  const itemNumber = textAt(product, 'itemNumber');
  const modelNumber = textAt(product, 'modelNumber');
  const verifiedByIssuer = booleanAt(verification, 'idVerifiedByCAB') === true;
  if (lotNumber === undefined) nameMissing(product, 'NO_LOT', 'no batch is named: a type or a model, not a lot');
  return {
    description,
    ...(id === undefined ? {} : { id }),
    ...(address.gtin === undefined ? {} : { gtin: address.gtin }),
    ...(lotNumber === undefined ? {} : { lotNumber }),
    ...(itemNumber === undefined ? {} : { itemNumber }),
    ...(modelNumber === undefined ? {} : { modelNumber }),
    verifiedByIssuer,
  };
}

/** Two statements of the same lot must be one; where they differ, neither is taken. */
function agreed(of: Foreign, stated: string | undefined, inAddress: string | undefined): string | undefined {
  if (stated === undefined || inAddress === undefined || stated === inAddress) return stated ?? inAddress;
  nameGap(
    of,
    {
      code: 'CONTRADICTION',
      grade: 'unreadable',
      message: 'the batch differs from the one in the address of the product',
    },
    'batchNumber',
  );
  return undefined;
}

// Application identifiers 01 (GTIN) and 10 (batch) as path segments; the GTIN may stand alone.
const GS1_PATH = /\/01\/(\d{8,14})(?:\/22\/[^/?#]+)?(?:\/10\/([^/?#]+))?(?:\/21\/[^/?#]+)?(?:[?#]|$)/;

/**
 * https://domain/…/01/GTIN[/22/variant][/10/lot][/21/serial].
 * GS1 Digital Link URI syntax 1.4, 4.3 and 4.9. A number whose check digit fails is no GTIN.
 */
function gs1Parts(id: string | undefined): { readonly gtin?: string; readonly lot?: string } {
  const found = id?.startsWith('https://') ? GS1_PATH.exec(id) : null;
  const [, digits, lot] = found ?? [];
  if (digits === undefined) return {};
  try {
    const gtin = parseGtin(digits);
    return lot === undefined ? { gtin } : { gtin, lot: decodeURIComponent(lot) };
  } catch {
    return {};
  }
}
