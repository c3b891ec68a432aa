// SPDX-License-Identifier: Apache-2.0
import { type DecimalString, formatDecimal } from '@touchstone/identifiers';
import type {
  Dcc,
  DccEquipments,
  DccData,
  DccReferral,
  DccStatement,
  DccText,
} from '@touchstone/metrology/calibration';
import { convertQuantity, formatDsiUnit, parseQuantity, parseUnit } from '@touchstone/metrology/quantity';
import type { StatementOf } from '../body.ts';
import { type Account, type Loss, openAccount, type StandIn } from '../untp/loss.ts';
import { writeItem } from './item-of-dcc.ts';

/** What a DCC requires and the statement does not hold. */
export interface DccExportOptions {
  /** ISO 3166-1 of the laboratory, two capital letters. */
  readonly country: string;
  /** ISO 639-1 of the language in which the statement is written. */
  readonly language: string;
  /** What writes it; left out, this project. */
  readonly software?: { readonly name: string; readonly release: string };
}

/** A certificate to be written and signed anew, every field of ours that it does not carry, and what stands for want of a word. */
export interface DccExport {
  readonly dcc: Dcc;
  readonly losses: readonly Loss[];
  readonly standIns: readonly StandIn[];
}

type Certificate = StatementOf<'CalibrationCertificate'>;
type Point = Certificate['subject']['results'][number];

const NOT_STATED = 'not stated';
const THIS_PROJECT = { name: 'Touchstone', release: '0.1.0' };

/**
 * A calibration certificate of ours as DCC 3.3.0. It carries the statement's id, so that the original is found; it is no
 * statement itself, and what our signature covered it does not cover.
 */
export function toDcc(statement: Certificate, options: DccExportOptions): DccExport {
  const { subject } = statement;
  const account = openAccount(subject, 'DCC 3.3.0 has no element for it, or the export does not use it');
  account.carry(
    'certificateNumber',
    'laboratory.id',
    'laboratory.name',
    'instrument',
    ...['item.manufacturer', 'item.model', 'item.serialNumber', 'item.identifier'],
    'calibratedOn',
    'dueOn',
    'method',
  );
  const dcc: Dcc = {
    schemaVersion: '3.3.0',
    administrativeData: administrativeData(statement, options),
    measurementResults: measurementResults(subject, account),
  };
  for (const [at, reason] of STAND_INS) account.standIn(at, reason);
  return { dcc, losses: account.losses(), standIns: account.standIns() };
}

function administrativeData(
  { subject, id }: Certificate,
  { country, language, software = THIS_PROJECT }: DccExportOptions,
): Dcc['administrativeData'] {
  const { identifications, ...item } = writeItem(subject.item);
  return {
    software: [{ name: text(software.name), release: software.release }],
    refTypeDefinitions: [],
    coreData: {
      country: country,
      usedLanguages: [language],
      mandatoryLanguages: [language],
      uniqueIdentifier: subject.certificateNumber,
      identifications: [{ issuer: 'calibrationLaboratory', value: id, name: text('signed statement') }],
      beginPerformanceDate: subject.calibratedOn,
      endPerformanceDate: subject.calibratedOn,
      performanceLocation: { at: 'other' },
    },
    items: {
      equipmentClasses: [],
      identifications: [],
      entries: [
        {
          name: text(subject.instrument),
          equipmentClasses: [],
          installedSoftware: [],
          ...item,
          identifications: [{ issuer: 'other', value: subject.instrument }, ...identifications],
          quantities: [],
        },
      ],
    },
    laboratory: {
      contact: {
        name: text(subject.laboratory.name),
        link: subject.laboratory.id,
        location: { parts: [{ kind: 'countryCode', value: country }] },
      },
    },
    respPersons: [{ person: { name: text(NOT_STATED) } }],
    customer: {
      name: text(NOT_STATED),
      location: {
        parts: [{ kind: 'further', value: { parts: [{ kind: 'content', value: { text: NOT_STATED } }] } }],
      },
    },
    statements: subject.dueOn === undefined ? [] : [recalibration(subject.dueOn)],
  };
}

function measurementResults(subject: Certificate['subject'], account: Account): Dcc['measurementResults'] {
  return {
    ...NOTHING_SAID,
    entries: [
      {
        ...NOTHING_SAID,
        name: text('Calibration results'),
        methods: [
          {
            name: text(subject.method.standard),
            norms: [subject.method.standard],
            references: [],
            links: [],
            quantities: [],
          },
        ],
        ...references(subject, account),
        results: [
          {
            name: text('Calibration results'),
            data: {
              entries: subject.results.map((point, index) => resultOf(point, index, account)),
            },
          },
        ],
      },
    ],
  };
}

const NOTHING_SAID = { methods: [], software: [], conditions: [], metaData: [] } as const;

