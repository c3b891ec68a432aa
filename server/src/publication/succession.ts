// SPDX-License-Identifier: Apache-2.0
import { successionText } from '@touchstone/log-keeping/follow';
import { signNote } from '@touchstone/transparency-log';
import type { Shard } from './log-shards.ts';

/** The note by which a shard that has ended vouches for the key of the one that goes on: the same whenever asked for. */
export function signSuccession(ended: Shard, next: Shard): Promise<string> {
  // Seen from the address of the ended one, whose last part is its year where it has one.
  const at = ended.name === '' ? next.name : `../${next.name}`;
  return signNote(successionText({ origin: ended.origin, key: next.signer.key, at }), [ended.signer]);
}
