// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import { spanOf } from '@touchstone/evidence/plausibility';
import type { Fact, JsonObject } from '../../../record-keeping/fact.ts';
import { column, type RowsOf, table } from '../../../record-keeping/fold.ts';
import { MECHANISM_KINDS } from '../../../record-keeping/mechanism-kinds.ts';
import { ISSUE } from '../record.ts';
import type { ProposedWork } from './proposed-work.ts';
import { USE_STATES, WORK_EVENTS } from './record.ts';
import type { WorkVersion } from './state.ts';

/** One row for each record of work, as it stands. */
export const workRecords = table({
  columns: {
    ...{ thing: column.text, thingKey: column.text, item: column.optional(column.json) },
    /** Of which points of the certificate; none named, of each. */
    points: column.texts,
    leastMinutes: column.optional(column.integer),
    person: column.text,
    steps: column.json,
    ...{ from: column.instant, to: column.instant },
    /** When, and as which entry, it was written down as it stands. */
    ...{ recordedAt: column.instant, version: column.integer },
    isTakenBack: column.boolean,
  },
  indexes: [['thingKey'], ['person']],
  visibility: 'private',
});

/** One row for each record that a certificate names: proposed, signed, or revoked. */
export const workUses = table({
  columns: { work: column.text, number: column.text, state: column.text, signedAt: column.optional(column.instant) },
  indexes: [['work']],
  visibility: 'private',
});

type Rows = RowsOf<{ readonly workRecords: typeof workRecords; readonly workUses: typeof workUses }>;
const [PROPOSED, SIGNED, REVOKED] = USE_STATES;

/** The rows of a stream, of a record or of a certificate that names some, after one of its facts. */
export function withRecords<All extends Rows>(rows: All, fact: Fact): All {
  return { ...rows, workRecords: recordAfter(rows.workRecords, fact), workUses: usesAfter(rows.workUses, fact) };
}

function recordAfter(rows: Rows['workRecords'], fact: Fact): Rows['workRecords'] {
  if (fact.source !== 'case-event') return rows;
  if (fact.kind === WORK_EVENTS.takenBack) return rows.map((row) => ({ ...row, isTakenBack: true }));
  if (fact.kind !== WORK_EVENTS.written) return rows;
  const { work } = fact.content as unknown as Pick<WorkVersion, 'work'>;
  const { thing, item, points = [], leastMinutes = null, steps } = work;
  const span = spanOf(steps);
  if (span === undefined) return rows;
  return [
    {
      ...{ thing, thingKey: nameKey(thing), item: (item ?? null) as JsonObject | null },
      ...{ points, leastMinutes, person: fact.actor.person, steps: steps as unknown as readonly JsonObject[] },
      ...{ ...span, recordedAt: fact.recordedAt, version: fact.entry, isTakenBack: false },
    },
  ];
}

/** The records that the certificate of a case names: proposed, signed, or revoked; what is rejected was never used. */
function usesAfter(rows: Rows['workUses'], fact: Fact): Rows['workUses'] {
  if (fact.source === 'statement') {
    if (fact.kind === 'StatusChange') return rows.map((row) => ({ ...row, state: REVOKED }));
    return rows.map((row) => ({ ...row, state: SIGNED, signedAt: fact.recordedAt }));
  }
  if (fact.source !== 'case-event') return rows;
  const decided = rows.filter(({ state }) => state !== PROPOSED);
  if (fact.kind === MECHANISM_KINDS.decided) return fact.content.verdict === 'reject' ? decided : rows;
  if (fact.kind !== MECHANISM_KINDS.proposed || fact.content.action !== ISSUE) return rows;
  const { certificate, recorded = [] } = fact.content.input as unknown as ProposedWork;
  const { certificateNumber: number } = certificate.subject;
  return [...decided, ...recorded.map(({ id: work }) => ({ work, number, state: PROPOSED, signedAt: null }))];
}
