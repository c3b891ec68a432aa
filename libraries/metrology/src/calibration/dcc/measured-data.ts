// SPDX-License-Identifier: Apache-2.0
import { DSI_VARIANTS, type DsiQuantity, realListXMLList, realShape } from './dsi-quantity.ts';
import { equipmentsShape, usedMethodShape } from './equipment.ts';
import { code, codes, day, flag, flags, moment, moments, plainText, textWords } from './leaves.ts';
import { contactShape, optionalLocation, referralShape, softwareShape } from './parties.ts';
import { any, later, one, optional, record, type RecordOf, type Shape, type TypeOf, within } from './shape.ts';
import {
  type DccFile,
  type DccRichContent,
  fileShape,
  foreignXml,
  formulaShape,
  joined,
  richContent,
  textShape,
} from './texts.ts';
import { choice, sequence, type VariantOf } from './variants.ts';

/** Words for a decision about conformity. DCC 3.3.0, stringConformityStatementStatusType. */
export const DCC_CONFORMITIES = ['pass', 'fail', 'conditionalPass', 'conditionalFail', 'noPass', 'noFail'] as const;
export type DccConformity = (typeof DCC_CONFORMITIES)[number];

// Conditions and statements hold data, which hold quantities, which hold conditions and statements.
const conditions = within(
  'dcc:influenceConditions',
  'dcc:influenceCondition',
  later((): Shape<DccCondition> => conditionShape),
);
const metaData = within(
  'dcc:measurementMetaData',
  'dcc:metaData',
  later((): Shape<DccStatement> => statementShape),
);

/** How and with what something was measured, under which conditions, and what is said about it. */
export const measured = {
  methods: within('dcc:usedMethods', 'dcc:usedMethod', usedMethodShape),
  software: within('dcc:usedSoftware', 'dcc:software', softwareShape),
  equipment: optional('dcc:measuringEquipments', equipmentsShape),
  conditions,
};

interface Measured extends RecordOf<Omit<typeof measured, 'conditions'>> {
  readonly conditions: readonly DccCondition[];
  readonly metaData: readonly DccStatement[];
}

const relativeUncertainty = record({
  stated: choice({ relativeUncertaintyXmlList: realListXMLList, relativeUncertaintySingle: realShape }),
});
const quantityFields = {
  name: optional('dcc:name', textShape),
  description: joined('dcc:description'),
  stated: choice({ noQuantity: richContent, charsXMLList: textWords }, DSI_VARIANTS),
  relativeUncertainty: optional('dcc:relativeUncertainty', relativeUncertainty),
};

/** A quantity: what it is, its value in D-SI or words where it has none, and how it was measured. */
export interface DccQuantity extends RecordOf<typeof quantityFields>, Measured {}

const quantityShape: Shape<DccQuantity> = record({ ...quantityFields, ...measured, metaData });

const listFields = {
  name: optional('dcc:name', textShape),
  description: joined('dcc:description'),
  dateTime: optional('dcc:dateTime', moment),
  dateTimes: optional('dcc:dateTimeXMLList', moments),
};

/** Quantities that belong together, such as the columns of a table; a list may hold lists. */
export interface DccList extends RecordOf<typeof listFields>, Measured {
  readonly entries: readonly (
    | { readonly kind: 'list'; readonly value: DccList }
    | { readonly kind: 'quantity'; readonly value: DccQuantity }
  )[];
}

const listShape: Shape<DccList> = record({
  ...listFields,
  entries: sequence({ list: later((): Shape<DccList> => listShape), quantity: quantityShape }),
  ...measured,
  metaData,
});

/** What a result, a condition or a statement consists of. */
export interface DccData extends RecordOf<Record<never, never>> {
  readonly entries: readonly (
    | { readonly kind: 'text'; readonly value: DccRichContent }
    | { readonly kind: 'formula'; readonly value: TypeOf<typeof formulaShape> }
    | { readonly kind: 'byteData'; readonly value: DccFile }
    | { readonly kind: 'xml'; readonly value: string }
    | { readonly kind: 'quantity'; readonly value: DccQuantity }
    | { readonly kind: 'list'; readonly value: DccList }
  )[];
}

export const dataShape: Shape<DccData> = record({
  entries: sequence({
    text: richContent,
    formula: formulaShape,
    byteData: fileShape,
    xml: foreignXml,
    quantity: quantityShape,
    list: listShape,
  }),
});

const conditionFields = {
  name: one('dcc:name', textShape),
  description: joined('dcc:description'),
  status: optional('dcc:status', code(['beforeAdjustment', 'afterAdjustment', 'beforeRepair', 'afterRepair'] as const)),
  certificate: optional('dcc:certificate', referralShape),
};

/** A condition under which something was measured. */
export interface DccCondition extends RecordOf<typeof conditionFields> {
  readonly data: DccData;
}

const conditionShape: Shape<DccCondition> = record({ ...conditionFields, data: one('dcc:data', dataShape) });

const statementFields = {
  name: optional('dcc:name', textShape),
  description: joined('dcc:description'),
  countries: any('dcc:countryCodeISO3166_1', plainText),
  convention: optional('dcc:convention', plainText),
  isTraceable: optional('dcc:traceable', flag),
  norms: any('dcc:norm', plainText),
  references: any('dcc:reference', plainText),
  links: any('dcc:link', plainText),
  declaration: joined('dcc:declaration'),
  isValid: optional('dcc:valid', flag),
  areValid: optional('dcc:validXMLList', flags),
  date: optional('dcc:date', day),
  period: optional('dcc:period', plainText),
  responsible: optional('dcc:respAuthority', contactShape),
  conformity: optional('dcc:conformity', code(DCC_CONFORMITIES)),
  conformities: optional('dcc:conformityXMLList', codes(DCC_CONFORMITIES)),
};
const statementTail = {
  nonSiDefinition: optional('dcc:nonSIDefinition', plainText),
  nonSiUnit: optional('dcc:nonSIUnit', plainText),
  location: optionalLocation,
};

/** Something said about the certificate, a result or a quantity: a conformity, a validity, a unit that is not of the SI. */
export interface DccStatement extends RecordOf<typeof statementFields>, RecordOf<typeof statementTail> {
  readonly data?: DccData;
}

export const statementShape: Shape<DccStatement> = record({
  ...statementFields,
  data: optional('dcc:data', dataShape),
  ...statementTail,
});

export const metaDataField = metaData;

/** A quantity in D-SI, or words in its place. */
export type DccStated =
  | DsiQuantity
  | VariantOf<{ noQuantity: Shape<DccRichContent>; charsXMLList: Shape<readonly string[]> }>;
