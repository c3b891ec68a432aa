// SPDX-License-Identifier: Apache-2.0
import { encodeLeaf, readLeaf } from '@touchstone/statements';
import { type LogReader, readBundle, sameBytes } from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import { Appender } from './appender.ts';
import type { Log, LogOptions, Predecessor } from './log.ts';
import { MapWork } from './map-work.ts';
import { Publication } from './publication.ts';
import { type RecoveredLog, recoverLog } from './recover.ts';
import { rememberingReader } from './remembering-reader.ts';
import { Sequence } from './sequence.ts';
import { systemClock } from './system-clock.ts';
import { readerOfState } from './tree-files.ts';

/**
 * Opens a log for its one writer, wherever the last one stopped: what a head names is there, what none names never
 * was. Publishes what is sequenced and unpublished by itself. Throws WRONG_LOG, ROLLED_BACK, FORKED, CORRUPT, or what
 * the store says; TypeError for signers of another name.
 */
export async function openLog(options: LogOptions): Promise<Log> {
  const { origin, store, suite, signers, known = [] } = options;
  checkSigners(options);
  const recovered = await recoverLog(suite, { origin, store });
  const sequence = new Sequence({ suite, store, origin }, recovered);
  const publication = new Publication({ origin, suite, signers }, store, recovered.published);
  await startShard(sequence, options.predecessor, store.readFile.bind(store));
  const mapWork = options.map === undefined ? undefined : new MapWork(options.map, suite);
  try {
    await mapWork?.catchUp(sequence, readerOfAll(sequence, recovered, store.readFile.bind(store)));
  } catch (error) {
    await mapWork?.close();
    throw error;
  }
  const read = rememberingReader((path) => store.readFile(path));
  const batchCount = options.batchCount ?? 4_096;
  const pace = {
    batchAge: options.batchAge ?? 50,
    batchEnough: Math.min(options.batchEnough ?? 512, batchCount),
    batchCount,
    checkpointInterval: options.checkpointInterval ?? 1_000,
    waitingMax: options.waitingMax ?? 262_144,
    clock: options.clock ?? systemClock,
  };
  const appender = new Appender({ options, pace, sequence, publication, mapWork, read });
  try {
    for (const tree of known) await appender.checkKnown(tree);
  } catch (error) {
    // Its place is closed by whoever opened it, which waits for the batch that is open in it.
    await mapWork?.close();
    throw error;
  }
  appender.start();
  return appender;
}

function checkSigners({ origin, signers }: LogOptions): void {
  if (!signers.some(({ key }) => key.type === 'ed25519' && key.name === origin)) {
    throw new TypeError(`A log needs an Ed25519 key with its own name, ${origin}: C2SP tlog-checkpoint v1.0.0`);
  }
}

/** Entry 0 of a shard says where it goes on from; what is there already must say the same. */
async function startShard(sequence: Sequence, of: Predecessor | undefined, read: LogReader): Promise<void> {
  if (of === undefined) return;
  const { origin, size, root, mapRoot } = of;
  const start = encodeLeaf({ type: 'shard-start', origin, size, root, mapRoot });
  if (sequence.size === 0) {
    await sequence.append([start], { published: 0 });
    return;
  }
  const first = await firstEntry(sequence, read);
  if (readLeaf(first)?.type !== 'shard-start' || !sameBytes(first, start)) {
    throw new LogKeepingError('WRONG_LOG', `the log does not go on from ${origin} at ${size}`, { at: 'entry 0' });
  }
}

async function firstEntry(sequence: Sequence, read: LogReader): Promise<Uint8Array> {
  const whole = readerOfAll(sequence, sequence, read);
  const { bytes } = await readBundle(whole, { index: 0, width: Math.min(sequence.size, 256) });
  return bytes.subarray(2, 2 + (((bytes[0] as number) << 8) | (bytes[1] as number)));
}

/** Reads bundles too that are not published yet. */
function readerOfAll(sequence: Sequence, { fresh }: Pick<RecoveredLog, 'fresh'>, read: LogReader): LogReader {
  return readerOfState(sequence.state, { fresh, read });
}
