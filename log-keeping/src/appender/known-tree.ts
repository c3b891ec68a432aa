// SPDX-License-Identifier: Apache-2.0
import { rootFromTiles, sameBytes } from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import type { KnownTree, LogOptions } from './log.ts';
import type { Sequence } from './sequence.ts';
import { readerOfState } from './tree-files.ts';

/** Throws `ROLLED_BACK` or `FORKED` where a tree that others have seen is not one of this log's own trees. */
export async function compareWithKnown(
  { sequence, options }: { readonly sequence: Sequence; readonly options: LogOptions },
  { size, root }: KnownTree,
): Promise<void> {
  const at = { at: options.origin };
  if (size > sequence.size) {
    const what = `others have seen ${size} leaves and the head has ${sequence.size}: an old state was put back`;
    throw new LogKeepingError('ROLLED_BACK', what, { ...at, counts: { seen: size, here: sequence.size } });
  }
  if (root === undefined) return;
  const { state, fresh } = sequence;
  const read = readerOfState(state, { fresh, read: (path) => options.store.readFile(path) });
  if (!sameBytes(await rootFromTiles(options.suite, size, read), root)) {
    throw new LogKeepingError('FORKED', `others have seen another tree of ${size} leaves`, { ...at, counts: { size } });
  }
}
