// SPDX-License-Identifier: Apache-2.0
import type { Digest, Instant } from '@touchstone/identifiers';
import { type Statement, statementEdges, statementKey, type Subjects, subjectsOf } from '@touchstone/statements';
import {
  type LogSuite,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  type TlogPolicy,
} from '@touchstone/transparency-log';
import { type Reason, reason } from '../check.ts';
import type { EvidenceSet, Held } from '../evidence-set.ts';
import type { Bench } from '../judge/bench.ts';
import { logPolicyOf } from './log-evidence.ts';
import { verifyPromise } from './verify-promise.ts';
import { type ReceiptVerdict, verifyReceipt } from './verify-receipt.ts';

type LogBench = Pick<Bench, 'set' | 'place' | 'remember'>;

/** A receipt's verdict in a place; `contradicted` when the log's own key has signed what cannot both be true. */
export type HeldReceipt = Omit<ReceiptVerdict, 'outcome'> & {
  readonly outcome: ReceiptVerdict['outcome'] | 'contradicted';
};

/** What the receipt of a document shows in a place, once; undefined without a receipt, or without a policy to judge it. */
export function receiptOf(held: Held, bench: LogBench): HeldReceipt | undefined {
  const text = bench.set.logs.receipts.get(held.text);
  return text === undefined ? undefined : bench.remember(held, 'receipt', () => judgeReceipt(held, text, bench));
}

/** What a log has promised about a document, by the policy of the place and the keys that came with the promise, once; undefined where there is nothing to judge. */
export function promiseOf(held: Held, bench: LogBench): Reason | undefined {
  const promise = bench.set.logs.promises.get(held.text);
  const { suite } = bench.set.logs;
  const policy = logPolicyOf(bench.set.logs, bench.place);
  if (promise === undefined || suite === undefined || (policy ?? promise.keys) === undefined) return undefined;
  const { knownAt } = bench.set.question;
  return bench.remember(held, 'promise', () =>
    verifyPromise(suite, promise, { policy, digest: held.digest as Digest, knownAt }),
  );
}

/** By when a document was in a log, as the quorum of the place has witnessed. */
export function loggedBy(held: Held, bench: LogBench): Instant | undefined {
  const receipt = receiptOf(held, bench);
  return receipt?.outcome === 'passed' ? receipt.tree?.witnessedAt : undefined;
}

function judgeReceipt(held: Held, text: string, bench: LogBench): HeldReceipt | undefined {
  const { suite } = bench.set.logs;
  const policy = logPolicyOf(bench.set.logs, bench.place);
  if (suite === undefined || policy === undefined || held.statement === undefined) return undefined;
  const subject = { digest: held.digest as Digest, subjects: subjectsInLogs(held.statement, bench) };
  const verdict = verifyReceipt(suite, text, { policy, subject });
  const { tree } = verdict;
  if (tree === undefined || !splitLogs(bench, { suite, policy }).has(tree.origin)) return verdict;
  const detail = `${tree.origin} has signed two trees of one size that differ: one of them is false`;
  return { ...verdict, outcome: 'contradicted', reasons: [reason('LOG_SPLIT_VIEW', detail, { log: tree.origin })] };
}

/** The subjects that a log may keep a statement under: those of what it changes, where that is at hand, and its own. */
function subjectsInLogs(statement: Statement, bench: LogBench): readonly Subjects[] {
  const byKey = bench.remember(bench.set, 'statements by key', () => statementsByKey(bench.set));
  const inherited = subjectsThroughTarget(statement, byKey, TARGETS_DEEP_MAX);
  return inherited === undefined ? [subjectsOf(statement)] : [inherited, subjectsOf(statement)];
}

/** Changes of changes of changes: more than anybody states. */
const TARGETS_DEEP_MAX = 8;

function subjectsThroughTarget(
  statement: Statement,
  byKey: ReadonlyMap<string, Statement>,
  depth: number,
): Subjects | undefined {
  const changed = statementEdges(statement).find(({ relation }) => relation === 'about-statement')?.key;
  const target = changed === undefined ? undefined : byKey.get(changed);
  if (target === undefined || depth === 0) return undefined;
  return subjectsOf(statement, subjectsThroughTarget(target, byKey, depth - 1) ?? subjectsOf(target));
}

function statementsByKey({ all }: EvidenceSet): ReadonlyMap<string, Statement> {
  return new Map(
    all.flatMap(({ statement }) => (statement === undefined ? [] : [[statementKey(statement), statement]])),
  );
}

/** Logs of which two signed trees at hand have one size and two roots. */
function splitLogs(bench: LogBench, means: Means): ReadonlySet<string> {
  return bench.remember(bench.set, 'split logs', () => {
    const roots = new Map<string, string>();
    const split = new Set<string>();
    for (const note of notesAtHand(bench.set)) {
      const signed = signedTree(note, means);
      if (signed === undefined) continue;
      const name = `${signed.size} ${signed.origin}`;
      const root = signed.root.join();
      if ((roots.get(name) ?? root) !== root) split.add(signed.origin);
      roots.set(name, root);
    }
    return split;
  });
}

function notesAtHand({ logs }: EvidenceSet): readonly string[] {
  const shown = logs.completeness.flatMap(({ parsed }) => parsed?.logs ?? []).map(({ checkpoint }) => checkpoint);
  const proofs = [...logs.receipts.values()].flatMap((text) => {
    try {
      return parseTlogProof(text).checkpoint;
    } catch {
      // Said by the check of the document that it lies beside.
      return [];
    }
  });
  return [...new Set([...shown, ...proofs])];
}

/** With what a checkpoint is read. */
interface Means {
  readonly suite: LogSuite;
  readonly policy: TlogPolicy;
}

/** The tree of a checkpoint that a key of its own log has signed; cosignatures are no matter here. */
function signedTree(note: string, { suite, policy }: Means) {
  const origin = originOf(note);
  if (origin === undefined) return undefined;
  const logKeys = policy.logs.map(({ key }) => key).filter(({ name }) => name === origin);
  const opened = openCheckpoint(suite, note, { origin, logKeys });
  return opened.outcome === 'accepted' ? opened.checkpoint : undefined;
}

function originOf(note: string): string | undefined {
  try {
    return parseCheckpoint(parseNote(note).text).origin;
  } catch {
    // Said where the receipt or the file that it came in is verified.
    return undefined;
  }
}
