// SPDX-License-Identifier: Apache-2.0
import {
  formatAddCheckpoint,
  type LogSuite,
  type NoteKey,
  type NoteSigner,
  parseAddCheckpoint,
  proveConsistency,
} from '@touchstone/transparency-log';
import { createWitness, type Witness } from '../witness/witness.ts';
import type { WitnessMemory } from '../witness/witness-state.ts';
import type { MirroredLog, Pulled } from './mirrored-log.ts';

/** A mirror that is a witness too. */
export interface CosigningMirror {
  readonly witness: Witness;
  /** Pulls a log, and cosigns what was stored and replayed for those who read the mirror's own checkpoint. */
  pull(log: MirroredLog): Promise<Pulled>;
}

/** What it is made of. */
export interface CosigningParts {
  readonly suite: LogSuite;
  readonly logs: ReadonlyMap<string, MirroredLog>;
  readonly keys: ReadonlyMap<string, readonly NoteKey[]>;
  readonly memory: WitnessMemory;
  readonly cosigner: NoteSigner;
  /** POSIX seconds. */
  readonly clock: () => number;
}

/**
 * A witness of C2SP tlog-witness v1.0.0 whose cosignature says more: the mirror holds every entry of the tree, durably
 * and served, and the map in its last leaf is the one that its leaves make.
 */
export function cosigningMirror(parts: CosigningParts): CosigningMirror {
  const { suite, logs, keys, memory, cosigner, clock } = parts;
  const witness = createWitness({
    ...{ suite, memory, clock, logs: keys, cosigners: [cosigner] },
    objection: async (origin, body) => {
      const log = logs.get(origin);
      return log === undefined ? 'this log is not mirrored' : log.objection(parseAddCheckpoint(body).checkpoint);
    },
  });
  return {
    witness,
    pull: async (log) => {
      const pulled = await log.pull();
      if (pulled.outcome !== 'refused' && log.size > 0) await cosignOwn({ suite, log, memory, witness });
      return pulled;
    },
  };
}

/** Asks the mirror's own witness, as the log would: it has the one memory that keeps it from signing two views. */
async function cosignOwn(of: {
  readonly suite: LogSuite;
  readonly log: MirroredLog;
  readonly memory: WitnessMemory;
  readonly witness: Witness;
}): Promise<void> {
  const { suite, log, memory, witness } = of;
  const before = (await memory.find(log.origin))?.size ?? 0;
  if (before >= log.size) return;
  const note = await log.read('checkpoint');
  const proof = await proveConsistency(suite, { from: before, to: log.size }, log.read);
  await witness(Buffer.from(formatAddCheckpoint({ oldSize: before, proof, note: Buffer.from(note ?? []).toString() })));
}
