// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { openWitnessKey } from '@touchstone/log-keeping/witness';
import { formatVkey } from '@touchstone/transparency-log';
import { nodeNoteKey } from '@touchstone/transparency-log/node';

const ROOT = join(import.meta.dirname, '..', '..');

/** One place of the demonstration before anything runs: its keys, its addresses, its folders. */
export interface PlannedPlace {
  readonly place: string;
  readonly jurisdiction: string;
  readonly folder: string;
  readonly url: string;
  readonly port: number;
  readonly logKey: string;
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
  await mkdir(join(folder, 'log'), { recursive: true, mode: 0o700 });
  await mkdir(witness, { recursive: true, mode: 0o700 });
  const node = nodeOf(place);
  const seed = Uint8Array.from(randomBytes(32));
  const { skey, signer } = nodeNoteKey({ name: `${node}/log`, type: 'ed25519', seed });
  await writeFile(join(folder, 'log', 'key'), `${skey}\n`, { mode: 0o600 });
  const witnessName = `${node}/witness`;
  const cosigner = await openWitnessKey(witness, witnessName);
  const [port, witnessPort] = await Promise.all([freePort(), freePort()]);
  return {
    ...{ place, jurisdiction, folder, port, witnessPort, witnessName },
    url: `http://127.0.0.1:${port}`,
    witnessUrl: `http://127.0.0.1:${witnessPort}`,
    logKey: formatVkey(signer.key),
    witnessKey: formatVkey(cosigner.key),
  };
}

/** When a checkpoint of any of the places counts: as soon as one witness of another place has cosigned it. */
export function bayAreaPolicy(places: readonly PlannedPlace[]): string {
  const names = places.map(({ place }) => place.toLowerCase());
  return [
    ...places.map(({ logKey }) => `log ${logKey}`),
    ...places.map(({ witnessKey }, at) => `witness ${names[at]} ${witnessKey}`),
    `group any-place any ${names.join(' ')}`,
    'quorum any-place',
    '',
  ].join('\n');
}

/** Starts the witness of a place, which knows the logs of the others, and its node, which follows them. */
export async function startPlace(own: PlannedPlace, all: readonly PlannedPlace[]): Promise<RunningPlace> {
  const others = all.filter(({ place }) => place !== own.place);
  const policy = join(own.folder, 'bay-area.tlog-policy');
  await writeFile(policy, bayAreaPolicy(all));
  const logs = others.flatMap(({ logKey }) => ['--log', logKey]);
  const state = ['--state', join(own.folder, 'witness'), '--name', own.witnessName];
  const listen = ['--listen', `127.0.0.1:${own.witnessPort}`];
  const witness = run(['cli/src/main.ts', 'witness', ...state, ...logs, ...listen], {});
  const node = run(['server/src/main.ts'], {
    PORT: String(own.port),
    TOUCHSTONE_DATA: own.folder,
    TOUCHSTONE_NODE: nodeOf(own.place),
    TOUCHSTONE_JURISDICTION: own.jurisdiction,
    TOUCHSTONE_LOG_INTERVAL: '1',
    TOUCHSTONE_LOG_POLICY: policy,
    TOUCHSTONE_LOG_WITNESSES: others.map(({ witnessKey, witnessUrl }) => `${witnessKey}=${witnessUrl}`).join(','),
    TOUCHSTONE_FOLLOW: others.map(({ logKey, url }) => `${logKey}=${url}/log`).join(','),
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

interface Program {
  readonly child: ChildProcess;
  readonly output: () => string;
}

function run(args: readonly string[], environment: Readonly<Record<string, string>>): Program {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, args, {
    ...{ cwd: ROOT, env: { ...inherited, ...environment } },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const add = (part: Buffer): void => {
    output = (output + String(part)).slice(-20_000);
  };
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return { child, output: () => output };
}

const READY_WITHIN = 180_000;

async function said({ child, output }: Program, line: RegExp): Promise<void> {
  const until = Date.now() + READY_WITHIN;
  while (!line.test(output())) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`it did not start: ${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
