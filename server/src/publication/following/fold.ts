// SPDX-License-Identifier: Apache-2.0
import type { Json } from '../../record-keeping/fact.ts';
import { column, type Fold, table } from '../../record-keeping/fold.ts';
import { MECHANISM_KINDS } from '../../record-keeping/mechanism-kinds.ts';

/** Kinds of the register's own events. */
export const KINDS = { log: 'log-followed', witness: 'witness-asked', ended: 'following-ended' } as const;

/** Logs and witnesses that administrators chose, a row for each case; the case has the words of two persons. */
export const choices = table({
  columns: {
    ...{ kind: column.text, name: column.text, url: column.text, vkey: column.text },
    ...{ policy: column.optional(column.text), reason: column.text, state: column.text },
    ...{ since: column.optional(column.instant), endedAt: column.optional(column.instant) },
    ...{ endReason: column.optional(column.text), known: column.optional(column.json) },
  },
  indexes: [['state']],
  visibility: 'private',
});

const nameless = { policy: null, since: null, endedAt: null, endReason: null, known: null };

/** One row of a case, from its proposal on; it stays when what it chose has ended. */
export const followingFold: Fold<{ readonly choices: typeof choices }> = {
  version: 1,
  tables: { choices },
  reduce(rows, fact) {
    if (fact.source !== 'case-event') return rows;
    const { kind, content, recordedAt } = fact;
    const [row] = rows.choices;
    const changed = (more: object) => ({ choices: rows.choices.map((each) => ({ ...each, ...more })) });
    switch (kind) {
      case MECHANISM_KINDS.proposed: {
        if (row !== undefined) return rows;
        const { origin, url, vkey, policy = null, reason } = content.input as unknown as Proposed;
        const of = origin === undefined ? 'witness' : 'log';
        const [nameInKey = ''] = vkey.split('+');
        return { choices: [{ ...nameless, kind: of, name: nameInKey, url, vkey, policy, reason, state: 'proposed' }] };
      }
      case MECHANISM_KINDS.decided:
        return content.verdict === 'reject' && row?.state === 'proposed' ? changed({ state: 'rejected' }) : rows;
      case KINDS.log:
      case KINDS.witness:
        return changed({ url: content.url, state: 'in-force', since: recordedAt });
      case KINDS.ended: {
        const known = (content.known as Json | undefined) ?? null;
        return changed({ state: 'ended', endedAt: recordedAt, endReason: content.reason, known });
      }
      default:
        return rows;
    }
  },
};

interface Proposed {
  readonly origin?: string;
  readonly url: string;
  readonly vkey: string;
  readonly policy?: string;
  readonly reason: string;
}
