// SPDX-License-Identifier: Apache-2.0
// A calibration certificate of which a DCC can carry everything, there and back.
import { parseStatement, type StatementOf } from '../body.ts';
import { toDcc } from '../dcc/write-certificate.ts';
import { recordedBody } from './recorded-body.ts';
import { ISSUER, REFERENCE, SUBJECTS, UUID } from './subjects.ts';

export const OPTIONS = { country: 'MO', language: 'en', software: { name: 'Of the test', release: '7' } };
// What an instrument did before adjustment, and how far it moves with a standard, is not written; a test of its own says so.
export const { asFound: AS_FOUND, ...WRITTEN } = SUBJECTS.CalibrationCertificate;

export const SUBJECT = {
  ...WRITTEN,
  references: [{ standard: 'S1', calibration: REFERENCE }, { standard: 'S2' }],
  laboratory: { id: ISSUER, name: 'Laboratory' },
  instrument: 'B1 & <2>',
  method: { standard: 'DKD-R 5-1:2018' },
  results: [
    {
      quantity: 'mass',
      at: { value: '1.000', unit: 'mg' },
      expandedUncertainty: { value: '0.010', unit: 'mg' },
      coverageFactor: '2.00',
    },
    {
      quantity: 'pressure',
      at: { value: '5', unit: 'kPa' },
      expandedUncertainty: { value: '0.1', unit: 'kPa' },
      coverageFactor: '2',
    },
  ],
};

export function statement(subject: unknown): StatementOf<'CalibrationCertificate'> {
  const parts = { uuid: UUID, issuer: ISSUER, validFrom: '2026-06-02T00:00:00Z' };
  return parseStatement(
    recordedBody('CalibrationCertificate', parts, subject),
  ) as StatementOf<'CalibrationCertificate'>;
}

export const exported = (subject: unknown) => toDcc(statement(subject), OPTIONS);
