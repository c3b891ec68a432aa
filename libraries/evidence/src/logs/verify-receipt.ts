// SPDX-License-Identifier: Apache-2.0
import { type Digest, type Instant, instantFromMilliseconds } from '@touchstone/identifiers';
import {
  commitmentOf,
  disclosedSubjectKeys,
  encodeLeaf,
  type LeafSecrets,
  parsePartyOpening,
  type Subjects,
  statementLeaves,
} from '@touchstone/statements';
import {
  hashLeaf,
  type LogError,
  type LogSuite,
  parseTlogProof,
  type PolicyVerdict,
  type QuorumEvaluation,
  rootFromInclusion,
  type TlogPolicy,
  type TlogProof,
  unmetMembers,
  verifyCheckpoint,
  verifyInclusion,
} from '@touchstone/transparency-log';
import { type Reason, reason } from '../check.ts';
import { type BatchReceipt, readBatchReceipt, verifyBatch } from './batch-receipt.ts';

/** The statement that a receipt is held against: its digest, and the subjects that a log may have kept it under. */
export interface ReceiptSubject {
  readonly digest: Digest;
  /** Any one suffices: a log that does not hold what a statement changes keeps it under the issuer of that. */
  readonly subjects: readonly Subjects[];
}

/** A tree of a log that a policy accepts. */
export interface WitnessedTree {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly quorum: QuorumEvaluation | 'none';
  /** By when the quorum had cosigned it: what the tree holds was in the log by then. */
  readonly witnessedAt?: Instant;
}

/** What a receipt shows, link by link. */
export interface ReceiptVerdict {
  readonly outcome: 'passed' | 'failed';
  readonly reasons: readonly Reason[];
  /** Absent unless the checkpoint is the log's and the quorum has cosigned it. */
  readonly tree?: WitnessedTree;
  /** How far a quorum that is not met has come. */
  readonly unmet?: QuorumEvaluation;
  /** Where the statement is; absent unless its inclusion was computed. */
  readonly index?: number;
}

/**
 * Verifies a receipt offline: opening, leaf, inclusion, checkpoint, cosignatures. C2SP tlog-proof; decision record 0036.
 * The leaf is made anew from the statement and the salt, so that commitment and subject keys fit or nothing does.
 * Without a subject nothing is known to be included: the checkpoint is judged, and whether the proof can be one of it.
 * Never throws for what is in the receipt.
 */
export function verifyReceipt(
  suite: LogSuite,
  text: string,
  { policy, subject }: { readonly policy: TlogPolicy; readonly subject?: ReceiptSubject },
): ReceiptVerdict {
  let proof: TlogProof;
  let batch: BatchReceipt | undefined;
  try {
    proof = parseTlogProof(text);
    batch = readBatchReceipt(proof);
  } catch (error) {
    // This is all that the parser throws.
    const { code, message } = error as LogError;
    return failed(reason('LOG_RECEIPT_UNREADABLE', `the receipt cannot be read: ${message}`, { code }));
  }
  const verdict = verifyCheckpoint(suite, proof.checkpoint, policy);
  if (verdict.outcome === 'rejected') {
    const { quorum } = verdict;
    return { ...failed(refusal(verdict, proof)), ...(quorum === undefined ? {} : { unmet: quorum }) };
  }
  const { checkpoint, quorum } = verdict;
  const { origin, size, root } = checkpoint;
  const witnessedAt = instantOf(quorum === 'none' ? undefined : metAt(quorum));
  const tree = { origin, size, root, quorum, ...(witnessedAt === undefined ? {} : { witnessedAt }) };
  // What a log has taken in of another one needs no statement to be told; a batch root alone names no tree to look in.
  const isBatchJudged = subject !== undefined || batch?.inner !== undefined;
  const taken = batch && isBatchJudged ? verifyBatch(suite, batch, { outer: proof, tree, policy }) : undefined;
  if (taken !== undefined && 'broken' in taken) return { ...failed(taken.broken), tree };
  const own = taken ?? { proof, tree };
  const misshapen = misshapenIn(suite, own);
  if (misshapen !== undefined) return { ...failed(misshapen), tree };
  if (subject === undefined) return { outcome: 'passed', reasons: [], tree };
  const opened = openEntry(suite, own.proof, { tree: own.tree, subject });
  if (opened.broken !== undefined) return { ...failed(opened.broken), tree };
  const found = { tree, index: proof.index };
  const inBatch = taken === undefined ? [] : [includedInBatch(taken, tree)];
  const reasons = [included(found), ...inBatch, ...blinded(opened.blinded, { ...own, index: own.proof.index })];
  return { outcome: 'passed', reasons, ...found };
}

/**
 * index < size, and as many hashes as the way from that entry up to the root has.
 * RFC 6962, 2.1.1: whatever the entry may be, a proof of another shape leads to no root.
 */
function misshapenIn(
  suite: LogSuite,
  { proof: { index, hashes }, tree }: { readonly proof: TlogProof; readonly tree: NamedTree },
): Reason | undefined {
  const claim = { index, leafHash: ANY_LEAF, proof: hashes };
  if (rootFromInclusion(suite, claim, tree.size) !== undefined) return undefined;
  const detail = `an entry ${index} with ${hashes.length} hashes cannot be in ${tree.size} entries of ${tree.origin}`;
  return reason('LOG_NOT_INCLUDED', detail, { log: tree.origin, index: String(index) });
}

const ANY_LEAF = new Uint8Array(32);

