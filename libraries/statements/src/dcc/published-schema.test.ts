// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileSchema, parseXml, writeDcc } from '@touchstone/metrology/calibration';
import { describe, expect, it } from 'vitest';
import { composeBody, parseStatement, type StatementOf } from '../body.ts';
import { ISSUER, SUBJECTS, UUID } from '../testing/subjects.ts';
import { toDcc } from './write-certificate.ts';

// The schema is PTB's (LGPL-3.0) and not shipped.
const FOLDER = process.env.TOUCHSTONE_DCC_SCHEMAS ?? '';
const isThere = FOLDER !== '' && existsSync(join(FOLDER, 'v3.3.0', 'dcc.xsd'));
const why = isThere ? '' : ' (skipped: set TOUCHSTONE_DCC_SCHEMAS to a folder with v3.3.0/dcc.xsd)';

describe.skipIf(!isThere)(`published schema of DCC 3.3.0${why}`, () => {
  it('allows a calibration certificate of ours', async () => {
    const parts = {
      uuid: UUID,
      issuer: ISSUER,
      validFrom: '2026-06-02T00:00:00Z',
      subject: SUBJECTS.CalibrationCertificate,
    };
    const statement = parseStatement(composeBody('CalibrationCertificate', parts as never));
    const options = { country: 'MO', language: 'en', software: { name: 'Touchstone', release: '0.1.0' } };
    const { dcc } = toDcc(statement as StatementOf<'CalibrationCertificate'>, options);
    const names = (readdirSync(FOLDER, { recursive: true }) as string[]).filter((name) => name.endsWith('.xsd'));
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(FOLDER, name))]));
    const schema = await compileSchema(files, 'v3.3.0/dcc.xsd');
    expect(schema.validate(parseXml(writeDcc(dcc)))).toEqual([]);
  });
});
