// SPDX-License-Identifier: Apache-2.0
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openWitnessKey } from '@touchstone/log-keeping/witness';
import { formatVkey } from '@touchstone/transparency-log';
import { end, freePort, run, said } from './programs.ts';

/** A demonstration witness of industry or of consumers, which knows the logs of all places. */
export interface SideWitness {
  readonly side: string;
  readonly folder: string;
  readonly name: string;
  readonly port: number;
  readonly url: string;
  readonly key: string;
}

/** Makes the key of a side's witness, and finds a port for it. */
export async function planSide(root: string, side: string): Promise<SideWitness> {
  const folder = join(root, side);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = `${side}.demonstration.touchstone.example/witness`;
  const { key } = await openWitnessKey(folder, name);
  const port = await freePort();
  return { side, folder, name, port, url: `http://127.0.0.1:${port}`, key: formatVkey(key) };
}

/** Starts the stock witness of a side for the logs of these keys; gives what stops it. */
export async function startSide(own: SideWitness, logKeys: readonly string[]): Promise<() => Promise<void>> {
  const logs = logKeys.flatMap((key) => ['--log', key]);
  const listen = ['--listen', `127.0.0.1:${own.port}`];
  const witness = run(['cli', 'witness', '--state', own.folder, '--name', own.name, ...logs, ...listen], {});
  await said(witness, /^Witness is ready at /m);
  return () => end(witness.child);
}
