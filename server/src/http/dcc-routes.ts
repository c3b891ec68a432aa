// SPDX-License-Identifier: Apache-2.0
import { statusAt } from '@touchstone/credentials/formats';
import { parseInstant } from '@touchstone/identifiers';
import { parseStatement, type StatementOf } from '@touchstone/statements';
import { z } from 'zod';
import type { Access } from '../record-keeping/define-register.ts';
import type { RecordKeeping } from '../record-keeping/record-keeping.ts';
import { changesThatCount, readChanges } from '../record-keeping/statement-status.ts';
import { findStatement } from './find-statement.ts';
import { HttpError } from './http-error.ts';
import { statementParams } from './node-routes.ts';
import { type ServedRoute, servedRoute } from './served-route.ts';

const XML = 'application/xml';
const JSON_TYPE = 'application/json';

const account = z
  .strictObject({
    losses: z.array(z.strictObject({ path: z.string(), reason: z.string() }).meta({ id: 'DccLoss' })),
    standIns: z.array(z.strictObject({ at: z.string(), reason: z.string() }).meta({ id: 'DccStandIn' })),
  })
  .meta({ id: 'DccAccount' });

/**
 * `GET /api/statements/:issuer/:id/dcc`: a calibration certificate of ours as PTB's DCC 3.3.0. It is made anew and signed by
 * nobody, so that whoever may read the statement may have it; it carries the statement's id, and no status: what is not in
 * force is not exported.
 */
export function exportAsDcc({
  recordKeeping,
  access,
}: {
  readonly recordKeeping: Pick<RecordKeeping, 'read'>;
  readonly access: Access;
}): ServedRoute {
  return servedRoute({
    tag: 'node',
    method: 'GET',
    path: '/api/statements/:issuer/:id/dcc',
    operation: 'export-statement-as-dcc',
    summary:
      'A calibration certificate as PTB’s DCC 3.3.0 in XML, unsigned; as JSON, what the export does not carry and what stands in',
    access,
    records: false,
    asOf: false,
    problems: ['REFUSED'],
    params: statementParams,
    query: z.strictObject({
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, 'is a country by ISO 3166-1, two capital letters such as CN')
        .describe('Country of the laboratory, ISO 3166-1, which a DCC requires and the statement does not say'),
      language: z
        .string()
        .regex(/^[a-z]{2}$/, 'is a language by ISO 639-1, two letters such as en')
        .default('en')
        .describe('Language in which the statement is written, ISO 639-1'),
    }),
    mediaTypes: [XML, JSON_TYPE],
    responses: { 200: { description: 'The certificate, or what it does not carry', schema: account } },
    async serve({ params, query, tenant, now, mediaType }) {
      const { record, changes } = await recordKeeping.read({ tenant, asOf: {} }, async (reads) => {
        const found = await findStatement(reads, params);
        return { record: found, changes: changesThatCount(found, await readChanges(reads, [found])) };
      });
      const { status, change } = statusAt(changes, parseInstant(now));
      if (record.kind !== 'CalibrationCertificate')
        refuse('NO_COUNTERPART', `A DCC is a calibration certificate, and this is a ${record.kind}.`);
      if (status !== 'active')
        refuse('NOT_IN_FORCE', `It is ${status} since ${change?.from}, and an export would not say so.`);
      const { toDcc } = await import('@touchstone/statements/dcc');
      const statement = parseStatement(record.body) as StatementOf<'CalibrationCertificate'>;
      const { dcc, losses, standIns } = toDcc(statement, query);
      if (mediaType === JSON_TYPE) return { status: 200, body: { losses, standIns } };
      const { writeDcc } = await import('@touchstone/metrology/calibration');
      const name = `${params.id.slice('urn:uuid:'.length)}.dcc.xml`;
      return {
        status: 200,
        bytes: new TextEncoder().encode(writeDcc(dcc)),
        headers: { 'content-disposition': `attachment; filename="${name}"`, 'touchstone-digest': record.digest },
      };
    },
  });
}

function refuse(code: string, detail: string): never {
  throw new HttpError('REFUSED', detail, { errors: [{ code, detail }] });
}
