// SPDX-License-Identifier: Apache-2.0
import { LogKeepingError } from '@touchstone/log-keeping/appender';
import { httpReader } from '@touchstone/log-keeping/reader';
import { LogError, type NoteKey, openCheckpoint, originFolder, type TreeHead } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import type { WitnessSetting } from './log-settings.ts';

/**
 * What a witness shows of a log: a tree that the log's own key has signed, nothing, a checkpoint that this key has not
 * signed, which says no more than nothing, or why it was not heard.
 */
export type SeenTree =
  | { readonly outcome: 'seen'; readonly tree: TreeHead }
  | { readonly outcome: 'nothing' }
  | { readonly outcome: 'strange'; readonly detail: string }
  | { readonly outcome: 'unheard'; readonly detail: string };

/** Which log a witness is asked about, by the key that signs it. */
export interface SeenQuestion {
  readonly witness: WitnessSetting;
  readonly key: NoteKey;
  /** Milliseconds until nobody waits for the answer any more. */
  readonly timeout: number;
}

/**
 * The checkpoint of a log that a witness or mirror cosigned last: `<prefix>/<hex SHA-256 of the origin>/checkpoint`.
 * C2SP tlog-witness v1.0.0, Monitoring. Only the signature of the log itself counts, so that a witness that lies, or that
 * says a size and shows nothing for it, stops nobody.
 */
export async function askWhatWasSeen({ witness, key, timeout }: SeenQuestion): Promise<SeenTree> {
  const { name: origin } = key;
  try {
    const folder = `${witness.url}/${originFolder(nodeLogSuite, origin)}`;
    const note = await httpReader(folder, { attempts: 1, timeoutMilliseconds: timeout })('checkpoint');
    if (note === undefined) return { outcome: 'nothing' };
    const opened = openCheckpoint(nodeLogSuite, note, { origin, logKeys: [key] });
    if (opened.outcome === 'rejected') return { outcome: 'strange', detail: opened.detail };
    const { size, root } = opened.checkpoint;
    return { outcome: 'seen', tree: { size, root } };
  } catch (error) {
    if (!(error instanceof LogKeepingError || error instanceof LogError)) throw error;
    return { outcome: 'unheard', detail: error.message };
  }
}
