// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shardOrigin } from '@touchstone/log-keeping/appender';
import { openWitnessKey } from '@touchstone/log-keeping/witness';
import { formatVkey } from '@touchstone/transparency-log';
import { nodeNoteKey } from '@touchstone/transparency-log/node';
import { end, freePort, run, said } from './programs.ts';
import type { SideWitness } from './side.ts';

/** One place of the demonstration before anything runs: its keys, its addresses, its folders. */
export interface PlannedPlace {
  readonly place: string;
  readonly jurisdiction: string;
  readonly folder: string;
  readonly url: string;
  readonly port: number;
  /** The keys of its log of this year and of the next, which goes on from it. */
  readonly logKeys: readonly [string, string];
  /** Where the files of this year's log are. */
  readonly logUrl: string;
  readonly witnessUrl: string;
  readonly witnessPort: number;
  readonly witnessName: string;
  readonly witnessKey: string;
}

/** A place whose node and witness run. */
export interface RunningPlace extends PlannedPlace {
  stop(): Promise<void>;
}

/** Makes the keys of a place's log and witness, and finds ports for both. */
export async function planPlace(root: string, place: string, jurisdiction: string): Promise<PlannedPlace> {
  const folder = join(root, place.toLowerCase());
  const witness = join(folder, 'witness');
  await mkdir(witness, { recursive: true, mode: 0o700 });
  const node = nodeOf(place);
  const year = new Date().getUTCFullYear();
  const [now, next] = [makeLogKey(node, year), makeLogKey(node, year + 1)];
  await writeFile(join(folder, KEY_FILE), `${now.skey}\n${next.skey}\n`, { mode: 0o600 });
  const witnessName = `${node}/witness`;
  const cosigner = await openWitnessKey(witness, witnessName);
  const [port, witnessPort] = await Promise.all([freePort(), freePort()]);
  return {
    ...{ place, jurisdiction, folder, port, witnessPort, witnessName },
    url: `http://127.0.0.1:${port}`,
    logUrl: `http://127.0.0.1:${port}/log/${year}`,
    witnessUrl: `http://127.0.0.1:${witnessPort}`,
    logKeys: [formatVkey(now.signer.key), formatVkey(next.signer.key)],
    witnessKey: formatVkey(cosigner.key),
  };
}

const KEY_FILE = 'log-keys';

/** The log of a year has a key of its own: witnesses and policies that name two years go on when one ends. */
function makeLogKey(node: string, year: number): ReturnType<typeof nodeNoteKey> {
  const seed = Uint8Array.from(randomBytes(32));
  return nodeNoteKey({ name: shardOrigin(`${node}/log`, year), type: 'ed25519', seed });
}

/** When a checkpoint of any of the places counts: government any and industry any and consumer any. C2SP tlog-policy. */
export function bayAreaPolicy(places: readonly PlannedPlace[], sides: readonly SideWitness[]): string {
  const names = places.map(({ place }) => place.toLowerCase());
  return [
    ...places.flatMap(({ logKeys }) => logKeys.map((key) => `log ${key}`)),
    ...places.map(({ witnessKey }, at) => `witness ${names[at]} ${witnessKey}`),
    ...sides.map(({ side, key }) => `witness ${side}-1 ${key}`),
    `group government any ${names.join(' ')}`,
    ...sides.map(({ side }) => `group ${side} any ${side}-1`),
    `group all-sides all government ${sides.map(({ side }) => side).join(' ')}`,
    'quorum all-sides',
    '',
  ].join('\n');
}

/** Starts the witness of a place, which knows the logs of the others, and its node, which follows them. */
export async function startPlace(
  own: PlannedPlace,
  { all, sides }: { readonly all: readonly PlannedPlace[]; readonly sides: readonly SideWitness[] },
): Promise<RunningPlace> {
  const others = all.filter(({ place }) => place !== own.place);
  const policy = join(own.folder, 'bay-area.tlog-policy');
  await writeFile(policy, bayAreaPolicy(all, sides));
  // By what its own desk judges receipts, of its own log and of the others'.
  const policies = join(own.folder, 'log-policies');
  await mkdir(policies, { recursive: true });
  await writeFile(join(policies, `${own.place}.tlog-policy`), bayAreaPolicy(all, sides));
  const logs = others.flatMap(({ logKeys }) => logKeys.flatMap((key) => ['--log', key]));
  const state = ['--state', join(own.folder, 'witness'), '--name', own.witnessName];
  const listen = ['--listen', `127.0.0.1:${own.witnessPort}`];
  const witness = run(['cli', 'witness', ...state, ...logs, ...listen], {});
  const node = run(['server'], {
    PORT: String(own.port),
    TOUCHSTONE_DATA: own.folder,
    TOUCHSTONE_NODE: nodeOf(own.place),
    TOUCHSTONE_JURISDICTION: own.jurisdiction,
    TOUCHSTONE_LOG_INTERVAL: '1',
    TOUCHSTONE_LOG_POLICY: policy,
    TOUCHSTONE_LOG_POLICIES: policies,
    TOUCHSTONE_LOG_SHARDS: 'yearly',
    TOUCHSTONE_LOG_KEY: join(own.folder, KEY_FILE),
    TOUCHSTONE_LOG_WITNESSES: [
      ...others.map(({ witnessKey, witnessUrl }) => `${witnessKey}=${witnessUrl}`),
      ...sides.map(({ key, url }) => `${key}=${url}`),
    ].join(','),
    TOUCHSTONE_FOLLOW: others.map(({ logKeys, logUrl }) => `${logKeys[0]}=${logUrl}`).join(','),
  });
  const stop = async () => {
    await Promise.all([end(node.child), end(witness.child)]);
  };
  try {
    await Promise.all([said(witness, /^Witness is ready at /m), said(node, /^Touchstone is ready at /m)]);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...own, stop };
}

function nodeOf(place: string): string {
  return `${place.toLowerCase()}.demonstration.touchstone.example`;
}
