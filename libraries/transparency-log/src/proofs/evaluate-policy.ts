// SPDX-License-Identifier: Apache-2.0
import type { LogSuite } from '../log-suite.ts';
import { type Checkpoint, parseCheckpoint } from '../notes/checkpoint.ts';
import { parseNote } from '../notes/note.ts';
import { unverifiedHere } from '../notes/open-note.ts';
import { type OpenedCheckpoint, openCheckpoint } from '../notes/open-checkpoint.ts';
import type { NoteKey } from '../notes/note-key.ts';
import type { PolicyMember, TlogPolicy } from './policy.ts';

/** How far a witness or group has witnessed a checkpoint; a tree that can be shown. */
export interface QuorumEvaluation {
  readonly name: string;
  readonly met: boolean;
  /** Of a group: how many of its members are needed. */
  readonly threshold?: number;
  readonly members?: readonly QuorumEvaluation[];
  /** Of a witness that cosigned: when, in POSIX seconds, as it says. */
  readonly time?: number;
}

/** Whether a checkpoint counts by a policy, and why not. */
export type PolicyVerdict =
  | {
      readonly outcome: 'accepted';
      readonly checkpoint: Checkpoint;
      readonly log: NoteKey;
      readonly quorum: QuorumEvaluation | 'none';
      /** The witnesses and groups that have not witnessed, needed or not. */
      readonly missing: readonly string[];
    }
  | {
      readonly outcome: 'rejected';
      readonly code: 'UNKNOWN_LOG' | 'NO_LOG_SIGNATURE' | 'BAD_SIGNATURE' | 'QUORUM_NOT_MET';
      readonly detail: string;
      readonly quorum?: QuorumEvaluation;
      readonly missing: readonly string[];
    };

/**
 * Judges a signed checkpoint by a policy: a signature of a listed log and the cosignatures of the quorum.
 * C2SP tlog-policy. Throws for what is no checkpoint, as parseNote() and parseCheckpoint() do.
 */
export function verifyCheckpoint(suite: LogSuite, note: string | Uint8Array, policy: TlogPolicy): PolicyVerdict {
  const { origin } = parseCheckpoint(parseNote(note).text);
  const logKeys = policy.logs.filter(({ key }) => key.name === origin).map(({ key }) => key);
  if (logKeys.length === 0) {
    return { outcome: 'rejected', code: 'UNKNOWN_LOG', detail: 'the policy knows no log of this origin', missing: [] };
  }
  const witnessKeys = policy.witnesses.map(({ key }) => key);
  const opened = openCheckpoint(suite, note, { origin, logKeys, witnessKeys });
  if (opened.outcome === 'rejected') {
    // Lines that no key of the log has signed make it another text than the log has signed.
    const code = opened.code === 'BAD_SIGNATURE' ? opened.code : 'NO_LOG_SIGNATURE';
    return { outcome: 'rejected', code, detail: opened.detail, missing: [] };
  }
  return judgeQuorum(opened, policy);
}

function judgeQuorum(
  opened: OpenedCheckpoint & { readonly outcome: 'accepted' },
  { quorum }: TlogPolicy,
): PolicyVerdict {
  const { checkpoint, cosignatures, unsupported } = opened;
  const times = new Map(cosignatures.map(({ key, time }) => [key, time as number]));
  const evaluation = quorum === 'none' ? quorum : evaluateMember(quorum, times);
  const missing = evaluation === 'none' ? [] : missingFrom(evaluation);
  if (evaluation !== 'none' && !evaluation.met) {
    const detail = `the quorum is not met: ${unmetMembers(evaluation).join(', ')} must cosign it yet${unverifiedHere(unsupported)}`;
    return { outcome: 'rejected', code: 'QUORUM_NOT_MET', detail, quorum: evaluation, missing };
  }
  const [signature] = opened.logSignatures;
  return { outcome: 'accepted', checkpoint, log: (signature as { key: NoteKey }).key, quorum: evaluation, missing };
}

/** How far a member has witnessed, given the times of the cosignatures by key. */
export function evaluateMember(member: PolicyMember, times: ReadonlyMap<NoteKey, number>): QuorumEvaluation {
  if (member.kind === 'witness') {
    const time = times.get(member.key);
    return time === undefined ? { name: member.name, met: false } : { name: member.name, met: true, time };
  }
  const members = member.members.map((below) => evaluateMember(below, times));
  const met = members.filter((below) => below.met).length >= member.threshold;
  return { name: member.name, met, threshold: member.threshold, members };
}

function missingFrom({ name, met, members = [] }: QuorumEvaluation): readonly string[] {
  return [...(met ? [] : [name]), ...members.flatMap(missingFrom)];
}

/**
 * What keeps a quorum from being met, as near to the witnesses as it can be said: the groups below it that lack
 * cosignatures, and the witness itself where all of a group must cosign. Empty for a quorum that is met.
 */
export function unmetMembers({ name, met, threshold = 1, members = [] }: QuorumEvaluation): readonly string[] {
  if (met) return [];
  const unmet = members.filter((member) => !member.met);
  const areAllNeeded = threshold > 1 && threshold === members.length;
  const hasGroups = unmet.some((member) => member.threshold !== undefined);
  return areAllNeeded || hasGroups ? unmet.flatMap(unmetMembers) : [name];
}
