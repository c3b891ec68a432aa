// SPDX-License-Identifier: Apache-2.0
import { type Log, openMemoryMap, openSubjectMap } from '@touchstone/log-keeping/appender';
import { type LogEntry, readEntries } from '@touchstone/log-keeping/reader';
import { readLeaf } from '@touchstone/statements';
import { rootFromTiles, sameBytes } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import type { Database } from '../storage/database.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { parseMark } from './feed-mark.ts';
import { findLeavesAt } from './leaf-table.ts';
import { entriesOf } from './make-leaves.ts';

/** One place where tiles, map and database do not say the same. */
interface LogDifference {
  readonly what:
    | 'tiles' // the tiles do not make the root of the checkpoint
    | 'map' // the map is not the one that the leaves make
    | 'unknown-leaf' // a leaf of a statement that the database does not know at this index
    | 'other-leaf' // the leaf at the index is not the one that the database made
    | 'missing-leaf' // a statement that the log should cover is not in it
    | 'doubled-leaf'; // one commitment for two statements' worth of leaves
  readonly detail: string;
}

/** What a comparison went through, and what it found. */
export interface LogComparison {
  readonly size: number;
  readonly statements: number;
  readonly differences: readonly LogDifference[];
}

/** What is compared. */
export interface Compared {
  readonly database: Database;
  readonly node: string;
  /** The shards, oldest first, each with the number of its leaf 0 among those of all; the last is the one written. */
  readonly shards: readonly { readonly log: Log; readonly base: number }[];
  /** How far the record is in the log. */
  readonly covered: string | undefined;
}

const DIFFERENCES_MAX = 100;

/**
 * Reads the published log from the first leaf to the last: tiles against the checkpoint, the map made anew against the
 * root in the last leaf, each statement's leaf against the database, and the database against the log.
 */
export async function compareLog({ database, node, shards, covered }: Compared): Promise<LogComparison> {
  const differences: LogDifference[] = [];
  const note = (what: LogDifference['what'], detail: string) => {
    if (differences.length < DIFFERENCES_MAX) differences.push({ what, detail });
  };
  let [size, statements] = [0, 0];
  const seen = new Set<string>();
  for (const { log, base } of shards) {
    const walked = await compareShard(database, { log, base }, { seen, note });
    size += walked.size;
    statements += walked.statements;
  }
  const { position: last, parts } = parseMark(covered);
  const position = parts === 0 ? last : last - 1;
  for (const missing of await missingLeaves(database, { node, position })) note('missing-leaf', missing);
  return { size, statements, differences };
}

async function compareShard(
  database: Database,
  { log, base }: Compared['shards'][number],
  { seen, note }: Pick<Walk, 'seen' | 'note'>,
): Promise<{ readonly size: number; readonly statements: number }> {
  const tree = await log.flush();
  const size = tree?.size ?? 0;
  let statements = 0;
  if (tree !== undefined) {
    if (!sameBytes(await rootFromTiles(nodeLogSuite, size, log.read), tree.root)) {
      note('tiles', `the tiles do not make the root of the checkpoint over ${size} leaves`);
    }
    const map = openSubjectMap(nodeLogSuite, openMemoryMap(nodeLogSuite));
    const state = { seen, base, expected: [] as readonly Uint8Array[], note };
    for await (const entries of readEntries(nodeLogSuite, { from: 0, size, read: log.read })) {
      const leaves = entries.filter(({ index }) => index < size - 1);
      if (leaves[0] !== undefined) await map.add(leaves[0].index, leaves);
      statements += await compareLeaves(database, entries, state);
    }
    const root = await map.commit(size - 1);
    if (tree.mapRoot === undefined || !sameBytes(root, tree.mapRoot)) {
      note('map', `the map over ${size - 1} leaves is not the one whose root is the last leaf`);
    }
  }
  return { size, statements };
}

/** What is carried from one bundle to the next. */
interface Walk {
  readonly seen: Set<string>;
  readonly base: number;
  readonly note: (what: LogDifference['what'], detail: string) => void;
  /** Of a statement with several leaves, those that must come next. */
  expected: readonly Uint8Array[];
}

async function compareLeaves(database: Database, entries: readonly LogEntry[], state: Walk): Promise<number> {
  const [first, last] = [entries[0]?.index ?? 0, entries.at(-1)?.index ?? -1];
  const { seen, note, base } = state;
  const span = { from: base + first, to: base + last + 1 };
  const rows = await withKeeper(database, (transaction) => findLeavesAt(transaction, span));
  const byIndex = new Map(rows.map((row) => [(row.leafIndex as number) - base, row]));

  let statements = 0;
  for (const { index, entry } of entries) {
    const row = byIndex.get(index);
    if (row !== undefined) {
      state.expected = entriesOf(row);
      statements += 1;
    }
    const leaf = readLeaf(entry);
    if (leaf?.type !== 'statement') {
      if (row !== undefined)
        note('other-leaf', `leaf ${index} is no statement's, and entry ${row.entry} should be there`);
      continue;
    }
    const commitment = Buffer.from(leaf.commitment).toString('hex');
    if (row !== undefined && seen.has(commitment)) note('doubled-leaf', `leaf ${index} repeats an earlier commitment`);
    seen.add(commitment);
    const [wanted, ...rest] = state.expected;
    if (wanted === undefined) note('unknown-leaf', `leaf ${index} is of no statement on record here`);
    else if (!sameBytes(wanted, entry)) note('other-leaf', `leaf ${index} is not the one that was made`);
    state.expected = rest;
  }
  return statements;
}

/** Statements of this node up to the position that the log covers, whose leaf has no place in it. */
async function missingLeaves(
  database: Database,
  { node, position }: { readonly node: string; readonly position: number },
): Promise<readonly string[]> {
  return withKeeper(database, async (transaction) => {
    const { rows } = await sql<{ position: number; entry: number }>`
      select p.position, p.entry from touchstone.position p left join touchstone.leaf_place l on l.entry = p.entry
      where p.source = 'statement' and p.origin_node = ${node} and p.position <= ${position} and l.leaf_index is null
      order by p.position limit ${DIFFERENCES_MAX}`.execute(transaction);
    return rows.map((row) => `position ${row.position}, entry ${row.entry}, is covered and has no leaf`);
  });
}
