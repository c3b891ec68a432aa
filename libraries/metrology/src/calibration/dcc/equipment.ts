// SPDX-License-Identifier: Apache-2.0
import { DSI_VARIANTS } from './dsi-quantity.ts';
import { plainText, textWords } from './leaves.ts';
import {
  contactShape,
  equipmentClassShape,
  identificationShape,
  identifications,
  ofAll,
  partyShape,
  referralShape,
  softwareShape,
} from './parties.ts';
import {
  any,
  later,
  one,
  optional,
  record,
  type RecordOf,
  type Shape,
  some,
  type TypeOf,
  within,
  withinSome,
} from './shape.ts';
import { joined, richContent, textShape } from './texts.ts';
import { choice } from './variants.ts';

// A quantity that says nothing about how it was measured, so that nothing stands in it again.
const { list: _, ...SIMPLE } = DSI_VARIANTS;
const primitive = record({
  name: optional('dcc:name', textShape),
  description: joined('dcc:description'),
  stated: choice({ noQuantity: richContent, charsXMLList: textWords }, SIMPLE),
});

/** A number that belongs to a thing or a method: a range, a resolution. */
export type DccPrimitive = TypeOf<typeof primitive>;

export const usedMethodShape = record({
  name: one('dcc:name', textShape),
  description: joined('dcc:description'),
  norms: any('dcc:norm', plainText),
  references: any('dcc:reference', plainText),
  links: any('dcc:link', plainText),
  quantities: within('dcc:usedMethodQuantities', 'dcc:usedMethodQuantity', primitive),
});

/** A method, by the standards and their clauses that describe it. */
export type DccUsedMethod = TypeOf<typeof usedMethodShape>;

const equipmentShape = record({
  name: one('dcc:name', textShape),
  equipmentClasses: any('dcc:equipmentClass', equipmentClassShape),
  description: joined('dcc:description'),
  certificate: optional('dcc:certificate', referralShape),
  manufacturer: optional('dcc:manufacturer', partyShape),
  model: optional('dcc:model', plainText),
  identifications,
  quantities: within('dcc:measuringEquipmentQuantities', 'dcc:measuringEquipmentQuantity', primitive),
  installedSoftware: within('dcc:installedSoftware', 'dcc:software', softwareShape),
});

/** A reference standard or another instrument that was used, with the report of its own calibration where one is named. */
export type DccEquipment = TypeOf<typeof equipmentShape>;

export const equipmentsShape = record({
  ...ofAll,
  identifications,
  entries: some('dcc:measuringEquipment', equipmentShape),
});

/** The instruments that were used, and what is said of all of them. */
export type DccEquipments = TypeOf<typeof equipmentsShape>;

const itemFields = {
  name: one('dcc:name', textShape),
  equipmentClasses: any('dcc:equipmentClass', equipmentClassShape),
  description: joined('dcc:description'),
  owner: optional('dcc:owner', contactShape),
  installedSoftware: within('dcc:installedSoftwares', 'dcc:software', softwareShape),
  manufacturer: optional('dcc:manufacturer', partyShape),
  model: optional('dcc:model', plainText),
  identifications: withinSome('dcc:identifications', 'dcc:identification', identificationShape),
  quantities: within('dcc:itemQuantities', 'dcc:itemQuantity', primitive),
};

/** A thing that was calibrated, and the things that it consists of. */
export interface DccItem extends RecordOf<typeof itemFields> {
  readonly subItems?: DccItems;
}

const itemShape: Shape<DccItem> = record({
  ...itemFields,
  subItems: optional(
    'dcc:subItems',
    later((): Shape<DccItems> => itemsShape),
  ),
});

const itemsFields = {
  ...ofAll,
  manufacturer: optional('dcc:manufacturer', partyShape),
  identifications,
};

/** The things that were calibrated, and what is said of all of them. */
export interface DccItems extends RecordOf<typeof itemsFields> {
  readonly entries: readonly DccItem[];
}

export const itemsShape: Shape<DccItems> = record({ ...itemsFields, entries: some('dcc:item', itemShape) });
