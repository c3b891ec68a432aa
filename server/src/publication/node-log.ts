// SPDX-License-Identifier: Apache-2.0
import { type Log, LogKeepingError, mayPass, openLog, openSubjectMap } from '@touchstone/log-keeping/appender';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { type Background, startBackground } from '../record-keeping/background.ts';
import type { Keeping } from '../record-keeping/keeping.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import { type CosignedStore, cosignedStore } from './cosigned-store.ts';
import { LogFeeder } from './feed-log.ts';
import { firstUnnotedIndex } from './leaf-table.ts';
import type { LogSettings, OpenedMap } from './log-settings.ts';
import type { LeafMaking } from './make-leaves.ts';
import { PublicationError } from './publication-error.ts';
import { WitnessAsking } from './witness-asking.ts';

/** A log that is open for writing, and what works for it. */
export interface OpenNodeLog {
  readonly log: Log;
  readonly store: CosignedStore;
  readonly map: OpenedMap;
  readonly feeder: LogFeeder;
  readonly witnesses: WitnessAsking;
  close(): Promise<void>;
}

/** What keeping the log of a node takes. */
export interface NodeLogParts {
  readonly settings: LogSettings;
  readonly keeping: Keeping;
  readonly number: () => Promise<unknown>;
  readonly making: () => LeafMaking;
  readonly onError: (error: unknown) => void;
}

const ASK_AGAIN = 10_000;

/**
 * Keeps the log of a node open and fed. What may pass, a full disk or another process that still writes, is tried again
 * until it has passed; a log that contradicts itself, or what others have seen of it, is left alone and told about.
 */
export class NodeLog {
  readonly #parts: NodeLogParts;
  readonly #background: Background;
  readonly #askAgain: NodeJS.Timeout;
  #open: OpenNodeLog | undefined;
  #trouble: unknown;
  #isOver = false;
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: NodeLogParts) {
    this.#parts = parts;
    this.#background = startBackground(
      () => this.#round(),
      (error) => this.#tell(error),
    );
    this.#askAgain = setInterval(() => this.#askWitnessesAgain(), ASK_AGAIN);
    this.#askAgain.unref();
    this.#background.nudge();
  }

  /** The log while it is open here. */
  get open(): OpenNodeLog | undefined {
    return this.#open;
  }

  /** What fails at present; undefined when nothing does. */
  get trouble(): unknown {
    return this.#trouble ?? this.#open?.log.status().trouble;
  }

  /** Says that there is something to publish. */
  nudge(): void {
    this.#background.nudge();
  }

  /** Feeds what there is and publishes it, now; rejects with what is in the way. */
  async flush(): Promise<void> {
    await this.#round().catch(() => {});
    if (this.#trouble !== undefined) throw this.#trouble;
    if (this.#open === undefined) throw new LogKeepingError('CLOSED', 'the log is not open');
    await this.#open.log.flush();
  }

  async stop(): Promise<void> {
    clearInterval(this.#askAgain);
    await this.#background.stop();
    this.#isOver = true;
    await this.#turn;
    await this.#letGo();
  }

  /** The background's rounds and those of flush() take turns. */
  #round(): Promise<void> {
    const next = this.#turn.then(() => this.#work());
    this.#turn = next.catch(() => {});
    return next;
  }

  async #work(): Promise<void> {
    if (this.#isOver) return;
    try {
      this.#open ??= await openNodeLog(this.#parts);
      await this.#open.feeder.round();
      const { trouble } = this.#open.log.status();
      if (trouble !== undefined && !mayPass(trouble)) throw trouble;
      this.#trouble = undefined;
    } catch (error) {
      // Told once, not at every attempt.
      const isNews = messageOf(error) !== messageOf(this.#trouble);
      this.#trouble = error;
      if (!isBearable(error)) await this.#letGo();
      if (isForGood(error)) this.#isOver = true;
      if (isNews) throw error;
    }
  }

  #tell(error: unknown): void {
    this.#parts.onError(error);
  }

  #askWitnessesAgain(): void {
    const { log, witnesses } = this.#open ?? {};
    const tree = log?.latest();
    if (tree !== undefined && witnesses?.states().some(({ trouble }) => trouble !== undefined)) witnesses.offer(tree);
  }

  async #letGo(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    await open?.close().catch((error) => this.#tell(error));
  }
}

/** Opens store, map and log for writing, wherever the last writer stopped; closes again what it opened when it fails. */
async function openNodeLog(parts: NodeLogParts, mapIsNew = false): Promise<OpenNodeLog> {
  const { settings, keeping, number, making, onError } = parts;
  const { origin, signer, checkpointInterval, batchAge } = settings;
  const store = cosignedStore(await settings.openStore());
  let map: OpenedMap | undefined;
  try {
    map = await settings.openMap();
    // The database remembers where leaves are: a log that has fewer was put back or lost, and must not begin anew.
    const known = await withKeeper(keeping.database, firstUnnotedIndex);
    const read = (path: string) => store.readFile(path);
    const witnesses = new WitnessAsking({
      ...{ witnesses: settings.witnesses, policy: settings.policy, read, onError },
      ...(settings.witnessTimeout === undefined ? {} : { timeout: settings.witnessTimeout }),
      clock: keeping.clock,
      publish: (note) => store.publishCosigned(note),
    });
    const log = await openLog({
      ...{ origin, store, suite: nodeLogSuite, signers: [signer], checkpointInterval },
      map: openSubjectMap(nodeLogSuite, map.place),
      ...(batchAge === undefined ? {} : { batchAge }),
      ...(known === 0 ? {} : { known: [{ size: known }] }),
      onCheckpoint: (tree) => witnesses.offer(tree),
      onTrouble: onError,
    });
    const latest = log.latest();
    if (latest !== undefined) witnesses.offer(latest);
    const opened = map;
    return {
      ...{ log, store, witnesses, map: opened },
      feeder: new LogFeeder({ database: keeping.database, log, number, making }),
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
    await settings.discardMap();
    return openNodeLog(parts, true);
  }
}

/** What does not put the open log itself in doubt: its disk may have room again, its database may answer again. */
function isBearable(error: unknown): boolean {
  return mayPass(error) || !(error instanceof LogKeepingError || error instanceof PublicationError);
}

const FOR_GOOD: readonly string[] = ['CORRUPT', 'WRONG_LOG', 'ROLLED_BACK', 'FORKED', 'SEALED'];

/** What no trying again mends: an operator has to look. */
function isForGood(error: unknown): boolean {
  return error instanceof LogKeepingError && FOR_GOOD.includes(error.code);
}

function messageOf(error: unknown): string | undefined {
  return error instanceof Error ? error.message : undefined;
}
