// SPDX-License-Identifier: Apache-2.0
import { type SplitViewFile, verifySplitView } from '@touchstone/log-keeping/mirror';
import {
  formatVkey,
  LogError,
  type NoteKey,
  parseCheckpoint,
  parseNote,
  type TlogPolicy,
} from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { COULD_NOT_RUN } from './exit-code.ts';
import { plain } from './paint.ts';

const NOT_PROVED = 2;
const PROVED = 3;
const FORMAT = 'touchstone/split-view/v1';

/** The two notes of a log that told two stories, by themselves or in the report of a mirror or follower; undefined for any other text. */
export function readSplitView(text: string): SplitViewFile | undefined {
  if (!text.includes(FORMAT)) return undefined;
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  const own = found as { readonly format?: unknown; readonly splitView?: unknown } | null;
  const file = (own?.format === FORMAT ? own : own?.splitView) as SplitViewFile | undefined;
  const isFile =
    file?.format === FORMAT && [file.origin, file.smaller, file.larger].every((each) => typeof each === 'string');
  return isFile ? file : undefined;
}

/**
 * Says whether two notes prove that their log told two stories, by the keys of the asker alone: those of --log, and of
 * the log policies of the trust folder. Answers the exit code: 3 proved, 2 not, or not known, 1 unreadable.
 */
export function verifySplitViewFile(
  file: SplitViewFile,
  of: { readonly keys: readonly NoteKey[]; readonly policies: readonly TlogPolicy[] },
): number {
  const say = (text: string) => process.stdout.write(`${plain(text)}\n`);
  const { origin } = file;
  const known = [...of.keys, ...of.policies.flatMap(({ logs }) => logs.map(({ key }) => key))];
  const keys = [...new Map(known.filter(({ name }) => name === origin).map((key) => [formatVkey(key), key])).values()];
  const sizes = [file.smaller, file.larger].map(sizeOf);
  if (sizes.includes(undefined)) {
    say(`${origin}: one of the two notes is no checkpoint: nothing is proved by them here`);
    return COULD_NOT_RUN;
  }
  if (keys.length === 0) {
    say(`${origin}: no key of this log is at hand; name it with --log VKEY, or in a log policy of the trust folder`);
    return NOT_PROVED;
  }
  // One key at a time: two stories of one key, and not one of each.
  const guilty = keys.find((key) => verifySplitView(suite, { origin, keys: [key] }, file));
  const [smaller, larger] = sizes;
  if (guilty === undefined) {
    say(`${origin}: not proved: its key has not signed both, or a log that only grows can have both`);
    return NOT_PROVED;
  }
  const what =
    smaller === larger
      ? `two trees of ${larger} entries with different roots`
      : `a tree of ${smaller} entries and one of ${larger} that does not begin with it`;
  say(`proved: ${origin} told two stories: its key ${formatVkey(guilty)} has signed ${what}`);
  return PROVED;
}

function sizeOf(note: string): number | undefined {
  try {
    return parseCheckpoint(parseNote(note).text).size;
  } catch (error) {
    if (error instanceof LogError) return undefined;
    throw error;
  }
}
