// SPDX-License-Identifier: Apache-2.0
import { realShape } from './dsi-quantity.ts';
import { code, flag, plainText } from './leaves.ts';
import { note } from './reader.ts';
import {
  any,
  type Field,
  later,
  one,
  optional,
  readIdentified,
  record,
  type RecordOf,
  type Shape,
  type TypeOf,
  within,
  writtenIdentified,
} from './shape.ts';
import { fileShape, joined, richContent, textShape } from './texts.ts';
import { sequence } from './variants.ts';

// DCC 3.3.0. The order of members is that of its schema.
const coordinates = record({
  system: one('dcc:positionCoordinateSystem', plainText),
  reference: optional('dcc:reference', plainText),
  declaration: optional('dcc:declaration', richContent),
  coordinate1: one('dcc:positionCoordinate1', realShape),
  coordinate2: one('dcc:positionCoordinate2', realShape),
  coordinate3: optional('dcc:positionCoordinate3', realShape),
  link: optional('dcc:link', plainText),
});

const parts = {
  parts: sequence({
    city: plainText,
    countryCode: plainText,
    postCode: plainText,
    postOfficeBox: plainText,
    state: plainText,
    street: plainText,
    streetNo: plainText,
    further: richContent,
    positionCoordinates: coordinates,
  }),
};
const said = record(parts);

/** An address. DCC 3.0.0 lets it be empty, 3.3.0 does not: such a one says nothing, and where one is required it is missing. */
export const locationShape: typeof said = {
  read: said.read,
  write: (value, name, writer) =>
    value.parts.length === 0 ? writer.missing(`${name}/${parts.parts.names[0]}`) : said.write(value, name, writer),
};
const location = optional('dcc:location', locationShape);

/** An address that need not be known; one that is empty is not. */
export const optionalLocation: typeof location = {
  ...location,
  collect(elements, owner, reader) {
    const value = location.collect(elements, owner, reader);
    return value?.parts.length === 0 ? undefined : value;
  },
};

const reachable = {
  name: one('dcc:name', textShape),
  eMail: optional('dcc:eMail', plainText),
  phone: optional('dcc:phone', plainText),
  fax: optional('dcc:fax', plainText),
  link: optional('dcc:link', plainText),
};
export const contactShape = record({
  ...reachable,
  location: one('dcc:location', locationShape),
  descriptionData: optional('dcc:descriptionData', fileShape),
});

/** A party with its address. */
export type DccContact = TypeOf<typeof contactShape>;

export const partyShape = record({
  ...reachable,
  location: optionalLocation,
  descriptionData: optional('dcc:descriptionData', fileShape),
});

/** A party whose address need not be known. */
export type DccParty = TypeOf<typeof partyShape>;

/** DCC 2.x allows several addresses of a laboratory; 3.x has one. */
function firstOf<T>(name: string, shape: Shape<T>): Field<T, true> {
  const field = one(name, shape);
  return {
    ...field,
    collect(elements, owner, reader) {
      for (const other of elements.slice(1)) note(reader, 'UNREAD', other, 'only the first of several is read');
      return field.collect(elements.slice(0, 1), owner, reader);
    },
  };
}

const cryptographic = {
  isSealed: optional('dcc:cryptElectronicSeal', flag),
  isSigned: optional('dcc:cryptElectronicSignature', flag),
  isTimeStamped: optional('dcc:cryptElectronicTimeStamp', flag),
};
export const laboratoryShape = record({
  code: optional('dcc:calibrationLaboratoryCode', plainText),
  contact: firstOf('dcc:contact', contactShape),
  ...cryptographic,
});

export const respPersonShape = record({
  person: one('dcc:person', partyShape),
  description: joined('dcc:description'),
  role: optional('dcc:role', plainText),
  isMainSigner: optional('dcc:mainSigner', flag),
  ...cryptographic,
});

/** A person who answers for the certificate. */
export type DccRespPerson = TypeOf<typeof respPersonShape>;

export const identificationShape = record({
  issuer: one('dcc:issuer', code(['manufacturer', 'calibrationLaboratory', 'customer', 'owner', 'other'] as const)),
  value: one('dcc:value', plainText),
  name: optional('dcc:name', textShape),
});

/** A number or name that somebody gave to a thing. */
export type DccIdentification = TypeOf<typeof identificationShape>;

export const equipmentClassShape = record({
  reference: one('dcc:reference', plainText),
  classId: one('dcc:classID', plainText),
  link: optional('dcc:link', plainText),
});

export const softwareShape = record({
  name: one('dcc:name', textShape),
  release: one('dcc:release', plainText),
  type: optional(
    'dcc:type',
    code(['application', 'bios', 'driver', 'editor', 'firmware', 'library', 'os', 'other'] as const),
  ),
  description: joined('dcc:description'),
});

/** A program with its release. */
export type DccSoftware = TypeOf<typeof softwareShape>;

const hashFields = {
  referral: one('dcc:referral', textShape),
  referralId: one('dcc:referralID', plainText),
  procedure: one('dcc:procedure', plainText),
  value: one('dcc:value', plainText),
  description: joined('dcc:description'),
  isInValidityRange: optional('dcc:inValidityRange', flag),
  isTraceable: optional('dcc:traceable', flag),
};

/** Another report, named with a hash of it; the report may name a further one. */
export interface DccReferral extends RecordOf<typeof hashFields> {
  readonly linkedReport?: DccReferral;
}

export const referralShape: Shape<DccReferral> = record({
  ...hashFields,
  linkedReport: optional(
    'dcc:linkedReport',
    later((): Shape<DccReferral> => referralShape),
  ),
});

const LOCATION_KINDS = ['laboratory', 'customer', 'laboratoryBranch', 'customerBranch', 'other'] as const;

/** Where a calibration was performed. */
export interface DccPerformanceLocation {
  readonly at: (typeof LOCATION_KINDS)[number];
  readonly id?: string;
  readonly refId?: readonly string[];
  readonly refType?: readonly string[];
}

const place = code(LOCATION_KINDS);

export const performanceLocation: Shape<DccPerformanceLocation> = {
  read(element, reader) {
    const identified = readIdentified(element, reader);
    return { at: place.read({ ...element, attributes: [] }, reader), ...identified };
  },
  write: ({ at, ...identified }, name, writer) => writer.leaf(name, at, writtenIdentified(identified)),
};

/** What every list of things may say of all of them. */
export const ofAll = {
  name: optional('dcc:name', textShape),
  equipmentClasses: any('dcc:equipmentClass', equipmentClassShape),
  description: joined('dcc:description'),
  owner: optional('dcc:owner', contactShape),
};
export const identifications = within('dcc:identifications', 'dcc:identification', identificationShape);
