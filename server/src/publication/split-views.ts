// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { SplitView } from '@touchstone/log-keeping/follow';
import { proveSplitView, type SplitViewFile } from '@touchstone/log-keeping/mirror';
import { LogError, type LogReader, type NoteKey, parseCheckpoint, parseNote } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';

/** A second story of a followed log as anybody may have it. */
export interface KeptSplitView {
  readonly id: string;
  readonly origin: string;
  readonly seenAt: string;
  readonly detail: string;
  /** Whether the file proves it to whoever has the log's key and nothing else. */
  readonly isProved: boolean;
  readonly file: SplitViewFile | FollowReport;
}

/** Two signed notes of which one is no checkpoint, or that are not proved: `remembered` came first. */
interface FollowReport {
  readonly format: 'touchstone/follow-report/v1';
  readonly origin: string;
  readonly at: string;
  readonly remembered: string;
  readonly shown: string;
  readonly detail: string;
}

/** The proof that two notes contradict each other, where the files of the log still give it: two of one size need none. */
export async function proofOf(
  key: NoteKey,
  { remembered, shown }: SplitView,
  read: LogReader,
): Promise<{ readonly proof?: SplitViewFile }> {
  const log = { origin: key.name, keys: [key] };
  // What the log shows may be missing or wrong: then both notes are kept without a proof.
  const proof = await proveSplitView(nodeLogSuite, log, { notes: [remembered, shown], read }).catch(() => undefined);
  return proof === undefined ? {} : { proof };
}

/** The first of each log, what is proved before what is not: no log hides another one's. The oldest first. */
export async function listSplitViews(transaction: DatabaseTransaction): Promise<readonly KeptSplitView[]> {
  const { rows } = await sql<Row>`select origin, seen_at, remembered, shown, detail, proof from (
      select v.*, row_number() over (partition by origin order by proof is null, seen_at) as place
      from touchstone.split_view v) as placed
    where place <= ${OF_ONE_MAX} order by seen_at, origin`.execute(transaction);
  return rows.map(shownOf);
}

/** One of them by its id, whether or not it is listed; undefined where there is none. */
export async function findSplitView(transaction: DatabaseTransaction, id: string): Promise<KeptSplitView | undefined> {
  const { rows } = await sql<Row>`select origin, seen_at, remembered, shown, detail, proof from touchstone.split_view
    where left(encode(sha256(convert_to(origin || chr(10) || shown, 'UTF8')), 'hex'), 32) = ${id}`.execute(transaction);
  return rows.map(shownOf)[0];
}

const OF_ONE_MAX = 4;

interface Row extends SplitView {
  readonly origin: string;
  readonly seenAt: string;
  readonly proof: string | null;
}

function shownOf({ origin, seenAt, remembered, shown, detail, proof }: Row): KeptSplitView {
  const id = createHash('sha256').update(`${origin}\n${shown}`).digest('hex').slice(0, 32);
  const common = { id, origin, seenAt, detail };
  if (proof !== null) return { ...common, isProved: true, file: JSON.parse(proof) as SplitViewFile };
  const [smaller, larger] = inOrder(remembered, shown);
  if (smaller !== undefined && larger !== undefined) {
    const file: SplitViewFile = { format: 'touchstone/split-view/v1', origin, smaller, larger, detail };
    return { ...common, isProved: false, file };
  }
  const report = { format: 'touchstone/follow-report/v1', origin, at: seenAt, remembered, shown, detail } as const;
  return { ...common, isProved: false, file: report };
}

/** Two checkpoints, the smaller one first; nothing where one of the notes is none, as of a log that names its successor. */
function inOrder(left: string, right: string): readonly string[] {
  try {
    const [one, other] = [left, right].map((note) => parseCheckpoint(parseNote(note).text).size) as [number, number];
    return one <= other ? [left, right] : [right, left];
  } catch (error) {
    if (error instanceof LogError) return [];
    throw error;
  }
}
