// SPDX-License-Identifier: Apache-2.0
import type { Caught, Look } from '@touchstone/log-keeping/follow';
import { parsePolicy, type TlogPolicy } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import { COULD_NOT_RUN } from './exit-code.ts';
import { FollowedYears } from './followed-years.ts';
import { parseLogKey, readTextFile } from './log-options.ts';
import { plain } from './paint.ts';
import { isCaught, printSuccessors } from './print-successors.ts';
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

/** `follow URL`: stores a log and those that go on from it, verifies all, and keeps the statements as evidence. Answers the exit code. */
export async function follow(args: readonly string[]): Promise<number> {
  const options = await parse(args);
  const { key, address, node, state, policy } = options;
  const years = await FollowedYears.open({
    first: { origin: key.name, keys: [key], address },
    ...{ node, folder: state, readStatement: readSignedText },
    verifySignature: await openSignatures(options),
    now: () => new Date().toISOString(),
    ...(policy === undefined ? {} : { policy }),
  });
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, onSignal);
  try {
    for (const folder of years.evidenceFolders) process.stdout.write(`evidence of ${key.name} is kept in ${folder}\n`);
    return await lookOn(years, options, stop.signal);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onSignal);
    await years.close();
  }
}

/** Looks once, or until it is told to stop, or a log was caught at something that ends the following of it. */
async function lookOn(years: FollowedYears, { once, interval }: Options, stop: AbortSignal): Promise<number> {
  const told = new Set<string>();
  let wasCaught = false;
  for (;;) {
    let code = ALL_TAKEN;
    let isFinal = false;
    await years.look((heard) => {
      if ('outcome' in heard) {
        printSuccessors('follow', [heard], told);
        wasCaught ||= isCaught(heard);
        // A year that its log names and that cannot be taken: what is there may change what is here.
        if (heard.outcome === 'refused' && code === ALL_TAKEN) code = OPEN;
      } else if ('fault' in heard) {
        process.stderr.write(`touchstone follow: ${plain(heard.fault.message)}\n`);
        code = COULD_NOT_RUN;
      } else {
        const { look, origin } = heard;
        print(origin, look, told);
        wasCaught ||= look.caught.length > 0;
        isFinal ||= look.caught.some(({ code: what }) => FINAL.has(what));
        if (!isAllTaken(look) && code === ALL_TAKEN) code = OPEN;
      }
    });
    if (wasCaught) code = CAUGHT;
    if (once || stop.aborted || isFinal) return code;
    await waited(interval * 1_000, stop);
    if (stop.aborted) return code;
  }
}

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
