// SPDX-License-Identifier: Apache-2.0
import { rootFields } from './certificate.ts';
import { DCC_NAMESPACE, type DccVersion } from './dcc-version.ts';
import type { Dcc } from './read-dcc.ts';
import { Writer } from './writer.ts';

/** The version that is written. */
export const DCC_WRITTEN: DccVersion = '3.3.0';

/**
 * A certificate as DCC 3.3.0 with D-SI 2.2.1, UTF-8, whatever version it was read from.
 * Throws MetrologyError (BAD_DCC) naming the element when 3.3.0 requires what the certificate does not have.
 * Nothing is signed: a signature covers bytes, and these are new ones.
 */
export function writeDcc(dcc: Dcc): string {
  const writer = new Writer();
  const attributes = [
    ['xmlns:dcc', DCC_NAMESPACE],
    ['xmlns:si', 'https://ptb.de/si'],
    ['xmlns:xsi', 'http://www.w3.org/2001/XMLSchema-instance'],
    ['xsi:schemaLocation', `${DCC_NAMESPACE} https://ptb.de/dcc/v${DCC_WRITTEN}/dcc.xsd`],
    ['schemaVersion', DCC_WRITTEN],
  ] as const;
  writer.open('dcc:digitalCalibrationCertificate', attributes, () => {
    rootFields.administrativeData.emit(dcc.administrativeData, writer);
    rootFields.measurementResults.emit(dcc.measurementResults, writer);
    rootFields.comment.emit(dcc.comment, writer);
    rootFields.document.emit(dcc.document, writer);
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writer.text()}`;
}
