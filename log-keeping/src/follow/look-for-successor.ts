// SPDX-License-Identifier: Apache-2.0
import type { LogReader, LogSuite, NoteKey, TreeHead } from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import { SUCCESSOR_PATH } from '../reader/public-path.ts';
import { beginningOf, isSuccession, openSuccession, type Succession } from './succession.ts';

/** A log whose end is known here, and what is remembered of its successor. */
export interface EndedLog {
  readonly origin: string;
  readonly keys: readonly NoteKey[];
  readonly read: LogReader;
  /** The last tree that is known of it. */
  readonly tree: TreeHead;
  /** The note by which its successor was taken before; nothing else is taken then. */
  readonly kept?: string;
}

/** Why a log that is named as a successor is not taken. */
export interface RefusedSuccessor {
  /**
   * `NOT_SIGNED`: the ended log has not signed it, and anybody may have written it. `OTHER_NAME`: it is not named as a
   * later year of the same log, and could take the name of somebody else's. `SECOND_SUCCESSOR`: it has signed two.
   * `OTHER_BEGINNING`: what it names goes on from another tree, which is a second story of the two.
   */
  readonly code: 'NOT_SIGNED' | 'OTHER_NAME' | 'SECOND_SUCCESSOR' | 'OTHER_BEGINNING';
  readonly detail: string;
  /** The note as it is shown. */
  readonly shown: string;
}

/** What is known of the log that goes on from an ended one. `waiting`: it is named and shows not yet what can be held. */
export type FoundSuccessor =
  | { readonly outcome: 'none' }
  | { readonly outcome: 'waiting'; readonly succession: Succession }
  | { readonly outcome: 'taken'; readonly succession: Succession; readonly note: string }
  | ({ readonly outcome: 'refused' } & RefusedSuccessor);

/**
 * Looks for the log that goes on from one that has ended. Its key counts only where the ended log has signed for it, and
 * only for a log that begins with exactly the tree that is known here. Decision records 0044 and 0062. Rejects as the
 * readers do.
 */
export async function lookForSuccessor(
  suite: LogSuite,
  ended: EndedLog,
  readAt: (at: string) => LogReader | Promise<LogReader>,
): Promise<FoundSuccessor> {
  const { origin, keys, tree, kept, read } = ended;
  const bytes = await read(SUCCESSOR_PATH);
  const shown = bytes === undefined ? undefined : Buffer.from(bytes).toString();
  const before = kept === undefined ? undefined : openSuccession(suite, kept, { origin, keys });
  // Some servers answer every address with a page: that names nothing.
  const isNamed = shown !== undefined && isSuccession(shown);
  if (before !== undefined && kept !== undefined && (!isNamed || shown === kept)) {
    return { outcome: 'taken', succession: before, note: kept };
  }
  if (!isNamed) return { outcome: 'none' };
  const named = opened(suite, shown, { origin, keys });
  if (named instanceof LogKeepingError) {
    return { outcome: 'refused', code: 'NOT_SIGNED', detail: named.message, shown };
  }
  if (before !== undefined) {
    const detail = `${origin} has named ${before.key.name} as its successor, and now names ${named.key.name}, or another key of it`;
    return { outcome: 'refused', code: 'SECOND_SUCCESSOR', detail, shown };
  }
  const { key, at } = named;
  if (!isLaterYear(key.name, origin)) {
    const detail = `${key.name}, which it names as its successor, is no later year of ${baseOf(origin)}`;
    return { outcome: 'refused', code: 'OTHER_NAME', detail, shown };
  }
  const beginning = await beginningOf(suite, { key, read: await readAt(at) }, { origin, ...tree });
  if (beginning === 'goes-on') return { outcome: 'taken', succession: named, note: shown };
  if (beginning !== 'other') return { outcome: 'waiting', succession: named };
  const detail = `${key.name}, which it names as its successor, does not go on from its ${tree.size} entries`;
  return { outcome: 'refused', code: 'OTHER_BEGINNING', detail, shown };
}

const YEAR = /\/(\d{4})$/;

/** The name that the logs of all years begin with. Decision record 0044. */
export function baseOf(origin: string): string {
  return origin.replace(YEAR, '');
}

function isLaterYear(name: string, origin: string): boolean {
  const [year, before] = [name, origin].map((each) => Number(YEAR.exec(each)?.[1] ?? 0)) as [number, number];
  return baseOf(name) === baseOf(origin) && year > before;
}

function opened(
  suite: LogSuite,
  note: string,
  log: { readonly origin: string; readonly keys: readonly NoteKey[] },
): Succession | LogKeepingError {
  try {
    return openSuccession(suite, note, log);
  } catch (error) {
    if (error instanceof LogKeepingError) return error;
    throw error;
  }
}
