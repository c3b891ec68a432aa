// SPDX-License-Identifier: Apache-2.0
import type { DccItem } from '@touchstone/metrology/calibration';
import { type ItemIdentity, itemIdentity } from '../item-identity.ts';
import { plainName } from './gap-list.ts';

type Numbers = DccItem['identifications'];

/**
 * Which one of all things an item is: by its maker, model and the maker's one number, or by a URI of its owner. Of several
 * numbers of the maker nobody can tell which is the serial number. DCC 3.3.0, dcc:item; undefined where it says too little.
 */
export function readItem({ manufacturer, model, identifications }: DccItem): ItemIdentity | undefined {
  const byMaker = identifications.filter(({ issuer }) => issuer === 'manufacturer');
  const serialNumber = byMaker.length === 1 ? byMaker[0]?.value : undefined;
  const given = { manufacturer: plainName(manufacturer?.name), model, serialNumber };
  const made = itemIdentity.safeParse(given);
  const named = identifications
    .filter(({ issuer }) => issuer === 'owner' || issuer === 'customer')
    .map(({ value: identifier }) => itemIdentity.safeParse({ identifier }))
    .find(({ success }) => success);
  const item = { ...made.data, ...named?.data };
  return Object.keys(item).length === 0 ? undefined : item;
}

/** The same, as members of an item. */
export function writeItem(item: ItemIdentity | undefined): Pick<DccItem, 'manufacturer' | 'model'> & {
  readonly identifications: Numbers;
} {
  const { manufacturer, model, serialNumber, identifier } = item ?? {};
  return {
    ...(manufacturer === undefined ? {} : { manufacturer: { name: { content: [{ text: manufacturer }] } } }),
    ...(model === undefined ? {} : { model }),
    identifications: [
      ...(serialNumber === undefined ? [] : [{ issuer: 'manufacturer' as const, value: serialNumber }]),
      ...(identifier === undefined ? [] : [{ issuer: 'owner' as const, value: identifier }]),
    ],
  };
}
