// SPDX-License-Identifier: Apache-2.0
import type { WorkStep } from '@touchstone/evidence/plausibility';
import {
  compareInstants,
  type Instant,
  instantFromMilliseconds,
  instantMilliseconds,
  nameKey,
  parseInstant,
} from '@touchstone/identifiers';
import type { RowOf } from '../../../record-keeping/fold.ts';
import type { Reads, RowOrigin } from '../../../record-keeping/reads.ts';
import type { DatedStep, NamedRecord } from './record.ts';
import { workRecords, workUses } from './rows.ts';

/** What a proposal's records are held against, as it stands now. */
export interface KnownWork {
  /** Those that it names, of the own laboratory, and that nobody took back. */
  readonly named: readonly NamedRecord[];
  /** By record, the number of another signed certificate that rests on it. */
  readonly certified: ReadonlyMap<string, string>;
  /** Others of these days of a thing of that name that no certificate names, neither signed nor proposed. */
  readonly unnamed: readonly NamedRecord[];
}

type Rows = Pick<Reads, 'rows'>;

const UNNAMED_MAX = 5_000;
const DAY = 86_400_000;
const shifted = (at: Instant, by: number) => instantFromMilliseconds(instantMilliseconds(at) + by);

/** Which proposal is asked about. */
interface Asked {
  readonly owner: string;
  readonly stream: string;
  readonly ids: readonly string[];
  readonly thing: string;
  /** From the first beginning to the last end of its work. */
  readonly span: Pick<WorkStep, 'from' | 'to'> | undefined;
}

/** Records by their names, as they stand; of one laboratory, whatever else may be read. */
export async function readRecords(reads: Rows, owner: string, ids: readonly string[]): Promise<readonly NamedRecord[]> {
  if (ids.length === 0) return [];
  const found = await standing(reads, owner)
    .where('stream', 'in', [...ids])
    .execute();
  const uses = await readUses(reads, owner, ids);
  const byId = new Map(found.map((row) => [row.stream, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row === undefined ? [] : [toNamed(row, signedBefore(uses.filter(({ work }) => work === id)))];
  });
}

/** All that the rules ask about the records of a proposal. */
export async function readKnownWork(reads: Rows, { owner, stream, ids, thing, span }: Asked): Promise<KnownWork> {
  const named = await readRecords(reads, owner, ids);
  const uses = (await readUses(reads, owner, ids)).filter((use) => use.stream !== stream && use.state === 'signed');
  const rows =
    span === undefined
      ? []
      : await standing(reads, owner)
          .where('thingKey', '=', nameKey(thing))
          .where('from', '<', shifted(span.to, DAY))
          .where('to', '>', shifted(span.from, -DAY))
          .orderBy('from')
          .limit(UNNAMED_MAX)
          .execute();
  const others = rows.filter((row) => !ids.includes(row.stream));
  const inUse = await readUses(
    reads,
    owner,
    others.map((row) => row.stream),
  );
  const isUsed = new Set(inUse.filter(({ state }) => state !== 'revoked').map(({ work }) => work));
  return {
    named,
    certified: new Map(uses.map(({ work, number }) => [work, number])),
    unnamed: others.filter((row) => !isUsed.has(row.stream)).map((row) => toNamed(row, undefined)),
  };
}

/** Certificates that name these records. */
export async function readUses(reads: Rows, owner: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return reads
    .rows(workUses, {})
    .selectAll()
    .where('owner', '=', owner)
    .where('work', 'in', [...ids])
    .execute();
}

function standing(reads: Rows, owner: string) {
  return reads.rows(workRecords, {}).selectAll().where('owner', '=', owner).where('isTakenBack', '=', false);
}

type Row = RowOf<(typeof workRecords)['columns']> & Pick<RowOrigin, 'stream'>;

function toNamed(row: Row, before: Instant | undefined): NamedRecord {
  const { stream: id, version, person } = row;
  return { id, version, person, ...saidIn(row), ...(before === undefined ? {} : { signedBefore: before }) };
}

/** What a row says, as it was written down. */
export function saidIn({ thing, item, points, leastMinutes, steps }: Omit<Row, 'stream'>) {
  return {
    thing,
    ...(item === null ? {} : { item: item as NamedRecord['item'] }),
    ...(points.length === 0 ? {} : { points: [...points] }),
    ...(leastMinutes === null ? {} : { leastMinutes }),
    steps: steps as unknown as DatedStep[],
  };
}

/** When a certificate that rested on it was first signed: what is written down afterwards was not known to whoever signed. */
function signedBefore(uses: readonly { readonly signedAt: string | null }[]): Instant | undefined {
  const signed = uses.flatMap(({ signedAt }) => (signedAt === null ? [] : [parseInstant(signedAt)]));
  return signed.toSorted(compareInstants)[0];
}
