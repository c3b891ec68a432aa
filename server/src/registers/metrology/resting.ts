// SPDX-License-Identifier: Apache-2.0
import { parseDid } from '@touchstone/identifiers';
import { statementKey, type SubjectOf } from '@touchstone/statements';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { caseParams } from '../../http/case-routes.ts';
import { route } from '../../record-keeping/define-register.ts';
import type { StatementRecord } from '../../record-keeping/fact.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { editions } from './fold.ts';

/** So many are listed, the newest; whoever needs all of them raises a doubt, which is searched for whole. */
const LISTED_MAX = 500;
const KINDS = ['CalibrationCertificate', 'ReferenceMaterialCertificate', 'VerificationCertificate'] as const;

const answer = z.strictObject({
  stream: z.string(),
  items: z.array(
    z.strictObject({
      ...{ kind: z.enum(KINDS), thing: z.string(), number: z.string(), on: z.string() },
      ...{ issuer: z.string(), statementId: z.string() },
    }),
  ),
  /** False where there are more than are listed. */
  isWhole: z.boolean(),
});

/** The certificates that name an attestation as what they rest on, as far as the reader may see them. */
export const listResting = route({
  method: 'GET',
  path: '/metrology-attestations/:stream/resting',
  operation: 'list-what-rests-on-attestation',
  summary: 'Certificates that you may read and that name this attestation as what they rest on, the newest first',
  access: WHO_MAY['list-what-rests-on-attestation'],
  params: caseParams,
  responses: { 200: { description: 'The certificates', schema: answer } },
  async handle({ reads }, { params: { stream } }) {
    const { on: _, ...always } = reads.asOf;
    const known = await reads
      .rows(editions, always)
      .select(['issuer', 'statementId'])
      .where('stream', '=', stream)
      .execute();
    if (known.length === 0) throw new RecordError('UNKNOWN_STREAM', 'no such attestation', { stream });
    const found = await reads.findStatements(
      known.map(({ issuer, statementId: id }) => ({
        ...({ by: 'edge', relation: 'rests-on' } as const),
        ...{ key: statementKey({ issuer: parseDid(issuer), id }), kinds: KINDS, limit: LISTED_MAX + 1 },
      })),
    );
    const items = found
      .flat()
      .map(describe)
      .sort((a, b) => (a.on < b.on ? 1 : -1));
    return { status: 200, body: { stream, items: items.slice(0, LISTED_MAX), isWhole: items.length <= LISTED_MAX } };
  },
});

function describe({ kind, issuer, id: statementId, body }: StatementRecord) {
  const named = { issuer, statementId };
  const subject = body.credentialSubject as unknown;
  switch (kind as (typeof KINDS)[number]) {
    case 'CalibrationCertificate': {
      const {
        instrument: thing,
        certificateNumber: number,
        calibratedOn: on,
      } = subject as SubjectOf<'CalibrationCertificate'>;
      return { kind, thing, number, on: on as string, ...named };
    }
    case 'ReferenceMaterialCertificate': {
      const {
        material,
        batch,
        certificateNumber: number,
        certifiedOn: on,
      } = subject as SubjectOf<'ReferenceMaterialCertificate'>;
      return { kind, thing: `${material} ${batch}`, number, on: on as string, ...named };
    }
    case 'VerificationCertificate': {
      const {
        instrument: thing,
        certificateNumber: number,
        verifiedOn: on,
      } = subject as SubjectOf<'VerificationCertificate'>;
      return { kind, thing, number, on: on as string, ...named };
    }
  }
}
