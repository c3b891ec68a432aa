// SPDX-License-Identifier: Apache-2.0
import { type Log, LogKeepingError, openLog, openSubjectMap } from '@touchstone/log-keeping/appender';
import type { TlogPolicy, TreeHead } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import type { Keeping } from '../record-keeping/keeping.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { type CosignedStore, cosignedStore } from './cosigned-store.ts';
import { firstUnnotedIndex } from './leaf-table.ts';
import type { OpenedMap } from './log-place.ts';
import type { LogSettings, WitnessSetting } from './log-settings.ts';
import type { NumberedShard } from './log-shards.ts';
import { askWhatWasSeen, type SeenTree } from './seen-by-witnesses.ts';
import { WitnessAsking } from './witness-asking.ts';

/** A shard that is open, for writing as long as it has not ended, and what works for it. */
export interface OpenShard {
  readonly shard: NumberedShard;
  readonly log: Log;
  readonly store: CosignedStore;
  readonly map: OpenedMap;
  readonly witnesses: WitnessAsking;
  /**
   * Asks these what they have seen, where nobody was heard when the log was opened: with the first answer it goes on, and
   * where nobody is asked any more. Throws ROLLED_BACK or FORKED where the answer shows that it must not.
   */
  confirm(asked: readonly WitnessSetting[]): Promise<void>;
  close(): Promise<void>;
}

/** What opening a shard takes beside it. */
export interface ShardParts {
  readonly settings: LogSettings;
  readonly keeping: Keeping;
  readonly onError: (error: unknown) => void;
  /** Who may have seen trees of the log that are not here any more. */
  readonly asked?: readonly WitnessSetting[];
  /** Called when what a witness has seen has stopped the open log for good. */
  readonly onStopped?: () => void;
}

/** Milliseconds that opening waits for what witnesses have cosigned. */
const OPENING_WAIT = 5_000;

/** What no trying again mends: an operator has to look. */
const FOR_GOOD: readonly string[] = ['CORRUPT', 'UNKNOWN_FORMAT', 'WRONG_LOG', 'ROLLED_BACK', 'FORKED', 'SEALED'];

/** True for what stops a log until an operator has looked. */
export function isForGood(error: unknown): boolean {
  return error instanceof LogKeepingError && FOR_GOOD.includes(error.code);
}

