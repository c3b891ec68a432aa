// SPDX-License-Identifier: Apache-2.0
import { standardKey } from '@touchstone/statements';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { route } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { attestations, successions } from './fold.ts';

interface Naming {
  readonly specification: string;
  readonly on: string;
}

/** What names an edition, as other registers keep it: lines of scopes, and public certificates of some things. */
export interface ReadNaming {
  lines(
    reads: Reads,
    naming: Naming,
  ): Promise<readonly (Omit<z.infer<typeof line>, 'overdue'> & { readonly issuer: string })[]>;
  certificates(
    reads: Reads,
    naming: Naming & { readonly things: readonly string[] },
  ): Promise<
    readonly {
      readonly number: string;
      readonly thing: string;
      readonly until: string | null;
      readonly issuer: string;
      readonly statementId: string;
    }[]
  >;
}

const text = z.string();
const deadline = z.strictObject({ who: text, by: text });
const line = z.strictObject({
  ...{ body: text, name: text, certificateNumber: text, line: text, activity: text, property: text },
  ...{ until: text.nullable(), issuer: text, statementId: text, overdue: z.boolean() },
});
const answer = z
  .strictObject({
    ...{ specification: text, on: text },
    /** Editions that take its place; without one nobody must switch. */
    successors: z.array(
      z.strictObject({ specification: text, place: text, from: text, switchBy: z.array(deadline), statementId: text }),
    ),
    /** The last day that any authority allows; null where nothing took its place. */
    by: text.nullable(),
    /** Lines of scopes, CMCs among them, that name the old edition. */
    lines: z.array(line),
    /** Measurement standards whose public certificates name it. */
    standards: z.array(
      z.strictObject({
        ...{ standard: text, keeper: text, keeperName: text, certificateNumber: text, issuer: text },
        ...{ statementId: text, until: text.nullable(), overdue: z.boolean() },
      }),
    ),
  })
  .meta({ id: 'WhoMustSwitch' });

/** Most standards whose certificates are looked at. */
const STANDARDS_MAX = 20_000;

/** Who still works by an edition that was replaced, and until when that is allowed: from what is public alone. */
export const whoMustSwitch = (naming: ReadNaming) =>
  route({
    method: 'GET',
    path: '/specifications/:specification/switching',
    operation: 'list-who-must-switch',
    summary:
      'Who must switch from an edition of a specification, by when: lines of scopes and certificates of standards that name it',
    access: WHO_MAY['list-who-must-switch'],
    params: z.strictObject({
      specification: z.string().trim().min(1).max(200).describe('Number with its edition, such as JJG 1036-2008'),
    }),
    responses: { 200: { description: 'As it stands on the day', schema: answer } },
    async handle({ reads, now }, { params }) {
      const on = reads.asOf.on ?? dayAt(now);
      const specification = standardKey(params.specification);
      const successors = await readSuccessors(reads, { specification, on });
      const by = lastDayOf(successors);
      const isOverdue = by !== null && on > by;
      if (by === null) {
        return { status: 200, body: { specification, on, successors, by, lines: [], standards: [] } };
      }
      const lines = (await naming.lines(reads, { specification, on })).map((each) => ({ ...each, overdue: isOverdue }));
      const kept = await readStandards(reads, on);
      const things = [...kept.keys()];
      const certificates = await naming.certificates(reads, { specification, on, things });
      const standards = certificates.flatMap(({ thing, number: certificateNumber, ...rest }) =>
        (kept.get(thing) ?? []).map(({ party: keeper, partyName: keeperName }) => ({
          ...{ standard: thing, keeper, keeperName, certificateNumber, ...rest, overdue: isOverdue },
        })),
      );
      return { status: 200, body: { specification, on, successors, by, lines, standards } };
    },
  });

type Successor = z.infer<typeof answer>['successors'][number];

async function readSuccessors(reads: Reads, { specification, on }: Naming): Promise<Successor[]> {
  const { on: _, ...always } = reads.asOf;
  const rows = await reads
    .rows(successions, always)
    .selectAll()
    .where('replaced', '=', specification)
    .where((where) => where.or([where('ended', 'is', null), where('ended', '>', on)]))
    .orderBy('from')
    .execute();
  // The old edition and the new one may both say it; whoever names days says more.
  const found = new Map<string, Successor>();
  for (const row of rows) {
    const switchBy = row.switchBy as unknown as Successor['switchBy'];
    const name = `${row.place} ${row.specification}`;
    if ((found.get(name)?.switchBy.length ?? 0) > 0) continue;
    const { specification: later, place, from, statementId } = row;
    found.set(name, { specification: later, place, from, switchBy, statementId });
  }
  return [...found.values()];
}

/** Where no day is named, the old edition ends when the new one takes over. */
function lastDayOf(successors: readonly Successor[]): string | null {
  const days = successors.flatMap(({ switchBy, from }) =>
    switchBy.length === 0 ? [from] : switchBy.map(({ by }) => by),
  );
  return days.sort().at(-1) ?? null;
}

/** Measurement standards in force, by the name by which certificates refer to them. */
async function readStandards(reads: Reads, on: string) {
  const rows = await reads
    .rows(attestations, { ...reads.asOf, on })
    .select(['name', 'party', 'partyName'])
    .where('kind', '=', 'MeasurementStandard')
    .where('status', '=', 'in-force')
    .limit(STANDARDS_MAX)
    .execute();
  return Map.groupBy(rows, ({ name }) => name);
}
