// SPDX-License-Identifier: Apache-2.0
import { type Log, LogKeepingError, openLog, openSubjectMap } from '@touchstone/log-keeping/appender';
import type { TlogPolicy } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import type { Keeping } from '../record-keeping/keeping.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { type CosignedStore, cosignedStore } from './cosigned-store.ts';
import { firstUnnotedIndex } from './leaf-table.ts';
import type { OpenedMap } from './log-place.ts';
import type { LogSettings } from './log-settings.ts';
import type { NumberedShard } from './log-shards.ts';
import { WitnessAsking } from './witness-asking.ts';

/** A shard that is open, for writing as long as it has not ended, and what works for it. */
export interface OpenShard {
  readonly shard: NumberedShard;
  readonly log: Log;
  readonly store: CosignedStore;
  readonly map: OpenedMap;
  readonly witnesses: WitnessAsking;
  close(): Promise<void>;
}

/** What opening a shard takes beside it. */
export interface ShardParts {
  readonly settings: LogSettings;
  readonly keeping: Keeping;
  readonly onError: (error: unknown) => void;
}

/** What no trying again mends: an operator has to look. */
const FOR_GOOD: readonly string[] = ['CORRUPT', 'UNKNOWN_FORMAT', 'WRONG_LOG', 'ROLLED_BACK', 'FORKED', 'SEALED'];

/** True for what stops a log until an operator has looked. */
export function isForGood(error: unknown): boolean {
  return error instanceof LogKeepingError && FOR_GOOD.includes(error.code);
}

/** Opens store, map and log, wherever the last writer stopped; closes again what it opened when it fails. */
export async function openShard(parts: ShardParts, shard: NumberedShard, mapIsNew = false): Promise<OpenShard> {
  const { settings, keeping, onError } = parts;
  const { origin, signer, base, end, before } = shard;
  const store = cosignedStore(await shard.openStore());
  let map: OpenedMap | undefined;
  try {
    map = await shard.openMap();
    const read = (path: string) => store.readFile(path);
    const policy = policyWith(settings.policy, shard);
    const witnesses = new WitnessAsking({
      ...{ witnesses: settings.witnesses, policy, read, onError },
      ...(settings.witnessTimeout === undefined ? {} : { timeout: settings.witnessTimeout }),
      clock: keeping.clock,
      publish: (note) => store.publishCosigned(note),
    });
    // The database remembers where leaves are: a log that has fewer was put back or lost, and must not begin anew.
    const noted = (await withKeeper(keeping.database, firstUnnotedIndex)) - base;
    const known = end === undefined ? (noted > 0 ? [{ size: noted }] : []) : [end];
    const log = await openLog({
      ...{ origin, store, suite: nodeLogSuite, signers: [signer], checkpointInterval: settings.checkpointInterval },
      map: openSubjectMap(nodeLogSuite, map.place),
      ...(settings.batchAge === undefined ? {} : { batchAge: settings.batchAge }),
      ...(before === undefined ? {} : { predecessor: { ...before.end, origin: before.origin } }),
      known,
      onCheckpoint: (tree) => witnesses.offer(tree),
      onTrouble: onError,
    });
    const latest = log.latest();
    if (latest !== undefined) witnesses.offer(latest);
    const opened = map;
    return {
      ...{ shard, log, store, witnesses, map: opened },
      async close() {
        // First nothing more is asked, then nothing more is written.
        await witnesses.stop();
        await log.close();
        await opened.close();
      },
    };
  } catch (error) {
    await map?.close();
    await store.close();
    // A map that is not that of the log is no evidence of anything: it is made anew from the leaves, once.
    const isOfMap = error instanceof LogKeepingError && error.at === 'map' && isForGood(error);
    if (!isOfMap || mapIsNew) throw error;
    await shard.discardMap();
    return openShard(parts, shard, true);
  }
}

/** The own log is known to its own node, whether or not the policy names the key of this year already. */
function policyWith(policy: TlogPolicy | undefined, { signer: { key } }: NumberedShard): TlogPolicy | undefined {
  if (policy === undefined || policy.logs.some((log) => log.key.name === key.name)) return policy;
  return { ...policy, logs: [...policy.logs, { key }] };
}