/** Opens store, map and log, wherever the last writer stopped; closes again what it opened when it fails. */
export async function openShard(parts: ShardParts, shard: NumberedShard, mapIsNew = false): Promise<OpenShard> {
  const { settings, keeping, onError, asked = [] } = parts;
  const { origin, signer, base, end, before } = shard;
  const store = cosignedStore(await shard.openStore());
  let map: OpenedMap | undefined;
  try {
    map = await shard.openMap();
    const read = (path: string) => store.readFile(path);
    const policy = policyWith(settings.policy, shard);
    let log: Log | undefined;
    const witnesses = new WitnessAsking({
      ...{ witnesses: settings.witnesses, policy, read, onError },
      ...(settings.witnessTimeout === undefined ? {} : { timeout: settings.witnessTimeout }),
      clock: keeping.clock,
      publish: (note) => store.publishCosigned(note),
      onDisagreement: async (witness) => {
        if (log !== undefined) await holdAgainst(witness, { parts, shard, log, store });
      },
    });
    // Database and log may have been put back together: then witnesses alone remember. Asked before the log is read, so
    // that a writer before this one cannot have gone on in between; nothing is signed before they have answered.
    const seen = end === undefined ? await seenBy(asked, parts, shard) : [];
    const trees = seen.flatMap(({ answer }) => (answer.outcome === 'seen' ? [answer.tree] : []));
    // The database remembers where leaves are: a log that has fewer was put back or lost, and must not begin anew.
    const noted = (await withKeeper(keeping.database, firstUnnotedIndex)) - base;
    const known = end === undefined ? [...(noted > 0 ? [{ size: noted }] : []), ...trees] : [end];
    const opened = await openLog({
      ...{ origin, store, suite: nodeLogSuite, signers: [signer], checkpointInterval: settings.checkpointInterval },
      map: openSubjectMap(nodeLogSuite, map.place),
      ...(settings.batchAge === undefined ? {} : { batchAge: settings.batchAge }),
      ...(before === undefined ? {} : { predecessor: { ...before.end, origin: before.origin } }),
      known,
      // Where nobody was heard, nobody knows whether this is all that the log has signed. Decision record 0090.
      unconfirmed: seen.length > 0 && !seen.some(isHeard),
      onCheckpoint: (tree) => witnesses.offer(tree),
      onTrouble: onError,
    });
    log = opened;
    for (const { url, answer } of seen) {
      if ('detail' in answer) witnesses.say(url, `it has not said what it has cosigned: ${answer.detail}`);
    }
    const latest = opened.latest();
    if (latest !== undefined) witnesses.offer(latest);
    const openMap = map;
    return {
      ...{ shard, log: opened, store, witnesses, map: openMap },
      async confirm(those) {
        if (opened.status().confirmed) return;
        const answers = await seenBy(those, parts, shard);
        for (const { answer } of answers) {
          if (answer.outcome === 'seen') await checkSeen(answer.tree, { log: opened, store });
        }
        if (those.length === 0 || answers.some(isHeard)) opened.confirm();
      },
      async close() {
        // First nothing more is asked, then nothing more is written.
        await witnesses.stop();
        await opened.close();
        await openMap.close();
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

/** What each witness shows of a shard, asked at the same time and waited for as long as the slowest may take. */
async function seenBy(
  asked: readonly WitnessSetting[],
  { settings }: ShardParts,
  { signer: { key } }: NumberedShard,
): Promise<readonly { readonly url: string; readonly answer: SeenTree }[]> {
  const timeout = settings.openingWait ?? OPENING_WAIT;
  const ask = async (witness: WitnessSetting) => ({
    url: witness.url,
    answer: await askWhatWasSeen({ witness, key, timeout }),
  });
  return Promise.all(asked.map(ask));
}

/** Stops the log for good where a witness shows a tree that the log has signed and does not lead to. */
async function holdAgainst(
  witness: WitnessSetting,
  { parts, shard, log, store }: { parts: ShardParts; shard: NumberedShard } & Pick<OpenShard, 'log' | 'store'>,
): Promise<void> {
  const { settings, onError, onStopped } = parts;
  const timeout = settings.witnessTimeout ?? OPENING_WAIT;
  const answer = await askWhatWasSeen({ witness, key: shard.signer.key, timeout });
  if (answer.outcome !== 'seen') return;
  try {
    await checkSeen(answer.tree, { log, store });
  } catch (error) {
    onError(error);
    if (isForGood(error)) onStopped?.();
  }
}

/** Throws ROLLED_BACK or FORKED, and stops the log, where it does not lead to a tree that it has signed. */
async function checkSeen(tree: TreeHead, { log, store }: Pick<OpenShard, 'log' | 'store'>): Promise<void> {
  // Another process of this node writes the log by now, and has published that tree or a larger one: nothing is lost,
  // and the store lets this process write no more.
  if (tree.size > log.status().size && (await store.publishedSize()) >= tree.size) return;
  await log.checkKnown(tree);
}

function isHeard({ answer }: { readonly answer: SeenTree }): boolean {
  return answer.outcome !== 'unheard';
}

/** The own log is known to its own node, whether or not the policy names the key of this year already. */
function policyWith(policy: TlogPolicy | undefined, { signer: { key } }: NumberedShard): TlogPolicy | undefined {
  if (policy === undefined || policy.logs.some((log) => log.key.name === key.name)) return policy;
  return { ...policy, logs: [...policy.logs, { key }] };
}
