// SPDX-License-Identifier: Apache-2.0
import {
  answerAddCheckpoint,
  type LogSuite,
  type NoteKey,
  type NoteSigner,
  parseAddCheckpoint,
  type WitnessAnswer,
} from '@touchstone/transparency-log';
import type { WitnessMemory } from './witness-state.ts';

/** What a witness is made of. */
export interface WitnessParts {
  readonly suite: LogSuite;
  readonly memory: WitnessMemory;
  readonly cosigners: readonly NoteSigner[];
  /** The logs that it cosigns for, and their keys. */
  readonly logs: ReadonlyMap<string, readonly NoteKey[]>;
  /** POSIX seconds. */
  readonly clock: () => number;
  /** Asked before a cosignature is given: a mirror says what is wrong with the entries behind a checkpoint. */
  readonly objection?: (origin: string, body: Uint8Array) => Promise<string | undefined>;
}

/** Answers a request to cosign; the state is on disk before the answer is given. */
export type Witness = (body: Uint8Array) => Promise<WitnessAnswer>;

/**
 * A witness of C2SP tlog-witness v1.0.0. Requests about one log are answered one after the other, so that the check
 * against the state and its replacement are one step; those about different logs do not wait for each other.
 */
export function createWitness({ suite, memory, cosigners, logs, clock, objection }: WitnessParts): Witness {
  const turns = new Map<string, Promise<unknown>>();
  const answer = async (body: Uint8Array): Promise<WitnessAnswer> => {
    const given = await answerAddCheckpoint(suite, body, {
      cosigners,
      now: clock(),
      findLog: async (origin) => {
        const keys = logs.get(origin);
        if (keys === undefined) return undefined;
        const state = await memory.find(origin);
        return state === undefined ? { keys } : { keys, state };
      },
    });
    const { newState } = given;
    if (newState === undefined) return given;
    const objected = await objection?.(newState.origin, body);
    if (objected !== undefined) {
      return { status: 422, contentType: 'text/plain; charset=utf-8', body: `${objected}\n` };
    }
    await memory.keep(newState.origin, newState);
    return given;
  };
  return (body) => {
    const origin = originOf(body);
    // Nothing is remembered of logs that are strange to this witness.
    if (origin === undefined || !logs.has(origin)) return answer(body);
    const turn = (turns.get(origin) ?? Promise.resolve()).then(() => answer(body));
    turns.set(
      origin,
      turn.catch(() => {}),
    );
    return turn;
  };
}

/** Which log a request is about, before anything of it is verified; undefined for what is no request. */
function originOf(body: Uint8Array): string | undefined {
  try {
    return parseAddCheckpoint(body).checkpoint.origin;
  } catch {
    return undefined;
  }
}
