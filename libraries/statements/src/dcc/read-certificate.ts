// SPDX-License-Identifier: Apache-2.0
import { type Did, parseDid } from '@touchstone/identifiers';
import type {
  Dcc,
  DccData,
  DccEquipments,
  DccItem,
  DccNote,
  DccStatement,
  DccUsedMethod,
} from '@touchstone/metrology/calibration';
import type { DccCertificate, DccEvidence } from './dcc-gap.ts';
import { createGapList, type GapList, plainName } from './gap-list.ts';
import { readItem } from './item-of-dcc.ts';
import { isBefore, namePassedOver } from './passed-over.ts';
import { readPoints } from './read-points.ts';

/**
 * What a DCC says in the members of a CalibrationCertificate, and everything that it leaves open, by name.
 * Nothing is filled in: it is evidence of what its signer said, and who that is, a signature must show.
 */
export function readDccCertificate(dcc: Dcc, notes: readonly DccNote[] = []): DccEvidence {
  const list = createGapList();
  for (const { element, message, line } of notes)
    list.add('NOT_READ', 'unreadable', element, `line ${line}: ${message}`);
  return { certificate: readCertificate(dcc, list), gaps: list.gaps };
}

function readCertificate(dcc: Dcc, list: GapList): DccCertificate {
  const { administrativeData, measurementResults } = dcc;
  const { coreData, items, laboratory, statements } = administrativeData;
  if (coreData.beginPerformanceDate !== coreData.endPerformanceDate)
    list.add('DAYS_DIFFER', 'assumed', 'coreData', 'it was calibrated on several days; the last of them is taken');
  // The reader of a DCC lets none pass that has no item.
  const [first, ...others] = items.entries as readonly [DccItem, ...DccItem[]];
  const item = readItem(first);
  if (others.length > 0)
    list.add(
      'SEVERAL_ITEMS',
      'unreadable',
      'items',
      `${others.length + 1} things were calibrated; only the first is read`,
    );
  const dueOn = dueDay(statements);
  const method = readMethod(dcc, list);
  namePassedOver(dcc, list);
  return {
    certificateNumber: coreData.uniqueIdentifier,
    laboratory: readLaboratory(laboratory.contact, list),
    instrument: nameOfItem(first, list),
    ...(item === undefined ? {} : { item }),
    calibratedOn: coreData.endPerformanceDate,
    ...(dueOn === undefined ? {} : { dueOn }),
    ...(method === undefined ? {} : { method: { standard: method } }),
    results: readPoints(dataOf(dcc), list),
    references: [measurementResults, ...measurementResults.entries].flatMap(({ equipment }) =>
      readReferences(equipment, list),
    ),
  };
}

function readLaboratory(
  { name, link }: Dcc['administrativeData']['laboratory']['contact'],
  list: GapList,
): DccCertificate['laboratory'] {
  const id = didOf(link);
  if (id === undefined)
    list.add('LABORATORY_WITHOUT_DID', 'missing', 'calibrationLaboratory', 'the laboratory is named by no DID');
  return { name: plainName(name) ?? 'unnamed', ...(id === undefined ? {} : { id }) };
}

function didOf(link: string | undefined): Did | undefined {
  try {
    return link === undefined ? undefined : parseDid(link);
  } catch {
    return undefined;
  }
}

/** By its number: the one of the owner or of the laboratory before that of the manufacturer, else by its name. */
function nameOfItem({ identifications, name }: DccItem, list: GapList): string {
  for (const wanted of ['other', 'customer', 'owner', 'calibrationLaboratory', 'manufacturer']) {
    const found = identifications.find(({ issuer, value }) => issuer === wanted && value.trim() !== '');
    if (found !== undefined) return found.value.trim();
  }
  list.add('INSTRUMENT_BY_NAME', 'missing', 'item', 'the thing has no number; two of one name cannot be told apart');
  return plainName(name) ?? 'unnamed';
}

function dueDay(statements: readonly DccStatement[]): DccCertificate['dueOn'] {
  return statements.find(({ refType, date }) => refType?.includes('basic_recalibration') === true && date !== undefined)
    ?.date;
}

/** The norm of the method of calibration; that of the uncertainty is another thing. */
function readMethod({ measurementResults }: Dcc, list: GapList): string | undefined {
  const all: readonly DccUsedMethod[] = [measurementResults, ...measurementResults.entries].flatMap(
    ({ methods }) => methods,
  );
  const methods = all.filter(({ refType }) => refType?.includes('basic_uncertainty') !== true);
  const standards = [...new Set(methods.flatMap(({ norms }) => norms))];
  if (standards.length > 1)
    list.add('SEVERAL_METHODS', 'assumed', 'usedMethods', `${standards.length} methods are named; the first is taken`);
  const [standard] = standards;
  if (standard === undefined) list.add('NO_METHOD', 'missing', 'usedMethods', 'no method is named by a standard');
  return standard;
}

function dataOf({ measurementResults }: Dcc): readonly DccData[] {
  const after = measurementResults.entries.filter((one) => !isBefore(one)).flatMap(({ results }) => results);
  return after.filter((one) => !isBefore(one)).map(({ data }) => data);
}

function readReferences(equipment: DccEquipments | undefined, list: GapList): DccCertificate['references'] {
  return (equipment?.entries ?? []).map(({ name, identifications, certificate }) => {
    const standard = identifications[0]?.value ?? plainName(name) ?? 'unnamed';
    const report = certificate?.referralId;
    const said =
      report === undefined ? 'names no report of its calibration' : `names report ${report}, which is not at hand`;
    list.add('REFERENCE_UNCONFIRMED', 'missing', 'measuringEquipment', `${standard.slice(0, 200)} ${said}`);
    return { standard, ...(report === undefined ? {} : { report }) };
  });
}
