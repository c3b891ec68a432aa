// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { action, defineRegister } from '../src/record-keeping/define-register.ts';
import type { JsonObject, StatementInput, Visibility } from '../src/record-keeping/fact.ts';
import { column, table } from '../src/record-keeping/fold.ts';
import { signed } from './record-fixture.ts';

/** Digests of what came. */
export const seen = table({ columns: { digest: column.text } });
/** Takes a signed report in. */
export const submit = action({
  name: 'submit',
  input: z.custom<{ statement: StatementInput; visibility: Visibility }>((value) => typeof value === 'object'),
  stream: ({ statement }) => statement.id,
  submits: ({ statement }) => statement,
  facts: (reads, { statement }) => reads.facts(statement.id),
  rules: ({ statement, visibility }, facts) =>
    facts.length > 0
      ? { allowed: false, reasons: [{ code: 'SUBMITTED_BEFORE', detail: 'A rule must not see a repetition.' }] }
      : { allowed: true, produces: [{ source: 'signed-statement', statement, visibility }] },
});
/** A register of reports signed elsewhere, for tests. */
export const reports = defineRegister({
  name: 'reports',
  kinds: ['Report', 'Certificate'],
  actions: [submit],
  routes: [],
  fold: {
    version: 1,
    tables: { seen },
    reduce: (rows, fact) =>
      fact.source === 'statement' ? { seen: [...rows.seen, { digest: fact.statement.digest }] } : rows,
  },
});

/** A report on lead. */
export function report(
  id: string,
  value: string,
  kind = 'Report',
  edges: StatementInput['edges'] = [],
): StatementInput {
  const body: JsonObject = {
    id: `urn:uuid:${id}`,
    type: ['VerifiableCredential', kind],
    issuer: 'did:web:laboratory.example',
    validFrom: '2026-11-22T11:00:00Z',
    credentialSubject: { lead: { value, unit: 'mg/kg' } },
  };
  return signed(body, edges);
}
