// SPDX-License-Identifier: Apache-2.0
import { type Caught, FollowedFolder, httpOpened, type Look } from '@touchstone/log-keeping/follow';
import { parsePolicy, type TlogPolicy } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { COULD_NOT_RUN } from './exit-code.ts';
import { logReaderAt, parseLogKey, readTextFile } from './log-options.ts';
import { plain } from './paint.ts';
import { readOptions } from './read-options.ts';
import { openSignatures, readSignedText } from './read-signed-text.ts';

const ALL_TAKEN = 0;
const OPEN = 2;
const CAUGHT = 3;
const INTERVAL_SECONDS = 10;

interface Options {
  readonly address: string;
  readonly node: string;
  readonly state: string;
  readonly key: ReturnType<typeof parseLogKey>;
  readonly once: boolean;
  readonly interval: number;
  readonly policy: TlogPolicy | undefined;
  readonly trust: string | undefined;
  readonly dids: readonly string[];
}

/** `follow URL`: stores a log, verifies all of it, and keeps the statements behind it as evidence. Answers the exit code. */
export async function follow(args: readonly string[]): Promise<number> {
  const options = await parse(args);
  const { key, address, node, state, policy } = options;
  const folder = await FollowedFolder.open(suite, {
    ...{ origin: key.name, keys: [key], folder: state, readStatement: readSignedText },
    ...{ read: await logReaderAt(address), ask: httpOpened(node, key.name) },
    verifySignature: await openSignatures(options),
    now: () => new Date().toISOString(),
    ...(policy === undefined ? {} : { policy }),
  });
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal);
  try {
    process.stdout.write(`evidence of ${key.name} is kept in ${folder.evidenceFolder}\n`);
    return await lookOn(folder, options, stop.signal);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal);
    await folder.close();
  }
}

/** Looks once, or until it is told to stop, or the log was caught at something that ends the following of it. */
async function lookOn(folder: FollowedFolder, { once, interval, key }: Options, stop: AbortSignal): Promise<number> {
  const told = new Set<string>();
  let code = COULD_NOT_RUN;
  let wasCaught = false;
  for (;;) {
    try {
      const look = await folder.look();
      print(key.name, look, told);
      wasCaught ||= look.caught.length > 0;
      code = wasCaught ? CAUGHT : isAllTaken(look) ? ALL_TAKEN : OPEN;
      if (look.caught.some(({ code: what }) => FINAL.has(what))) return CAUGHT;
    } catch (error) {
      if (!(error instanceof Error && ANOTHERS_FAULT.has(error.name))) throw error;
      // Nothing was taken in that was not verified; the next look tries again.
      process.stderr.write(`touchstone follow: ${error.message}\n`);
      if (once) return wasCaught ? CAUGHT : COULD_NOT_RUN;
    }
    if (once || stop.aborted) return code;
    await waited(interval * 1_000, stop);
    if (stop.aborted) return code;
  }
}

/** What a server answers wrongly: a page instead of a checkpoint, a tile that is not there, a bundle that is none. */
const ANOTHERS_FAULT: ReadonlySet<string> = new Set(['LogKeepingError', 'LogError']);

/** What the log itself signed, or what it states of its map: nothing more of it is taken until a person has looked. */
const FINAL: ReadonlySet<Caught['code']> = new Set(['SPLIT_VIEW', 'BAD_MAP']);

/** Whatever is not opened may be a withdrawal: then what is here is not all. */
function isAllTaken({ counts, states }: Look): boolean {
  return counts && OPEN_STATES.every((state) => (states[state] ?? 0) === 0);
}

const OPEN_STATES = ['waiting', 'withheld', 'erased', 'unverified', 'refused'] as const;

function print(origin: string, look: Look, told: Set<string>): void {
  const { from, size, hasMap, counts, missing, states, projected, caught } = look;
  const many = Object.entries(states).map(([state, count]) => `${count} ${state}`);
  const map = hasMap ? 'map right' : 'no map';
  const quorum = counts ? '' : `; does not count yet, no cosignature: ${missing.join(', ')}`;
  const line = `${size} entries, ${map}; statements: ${many.join(', ') || 'none'}${quorum}`;
  if (!told.has(line) || size > from || projected > 0) {
    told.add(line);
    process.stdout.write(`${origin}: ${line}; ${projected} new as evidence\n`);
  }
  for (const { code, detail, evidence } of caught) {
    const text = `${origin}: ${code}: ${detail}`;
    if (told.has(text)) continue;
    told.add(text);
    process.stderr.write(`touchstone follow: ${plain(text)}\n  evidence: ${evidence}\n`);
  }
}

function waited(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    stop.addEventListener('abort', done);
  });
}

async function parse(args: readonly string[]): Promise<Options> {
  const { values, positionals } = readOptions(args, {
    log: { type: 'string' },
    state: { type: 'string' },
    node: { type: 'string' },
    policy: { type: 'string' },
    trust: { type: 'string' },
    dids: { type: 'string', multiple: true },
    interval: { type: 'string' },
    once: { type: 'boolean' },
  });
  const { log, state, trust, interval = String(INTERVAL_SECONDS), once = false, dids = [] } = values;
  const [address, ...more] = positionals;
  if (address === undefined || more.length > 0 || log === undefined || state === undefined) {
    throw new CommandError(
      'an address, --log VKEY and --state FOLDER are needed: touchstone follow https://node.example/log --log VKEY --state ./followed',
    );
  }
  const node = values.node ?? address;
  if (!/^https?:\/\//.test(node)) {
    throw new CommandError(
      `${node}: statements are asked of a node; where the log is a folder, name it with --node URL`,
    );
  }
  if (!/^[1-9]\d{0,5}$/.test(interval)) throw new CommandError(`--interval ${interval}: seconds are needed, from 1`);
  const policy = values.policy === undefined ? undefined : parsePolicy(suite, await readTextFile(values.policy));
  return { address, node, state, key: parseLogKey(log), once, interval: Number(interval), policy, trust, dids };
}