/** The entry that is witnessed is the tree of another log, which has the statement. */
function includedInBatch(
  { tree, proof }: { readonly tree: NamedTree; readonly proof: TlogProof },
  by: NamedTree,
): Reason {
  const detail = `there ${by.origin} has taken in ${tree.size} entries of ${tree.origin}, of which it is entry ${proof.index}`;
  const values = { log: by.origin, batch: tree.origin, index: String(proof.index), size: String(tree.size) };
  return reason('LOG_BATCH_INCLUDED', detail, values);
}

type NamedTree = Pick<WitnessedTree, 'origin' | 'size' | 'root'>;

/** Parties whose keys the receipt shows as the log has them: whether these are theirs, only they can show. */
function blinded(
  parties: readonly string[],
  { tree, index }: { readonly tree: NamedTree; readonly index: number },
): readonly Reason[] {
  if (parties.length === 0) return [];
  const names = parties.join(', ');
  const detail = `entry ${index} of ${tree.origin} keeps ${names} under a key that only they can show to be theirs`;
  return [reason('LOG_KEY_BLINDED', detail, { log: tree.origin, index: String(index), parties: names })];
}

interface Found {
  readonly tree: WitnessedTree;
  readonly index: number;
}

function included({ tree, index }: Found): Reason {
  const { origin, size, witnessedAt } = tree;
  const values = { log: origin, index: String(index), size: String(size) };
  const where = `entry ${index} of ${size} in ${origin}`;
  return witnessedAt === undefined
    ? reason('LOG_INCLUDED_UNDATED', `${where}; nobody has witnessed when`, values)
    : reason('LOG_INCLUDED', `${where}, witnessed by ${witnessedAt}`, { ...values, witnessedAt });
}

/** Makes the leaf anew and looks for it in the tree: which parties stay blinded, or what is wrong. */
function openEntry(
  suite: LogSuite,
  { extra, index, hashes }: TlogProof,
  { tree, subject }: { readonly tree: NamedTree; readonly subject: ReceiptSubject },
): { readonly blinded: readonly string[]; readonly broken?: Reason } {
  const values = { log: tree.origin, index: String(index) };
  const sha256 = (message: Uint8Array) => suite.sha256(message);
  let secrets: LeafSecrets;
  try {
    secrets = parsePartyOpening(extra ?? new Uint8Array());
  } catch {
    const detail = 'the receipt has nothing that opens the leaf of the statement';
    return { blinded: [], broken: reason('LOG_OPENING_MISSING', detail, values) };
  }
  const commitment = commitmentOf(sha256, secrets.salt, subject.digest);
  const isIn = (subjects: Subjects) =>
    statementLeaves(disclosedSubjectKeys(sha256, subjects, secrets.parties), commitment)
      .map(encodeLeaf)
      .some((entry) => verifyInclusion(suite, { index, leafHash: hashLeaf(suite, entry), proof: hashes }, tree));
  const kept = subject.subjects.find(isIn);
  if (kept !== undefined) {
    const shown = secrets.parties.filter((each) => 'key' in each && kept.parties.includes(each.party));
    return { blinded: shown.map(({ party }) => party) };
  }
  const detail = `entry ${index} of ${tree.origin} is not this statement under the parties that it names; of a natural person the log keeps keys that this receipt does not show`;
  return { blinded: [], broken: reason('LOG_NOT_INCLUDED', detail, values) };
}

const REFUSALS = {
  UNKNOWN_LOG: ['LOG_UNKNOWN', 'is a log that the policy does not know'],
  NO_LOG_SIGNATURE: ['LOG_NOT_SIGNED', 'has not signed the checkpoint'],
  BAD_SIGNATURE: ['LOG_SIGNATURE_FORGED', 'has a signature on its checkpoint that is not one by the key that it names'],
  QUORUM_NOT_MET: ['LOG_QUORUM_NOT_MET', 'has a checkpoint that the quorum has not cosigned'],
} as const;

function refusal(
  { code, detail, quorum }: PolicyVerdict & { readonly outcome: 'rejected' },
  { checkpoint }: TlogProof,
): Reason {
  const [own, what] = REFUSALS[code];
  // Parsed before: the first line of a checkpoint is its origin.
  const log = checkpoint.slice(0, Math.min(checkpoint.indexOf('\n'), 200));
  const missing: Record<string, string> = quorum === undefined ? {} : { missing: unmetMembers(quorum).join(', ') };
  return reason(own, `${log} ${what}: ${detail}`, { log, ...missing });
}

/**
 * The earliest time by which the cosignatures meet the quorum, in POSIX seconds; a group's is its k-th earliest. A
 * cosignature at 0 states none (C2SP tlog-witness, add-checkpoint), and dates nothing back to 1970.
 */
function metAt({ time, threshold, members }: QuorumEvaluation): number | undefined {
  if (threshold === undefined || members === undefined) return time === 0 ? undefined : time;
  const earliestFirst = members.flatMap((member) => metAt(member) ?? []).sort((left, right) => left - right);
  return earliestFirst[threshold - 1];
}

/** No time for seconds that no calendar has: a cosigner may claim any 64 bits. */
function instantOf(seconds: number | undefined): Instant | undefined {
  return seconds === undefined || seconds > 253_402_300_799 ? undefined : instantFromMilliseconds(seconds * 1_000);
}

function failed(why: Reason): ReceiptVerdict {
  return { outcome: 'failed', reasons: [why] };
}