const STAND_INS = [
  ['coreData/performanceLocation', 'where it was calibrated is not stated: other'],
  ['respPersons/respPerson', 'no person is named; the organisation signs'],
  ['customer', 'no customer is named'],
  ['coverageProbability', 'the coverage probability is not stated: NaN'],
] as const;

function text(words: string): DccText {
  return { content: [{ text: words }] };
}

function recalibration(date: NonNullable<Certificate['subject']['dueOn']>): DccStatement {
  return { refType: ['basic_recalibration'], countries: [], norms: [], references: [], links: [], date };
}

/** A value with its uncertainty; what was found at a value of another quantity stands in a row with it. */
function resultOf(point: Point, index: number, account: Account): DccData['entries'][number] {
  const { quantity: name, at, measuredValue, coverageFactor } = point;
  const path = `results.${index}`;
  account.carry(`${path}.quantity`, `${path}.at.value`, `${path}.coverageFactor`);
  const unitAt = writtenUnit(at.unit, `${path}.at.unit`, account);
  const found = measuredValue ?? at;
  const uncertainty = inUnitOf(found.unit, point.expandedUncertainty, `${path}.expandedUncertainty`, account);
  const stated = {
    kind: 'expandedMU',
    value: { uncertainty, coverageFactor, coverageProbability: 'NaN' },
  } as const;
  if (measuredValue === undefined) {
    const value = { value: at.value, unit: unitAt, uncertainty: stated };
    return { kind: 'quantity', value: { ...named(name, 'basic_measuredValue'), stated: { kind: 'real', value } } };
  }
  account.carry(`${path}.measuredValue.value`);
  const unit = writtenUnit(measuredValue.unit, `${path}.measuredValue.unit`, account);
  const reference = { kind: 'real', value: { value: at.value, unit: unitAt } } as const;
  const result = { kind: 'real', value: { value: measuredValue.value, unit, uncertainty: stated } } as const;
  const entries = [
    { kind: 'quantity', value: { ...named(name, 'basic_referenceValue'), stated: reference } },
    { kind: 'quantity', value: { ...named(name, 'basic_measuredValue'), stated: result } },
  ] as const;
  return { kind: 'list', value: { ...NOTHING_SAID, entries } };
}

function named(name: string, refType: string) {
  return { ...NOTHING_SAID, name: text(name), refType: [refType] };
}

/** In D-SI; a unit that D-SI does not name is marked with a bar, as its rules for other units say. */
function writtenUnit(unit: string, path: string, account: Account): string {
  const written = dsiUnit(unit);
  if (written === undefined) {
    account.lose(path, 'D-SI has no name for the unit; it is written behind a bar');
    return `|${unit.replace(/\s+/g, '')}`;
  }
  account.carry(path);
  return written;
}

function dsiUnit(unit: string): string | undefined {
  try {
    return formatDsiUnit(unit);
  } catch {
    return undefined;
  }
}

/** D-SI states an uncertainty in the unit of its value. */
function inUnitOf(
  unit: string,
  stated: Point['expandedUncertainty'],
  path: string,
  account: Account,
): DecimalString | 'NaN' {
  if (stated.unit === unit) {
    account.carry(path);
    return stated.value;
  }
  const made = converted(unit, stated);
  account.lose(
    path,
    made === undefined ? 'it cannot be written in the unit of the value' : 'it is written in the unit of the value',
  );
  return made ?? 'NaN';
}

function converted(unit: string, stated: Point['expandedUncertainty']): DecimalString | undefined {
  try {
    // An uncertainty is a difference: 0.1 K of a value in degrees Celsius is 0.1 °C.
    const { decimal } = convertQuantity(parseQuantity(stated), parseUnit(unit), { temperature: 'interval' });
    return decimal === undefined ? undefined : formatDecimal(decimal);
  } catch {
    return undefined;
  }
}

/** The statement that a reference rests on is named by its id and digest, its issuer in the text beside. */
function references(
  { references: all = [] }: Certificate['subject'],
  account: Account,
): { readonly equipment?: DccEquipments } {
  const entries = all.map(({ standard, calibration }, index): DccEquipments['entries'][number] => {
    const path = `references.${index}`;
    account.carry(`${path}.standard`, `${path}.calibration`);
    return {
      name: text(standard),
      equipmentClasses: [],
      identifications: [{ issuer: 'other', value: standard }],
      quantities: [],
      installedSoftware: [],
      ...(calibration === undefined ? {} : { certificate: referral(calibration) }),
    };
  });
  return entries.length === 0 ? {} : { equipment: { equipmentClasses: [], identifications: [], entries: entries } };
}

function referral({
  id,
  issuer,
  digest,
}: {
  readonly id: string;
  readonly issuer: string;
  readonly digest: string;
}): DccReferral {
  return { referral: text(issuer), referralId: id, procedure: 'SHA-256 of RFC 8785', value: digest };
}
