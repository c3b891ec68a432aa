// SPDX-License-Identifier: Apache-2.0
// What the steps of the work for signed papers used: reports and certificates lie in registers of their own, and whoever looks
// for what was made with a thing asks all of them. A paper does not say it, so that it is its laboratory's own.
import type { RecordedUse } from '@touchstone/evidence/impact';
import { nameKey, parseDid } from '@touchstone/identifiers';
import { column, type RowsOf, type Table, table } from './fold.ts';
import { dayAt } from './local-day.ts';
import type { Reads } from './reads.ts';

/** Gives what only the records of work name, of everybody's papers that the asker may see. */
export type ReadRecordedUses = (
  reads: Pick<Reads, 'rows'>,
  names: readonly string[],
) => Promise<readonly RecordedUse[]>;

const columns = {
  nameKey: column.text,
  thing: column.text,
  result: column.text,
  from: column.instant,
  to: column.instant,
  issuer: column.text,
  statementId: column.text,
};
type UsesTable = Table<typeof columns>;
type UseRow = RowsOf<{ readonly uses: UsesTable }>['uses'][number];

/** One row for each thing that a step of the work for a signed paper used; each register has a table of its own. */
export const usesTable = (): UsesTable => table({ columns, indexes: [['nameKey']], visibility: 'private' });

/** A step of work as registers keep it; of one that nobody recorded there is no time, and the whole in one span has no name. */
interface KeptStep {
  readonly step: string | null;
  readonly result: string;
  readonly instruments: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
}

/** The rows of a paper when it is signed. */
export function usesIn(
  steps: readonly KeptStep[],
  { issuer, id: statementId }: { readonly issuer: string; readonly id: string },
): readonly UseRow[] {
  const rows = steps.flatMap(({ step, result, instruments, from, to }): readonly UseRow[] => {
    if (step === null || from === null || to === null) return [];
    return instruments.map((thing) => ({ nameKey: nameKey(thing), thing, result, from, to, issuer, statementId }));
  });
  return [...new Map(rows.map((row) => [JSON.stringify({ ...row, thing: '' }), row])).values()];
}

const USES_MAX = 10_000;

/** Asks the tables of several registers, one after the other: they read in one transaction. */
export function recordedUsesReader(
  tables: readonly { readonly uses: UsesTable; readonly isOfResults: boolean }[],
): ReadRecordedUses {
  return async (reads, names) => {
    if (names.length === 0) return [];
    const found: RecordedUse[] = [];
    for (const { uses, isOfResults } of tables) {
      const rows = await reads
        .rows(uses, {})
        .selectAll()
        .where('nameKey', 'in', [...new Set(names.map(nameKey))])
        .orderBy('from', 'desc')
        .limit(USES_MAX)
        .execute();
      const own = rows.filter(({ owner, issuer }) => owner === issuer);
      found.push(...own.map((row) => toUse(row, isOfResults)));
    }
    return found;
  };
}

/** A certificate says of no point what it was measured with: its references are of all of it. */
function toUse({ issuer, statementId: id, thing, result, from, to }: UseRow, isOfResults: boolean): RecordedUse {
  return {
    paper: { issuer: parseDid(issuer), id },
    ...{ thing, from: dayAt(from), to: dayAt(to) },
    ...(isOfResults ? { result } : {}),
  };
}
