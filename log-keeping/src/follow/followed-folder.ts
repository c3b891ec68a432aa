// SPDX-License-Identifier: Apache-2.0
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readLeaf } from '@touchstone/statements';
import {
  hashLeaf,
  type LogReader,
  type LogSuite,
  type NoteKey,
  openErasure,
  type TlogPolicy,
} from '@touchstone/transparency-log';
import { judgeCosignatures, readSigned } from '../audit/signed-checkpoint.ts';
import { LogKeepingError } from '../log-keeping-error.ts';
import { MirroredLog, type Pulled } from '../mirror/mirrored-log.ts';
import { readEntries } from '../reader/read-entries.ts';
import { readEntry } from '../reader/read-entry.ts';
import { EvidenceFolder } from './evidence-folder.ts';
import { keepFile } from './keep-file.ts';
import type { Caught, Look } from './look.ts';
import { type AskOpened, type GivenStatement, SPAN_MAX } from './opened-statements.ts';
import { statementBehind, type StatementReader } from './statement-behind.ts';
import { type FollowedResult, type FollowedState, StatementStore } from './statement-store.ts';

/** Whether the signatures of a statement hold, by the keys that the follower knows; asked for what fits its leaf. */
export type SignatureVerdict =
  | { readonly outcome: 'verified' }
  | { readonly outcome: 'unknown' | 'broken'; readonly reason: string };

/** Which node is followed, into which folder, and with what it is verified. */
export interface FollowOptions {
  readonly origin: string;
  readonly keys: readonly NoteKey[];
  readonly read: LogReader;
  readonly ask: AskOpened;
  readonly folder: string;
  readonly readStatement: StatementReader;
  readonly verifySignature: (text: string, jwt: string | undefined) => Promise<SignatureVerdict>;
  /** Whom a statement of an earlier log of the same chain is about: changes find what they change over the years. */
  readonly before?: (key: string) => ReturnType<StatementStore['subjectsBefore']>;
  /** Without one a checkpoint counts when the log has signed it. */
  readonly policy?: TlogPolicy;
  /** RFC 3339. */
  readonly now: () => string;
}

/** Asked again in turns: keys become known, what was withheld is published, what was given is erased. */
const AGAIN: readonly FollowedState[] = ['withheld', 'erased', 'unverified', 'refused', 'stored'];
const AGAIN_SPANS = 4;

/**
 * A node's log as another party follows it: stored whole, held against everything seen before, its map made anew where
 * it has one; the statements behind its leaves, each held against its leaf and verified, as evidence of that origin.
 * Goes on after a kill at any instant.
 */
export class FollowedFolder {
  readonly #suite: LogSuite;
  readonly #options: FollowOptions;
  readonly #log: MirroredLog;
  readonly #statements: StatementStore;
  readonly #evidence: EvidenceFolder;

  /** Opens or makes the folder. LOCKED while another process follows into it. */
  static async open(suite: LogSuite, options: FollowOptions): Promise<FollowedFolder> {
    const { origin, keys, read, folder, now } = options;
    await mkdir(folder, { recursive: true });
    const log = await MirroredLog.open(suite, { origin, keys, read, folder, now, mapWhereOffered: true });
    try {
      return new FollowedFolder(suite, options, log);
    } catch (error) {
      await log.close();
      throw error;
    }
  }

  private constructor(suite: LogSuite, options: FollowOptions, log: MirroredLog) {
    this.#suite = suite;
    this.#options = options;
    this.#log = log;
    this.#statements = new StatementStore(join(log.folder, 'statements.sqlite'));
    this.#evidence = new EvidenceFolder(suite, { folder: join(options.folder, 'evidence'), log });
  }

  /** Where the evidence is, for `check --evidence`. */
  get evidenceFolder(): string {
    return this.#evidence.folderOf(this.#options.origin);
  }

  /** The log as it is stored, for whoever looks for the one that goes on from it. */
  get stored(): Pick<MirroredLog, 'tree' | 'folder' | 'note' | 'readSuccession' | 'keepSuccession'> {
    return this.#log;
  }

  /** Whom a statement of this log is about; 'withheld' when that is not known, or may be behind an unopened leaf. */
  subjectsOf(key: string): ReturnType<StatementStore['subjectsBefore']> {
    return this.#statements.subjectsBefore(key, Number.MAX_SAFE_INTEGER);
  }

  async close(): Promise<void> {
    this.#statements.close();
    await this.#log.close();
  }

