// SPDX-License-Identifier: Apache-2.0
import type { PublishedTree } from '@touchstone/log-keeping/appender';
import {
  formatNote,
  type LogReader,
  type NoteSignature,
  parseCheckpoint,
  parseNote,
  type SignedNote,
  type TlogPolicy,
  verifyCheckpoint,
} from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { askWitness } from './ask-witness.ts';
import type { WitnessSetting } from './log-settings.ts';

/** How one witness stands to this log. */
export interface WitnessState {
  readonly name: string;
  readonly url: string;
  /** The size that it cosigned last, and when this node heard of it. */
  readonly size?: number;
  readonly cosignedAt?: string;
  /** What failed when it was asked last; absent when nothing did. */
  readonly trouble?: string;
}

/** What asking witnesses takes. */
export interface Asking {
  readonly witnesses: readonly WitnessSetting[];
  readonly policy: TlogPolicy | undefined;
  readonly read: LogReader;
  readonly clock: () => string;
  /** Publishes the tree again, now with cosignatures. */
  readonly publish: (note: string) => Promise<unknown>;
  readonly onError: (error: unknown) => void;
  /** Milliseconds that a witness has for its answer. */
  readonly timeout?: number;
}

const TIMEOUT = 5_000;

/**
 * Asks all witnesses about the newest tree, one tree at a time: while they are being asked the log goes on, and what it
 * publishes meanwhile is asked about next. None of them holds up the log or another witness by more than the timeout.
 */
export class WitnessAsking {
  readonly #asking: Asking;
  readonly #states = new Map<string, WitnessState>();
  #next: PublishedTree | undefined;
  #round: Promise<void> | undefined;
  #counting: PublishedTree | undefined;
  #isStopped = false;

  constructor(asking: Asking) {
    this.#asking = asking;
    for (const { key, url } of asking.witnesses) this.#states.set(url, { name: key.name, url });
  }

  /** The newest tree whose checkpoint counts by the policy, or by its signature where there is none. */
  get counting(): PublishedTree | undefined {
    return this.#counting;
  }

  states(): readonly WitnessState[] {
    return [...this.#states.values()];
  }

  /** A tree was published: it is asked about as soon as the witnesses have answered for the one before. */
  offer(tree: PublishedTree): void {
    this.#weigh(tree);
    this.#next = tree;
    this.#round ??= this.#rounds().finally(() => {
      this.#round = undefined;
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#round;
  }

  async #rounds(): Promise<void> {
    while (this.#next !== undefined && !this.#isStopped) {
      const tree = this.#next;
      this.#next = undefined;
      if (this.#asking.witnesses.length === 0) continue;
      await this.#ask(tree).catch(this.#asking.onError);
    }
  }

  async #ask(tree: PublishedTree): Promise<void> {
    const own = logsOwn(tree.note);
    const shown = { ...tree, note: formatNote(own) };
    const lines: NoteSignature[] = [];
    await Promise.all(
      this.#asking.witnesses.map(async (witness) => {
        const before = this.#states.get(witness.url) as WitnessState;
        const { read, timeout = TIMEOUT } = this.#asking;
        const outcome = await askWitness({
          witness,
          tree: shown,
          oldSize: Math.min(before.size ?? 0, tree.size),
          read,
          timeout,
        });
        this.#states.set(witness.url, this.#after(before, tree, outcome));
        if (outcome.outcome === 'cosigned')
          lines.push(...parseNote(outcome.note).signatures.slice(own.signatures.length));
      }),
    );
    if (lines.length === 0) return;
    const note = formatNote({ text: own.text, signatures: [...own.signatures, ...lines] });
    this.#weigh({ ...tree, note });
    await this.#asking.publish(note);
  }

  #after(before: WitnessState, { size }: PublishedTree, outcome: Awaited<ReturnType<typeof askWitness>>): WitnessState {
    const { trouble: _, ...kept } = before;
    if (outcome.outcome === 'cosigned') return { ...kept, size, cosignedAt: this.#asking.clock() };
    return { ...kept, ...(outcome.size === undefined ? {} : { size: outcome.size }), trouble: outcome.detail };
  }

  #weigh(tree: PublishedTree): void {
    const { policy } = this.#asking;
    const counts = policy === undefined || verifyCheckpoint(nodeLogSuite, tree.note, policy).outcome === 'accepted';
    if (counts && tree.size >= (this.#counting?.size ?? 0)) this.#counting = tree;
  }
}

/** The note without what witnesses wrote on it: after a restart the checkpoint comes back with their lines. */
function logsOwn(note: string): SignedNote {
  const { text, signatures } = parseNote(note);
  const { origin } = parseCheckpoint(text);
  return { text, signatures: signatures.filter(({ name }) => name === origin) };
}
