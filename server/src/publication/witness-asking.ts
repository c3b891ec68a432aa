// SPDX-License-Identifier: Apache-2.0
import type { PublishedTree } from '@touchstone/log-keeping/appender';
import {
  formatNote,
  type LogReader,
  type NoteSignature,
  parseNote,
  type QuorumEvaluation,
  type SignedNote,
  type TlogPolicy,
  verifyCheckpoint,
} from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { askWitness, logsOwn, type WitnessOutcome } from './ask-witness.ts';
import type { WitnessSetting } from './log-settings.ts';
import type { WitnessTrouble } from './witness-trouble.ts';

/** How one witness stands to this log. */
export interface WitnessState {
  readonly name: string;
  readonly url: string;
  /** The size that it cosigned last, and when this node heard of it. */
  readonly size?: number;
  readonly cosignedAt?: string;
  /** What failed when it was asked last, in words, in a word and by its numbers; absent when nothing did. */
  readonly trouble?: string;
  readonly troubleKind?: WitnessTrouble['kind'];
  readonly troubleValues?: Record<string, number>;
}

/** How far the quorum of the policy has cosigned the newest tree. */
export interface NewestQuorum {
  readonly size: number;
  readonly evaluation: QuorumEvaluation;
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
  /**
   * Called when a witness does not cosign the tree that it is shown: it may have seen another of this log, or a larger
   * one, of which it then says the size.
   */
  readonly onDisagreement?: (witness: WitnessSetting, size: number | undefined) => Promise<void>;
  /** Milliseconds that a witness has for its answer. */
  readonly timeout?: number;
}

const TIMEOUT = 5_000;

/** A tree with the cosignatures that have come for it. */
interface Gathering {
  readonly tree: PublishedTree;
  readonly own: SignedNote;
  readonly lines: NoteSignature[];
}

/**
 * Asks each witness about the newest tree as soon as it has answered for the one before. While they are being asked the
 * log goes on; none of them holds up the log or another witness.
 */
export class WitnessAsking {
  readonly #asking: Asking;
  #witnesses: readonly WitnessSetting[] = [];
  readonly #states = new Map<string, WitnessState>();
  readonly #loops = new Map<string, Promise<void>>();
  #newest: Gathering | undefined;
  #counting: PublishedTree | undefined;
  #quorum: NewestQuorum | undefined;
  #isStopped = false;

  constructor(asking: Asking) {
    this.#asking = asking;
    this.choose(asking.witnesses);
  }

  /** The newest tree whose checkpoint counts by the policy, or by its signature where there is none. */
  get counting(): PublishedTree | undefined {
    return this.#counting;
  }

  /** How far the newest tree counts; undefined before there is one, and for a policy without a quorum. */
  get quorum(): NewestQuorum | undefined {
    return this.#quorum;
  }

