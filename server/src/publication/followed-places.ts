// SPDX-License-Identifier: Apache-2.0
import { encodeHex, utf8Bytes } from '@touchstone/identifiers';
import { formatKeyId, formatVkey, type NoteKey } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { sql } from 'kysely';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import { readFollowed } from './foreign-leaves.ts';
import type { EndedLog } from './following/chosen.ts';
import { isSignedBy } from './known-until.ts';

/** Tables in which what was seen of a log stands under its name. */
const TABLES = ['followed_log', 'foreign_leaf', 'foreign_receipt'] as const;

/**
 * The name under which is kept what a log showed under a key that is not followed any more: no log is called so, as no
 * name of a key has a plus. C2SP signed-note v1.0.0, Format. The id alone can be made to fit another key.
 */
export function nameSetAside(log: string, key: NoteKey): string {
  const digest = encodeHex(nodeLogSuite.sha256(utf8Bytes(formatVkey(key)))).slice(0, 16);
  return `${log}+${formatKeyId(key.id)}+${digest}`;
}

/**
 * Makes room for a log that two administrators chose under a name which was followed under another key before: what was
 * seen of that is set aside as it is, and what was set aside of this key is taken up again. Only what such a case has
 * ended is set aside: what the configuration named alone stays, and the follower says so. True where something was moved.
 */
export async function bringForth(
  transaction: DatabaseTransaction,
  key: NoteKey,
  ended: readonly EndedLog[],
): Promise<boolean> {
  const ofName = ended.filter((each) => each.key.name === key.name);
  const remembered = await readFollowed(transaction, key.name);
  if (remembered !== undefined && isSignedBy(key, remembered.note)) return false;
  const other = remembered && ofName.find((each) => isSignedBy(each.key, remembered.note));
  if (remembered !== undefined && other === undefined) return false;
  if (other !== undefined) {
    for (const log of other.known.logs) await move(transaction, { from: log, to: nameSetAside(log, other.key) });
  }
  const earlier = ofName.find((each) => formatVkey(each.key) === formatVkey(key));
  for (const log of earlier?.known.logs ?? []) await move(transaction, { from: nameSetAside(log, key), to: log });
  return true;
}

/** Under which names the logs of an ended chain are kept now; none where another key has them, and nothing is of this. */
export async function placesOf(
  transaction: DatabaseTransaction,
  { key, known }: Pick<EndedLog, 'key' | 'known'>,
): Promise<readonly { readonly log: string; readonly place: string }[]> {
  const aside = nameSetAside(key.name, key);
  if ((await readFollowed(transaction, aside)) !== undefined) {
    return known.logs.map((log) => ({ log, place: nameSetAside(log, key) }));
  }
  const here = await readFollowed(transaction, key.name);
  if (here !== undefined && !isSignedBy(key, here.note)) return [];
  return known.logs.map((log) => ({ log, place: log }));
}

async function move(
  transaction: DatabaseTransaction,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  for (const table of TABLES) {
    await sql`update ${sql.table(`touchstone.${table}`)} set origin = ${to} where origin = ${from}`.execute(
      transaction,
    );
  }
}
