// SPDX-License-Identifier: Apache-2.0
import { readEntries } from '@touchstone/log-keeping/reader';
import { readLeaf } from '@touchstone/statements';
import { type LogReader, type NoteKey, openCheckpoint } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { logReaderAt } from './log-options.ts';

/** A log that has ended, in the tree that one of the keys has signed; its entries are not yet held against the root. */
interface EndedLog {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly read: LogReader;
  /** The log that it says to go on from. */
  readonly earlier?: string;
}

/** The logs of the years before, oldest first; `newest` is the one that the audited log may go on from. */
export interface Predecessors {
  readonly logs: readonly EndedLog[];
  readonly newest?: EndedLog;
  /** What the oldest of them goes on from, where that was not given. */
  readonly missing?: { readonly by: string; readonly origin: string };
}

/** Reads the logs that were given as predecessors, in any order. CommandError unless they make one chain. */
export async function readPredecessors(addresses: readonly string[], keys: readonly NoteKey[]): Promise<Predecessors> {
  const given = await Promise.all(addresses.map((address) => endedLog(address, keys)));
  const byOrigin = new Map(given.map((log) => [log.origin, log]));
  if (byOrigin.size < given.length) throw new CommandError('--predecessor: one log was given twice');
  const goneOnFrom = new Set(given.map(({ earlier }) => earlier));
  const newest = given.find(({ origin }) => !goneOnFrom.has(origin));
  const logs: EndedLog[] = [];
  for (let log = newest; log !== undefined; log = log.earlier === undefined ? undefined : byOrigin.get(log.earlier)) {
    if (logs.includes(log)) break;
    logs.unshift(log);
  }
  if (logs.length < given.length) {
    const names = given.map(({ origin }) => origin).join(', ');
    throw new CommandError(`--predecessor: ${names} do not go on from each other; give each year of one log once`);
  }
  const [oldest] = logs;
  return {
    logs,
    ...(newest === undefined ? {} : { newest }),
    ...(oldest?.earlier === undefined ? {} : { missing: { by: oldest.origin, origin: oldest.earlier } }),
  };
}

async function endedLog(address: string, keys: readonly NoteKey[]): Promise<EndedLog> {
  const read = await logReaderAt(address);
  const note = new TextDecoder().decode((await read('checkpoint')) ?? new Uint8Array());
  const origin = note.split('\n')[0] ?? '';
  const logKeys = keys.filter(({ name }) => name === origin);
  const opened = openCheckpoint(suite, note, { origin, logKeys });
  if (opened.outcome === 'rejected') throw new CommandError(`--predecessor ${address}: ${opened.detail}`);
  const { size, root } = opened.checkpoint;
  const earlier = await earlierOf(read, size);
  return { origin, size, root, read, ...(earlier === undefined ? {} : { earlier }) };
}

async function earlierOf(read: LogReader, size: number): Promise<string | undefined> {
  for await (const [first] of readEntries(suite, { from: 0, size, read })) {
    const start = first === undefined ? undefined : readLeaf(first.entry);
    return start?.type === 'shard-start' ? start.origin : undefined;
  }
  return undefined;
}
