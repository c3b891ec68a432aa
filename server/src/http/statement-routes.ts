// SPDX-License-Identifier: Apache-2.0
import { recorded } from '@touchstone/contract';
import { z } from 'zod';
import type { Access, Register, Submission } from '../record-keeping/define-register.ts';
import type { StatementInput } from '../record-keeping/fact.ts';
import type { Reads } from '../record-keeping/reads.ts';
import type { RecordKeeping } from '../record-keeping/record-keeping.ts';
import { HttpError } from './http-error.ts';
import { type ServedRoute, servedRoute } from './served-route.ts';

/** What handing in statements takes beside the record. */
export interface StatementServices {
  readonly recordKeeping: Pick<RecordKeeping, 'read' | 'actIn' | 'registers'>;
  /** Verifies the envelope of a statement and parses it; throws where a proof does not hold. */
  readonly readSigned: (
    signed: { readonly text: string; readonly jwt?: string | undefined },
    now: string,
  ) => Promise<StatementInput>;
  /** Who may hand in what their organisation signed. */
  readonly access: Access;
}

const TEXT_MAX = 2 << 20;

/** `POST /api/statements`: for parties whose keys are kept elsewhere. */
export function submitStatement({ recordKeeping, readSigned, access }: StatementServices): ServedRoute {
  return servedRoute({
    tag: 'node',
    method: 'POST',
    path: '/api/statements',
    operation: 'submit-statement',
    summary:
      'Hands in a statement that the own organisation signed elsewhere: on record byte for byte, or, where its register demands two persons, first a proposal',
    access,
    records: true,
    problems: ['NOT_VERIFIED'],
    asOf: false,
    body: z.strictObject({
      statement: z.string().min(2).max(TEXT_MAX).describe('The signed JSON exactly as it was issued, as one text'),
      jwt: z.string().min(2).max(TEXT_MAX).optional().describe('The same body as a vc+jwt, where its issuer made one'),
    }),
    responses: {
      201: { description: 'On record', schema: recorded },
      202: { description: "A proposal: it waits, unpublished, for another person's decision", schema: recorded },
    },
    async serve({ body, actor, tenant, now, memory }) {
      if (actor === undefined) throw new TypeError('this route is for members only, and its gate lets nobody else in');
      const statement = await readSigned({ text: body.statement, jwt: body.jwt }, now);
      if (statement.issuer !== actor.party) {
        throw refusal('NOT_THE_ISSUER', `${actor.party} cannot hand in what ${statement.issuer} signed.`);
      }
      return recordKeeping.read({ tenant, asOf: {} }, async (reads) => {
        const { register, submission, stream } = await placeOf(recordKeeping.registers, reads, statement);
        const caller = { actor, tenant, now, asOf: {}, reads, ...(memory === undefined ? {} : { memory }) };
        const context = recordKeeping.actIn(register, caller);
        const given = { stream, statement, visibility: 'public' as const };
        if (submission.action.twoPerson === undefined) {
          return { status: 201, body: await context.act(submission.action, given) };
        }
        const outcome = await context.propose(submission.action, given);
        // The same bytes as are on record need nobody's decision any more.
        const isProposed = outcome.outcome === 'recorded' && outcome.entries[0]?.source === 'case-event';
        return { status: isProposed ? 202 : 201, body: outcome };
      });
    },
  });
}

interface Place {
  readonly register: string;
  readonly submission: Submission;
  readonly stream: string;
}

/** The register and the stream into which a statement belongs; a change of status goes where what it changes is. */
async function placeOf(registers: readonly Register[], reads: Reads, statement: StatementInput): Promise<Place> {
  const { kind, issuer, body } = statement;
  if (kind === 'StatusChange') {
    const { id } = (body.credentialSubject as unknown as { readonly changes: { readonly id: string } }).changes;
    const [changed] = (await reads.findStatements([{ by: 'identity', issuer, id }])).flat();
    const submission = registers.find(({ name }) => name === changed?.register)?.submission;
    if (changed === undefined) throw refusal('NOTHING_TO_CHANGE', `No statement ${id} of ${issuer} is on record here.`);
    if (submission?.kinds.includes(kind)) return { register: changed.register, submission, stream: changed.stream };
    throw notTaken(kind);
  }
  for (const { name, submission } of registers) {
    if (submission?.kinds.includes(kind)) return { register: name, submission, stream: submission.stream(statement) };
  }
  throw notTaken(kind);
}

function notTaken(kind: string): HttpError {
  return refusal('KIND_NOT_TAKEN', `No register of this node takes a ${kind} that was signed elsewhere.`);
}

function refusal(code: string, detail: string): HttpError {
  return new HttpError('REFUSED', detail, { errors: [{ code, detail }] });
}