  states(): readonly WitnessState[] {
    return [...this.#states.values()];
  }

  /** Asks these from now on, and no others; what came from others before stays on the checkpoints that have it. */
  choose(witnesses: readonly WitnessSetting[]): void {
    // The same again changes nothing, and asks nobody.
    if (witnesses === this.#witnesses) return;
    for (const { url } of this.states()) if (!witnesses.some((each) => each.url === url)) this.#states.delete(url);
    for (const { key, url } of witnesses) {
      if (this.#states.get(url)?.name !== key.name) this.#states.set(url, { name: key.name, url });
    }
    this.#witnesses = witnesses;
    if (this.#newest !== undefined) this.offer(this.#newest.tree);
  }

  /** Notes that a witness could not be heard, until it is asked. */
  say(url: string, trouble: WitnessTrouble): void {
    const state = this.#states.get(url);
    if (state !== undefined) this.#states.set(url, withTrouble(state, trouble));
  }

  /** A tree was published, or is to be asked about once more. */
  offer(tree: PublishedTree): void {
    if (this.#isStopped) return;
    // A tree that is offered again has no more cosignatures than were weighed with it before.
    if (this.#newest?.tree.size !== tree.size) {
      this.#weigh(tree);
      this.#newest = { tree, own: logsOwn(tree.note), lines: [] };
    }
    for (const witness of this.#witnesses) {
      if (this.#loops.has(witness.url)) continue;
      this.#loops.set(witness.url, this.#askOn(witness).catch(this.#asking.onError));
    }
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all(this.#loops.values());
  }

  async #askOn(witness: WitnessSetting): Promise<void> {
    let asked: Gathering | undefined;
    try {
      while (this.#newest !== undefined && this.#newest !== asked && this.#asks(witness)) {
        asked = this.#newest;
        await this.#ask(witness, asked);
      }
    } finally {
      // In the same instant as the last look at what is newest: a tree that is offered from now on begins another loop.
      this.#loops.delete(witness.url);
    }
  }

  #asks(witness: WitnessSetting): boolean {
    return !this.#isStopped && this.#witnesses.includes(witness);
  }

  async #ask(witness: WitnessSetting, { tree, own, lines }: Gathering): Promise<void> {
    const { read, timeout = TIMEOUT } = this.#asking;
    const before = this.#states.get(witness.url) as WitnessState;
    const shown = { ...tree, note: formatNote(own) };
    const oldSize = Math.min(before.size ?? 0, tree.size);
    let outcome = await askWitness({ witness, tree: shown, oldSize, read, timeout });
    if (outcome.outcome === 'cosigned') outcome = await this.#takeCosignature({ tree, own, lines }, outcome);
    // One that is asked no more has no state, whatever it answers.
    if (this.#witnesses.includes(witness)) this.#states.set(witness.url, this.#after(before, tree, outcome));
    if (outcome.outcome === 'failed' && outcome.disagrees) {
      await this.#asking.onDisagreement?.(witness, outcome.size);
    }
  }

  /** Publishes a cosignature with those before it; that this fails is trouble, so that it is asked for again. */
  async #takeCosignature(
    { tree, own, lines }: Gathering,
    outcome: Extract<WitnessOutcome, { readonly outcome: 'cosigned' }>,
  ): Promise<WitnessOutcome> {
    try {
      const fresh = parseNote(outcome.note).signatures.slice(own.signatures.length);
      const others = lines.filter(({ name, id }) => !fresh.some((each) => each.name === name && each.id === id));
      const note = formatNote({ text: own.text, signatures: [...own.signatures, ...others, ...fresh] });
      // What cannot be read back is not kept: with it no cosignature of another could be published either.
      parseNote(note);
      lines.splice(0, lines.length, ...others, ...fresh);
      this.#weigh({ ...tree, note });
      await this.#asking.publish(note);
      return outcome;
    } catch (error) {
      this.#asking.onError(error);
      const text = `its cosignature could not be published: ${error instanceof Error ? error.message : String(error)}`;
      return { outcome: 'failed', trouble: { kind: 'not-kept', text }, size: tree.size };
    }
  }

  #after(before: WitnessState, { size }: PublishedTree, outcome: WitnessOutcome): WitnessState {
    if (outcome.outcome === 'cosigned') return { ...withoutTrouble(before), size, cosignedAt: this.#asking.clock() };
    const known = { ...before, ...(outcome.size === undefined ? {} : { size: outcome.size }) };
    return withTrouble(known, outcome.trouble);
  }

  #weigh(tree: PublishedTree): void {
    const { policy } = this.#asking;
    const verdict = policy === undefined ? undefined : verifyCheckpoint(nodeLogSuite, tree.note, policy);
    const evaluation = verdict?.quorum;
    if (evaluation !== undefined && evaluation !== 'none' && tree.size >= (this.#quorum?.size ?? 0)) {
      this.#quorum = { size: tree.size, evaluation };
    }
    const counts = verdict === undefined || verdict.outcome === 'accepted';
    if (counts && tree.size >= (this.#counting?.size ?? 0)) this.#counting = tree;
  }
}

function withoutTrouble({ trouble: _, troubleKind: __, troubleValues: ___, ...state }: WitnessState): WitnessState {
  return state;
}

function withTrouble(state: WitnessState, { kind, values, text }: WitnessTrouble): WitnessState {
  const known = values === undefined ? {} : { troubleValues: { ...values } };
  return { ...withoutTrouble(state), trouble: text, troubleKind: kind, ...known };
}
