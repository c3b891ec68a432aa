// SPDX-License-Identifier: Apache-2.0
import { type Doubts, openDoubts } from '@touchstone/evidence';
import { type AskOpened, statementBehind } from '@touchstone/log-keeping/follow';
import { readEntries } from '@touchstone/log-keeping/reader';
import { readLeaf, type ShardStartLeaf, type Statement, type Subjects } from '@touchstone/statements';
import { appendLeafHashes, EMPTY_RANGE, rootOfRange, sameBytes } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { CommandError } from './command-error.ts';
import type { AuditedLog } from './node-audit.ts';
import { readSignedText } from './read-signed-text.ts';

/** A statement that the node gave for a leaf and that fits it. */
export interface OpenedStatement {
  /** Its number among the entries of all logs that are read, the earlier ones first. */
  readonly index: number;
  readonly statement: Statement;
  readonly digest: string;
  /** As it was issued: members that are no statement's own, such as credentialStatus, are only here. */
  readonly text: string;
}

/** What the statements of logs that go on from each other are, as far as their node opens them. */
export interface OpenedLog {
  readonly size: number;
  /** Names of the logs. */
  readonly origins: readonly string[];
  /** The log that the oldest of them says to go on from, where there is one: what it has is not at hand. */
  readonly earlier?: string;
  readonly opened: readonly OpenedStatement[];
  /** Leaves whose statement the node does not give to everybody, and those that nobody can open any more. */
  readonly withheld: number;
  readonly erased: number;
  /** What the node gave and is not behind the leaf. */
  readonly refused: readonly { readonly index: number; readonly reason: string }[];
  /** What the leaves that are not opened may be about. */
  readonly doubts: Doubts;
}

const SPAN = 256;

/** Asks a node for what is behind every leaf of logs that were audited, oldest first, and holds each against the leaf. */
export async function readOpenedLogs(logs: readonly AuditedLog[]): Promise<OpenedLog> {
  const reading = new Reading();
  for (const log of logs) await reading.read(log);
  return reading.result(logs.map(({ origin }) => origin));
}

/** What is known so far: a change in the log of one year finds what it changes in those before. */
class Reading {
  readonly #opened: OpenedStatement[] = [];
  readonly #refused: { index: number; reason: string }[] = [];
  readonly #subjects = new Map<string, Subjects | 'withheld'>();
  readonly #doubts = openDoubts((message) => suite.sha256(message));
  #earlier: string | undefined;
  #withheld = 0;
  #erased = 0;
  #base = 0;
  #before: Pick<AuditedLog, 'origin' | 'size' | 'root'> | undefined;

  /** CommandError for entries that are not those of the signed tree: whoever serves them may have made them up. */
  async read({ origin, size, root, read, ask }: AuditedLog): Promise<void> {
    let range = EMPTY_RANGE;
    for await (const entries of readEntries(suite, { from: 0, size, read })) {
      range = appendLeafHashes(
        suite,
        range,
        entries.map(({ leafHash }) => leafHash),
      );
      const start = entries[0]?.index === 0 ? readLeaf(entries[0].entry) : undefined;
      if (start?.type === 'shard-start') this.#goOn(origin, start);
      const leaves = entries.filter(({ entry }) => readLeaf(entry)?.type === 'statement');
      const [first, last] = [leaves[0], leaves.at(-1)];
      if (first === undefined || last === undefined) continue;
      const given = await askAll(ask, first.index, last.index + 1);
      for (const { index, entry } of leaves) this.#hold(entry, this.#base + index, given.get(index) ?? {});
    }
    if (!sameBytes(rootOfRange(suite, range), root)) {
      throw new CommandError(`${origin}: what is served as its entries is not what it has signed; read it elsewhere`);
    }
    this.#before = { origin, size, root };
    this.#base += size;
  }

  #goOn(origin: string, start: ShardStartLeaf): void {
    if (this.#before === undefined) {
      this.#earlier = start.origin;
      return;
    }
    const { origin: before, size, root } = this.#before;
    if (before === start.origin && size === start.size && sameBytes(root, start.root)) return;
    throw new CommandError(
      `${origin} goes on from ${start.origin} at ${start.size} entries, and not from this ${before}`,
    );
  }

  result(origins: readonly string[]): OpenedLog {
    return {
      ...{ size: this.#base, origins, ...(this.#earlier === undefined ? {} : { earlier: this.#earlier }) },
      ...{ opened: this.#opened, withheld: this.#withheld, erased: this.#erased },
      ...{ refused: this.#refused, doubts: this.#doubts },
    };
  }

  #hold(entry: Uint8Array, index: number, given: Partial<GivenItem>): void {
    const { statement: text, opening, erased: isErased } = given;
    if (isErased || text === undefined || opening === undefined) this.#doubts.addUnopened(entry, index);
    if (isErased) this.#erased += 1;
    else if (text === undefined || opening === undefined) this.#withheld += 1;
    else this.#open(entry, index, { statement: text, opening });
  }

  #open(entry: Uint8Array, index: number, given: { readonly statement: string; readonly opening: string }): void {
    const isAllOpen = this.#withheld + this.#erased === 0 && this.#earlier === undefined;
    const targetOf = (key: string) => this.#subjects.get(key) ?? (isAllOpen ? undefined : 'withheld');
    const behind = statementBehind(entry, given, { suite, read: readSignedText, targetOf });
    if (behind.outcome === 'refused') {
      this.#refused.push({ index, reason: behind.reason });
      return;
    }
    const { statement, digest, key } = behind;
    this.#opened.push({ index, statement, digest, text: given.statement });
    this.#doubts.addOpened(entry, statement);
    this.#subjects.set(key, behind.subjects ?? 'withheld');
  }
}

type GivenItem = Awaited<ReturnType<AskOpened>>['items'][number];

async function askAll(ask: AskOpened, from: number, end: number) {
  const given = new Map<number, GivenItem>();
  for (let at = from; at < end; ) {
    const { to, items } = await ask(at, Math.min(end, at + SPAN));
    for (const item of items) given.set(item.index, item);
    // A node that says nothing about a span says that it gives nothing of it.
    at = Math.max(to, at + 1);
  }
  return given;
}
