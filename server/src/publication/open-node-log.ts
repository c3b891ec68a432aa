// SPDX-License-Identifier: Apache-2.0
import type { Keeping } from '../record-keeping/keeping.ts';
import { BatchRootFeeder } from './batch-roots.ts';
import { LogFeeder } from './feed-log.ts';
import type { LogSettings } from './log-settings.ts';
import type { LeafMaking } from './make-leaves.ts';
import type { OpenShard } from './open-shard.ts';
import type { PromisedLeaves } from './promised-leaves.ts';

/** A log that is open for writing, and what works for it. */
export interface OpenNodeLog extends OpenShard {
  readonly feeder: LogFeeder;
  readonly batchRoots: BatchRootFeeder;
}

/** What keeping the log of a node takes. */
export interface NodeLogParts {
  readonly settings: LogSettings;
  readonly keeping: Keeping;
  readonly number: () => Promise<unknown>;
  readonly making: () => LeafMaking;
  readonly promised?: PromisedLeaves;
  readonly onError: (error: unknown) => void;
}

/** What brings the record into the open shard, and trees of laboratories into any that is open. */
export function withFeeders(
  opened: OpenShard,
  { settings, keeping, number, making, promised }: NodeLogParts,
  shards: () => readonly OpenShard[],
): OpenNodeLog {
  const { shard, log } = opened;
  const { database, clock, recent } = keeping;
  return {
    ...opened,
    feeder: new LogFeeder({
      ...{ database, log, number, making, recent },
      shard: { base: shard.base, covered: shard.before?.end.covered },
      ...(promised === undefined ? {} : { promised }),
    }),
    batchRoots: new BatchRootFeeder({ database, clock, every: settings.handedLogs.every, shards }),
  };
}
