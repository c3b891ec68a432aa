// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { type ChainedLog, YearChains } from '@touchstone/log-keeping/follow';
import { createWitness, openWitnessKey, openWitnessMemory, witnessServer } from '@touchstone/log-keeping/witness';
import { formatVkey } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { isWithAddress, logReaderAt, parseLogAddress, parseLogKey } from './log-options.ts';
import { printSuccessors } from './print-successors.ts';
import { parseListen, serveUntilTold } from './serve-until-told.ts';

/** A log asks again every few seconds: a new year is cosigned a minute after it began. */
const INTERVAL_SECONDS = 60;

interface Options {
  readonly state: string;
  readonly name: string;
  readonly listen: { readonly host: string; readonly port: number };
  readonly interval: number;
  readonly logs: ReadonlyMap<string, ChainedLog>;
}

/** `witness`: cosigns the checkpoints of logs that only append, until it is told to stop. Answers the exit code. */
export async function witness(args: readonly string[]): Promise<number> {
  const { state, name, listen, logs, interval } = parse(args);
  const memory = await openWitnessMemory(nodeLogSuite, { folder: state });
  let looking: { stop(): Promise<void> } | undefined;
  try {
    const cosigner = await openWitnessKey(state, name);
    const chains = await YearChains.open({
      ...{ suite: nodeLogSuite, logs: logs.values(), readAt: logReaderAt },
      treeOf: (origin) => memory.find(origin),
      readKept: (origin) => memory.readSuccession(origin),
      keep: (origin, note) => memory.keepSuccession(origin, note),
    });
    const server = witnessServer({
      memory,
      witness: createWitness({
        ...{ suite: nodeLogSuite, memory, logs: chains.keys, cosigners: [cosigner] },
        clock: () => Math.floor(Date.now() / 1000),
      }),
      onError: (error) => process.stderr.write(`touchstone witness: ${(error as Error).message}\n`),
    });
    looking = lookOn(chains, interval);
    await serveUntilTold(server, listen, (url) => {
      process.stdout.write(`key ${formatVkey(cosigner.key)}\n`);
      for (const origin of chains.keys.keys()) process.stdout.write(`log ${origin}\n`);
      process.stdout.write(`Witness is ready at ${url}\n`);
    });
    return 0;
  } finally {
    await looking?.stop();
    memory.close();
  }
}

/** Looks for the logs of the years to come, now and after each interval. What fails is told, and tried again. */
function lookOn(chains: YearChains, interval: number): { stop(): Promise<void> } {
  const told = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const look = async (): Promise<void> => {
    try {
      printSuccessors('witness', await chains.look(), told);
    } catch (error) {
      process.stderr.write(`touchstone witness: ${(error as Error).message}\n`);
    }
    if (!isOver) timer = setTimeout(next, interval * 1_000);
  };
  let looking = look();
  function next(): void {
    looking = look();
  }
  return {
    async stop() {
      isOver = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

function parse(args: readonly string[]): Options {
  let values: { state?: string; name?: string; listen?: string; interval?: string; log?: string[] };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        state: { type: 'string' },
        name: { type: 'string' },
        listen: { type: 'string' },
        interval: { type: 'string' },
        log: { type: 'string', multiple: true },
      },
    }));
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
  const { state, name, listen = '127.0.0.1:0', interval = String(INTERVAL_SECONDS), log = [] } = values;
  if (state === undefined || name === undefined || log.length === 0) {
    throw new CommandError(
      '--state FOLDER, --name KEYNAME such as witness.example/w1, and one --log VKEY or more are needed',
    );
  }
  if (!/^[1-9]\d{0,5}$/.test(interval)) throw new CommandError(`--interval ${interval}: seconds are needed, from 1`);
  return { state, name, listen: parseListen(listen), interval: Number(interval), logs: logsByOrigin(log) };
}

/**
 * The keys of each log, and its address where one follows; the name of a key is the origin of its log. C2SP
 * tlog-checkpoint v1.0.0.
 */
function logsByOrigin(texts: readonly string[]): ReadonlyMap<string, ChainedLog> {
  const logs = new Map<string, ChainedLog>();
  for (const text of texts) {
    const { key, address } = isWithAddress(text) ? parseLogAddress(text) : { key: parseLogKey(text) };
    const { keys = [], ...known } = logs.get(key.name) ?? {};
    logs.set(key.name, {
      ...known,
      ...{ origin: key.name, keys: [...keys, key] },
      ...(address === undefined ? {} : { address }),
    });
  }
  return logs;
}
