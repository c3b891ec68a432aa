// SPDX-License-Identifier: Apache-2.0
import { parseStatement } from '@touchstone/statements';
import { z } from 'zod';
import { type Access, action, type Reason } from '../record-keeping/define-register.ts';
import type { JsonObject, StatementRecord } from '../record-keeping/fact.ts';
import type { Reads } from '../record-keeping/reads.ts';
import type { RecordKeeping } from '../record-keeping/record-keeping.ts';
import { rulingOf } from '../record-keeping/ruling.ts';
import { changesThatCount, readChanges } from '../record-keeping/statement-status.ts';
import type { Actor } from '../record-keeping/tenant.ts';
import { refuseSignature } from '../record-keeping/two-person.ts';
import { findStatement } from './find-statement.ts';
import { HttpError } from './http-error.ts';
import { statementParams } from './node-routes.ts';
import { type ServedRoute, servedRoute } from './served-route.ts';
import {
  EXPORT_MEANING,
  type Exportable,
  exportOf,
  faultsOfExport,
  hasCounterpart,
  lossesOf,
  nameOfIssuer,
  noCounterpart,
} from './untp-export.ts';

/** What exports take beside the record. */
export interface UntpServices {
  readonly recordKeeping: Pick<RecordKeeping, 'read' | 'actIn'>;
  /** Signs a body that is no statement of ours, in both forms, with the key of the party that acts. */
  readonly sign: (request: {
    readonly body: JsonObject;
    readonly issuer: string;
    readonly party: string;
    readonly now: string;
  }) => Promise<{ readonly embedded: string; readonly jwt: string; readonly digest: string }>;
  readonly access: { readonly export: Access; readonly losses: Access };
}

const losses = {
  losses: z.array(z.strictObject({ path: z.string(), reason: z.string() }).meta({ id: 'UntpLoss' })),
  standIns: z.array(z.strictObject({ at: z.string(), reason: z.string() }).meta({ id: 'UntpStandIn' })),
};
const outlook = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('exportable'), ...losses }),
  z.strictObject({ outcome: z.literal('no-counterpart'), detail: z.string() }),
]);
const answer = z
  .strictObject({ credential: z.record(z.string(), z.unknown()), jwt: z.string(), ...losses })
  .meta({ id: 'UntpExport' });

/** The export of statements as UNTP 0.7.0, and what it would lose. */
export function untpRoutes(services: UntpServices): readonly ServedRoute[] {
  return [readLosses(services), exportStatement(services)];
}

function readLosses({ recordKeeping, access }: UntpServices): ServedRoute {
  return servedRoute({
    tag: 'node',
    method: 'GET',
    path: '/api/statements/:issuer/:id/untp-losses',
    operation: 'read-untp-losses',
    summary: 'What a UNTP 0.7.0 export of a statement would not carry, field by field; nothing is signed',
    access: access.losses,
    records: false,
    asOf: false,
    params: statementParams,
    responses: { 200: { description: 'The losses', schema: outlook } },
    async serve({ params, tenant }) {
      const record = await recordKeeping.read({ tenant, asOf: {} }, (reads) => findStatement(reads, params));
      if (hasCounterpart(record.kind)) return { status: 200, body: { outcome: 'exportable', ...lossesOf(record) } };
      return { status: 200, body: { outcome: 'no-counterpart', detail: noCounterpart(record.kind) } };
    },
  });
}

function exportStatement({ recordKeeping, sign, access }: UntpServices): ServedRoute {
  return servedRoute({
    tag: 'node',
    method: 'POST',
    path: '/api/statements/:issuer/:id/untp',
    operation: 'export-statement-as-untp',
    summary: 'Signs a statement of the own organisation anew as a UNTP 0.7.0 credential, with what that does not carry',
    access: access.export,
    records: true,
    asOf: false,
    params: statementParams,
    body: z.strictObject({
      issuerName: z
        .string()
        .trim()
        .min(1)
        .max(500)
        .optional()
        .describe('Name of the issuer, where the statement does not say it; left out, its DID'),
    }),
    responses: { 201: { description: 'The export', schema: answer } },
    async serve({ params, body, actor, tenant, now, memory }) {
      if (actor === undefined) throw new TypeError('this route is for members only, and its gate lets nobody else in');
      return recordKeeping.read({ tenant, asOf: {} }, async (reads) => {
        const exportable = await readExportable(reads, params);
        const { record } = exportable;
        const faults = [...faultsOf(exportable, actor, now), ...faultsOfName(record, body.issuerName)];
        if (faults.length > 0) {
          throw new HttpError('REFUSED', faults.map(({ detail }) => detail).join(' '), { errors: faults });
        }
        const caller = { actor, tenant, now, asOf: {}, reads, ...(memory === undefined ? {} : { memory }) };
        const context = recordKeeping.actIn(record.register, caller);
        // As of the first attempt, with its id: whoever repeats the request gets the export that was noted.
        const at = memory?.begunAt ?? now;
        const made = exportOf(exportable, { uuid: context.newId(), now: at, issuerName: body.issuerName });
        const signed = await sign({
          body: made.body as JsonObject,
          issuer: record.issuer,
          party: actor.party,
          now: at,
        });
        const noted = { id: String(made.body.id), digest: signed.digest };
        const outcome = await context.act(noteExport, { ...params, export: noted });
        if (outcome.outcome === 'refused') return { status: 409, body: outcome };
        const { losses, standIns } = made;
        return { status: 201, body: { credential: JSON.parse(signed.embedded), jwt: signed.jwt, losses, standIns } };
      });
    },
  });
}

/**
 * An export is no statement of ours: whoever gets it has the bytes, and what it says is on record already. What is kept
 * is that it went out: a private event in a stream of its own, so that it neither counts as taking part in the case nor
 * changes what somebody is about to decide there. The rules are asked again as it is written.
 */
const noteExport = action({
  name: 'export-as-untp',
  input: z.strictObject({
    issuer: z.string(),
    id: z.string(),
    export: z.strictObject({ id: z.string(), digest: z.string() }),
  }),
  stream: ({ id }) => `untp ${id.slice('urn:uuid:'.length)}`,
  facts: (reads, { issuer, id }) => readExportable(reads, { issuer, id }),
  rules: (made, exportable, actor, now) => {
    const { id, issuer, digest } = exportable.record;
    const of = { id, issuer, digest };
    const content = { form: 'UNTP 0.7.0', of, export: made.export, signature: { ...actor.reauthentication } };
    return rulingOf(faultsOf(exportable, actor, now), [{ source: 'case-event', kind: 'exported', content }]);
  },
});

function faultsOf(exportable: Exportable, actor: Actor, now: string): readonly Reason[] {
  return [...refuseSignature(EXPORT_MEANING, actor, now), ...faultsOfExport(exportable, actor, now)];
}

async function readExportable(reads: Reads, name: Parameters<typeof findStatement>[1]): Promise<Exportable> {
  const record = await findStatement(reads, name);
  return { record, changes: changesThatCount(record, await readChanges(reads, [record])) };
}

/** A report names its laboratory: under another name it would be another's. */
function faultsOfName({ body }: StatementRecord, given: string | undefined) {
  const named = nameOfIssuer(parseStatement(body));
  if (given === undefined || named === undefined || given === named) return [];
  return [{ code: 'NAMED_OTHERWISE', detail: `The statement names its issuer "${named}".` }];
}
