// SPDX-License-Identifier: Apache-2.0
// A witness as log-keeping serves one, that answers on a port of its own.
import { join } from 'node:path';
import { openServer } from '@touchstone/log-keeping/testing';
import { createWitness, openWitnessKey, openWitnessMemory, witnessServer } from '@touchstone/log-keeping/witness';
import type { NoteKey } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';

/** A witness, where it is asked, and the logs that it knows, by origin: more may be put before it. */
export interface StockWitness {
  readonly key: NoteKey;
  readonly url: string;
  readonly logs: Map<string, readonly NoteKey[]>;
  end(): Promise<void>;
}

/** Opens it, with its memory and its key in `folder/name`. */
export async function openStockWitness({
  folder,
  name,
  knows = [],
  clock,
  onError = () => undefined,
}: {
  readonly folder: string;
  readonly name: string;
  readonly knows?: readonly NoteKey[];
  /** In POSIX seconds. */
  readonly clock: () => number;
  readonly onError?: (error: unknown) => void;
}): Promise<StockWitness> {
  const memory = await openWitnessMemory(suite, { folder: join(folder, name) });
  const cosigner = await openWitnessKey(join(folder, name), name);
  const logs = new Map<string, readonly NoteKey[]>(knows.map((key) => [key.name, [key]]));
  const witness = createWitness({ suite, memory, cosigners: [cosigner], logs, clock });
  const { url, close } = await openServer(witnessServer({ witness, memory, onError }));
  return { key: cosigner.key, url, logs, end: () => close().finally(() => memory.close()) };
}
