// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type Instant } from '@touchstone/identifiers';
import type { ShardStartLeaf } from '@touchstone/statements';
import { type LogSuite, sameBytes, type TlogPolicy } from '@touchstone/transparency-log';
import { endOfLog } from '../logs/year-of-log.ts';
import { blindedFaults, type ListedLog } from './blinded-names.ts';
import type { CompletenessFile, CompletenessLeaf, CompletenessSubject } from './completeness-file.ts';
import { type ConsultedLog, consultLog } from './consult-log.ts';
import { type CompletenessFault, fault, weightOf } from './fault.ts';
import {
  type CoveredLeaf,
  type MissingLeaf,
  type OpenedLeaf,
  openLeaves,
  type VerifyStatement,
} from './open-leaves.ts';
import { type ExpiryRule, weighTombstones } from './tombstones.ts';
import { verifyLogPart } from './verify-log-part.ts';

/** What a file is verified with. */
export interface CompletenessMeans {
  readonly suite: LogSuite;
  /** Each knows one log or more; the first that knows the origin of a checkpoint judges it. */
  readonly policies: readonly TlogPolicy[];
  readonly verifyStatement: VerifyStatement;
  /** When the question is asked: nobody has witnessed a tree later. Without it every time of a cosignature is believed. */
  readonly knownAt?: Instant;
  /** Whose expiry tombstones count; without it none does. */
  readonly expiry?: ExpiryRule;
}

/** What a completeness file shows. */
export interface CompletenessVerdict {
  /**
   * `complete`: every statement that the logs have is opened, or covered. `incomplete`: the list is proved, and not
   * all of it is known, or a quorum or log is lacking. `contradicted`: a log signed what is false. `rejected`: the
   * file proves nothing.
   */
  readonly outcome: 'complete' | 'incomplete' | 'contradicted' | 'rejected';
  readonly faults: readonly CompletenessFault[];
  readonly subject: CompletenessSubject;
  /** Until when the answer holds: since then the quorum of every log consulted has cosigned. */
  readonly asOf?: Instant;
  readonly logs: readonly ConsultedLog[];
  readonly listed: readonly { readonly log: string; readonly index: number }[];
  readonly opened: readonly OpenedLeaf[];
  readonly covered: readonly CoveredLeaf[];
  readonly missing: readonly MissingLeaf[];
}

/**
 * Verifies a completeness file, offline and without any party's word but the logs' and witnesses' signatures.
 * Decision record 0034. Never throws for what is in the file.
 */
export function verifyCompleteness(file: CompletenessFile, means: CompletenessMeans): CompletenessVerdict {
  const { suite, policies, verifyStatement, expiry, knownAt } = means;
  const faults: CompletenessFault[] = [];
  const logs: ConsultedLog[] = [];
  const leaves: { readonly log: string; readonly leaf: CompletenessLeaf }[] = [];
  const predecessors: { readonly log: string; readonly start: ShardStartLeaf }[] = [];
  const listedLogs: ListedLog[] = [];
  if (file.logs.length === 0) faults.push(fault('NO_LOG', 'the file shows no log'));
  for (const part of file.logs) {
    const consulted = consultLog(suite, part.checkpoint, { policies, knownAt });
    faults.push(...consulted.faults);
    const { log } = consulted;
    if (log === undefined) continue;
    if (logs.some(({ origin }) => origin === log.origin)) {
      faults.push(fault('LOG_TWICE', 'the file shows two trees of one log', { log: log.origin }));
      continue;
    }
    logs.push(log);
    const listed = verifyLogPart(suite, { part, log, subject: file.subject });
    faults.push(...listed.faults);
    leaves.push(...listed.leaves.map((leaf) => ({ log: log.origin, leaf })));
    const { predecessor } = listed;
    if (predecessor !== undefined) predecessors.push({ log: log.origin, start: predecessor });
    listedLogs.push({
      origin: log.origin,
      hasKeys: part.lists.map(({ keys }) => keys.length > 0),
      ...(predecessor === undefined ? {} : { predecessor: predecessor.origin }),
    });
  }
  const linked = predecessors.map((each) => ({ ...each, broken: predecessorFault(each, logs) }));
  faults.push(...linked.flatMap(({ broken }) => broken ?? []));
  faults.push(...blindedFaults(file, listedLogs));
  const { names } = file.subject;
  const sha256 = (message: Uint8Array) => suite.sha256(message);
  const asOf = asOfAll(logs, predecessors);
  const found = openLeaves(leaves, {
    ...{ sha256, verifyStatement, names },
    tombstonesBeside: (opened) => weighTombstones(file.tombstones, { verifyStatement, expiry, asOf, opened }),
    predecessors: new Map(linked.flatMap(({ log, start, broken }) => (broken ? [] : [[log, start.origin]]))),
  });
  faults.push(...found.faults, ...found.missing.map(({ reason }) => reason));
  return {
    outcome: outcomeOf(faults),
    ...{ faults, subject: file.subject, logs },
    ...(asOf === undefined ? {} : { asOf }),
    listed: leaves.map(({ log, leaf }) => ({ log, index: leaf.index })),
    ...{ opened: found.opened, covered: found.covered, missing: found.missing },
  };
}

function outcomeOf(faults: readonly CompletenessFault[]): CompletenessVerdict['outcome'] {
  const weights = faults.map(weightOf);
  if (weights.includes('contradicted')) return 'contradicted';
  if (weights.includes('rejected')) return 'rejected';
  return weights.includes('incomplete') ? 'incomplete' : 'complete';
}

/** A log that goes on from another says nothing about what that one has. */
function predecessorFault(
  { log, start }: { readonly log: string; readonly start: ShardStartLeaf },
  logs: readonly ConsultedLog[],
): CompletenessFault | undefined {
  const values = { log, predecessor: start.origin };
  const before = logs.find(({ origin }) => origin === start.origin);
  if (before === undefined) {
    return fault('PREDECESSOR_NOT_CONSULTED', `${log} goes on from ${start.origin}, which is not in the file`, values);
  }
  if (before.size < start.size) {
    const detail = `${start.origin} is shown at ${before.size} entries, and had ${start.size} at its end`;
    return fault('PREDECESSOR_NOT_CONSULTED', detail, values);
  }
  const agrees = before.size === start.size && sameBytes(before.root, start.root);
  return agrees
    ? undefined
    : fault('PREDECESSOR_DIFFERS', `${start.origin} signed another end than ${log} goes on from`, values);
}

/**
 * The earliest of the logs that still grow: one that another goes on from is at its end. The log of a year says nothing of
 * the year after it, however late its last tree is cosigned again.
 */
function asOfAll(
  logs: readonly ConsultedLog[],
  predecessors: readonly { readonly start: ShardStartLeaf }[],
): Instant | undefined {
  const growing = logs.filter(({ origin }) => !predecessors.some(({ start }) => start.origin === origin));
  const times = growing.map(({ asOf }) => asOf);
  if (times.includes(undefined)) return undefined;
  const ends = growing.flatMap(({ origin }) => endOfLog(origin) ?? []);
  return times.length === 0 ? undefined : ([...times, ...ends] as Instant[]).sort(compareInstants)[0];
}
