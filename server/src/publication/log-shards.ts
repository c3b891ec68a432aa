// SPDX-License-Identifier: Apache-2.0
import type { NoteKey } from '@touchstone/transparency-log';
import type { LogPlace } from './log-place.ts';

/** The end of a shard: its last tree, how far the record was in it, and when it ended. */
export interface ShardEnd {
  readonly size: number;
  readonly root: Uint8Array;
  readonly mapRoot: Uint8Array;
  /** The mark on its last statement, or on that of a shard before; missing where there was none. */
  readonly covered?: string | undefined;
  readonly closedAt: string;
}

/** One log of a chain: that of a year, or one that was begun without a year in its name. */
export interface Shard extends LogPlace {
  /** Below the prefix under which the node serves its logs; empty for a log without a year in its name. */
  readonly name: string;
  readonly year: number;
  /** Present once nothing is appended to it any more. */
  readonly end?: ShardEnd;
}

/** A shard and the number that its leaf 0 has among the leaves of all shards. */
export interface NumberedShard extends Shard {
  readonly base: number;
  /** The shard that it goes on from. */
  readonly before?: Shard & { readonly end: ShardEnd };
}

/** Where it is written down which shards there are. */
export interface Sharding {
  /** Oldest first; the last one is open. The first of all is begun for the year of `now`. */
  list(now: string): Promise<readonly Shard[]>;
  /** Writes down, durably, that the open shard ended and that of a year goes on; without an end it is replaced. */
  goOn(year: number, end: ShardEnd | undefined): Promise<void>;
  /** The name and key that the shard of a year will have; the key is made where there is none. */
  keyOf(year: number): Promise<NoteKey>;
}

/** A log of one place, or of the shards that are listed. */
export interface ShardedLog extends LogPlace {
  readonly shards?: Sharding;
}

/** The shards of a log in order, each with its base. A log without shards is one that never ends. */
export async function listShards(settings: ShardedLog, now: string): Promise<readonly NumberedShard[]> {
  const shards = (await settings.shards?.list(now)) ?? [{ ...placeIn(settings), name: '', year: yearOf(now) }];
  let base = 0;
  let before: (Shard & { readonly end: ShardEnd }) | undefined;
  return shards.map((shard) => {
    const numbered = { ...shard, base, ...(before === undefined ? {} : { before }) };
    base += shard.end?.size ?? 0;
    before = shard.end === undefined ? undefined : { ...shard, end: shard.end };
    return numbered;
  });
}

/**
 * The shard that promises of an instant name: the one that was open then. What is promised shortly before a shard ends
 * is in its successor when it is late; the promise counts for the chain.
 */
export function shardAt<Each extends Shard>(shards: readonly Each[], instant: string): Each {
  const open = shards.find(({ end }) => end === undefined || Date.parse(instant) <= Date.parse(end.closedAt));
  return open ?? (shards.at(-1) as Each);
}

/** The year of an instant, at Greenwich as all instants are: the same for every node of a chain, wherever it stands. */
export function yearOf(now: string): number {
  return Number(now.slice(0, 4));
}

function placeIn({ origin, signer, openStore, openMap, discardMap }: LogPlace): LogPlace {
  return { origin, signer, openStore, openMap, discardMap };
}
