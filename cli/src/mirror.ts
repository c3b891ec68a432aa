// SPDX-License-Identifier: Apache-2.0
import { cosigningMirror, MirroredLog, mirrorServer, type Pulled, reportPath } from '@touchstone/log-keeping/mirror';
import { openWitnessKey, openWitnessMemory, type WitnessMemory } from '@touchstone/log-keeping/witness';
import { formatVkey, type NoteKey, type NoteSigner, originFolder } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { COULD_NOT_RUN } from './exit-code.ts';
import { logReaderAt, parseLogAddress } from './log-options.ts';
import { readOptions } from './read-options.ts';
import { parseListen, serveUntilTold } from './serve-until-told.ts';

const CONTRADICTED = 3;
const INTERVAL_SECONDS = 10;

interface Options {
  readonly state: string;
  readonly name: string | undefined;
  readonly once: boolean;
  readonly interval: number;
  readonly listen: { readonly host: string; readonly port: number };
  readonly logs: ReadonlyMap<string, { readonly keys: readonly NoteKey[]; readonly address: string }>;
}

/** `mirror`: stores logs, makes their maps anew, serves them, and cosigns what is right. Answers the exit code. */
export async function mirror(args: readonly string[]): Promise<number> {
  const options = parse(args);
  const opened: { close(): unknown }[] = [];
  try {
    const logs = new Map<string, MirroredLog>();
    for (const [origin, { keys, address }] of options.logs) {
      const read = await logReaderAt(address);
      const now = () => new Date().toISOString();
      const log = await MirroredLog.open(suite, { origin, keys, read, folder: options.state, now });
      opened.push(log);
      logs.set(origin, log);
    }
    const cosigning = options.name === undefined ? undefined : await openCosigning(options, options.name, logs);
    if (cosigning !== undefined) opened.push(cosigning.memory);
    const pull = cosigning?.pull ?? ((log: MirroredLog) => log.pull());
    const caught = new Set<string>();
    const pullAll = async () => {
      let areAllSeen = true;
      for (const log of logs.values()) areAllSeen = (await pullOne(log, { pull, caught })) && areAllSeen;
      return areAllSeen;
    };
    const areAllSeen = await pullAll();
    if (!options.once) await serve(options, { logs, cosigning, pullAll });
    if (caught.size > 0) return CONTRADICTED;
    // A server that runs on makes good later what one look cannot.
    return options.once && !areAllSeen ? COULD_NOT_RUN : 0;
  } finally {
    for (const each of opened.reverse()) await each.close();
  }
}

interface Cosigning {
  readonly memory: WitnessMemory;
  readonly cosigner: NoteSigner;
  readonly witness: ReturnType<typeof cosigningMirror>['witness'];
  readonly pull: (log: MirroredLog) => Promise<Pulled>;
}

async function openCosigning(
  { state, logs: given }: Options,
  name: string,
  logs: ReadonlyMap<string, MirroredLog>,
): Promise<Cosigning> {
  const memory = await openWitnessMemory(suite, { folder: `${state}/witness` });
  try {
    const cosigner = await openWitnessKey(`${state}/witness`, name);
    const keys = new Map([...given].map(([origin, log]) => [origin, log.keys]));
    const clock = () => Math.floor(Date.now() / 1_000);
    return { memory, cosigner, ...cosigningMirror({ suite, logs, keys, memory, cosigner, clock }) };
  } catch (error) {
    memory.close();
    throw error;
  }
}

/** One look at one log; false when there was nothing of it to be seen. */
async function pullOne(
  log: MirroredLog,
  { pull, caught }: { readonly pull: (log: MirroredLog) => Promise<Pulled>; readonly caught: Set<string> },
): Promise<boolean> {
  const tell = (text: string) => process.stderr.write(`touchstone mirror: ${log.origin}: ${text}\n`);
  try {
    const pulled = await pull(log);
    if (pulled.outcome === 'grown')
      process.stdout.write(`${log.origin}: ${pulled.from} to ${pulled.size} entries, map right\n`);
    if (pulled.outcome === 'behind') tell(`the log shows ${pulled.size} entries, less than the ${log.size} stored`);
    if (pulled.outcome === 'refused' && !caught.has(log.origin)) {
      caught.add(log.origin);
      tell(`${pulled.report.code}: ${pulled.report.detail}`);
      tell(`no cosignature is given any more; the report is ${reportPath(log.folder)}`);
    }
    return true;
  } catch (error) {
    // The next pull tries again; nothing was taken in.
    tell((error as Error).message);
    return false;
  }
}

async function serve(
  { listen, interval }: Options,
  of: {
    readonly logs: ReadonlyMap<string, MirroredLog>;
    readonly cosigning: Cosigning | undefined;
    readonly pullAll: () => Promise<unknown>;
  },
): Promise<void> {
  const { logs, cosigning, pullAll } = of;
  const onError = (error: unknown) => process.stderr.write(`touchstone mirror: ${(error as Error).message}\n`);
  const server = mirrorServer({
    suite,
    logs: logs.values(),
    onError,
    ...(cosigning === undefined ? {} : { cosigning }),
  });
  let timer: NodeJS.Timeout | undefined;
  let pulling: Promise<void> = Promise.resolve();
  const later = () => {
    timer = setTimeout(() => {
      pulling = pullAll().then(later);
    }, interval * 1_000);
  };
  later();
  try {
    await serveUntilTold(server, listen, (url) => {
      if (cosigning !== undefined) process.stdout.write(`key ${formatVkey(cosigning.cosigner.key)}\n`);
      for (const origin of logs.keys()) process.stdout.write(`log ${origin} ${url}${originFolder(suite, origin)}/\n`);
      process.stdout.write(`Mirror is ready at ${url}\n`);
    });
  } finally {
    clearTimeout(timer);
    await pulling;
    clearTimeout(timer);
  }
}

function parse(args: readonly string[]): Options {
  const { values } = readOptions(args, {
    state: { type: 'string' },
    name: { type: 'string' },
    listen: { type: 'string' },
    interval: { type: 'string' },
    once: { type: 'boolean' },
    log: { type: 'string', multiple: true },
  });
  const { state, name, listen = '127.0.0.1:0', interval = String(INTERVAL_SECONDS), once = false, log = [] } = values;
  if (state === undefined || log.length === 0) {
    throw new CommandError('--state FOLDER and one --log VKEY=URL or more are needed');
  }
  if (!/^[1-9]\d{0,5}$/.test(interval)) throw new CommandError(`--interval ${interval}: seconds are needed, from 1`);
  const logs = new Map<string, { readonly keys: readonly NoteKey[]; readonly address: string }>();
  for (const { key, address } of log.map(parseLogAddress)) {
    if (logs.has(key.name)) throw new CommandError(`--log ${key.name}: it is named twice`);
    logs.set(key.name, { keys: [key], address });
  }
  return { state, name, once, interval: Number(interval), listen: parseListen(listen), logs };
}
