// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { type ChainedLog, keepFile, YearChains } from '@touchstone/log-keeping/follow';
import { cosigningMirror, MirroredLog, mirrorServer, type Pulled, reportPath } from '@touchstone/log-keeping/mirror';
import { openWitnessKey, openWitnessMemory, type WitnessMemory } from '@touchstone/log-keeping/witness';
import { formatVkey, type LogReader, type NoteSigner, originFolder } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { COULD_NOT_RUN } from './exit-code.ts';
import { logReaderAt, parseLogAddress } from './log-options.ts';
import { readOptions } from './read-options.ts';
import { isCaught, printSuccessors } from './print-successors.ts';
import { parseListen, serveUntilTold } from './serve-until-told.ts';

const CONTRADICTED = 3;
const INTERVAL_SECONDS = 10;

interface Options {
  readonly state: string;
  readonly name: string | undefined;
  readonly once: boolean;
  readonly interval: number;
  readonly listen: { readonly host: string; readonly port: number };
  readonly logs: ReadonlyMap<string, ChainedLog & { readonly address: string }>;
}

/** `mirror`: stores logs, makes their maps anew, serves them, and cosigns what is right. Answers the exit code. */
export async function mirror(args: readonly string[]): Promise<number> {
  const options = parse(args);
  const opened: { close(): unknown }[] = [];
  try {
    const logs = new Map<string, MirroredLog>();
    const chains = await openChains(options, { logs, opened });
    const cosigning = options.name === undefined ? undefined : await openCosigning(options, options.name, logs, chains);
    if (cosigning !== undefined) opened.push(cosigning.memory);
    const pull = cosigning?.pull ?? ((log: MirroredLog) => log.pull());
    const caught = new Set<string>();
    const behind = new Set<string>();
    const told = new Set<string>();
    const pullAll = async () => {
      let areAllSeen = true;
      const pullEach = async (each: Iterable<MirroredLog>) => {
        for (const log of each) areAllSeen = (await pullOne(log, { pull, caught, behind })) && areAllSeen;
      };
      await pullEach([...logs.values()]);
      // What goes on from a log is looked for once that one is stored to its end.
      for (;;) {
        const taken = await lookOn(chains, { logs, caught, told });
        if (taken.length === 0) break;
        await pullEach(taken);
      }
      return areAllSeen;
    };
    const areAllSeen = await pullAll();
    if (!options.once) await serve(options, { logs, cosigning, pullAll });
    // What shows less than it did before has been set back, or is shown by somebody who holds the newer tree back.
    if (caught.size > 0 || behind.size > 0) return CONTRADICTED;
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
  { state }: Options,
  name: string,
  logs: ReadonlyMap<string, MirroredLog>,
  { keys }: YearChains,
): Promise<Cosigning> {
  const memory = await openWitnessMemory(suite, { folder: `${state}/witness` });
  try {
    const cosigner = await openWitnessKey(`${state}/witness`, name);
    const clock = () => Math.floor(Date.now() / 1_000);
    return { memory, cosigner, ...cosigningMirror({ suite, logs, keys, memory, cosigner, clock }) };
  } catch (error) {
    memory.close();
    throw error;
  }
}

/** The logs that were named, and those that go on from them: each is stored in a folder of its own. */
function openChains(
  { logs: named, state }: Options,
  of: { readonly logs: Map<string, MirroredLog>; readonly opened: { close(): unknown }[] },
): Promise<YearChains> {
  const { logs, opened } = of;
  const logOf = (origin: string) => logs.get(origin) as MirroredLog;
  return YearChains.open({
    ...{ suite, logs: named.values(), readAt: logReaderAt },
    treeOf: async (origin) => logOf(origin).tree,
    readKept: (origin) => logOf(origin).readSuccession(),
    keep: (origin, note) => logOf(origin).keepSuccession(note),
    open: async ({ origin, keys, address = '' }) => {
      // A log that goes on from another one may not be there yet where the program starts anew.
      const read: LogReader = async (path) => (await logReaderAt(address))(path);
      const now = () => new Date().toISOString();
      const log = await MirroredLog.open(suite, { origin, keys, read, folder: state, now });
      opened.push(log);
      logs.set(origin, log);
    },
  });
}

/** Takes up what goes on from the logs, and keeps what one has signed against itself. */
async function lookOn(
  chains: YearChains,
  of: {
    readonly logs: ReadonlyMap<string, MirroredLog>;
    readonly caught: Set<string>;
    readonly told: Set<string>;
  },
): Promise<readonly MirroredLog[]> {
  const { logs, caught, told } = of;
  const news = await chains.look();
  printSuccessors('mirror', news, told);
  for (const each of news.filter(isCaught)) {
    const { folder, origin, note } = logs.get(each.origin) as MirroredLog;
    if (caught.has(`${origin} successor`)) continue;
    caught.add(`${origin} successor`);
    const kept = { format: 'touchstone/follow-report/v1', origin, at: new Date().toISOString() };
    const notes = { remembered: note ?? null, named: (await chains.kept(origin)) ?? null, shown: each.shown };
    const path = join(folder, 'refused-successor.json');
    await keepFile(path, `${JSON.stringify({ ...kept, ...notes, detail: each.detail }, null, 2)}\n`);
    process.stderr.write(`touchstone mirror: ${origin}: the notes are kept in ${path}\n`);
  }
  return news.flatMap((each) => (each.outcome === 'taken' ? (logs.get(each.log.origin) ?? []) : []));
}

/** One look at one log; false when there was nothing of it to be seen. */
async function pullOne(
  log: MirroredLog,
  of: {
    readonly pull: (log: MirroredLog) => Promise<Pulled>;
    readonly caught: Set<string>;
    /** The logs that showed less, when they were last seen, than is stored of them. */
    readonly behind: Set<string>;
  },
): Promise<boolean> {
  const { pull, caught, behind } = of;
  const tell = (text: string) => process.stderr.write(`touchstone mirror: ${log.origin}: ${text}\n`);
  try {
    const pulled = await pull(log);
    if (pulled.outcome === 'grown')
      process.stdout.write(`${log.origin}: ${pulled.from} to ${pulled.size} entries, map right\n`);
    behind.delete(log.origin);
    if (pulled.outcome === 'behind') {
      behind.add(log.origin);
      tell(`the log shows ${pulled.size} entries, less than the ${log.size} stored`);
    }
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
    logs: { [Symbol.iterator]: () => logs.values() },
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
  const logs = new Map<string, ChainedLog & { readonly address: string }>();
  for (const { key, address } of log.map(parseLogAddress)) {
    if (logs.has(key.name)) throw new CommandError(`--log ${key.name}: it is named twice`);
    logs.set(key.name, { origin: key.name, keys: [key], address });
  }
  return { state, name, once, interval: Number(interval), listen: parseListen(listen), logs };
}
