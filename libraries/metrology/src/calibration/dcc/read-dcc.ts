// SPDX-License-Identifier: Apache-2.0
import { isNamed, type XmlDocument } from '../xml/xml-node.ts';
import { parseXml } from '../xml/parse-xml.ts';
import type { XmlLimits } from '../xml/xml-limits.ts';
import { rootFields, signatureField } from './certificate.ts';
import { DCC_NAMESPACE, type DccVersion, versionOf } from './dcc-version.ts';
import { type DccNote, refuse, startReading } from './reader.ts';
import { record, type RecordOf } from './shape.ts';
import { upgrade } from './upgrade.ts';

/** A digital calibration certificate. Texts have their languages, numbers their digits. */
export interface Dcc extends Omit<RecordOf<typeof rootFields>, 'id' | 'refId' | 'refType'> {
  readonly schemaVersion: DccVersion;
}

/** A certificate as read, with everything that the reading passed over. Nothing about it is verified. */
export interface DccReading {
  readonly dcc: Dcc;
  readonly notes: readonly DccNote[];
  /** How many signatures stand in it, at the place for signatures. */
  readonly signatures: number;
  readonly xml: XmlDocument;
}

const root = record({ ...rootFields, signatures: signatureField });

/**
 * Reads a DCC of version 2.1.0 to 3.3.0 into one model, that of 3.3.0.
 * Throws MetrologyError: BAD_XML or XML_LIMIT for what is no XML to be trusted, BAD_DCC for what is no certificate of these
 * versions or lacks what all of them require; each with line, column and what would be right. Order is for the schema.
 *
 * @example const { dcc, notes } = readDcc(bytes);
 */
export function readDcc(input: Uint8Array | string, limits?: XmlLimits): DccReading {
  return readDccOf(parseXml(input, limits));
}

/** As `readDcc`, of what is parsed already. */
export function readDccOf(xml: XmlDocument): DccReading {
  const reader = startReading(xml.text);
  if (!isNamed(xml.root, DCC_NAMESPACE, 'digitalCalibrationCertificate'))
    refuse(reader, xml.root, `the root must be digitalCalibrationCertificate of the namespace ${DCC_NAMESPACE}`);
  const schemaVersion = versionOf(xml.root, reader);
  const plain = { ...xml.root, attributes: xml.root.attributes.filter(({ local }) => local !== 'schemaVersion') };
  const { signatures, id: _, refId: __, refType: ___, ...said } = root.read(upgrade(plain), reader);
  return { dcc: { schemaVersion, ...said }, notes: reader.notes, signatures: signatures.length, xml };
}

/** Whether the document says that it is a DCC, of whatever version. */
export function isDcc(xml: XmlDocument): boolean {
  return isNamed(xml.root, DCC_NAMESPACE, 'digitalCalibrationCertificate');
}