  /** One look. Rejects with UNREACHABLE and what else keeps it from being made; what was caught is no exception. */
  async look(): Promise<Look> {
    const from = this.#log.size;
    const caught: Caught[] = [];
    const pulled = await this.#pull(caught);
    const quorum = await this.#quorum();
    if (pulled?.outcome !== 'refused' && this.#log.size > 0) {
      await this.#takeLeaves();
      await this.#ask(['waiting'], 0, Number.POSITIVE_INFINITY, caught);
      this.#statements.again = await this.#ask(AGAIN, this.#statements.again, AGAIN_SPANS, caught);
    }
    const fatal = caught.filter(({ code }) => FATAL.has(code)).map(({ code }) => code);
    if (fatal.length > 0) await this.#evidence.noteCaught(fatal);
    const projected = quorum.counts && fatal.length === 0 ? await this.#project(quorum.note) : 0;
    const { size, hasMap } = this.#log;
    const { counts, missing } = quorum;
    return { ...{ from, size, hasMap, counts, missing, projected, caught }, states: this.#statements.counts() };
  }

  async #pull(caught: Caught[]): Promise<Pulled | undefined> {
    const { folder, note: before } = this.#log;
    const evidence = join(folder, 'refused.json');
    try {
      const pulled = await this.#log.pull();
      if (pulled.outcome === 'refused') {
        const { code, detail } = pulled.report;
        caught.push({ code: code === 'SPLIT_VIEW' ? code : 'BAD_MAP', detail, evidence });
      }
      if (pulled.outcome === 'behind') {
        const detail = `it shows ${pulled.size} entries, and has signed ${this.#log.size} before: set back, or an old copy`;
        caught.push({ code: 'ROLLED_BACK', detail, evidence: await this.#keepNotes('rolled-back.json', before) });
      }
      return pulled;
    } catch (error) {
      if (!(error instanceof LogKeepingError) || error.code !== 'WRONG_LOG') throw error;
      const detail = `the checkpoint is not one that this log signed: ${error.message}`;
      caught.push({ code: 'BAD_CHECKPOINT', detail, evidence: await this.#keepNotes('bad-checkpoint.json', before) });
      return undefined;
    }
  }

  async #keepNotes(name: string, remembered: string | undefined): Promise<string> {
    const { origin, read, now } = this.#options;
    const bytes = await read('checkpoint');
    const shown = bytes === undefined ? null : Buffer.from(bytes).toString();
    const path = join(this.#log.folder, name);
    const kept = { format: 'touchstone/follow-report/v1', origin, at: now(), remembered: remembered ?? null, shown };
    await keepFile(path, `${JSON.stringify(kept, null, 2)}\n`);
    return path;
  }

  /** The checkpoint of the tree that is stored, with the cosignatures that it has by now. */
  async #quorum(): Promise<{ readonly note: string; readonly counts: boolean; readonly missing: readonly string[] }> {
    const { origin, keys, policy, read } = this.#options;
    const { note: stored } = this.#log;
    if (stored === undefined) return { note: '', counts: false, missing: [] };
    if (policy === undefined) return { note: stored, counts: true, missing: [] };
    const bytes = await read('checkpoint');
    const notes = bytes === undefined ? [stored] : [Buffer.from(bytes).toString(), stored];
    let missing: readonly string[] = [];
    for (const note of notes) {
      const opened = readSigned(this.#suite, { origin, keys, note });
      if ('why' in opened || opened.checkpoint.size !== this.#log.size) continue;
      const { verdict } = judgeCosignatures(this.#suite, note, { policy, knownAt: undefined });
      if (verdict.outcome === 'accepted') return { note, counts: true, missing: [] };
      missing = verdict.missing;
    }
    return { note: stored, counts: false, missing };
  }

  async #takeLeaves(): Promise<void> {
    const { size, read } = this.#log;
    const from = this.#statements.next;
    if (from >= size) return;
    for await (const entries of readEntries(this.#suite, { from, size, read })) {
      const last = entries.at(-1);
      if (last === undefined) continue;
      const indexes = entries.filter(({ entry }) => readLeaf(entry)?.type === 'statement').map(({ index }) => index);
      this.#statements.add(indexes, last.index + 1);
    }
  }

  /** Asks for statements behind leaves from an index on; gives the index behind the last, or 0 when none are left. */
  async #ask(states: readonly FollowedState[], start: number, spans: number, caught: Caught[]): Promise<number> {
    let from = start;
    for (let count = 0; count < spans; count += 1) {
      const leaves = this.#statements.inState(states, from, SPAN_MAX);
      const [first] = leaves;
      if (first === undefined) return 0;
      const last = leaves.at(-1) as (typeof leaves)[number];
      const to = Math.min(last.index + 1, first.index + SPAN_MAX);
      const answer = await this.#options.ask(first.index, to);
      if (answer.to <= first.index) {
        throw new LogKeepingError('CORRUPT', `the node says nothing of the leaves from ${first.index} on`, {
          at: this.#options.origin,
        });
      }
      const given = new Map(answer.items.map((item) => [item.index, item]));
      for (const leaf of leaves.filter(({ index }) => index < answer.to)) {
        await this.#settle(leaf, given.get(leaf.index) ?? { index: leaf.index }, caught);
      }
      from = answer.to;
    }
    return from;
  }

  async #settle(
    { index, state: before }: { readonly index: number; readonly state: FollowedState },
    given: GivenStatement,
    caught: Caught[],
  ): Promise<void> {
    // What is here is asked about for one reason: whether it was erased where it comes from.
    // Only what the log has signed takes evidence away: by its mere word a node would take away a withdrawal.
    const tombstone = await this.#tombstoneOf(given);
    if (before === 'stored' && tombstone === undefined) return;
    // The file first: what is closed in the list is asked for no more.
    if (tombstone !== undefined) await this.#evidence.close(index, tombstone);
    const result = tombstone === undefined ? await this.#resultOf(index, given) : { index, ...CLOSED };
    this.#statements.settle(result);
    if (result.state !== 'refused' || before === 'refused') return;
    const path = join(this.#log.folder, 'refused-statements', `${index}.json`);
    const { origin, now } = this.#options;
    const kept = { format: 'touchstone/follow-report/v1', origin, at: now(), reason: result.reason, given };
    await keepFile(path, `${JSON.stringify(kept, null, 2)}\n`);
    const code = result.reason?.startsWith(BROKEN) ? 'BAD_SIGNATURE' : 'NOT_THE_LEAF';
    caught.push({ code, detail: `what the node gives for entry ${index}: ${result.reason}`, evidence: path });
  }

  async #resultOf(index: number, given: GivenStatement): Promise<FollowedResult> {
    const { statement: text, opening, jwt, erased } = given;
    if (erased) return { index, state: 'erased', reason: 'erased where it comes from' };
    if (text === undefined || opening === undefined) return { index, state: 'withheld' };
    const { readStatement, verifySignature } = this.#options;
    const behind = statementBehind(
      await readEntry(index, this.#log),
      { statement: text, opening },
      {
        ...{ suite: this.#suite, read: readStatement },
        targetOf: (key) => this.#statements.subjectsBefore(key, index) ?? this.#options.before?.(key),
      },
    );
    if (behind.outcome === 'refused') return { index, state: 'refused', reason: behind.reason, evidence: text };
    const { key, salt, subjects, statement } = behind;
    const kept = { key, kind: statement.kind, text, salt, subjects };
    const verdict = await verifySignature(text, jwt);
    if (verdict.outcome === 'verified') return { index, state: 'stored', statement: kept };
    if (verdict.outcome === 'unknown') return { index, state: 'unverified', reason: verdict.reason, statement: kept };
    return { index, state: 'refused', reason: `${BROKEN}: ${verdict.reason}`, evidence: text };
  }

  async #tombstoneOf({ index, erased, tombstone }: GivenStatement): Promise<string | undefined> {
    if (erased === undefined || tombstone === undefined) return undefined;
    const { origin, keys } = this.#options;
    const leafHash = hashLeaf(this.#suite, await readEntry(index, this.#log));
    const opened = openErasure(this.#suite, tombstone, { origin, keys, index, leafHash });
    return opened.outcome === 'accepted' ? tombstone : undefined;
  }

  async #project(note: string): Promise<number> {
    const { size } = this.#log;
    let projected = 0;
    for (;;) {
      const statements = this.#statements.unprojected(size);
      if (statements.length === 0) break;
      for (const statement of statements) {
        await this.#evidence.put(statement, { note, size });
        this.#statements.noteProjected(statement.index);
        projected += 1;
      }
    }
    const { origin, now } = this.#options;
    const { withheld = 0, erased = 0, unverified = 0, refused = 0, closed = 0 } = this.#statements.counts();
    const counts = { withheld, erased, unverified, refused, closed };
    await this.#evidence.describe({ origin, size, at: now(), checkpoint: note, ...counts });
    return projected;
  }
}

const CLOSED = { state: 'closed', reason: 'erased where it comes from, as the log has signed' } as const;
const BROKEN = 'BAD_SIGNATURE';
/** After these nothing more of the log is taken for evidence. */
const FATAL: ReadonlySet<Caught['code']> = new Set(['SPLIT_VIEW', 'BAD_MAP', 'BAD_CHECKPOINT', 'ROLLED_BACK']);
