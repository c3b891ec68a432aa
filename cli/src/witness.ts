// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { createWitness, openWitnessKey, openWitnessMemory, witnessServer } from '@touchstone/log-keeping/witness';
import { formatVkey, type NoteKey, parseVkey } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { parseListen, serveUntilTold } from './serve-until-told.ts';

interface Options {
  readonly state: string;
  readonly name: string;
  readonly listen: { readonly host: string; readonly port: number };
  readonly logs: ReadonlyMap<string, readonly NoteKey[]>;
}

/** `witness`: cosigns the checkpoints of logs that only append, until it is told to stop. Answers the exit code. */
export async function witness(args: readonly string[]): Promise<number> {
  const { state, name, listen, logs } = parse(args);
  const memory = await openWitnessMemory(nodeLogSuite, { folder: state });
  try {
    const cosigner = await openWitnessKey(state, name);
    const server = witnessServer({
      memory,
      witness: createWitness({
        ...{ suite: nodeLogSuite, memory, logs, cosigners: [cosigner] },
        clock: () => Math.floor(Date.now() / 1000),
      }),
      onError: (error) => process.stderr.write(`touchstone witness: ${(error as Error).message}\n`),
    });
    await serveUntilTold(server, listen, (url) => {
      process.stdout.write(`key ${formatVkey(cosigner.key)}\n`);
      for (const origin of logs.keys()) process.stdout.write(`log ${origin}\n`);
      process.stdout.write(`Witness is ready at ${url}\n`);
    });
    return 0;
  } finally {
    memory.close();
  }
}

function parse(args: readonly string[]): Options {
  let values: { state?: string; name?: string; listen?: string; log?: string[] };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        state: { type: 'string' },
        name: { type: 'string' },
        listen: { type: 'string' },
        log: { type: 'string', multiple: true },
      },
    }));
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
  const { state, name, listen = '127.0.0.1:0', log = [] } = values;
  if (state === undefined || name === undefined || log.length === 0) {
    throw new CommandError(
      '--state FOLDER, --name KEYNAME such as witness.example/w1, and one --log VKEY or more are needed',
    );
  }
  return { state, name, listen: parseListen(listen), logs: keysByOrigin(log) };
}

/** The keys of each log; the name of a key is the origin of its log. C2SP tlog-checkpoint v1.0.0. */
function keysByOrigin(vkeys: readonly string[]): ReadonlyMap<string, readonly NoteKey[]> {
  const logs = new Map<string, NoteKey[]>();
  for (const vkey of vkeys) {
    const key = parseVkey(nodeLogSuite, vkey);
    if (key.type !== 'ed25519' && key.type !== 'ecdsa') {
      throw new CommandError(`--log ${key.name}: the key of a log is needed, not one of type ${key.type}`);
    }
    logs.set(key.name, [...(logs.get(key.name) ?? []), key]);
  }
  return logs;
}
