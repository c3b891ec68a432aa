// SPDX-License-Identifier: Apache-2.0
import { type Instant, instantFromMilliseconds } from '@touchstone/identifiers';
import {
  believableTimes,
  cosignedSince,
  evaluateMember,
  LogError,
  type LogSuite,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  type QuorumEvaluation,
  type TlogPolicy,
  unmetMembers,
  unverifiedHere,
} from '@touchstone/transparency-log';
import { type CompletenessFault, fault } from './fault.ts';

/** A log that a file shows a tree of, and who has witnessed the tree. */
export interface ConsultedLog {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly quorum: QuorumEvaluation | 'none';
  /**
   * Since when the quorum has cosigned, at times that can be; missing while it has not, and for a policy without one and
   * no cosignature.
   */
  readonly asOf?: Instant;
}

/** By what a checkpoint is judged. */
export interface Consulting {
  /** The first that knows the origin judges it. */
  readonly policies: readonly TlogPolicy[];
  /** When the question is asked: nobody can have witnessed anything later. Without it every time is believed. */
  readonly knownAt?: Instant | undefined;
}

/** The log behind a checkpoint, or why the checkpoint is not believed. Never throws for what is in the file. */
export function consultLog(
  suite: LogSuite,
  note: string,
  by: Consulting,
): { readonly log?: ConsultedLog; readonly faults: readonly CompletenessFault[] } {
  try {
    const { origin } = parseCheckpoint(parseNote(note).text);
    const policy = by.policies.find(({ logs }) => logs.some(({ key }) => key.name === origin));
    if (policy === undefined) {
      return { faults: [fault('UNKNOWN_LOG', 'no policy knows the log', { log: origin })] };
    }
    return openBy(suite, { note, origin, policy, knownAt: by.knownAt });
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    return { faults: [fault('BAD_CHECKPOINT', error.message)] };
  }
}

function openBy(
  suite: LogSuite,
  {
    note,
    origin,
    policy,
    knownAt,
  }: Omit<Consulting, 'policies'> & {
    readonly note: string;
    readonly origin: string;
    readonly policy: TlogPolicy;
  },
): ReturnType<typeof consultLog> {
  const logKeys = policy.logs.map(({ key }) => key).filter(({ name }) => name === origin);
  const witnessKeys = policy.witnesses.map(({ key }) => key);
  const opened = openCheckpoint(suite, note, { origin, logKeys, witnessKeys });
  if (opened.outcome === 'rejected') {
    // Of its three codes WRONG_ORIGIN is ruled out: the origin is read from the checkpoint itself.
    const code = opened.code === 'BAD_SIGNATURE' ? opened.code : 'NO_LOG_SIGNATURE';
    return { faults: [fault(code, opened.detail, { log: origin })] };
  }
  const { size, root } = opened.checkpoint;
  const times = new Map(opened.cosignatures.map(({ key, time }) => [key, time as number]));
  const { quorum } = policy;
  const believed = believableTimes(times, knownAt === undefined ? undefined : Date.parse(knownAt) / 1_000);
  const since = quorum === 'none' ? latest(believed.values()) : cosignedSince(quorum, believed);
  const evaluation = quorum === 'none' ? quorum : evaluateMember(quorum, times);
  const asOf = since === undefined ? undefined : instantFromMilliseconds(since * 1_000);
  const log = { origin, size, root, quorum: evaluation, ...(asOf === undefined ? {} : { asOf }) };
  if (evaluation === 'none' || evaluation.met) return { log, faults: [] };
  const missing = unmetMembers(evaluation).join(', ');
  const detail = `the checkpoint lacks cosignatures of the quorum: ${missing} must cosign it yet${unverifiedHere(opened.unsupported)}`;
  return { log, faults: [fault('QUORUM_NOT_MET', detail, { log: origin, missing })] };
}

function latest(times: Iterable<number>): number | undefined {
  const all = [...times];
  return all.length === 0 ? undefined : Math.max(...all);
}
