// SPDX-License-Identifier: Apache-2.0
import { list, type Members, maybe, members, oneOf, text } from '../../api/narrow.ts';

/** What this page shows of a calibration certificate in XML: who signed it, what it says, what it leaves open. */
export type Certificate = ReturnType<typeof readCertificate>;

/** Reads it from the chain of its document; throws ShapeError naming the place where it differs. */
export function readCertificate({ certificate, signatures }: Members) {
  const evidence = members(certificate, '/certificate');
  const at = '/certificate/certificate';
  const said = members(evidence.certificate, at);
  return {
    laboratory: text(members(said.laboratory, `${at}/laboratory`).name, `${at}/laboratory/name`),
    instrument: text(said.instrument, `${at}/instrument`),
    calibratedOn: text(said.calibratedOn, `${at}/calibratedOn`),
    dueOn: maybe(text)(said.dueOn, `${at}/dueOn`),
    points: list(readPoint)(said.results, `${at}/results`),
    paths: list((each, path) => list(text)(members(each, path).path, `${path}/path`))(signatures, '/signatures'),
    gaps: list((each, path) => {
      const gap = members(each, path);
      return {
        code: text(gap.code, `${path}/code`),
        grade: oneOf(['missing', 'assumed', 'unreadable'])(gap.grade, `${path}/grade`),
        at: text(gap.at, `${path}/at`),
        message: text(gap.message, `${path}/message`),
      };
    })(evidence.gaps, '/certificate/gaps'),
  };
}

function readPoint(value: unknown, path: string) {
  const point = members(value, path);
  return {
    quantity: text(point.quantity, `${path}/quantity`),
    at: readQuantity(point.at, `${path}/at`),
    expandedUncertainty: readQuantity(point.expandedUncertainty, `${path}/expandedUncertainty`),
    coverageFactor: text(point.coverageFactor, `${path}/coverageFactor`),
  };
}

/** A number with its unit, as it is shown. */
function readQuantity(value: unknown, path: string): string {
  const quantity = members(value, path);
  return `${text(quantity.value, `${path}/value`)} ${text(quantity.unit, `${path}/unit`)}`.trim();
}
