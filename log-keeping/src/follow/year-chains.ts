// SPDX-License-Identifier: Apache-2.0
import type { LogReader, LogSuite, NoteKey, TreeHead } from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import { addressBeside } from '../reader/public-path.ts';
import { baseOf, lookForSuccessor, type RefusedSuccessor } from './look-for-successor.ts';
import { openSuccession, type Succession } from './succession.ts';

/** A log as an operator names it, or as the one before it does. */
export interface ChainedLog {
  readonly origin: string;
  readonly keys: readonly NoteKey[];
  /** Where it is read; without it nobody looks for its successor. */
  readonly address?: string;
}

/** What going from year to year takes. */
export interface YearChainsParts {
  readonly suite: LogSuite;
  /** The logs that the operator named: their keys are the only ones taken from nobody's note. */
  readonly logs: Iterable<ChainedLog>;
  readonly readAt: (address: string) => LogReader | Promise<LogReader>;
  /** The last tree of a log that is held here; undefined where none is. */
  readonly treeOf: (origin: string) => Promise<TreeHead | undefined>;
  /** The note by which the successor of a log was taken, as it was kept; and keeps one so that it outlives a power cut. */
  readonly readKept: (origin: string) => Promise<string | undefined>;
  readonly keep: (origin: string, note: string) => Promise<void>;
  /** Takes up a log, before anything is asked of it here. */
  readonly open?: (log: ChainedLog) => Promise<void>;
}

/** What a look for successors brings: a log that is taken up, one that is not and why, or a server that shows nothing. */
export type ChainNews =
  | { readonly outcome: 'taken'; readonly origin: string; readonly log: ChainedLog }
  | ({ readonly outcome: 'refused'; readonly origin: string } & RefusedSuccessor)
  | { readonly outcome: 'unreachable'; readonly origin: string; readonly error: LogKeepingError };

/** Logs of one chain: a log a year for longer than any key should live. */
const CHAIN_MAX = 64;

/**
 * The logs of an operator's list and those that go on from them, year after year: what a mirror or witness keeps or
 * cosigns without being told anew each January. Decision record 0062.
 */
export class YearChains {
  readonly #parts: YearChainsParts;
  readonly #logs = new Map<string, ChainedLog>();
  readonly #keys = new Map<string, readonly NoteKey[]>();

  /** Takes up what was named, and what was taken before, without asking anybody. */
  static async open(parts: YearChainsParts): Promise<YearChains> {
    const chains = new YearChains(parts);
    const named = [...parts.logs];
    for (const log of named) await chains.#add(log);
    for (const log of named) await chains.#takeKept(log);
    return chains;
  }

  private constructor(parts: YearChainsParts) {
    this.#parts = parts;
  }

  /** The logs by name; more come with the years. */
  get logs(): ReadonlyMap<string, ChainedLog> {
    return this.#logs;
  }

  /** Their keys by name; more come with the years. */
  get keys(): ReadonlyMap<string, readonly NoteKey[]> {
    return this.#keys;
  }

  /** The note by which the successor of a log was taken; undefined where none was. */
  kept(origin: string): Promise<string | undefined> {
    return this.#parts.readKept(origin);
  }

  /** Looks at every log for one that goes on from it. Rejects as what it keeps in does; nothing is taken then. */
  async look(): Promise<readonly ChainNews[]> {
    const news: ChainNews[] = [];
    // What is taken is itself looked at in the same turn: a program may have been stopped for years.
    for (const log of this.#logs.values()) {
      const found = await this.#lookAt(log).catch((error: unknown): ChainNews => {
        if (!(error instanceof LogKeepingError) || !ANOTHERS_FAULT.has(error.code)) throw error;
        return { outcome: 'unreachable', origin: log.origin, error };
      });
      if (found !== undefined) news.push(found);
    }
    return news;
  }

  async #lookAt(log: ChainedLog): Promise<ChainNews | undefined> {
    const { suite, readAt, treeOf, readKept, keep } = this.#parts;
    const { origin, keys, address } = log;
    const tree = await treeOf(origin);
    if (address === undefined || tree === undefined || tree.size === 0) return undefined;
    const kept = await readKept(origin);
    const ended = { origin, keys, tree, read: await readAt(address), ...(kept === undefined ? {} : { kept }) };
    const found = await lookForSuccessor(suite, ended, (at) => readAt(addressBeside(address, at)));
    if (found.outcome === 'refused') return { ...found, origin };
    if (found.outcome !== 'taken') return undefined;
    const { key } = found.succession;
    const known = this.#keys.get(key.name);
    if (known !== undefined && !known.some((each) => isSameKey(each, key))) {
      const detail = `${origin} names ${key.name} as its successor with another key than the one that was named here`;
      return { outcome: 'refused', origin, code: 'SECOND_SUCCESSOR', detail, shown: found.note };
    }
    if (kept === undefined) await keep(origin, found.note);
    if (known !== undefined || this.#lengthOf(key.name) >= CHAIN_MAX) return undefined;
    const next = nextOf(log, found.succession);
    await this.#add(next);
    return { outcome: 'taken', origin, log: next };
  }

  #lengthOf(name: string): number {
    return [...this.#logs.keys()].filter((each) => baseOf(each) === baseOf(name)).length;
  }

  async #add(log: ChainedLog): Promise<void> {
    await this.#parts.open?.(log);
    this.#logs.set(log.origin, log);
    this.#keys.set(log.origin, log.keys);
  }

  async #takeKept(first: ChainedLog): Promise<void> {
    let log = first;
    // It ends: each is of a later year than the one before it.
    for (;;) {
      const note = await this.#parts.readKept(log.origin);
      if (note === undefined) return;
      const succession = openSuccession(this.#parts.suite, note, log);
      if (this.#logs.has(succession.key.name)) return;
      log = nextOf(log, succession);
      await this.#add(log);
    }
  }
}

/** A log of another's that is not there, or shows what is none: it may be right the next time. */
const ANOTHERS_FAULT: ReadonlySet<string> = new Set(['UNREACHABLE', 'WRONG_LOG', 'CORRUPT']);

function nextOf({ address }: ChainedLog, { key, at }: Succession): ChainedLog {
  return {
    ...{ origin: key.name, keys: [key] },
    ...(address === undefined ? {} : { address: addressBeside(address, at) }),
  };
}

function isSameKey(one: NoteKey, other: NoteKey): boolean {
  return one.id === other.id && Buffer.compare(one.publicKey, other.publicKey) === 0;
}
