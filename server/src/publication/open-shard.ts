// SPDX-License-Identifier: Apache-2.0
import { type KnownTree, type Log, LogKeepingError, openLog, openSubjectMap } from '@touchstone/log-keeping/appender';
import type { TlogPolicy, TreeHead } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import type { Keeping } from '../record-keeping/keeping.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { type CosignedStore, cosignedStore } from './cosigned-store.ts';
import { firstUnnotedIndex } from './leaf-table.ts';
import type { OpenedMap } from './log-place.ts';
import type { LogSettings, WitnessSetting } from './log-settings.ts';
import type { NumberedShard } from './log-shards.ts';
import { noteIn } from './last-signed.ts';
import { askWhatWasSeen, mayGoOn, treeShown, type WitnessWord } from './seen-by-witnesses.ts';
import { WitnessAsking } from './witness-asking.ts';

/** A shard that is open, for writing as long as it has not ended, and what works for it. */
export interface OpenShard {
  readonly shard: NumberedShard;
  readonly log: Log;
  readonly store: CosignedStore;
  readonly map: OpenedMap;
  readonly witnesses: WitnessAsking;
  /**
   * Asks these what they have seen, where the log is held: it goes on when one agrees and none says that it has seen
   * more, and where nobody is asked any more. Throws ROLLED_BACK or FORKED where what one shows says that it must not.
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
  /** Called when what a witness has seen has stopped the open log, or what one says holds it. */
  readonly onStopped?: () => void;
  /** Given the checkpoint of a shard that could not be opened, as far as it can be read. */
  readonly onLeft?: (note: Uint8Array | undefined) => void;
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
  let log: Log | undefined;
  try {
    map = await shard.openMap();
    const read = (path: string) => store.readFile(path);
    const policy = policyWith(settings.policy, shard);
    const witnesses = new WitnessAsking({
      ...{ witnesses: settings.witnesses, policy, read, onError },
      ...(settings.witnessTimeout === undefined ? {} : { timeout: settings.witnessTimeout }),
      clock: keeping.clock,
      publish: (note) => store.publishCosigned(note),
      onDisagreement: async (witness, size) => {
        if (log !== undefined) await holdAgainst({ witness, size }, { parts, shard, log, store });
      },
    });
    // Database and log may have been put back together: then witnesses alone remember. Asked before the log is read, so
    // that a writer before this one cannot have gone on in between; nothing is signed before they have answered.
    const words = end === undefined ? await wordsOf(asked, parts, { shard, store }) : [];
    const shown = words.flatMap((word) => word.shown ?? []);
    const isHeld = words.length > 0 && !mayGoOn(words, await store.publishedSize());
    // The database remembers where leaves are: a log that has fewer was put back or lost, and must not begin anew.
    const noted = (await withKeeper(keeping.database, firstUnnotedIndex)) - base;
    const known = [...(noted > 0 ? [{ size: noted }] : []), ...shown];
    const opened = await openLog({
      ...{ origin, store, suite: nodeLogSuite, signers: [signer], checkpointInterval: settings.checkpointInterval },
      map: openSubjectMap(nodeLogSuite, map.place),
      ...(settings.batchAge === undefined ? {} : { batchAge: settings.batchAge }),
      ...(before === undefined ? {} : { predecessor: { ...before.end, origin: before.origin } }),
      ...(end === undefined ? {} : { known: [end] }),
      // Until one has agreed, nobody knows whether this is all that the log has signed. Decision record 0090.
      unconfirmed: end === undefined && (isHeld || known.length > 0),
      onCheckpoint: (tree) => witnesses.offer(tree),
      onTrouble: onError,
    });
    log = opened;
    // One that is not what others have seen signs nothing any more; what it has published is read all the same.
    if (end === undefined && !(await isStoppedBy(known, opened)) && !isHeld) opened.confirm();
    tell(words, witnesses);
    const latest = opened.latest();
    if (latest !== undefined) witnesses.offer(latest);
    const openMap = map;
    return {
      ...{ shard, log: opened, store, witnesses, map: openMap },
      async confirm(those) {
        if (opened.status().confirmed) return;
        const answers = await wordsOf(those, parts, { shard, store });
        for (const { shown: tree } of answers) if (tree !== undefined) await checkSeen(tree, { log: opened, store });
        tell(answers, witnesses);
        if (those.length === 0 || mayGoOn(answers, await store.publishedSize())) opened.confirm();
      },
      async close() {
        // First nothing more is asked, then nothing more is written.
        await witnesses.stop();
        await opened.close();
        await openMap.close();
      },
    };
  } catch (error) {
    parts.onLeft?.(await noteIn(store));
    await (log ?? store).close();
    await map?.close();
    // A map that is not that of the log is no evidence of anything: it is made anew from the leaves, once.
    const isOfMap = error instanceof LogKeepingError && error.at === 'map' && isForGood(error);
    if (!isOfMap || mapIsNew) throw error;
    await shard.discardMap();
    return openShard(parts, shard, true);
  }
}

/** What each witness says of a shard, asked at the same time and waited for as long as the slowest may take. */
async function wordsOf(
  asked: readonly WitnessSetting[],
  { settings }: ShardParts,
  { shard: { signer, before }, store }: Pick<OpenShard, 'shard' | 'store'>,
): Promise<readonly WitnessWord[]> {
  const timeout = settings.openingWait ?? OPENING_WAIT;
  const read = (path: string) => store.readFile(path);
  const log = { signer, read, ...(before === undefined ? {} : { before }) };
  return Promise.all(asked.map((witness) => askWhatWasSeen({ witness, log, timeout })));
}

/** True when one of these trees, which others have seen, has stopped the log for good. */
async function isStoppedBy(known: readonly KnownTree[], log: Log): Promise<boolean> {
  try {
    for (const tree of known) await log.checkKnown(tree);
    return false;
  } catch (error) {
    if (!isForGood(error)) throw error;
    return true;
  }
}

/** Notes of those that did not agree what they said instead. */
function tell(words: readonly WitnessWord[], witnesses: WitnessAsking): void {
  for (const { url, answer } of words) {
    if (answer.outcome === 'more') witnesses.say(url, answer.trouble);
    if (answer.outcome !== 'unheard') continue;
    const text = `it has not said what it has cosigned: ${answer.trouble.text}`;
    witnesses.say(url, { ...answer.trouble, text });
  }
}

/**
 * Stops the log for good where a witness shows a tree that the log has signed and does not lead to; holds it where the
 * witness only says that it has seen more than was published.
 */
async function holdAgainst(
  { witness, size }: { readonly witness: WitnessSetting; readonly size: number | undefined },
  { parts, shard, log, store }: { parts: ShardParts; shard: NumberedShard } & Pick<OpenShard, 'log' | 'store'>,
): Promise<void> {
  const { settings, onError, onStopped } = parts;
  const timeout = settings.witnessTimeout ?? OPENING_WAIT;
  const tree = await treeShown({ witness, key: shard.signer.key, timeout });
  try {
    if (tree !== undefined) await checkSeen(tree, { log, store });
    if (shard.end !== undefined || size === undefined || size <= (await store.publishedSize())) return;
    log.hold();
    onStopped?.();
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

/** The own log is known to its own node, whether or not the policy names the key of this year already. */
function policyWith(policy: TlogPolicy | undefined, { signer: { key } }: NumberedShard): TlogPolicy | undefined {
  if (policy === undefined || policy.logs.some((log) => log.key.name === key.name)) return policy;
  return { ...policy, logs: [...policy.logs, { key }] };
}
