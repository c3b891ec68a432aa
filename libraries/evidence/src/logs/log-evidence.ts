// SPDX-License-Identifier: Apache-2.0
import { jurisdictionOf, type Place } from '@touchstone/identifiers';
import { type LogSuite, parsePolicy, type TlogPolicy } from '@touchstone/transparency-log';
import { type Reason, reason } from '../check.ts';
import type { CompletenessError } from '../completeness/completeness-error.ts';
import type { CompletenessFile } from '../completeness/completeness-file.ts';
import { parseCompletenessFile } from '../completeness/parse-completeness-file.ts';
import type { FollowedLogs } from './followed-logs.ts';
import type { LogPromise } from './verify-promise.ts';

/** A completeness file as it came. */
export interface CompletenessText {
  readonly file: string;
  readonly text: string;
}

/** When a checkpoint counts in a place: the text of a C2SP tlog-policy, of the asker's configuration. */
export interface LogPolicyText {
  readonly place: Place;
  readonly text: string;
}

/** With what receipts and completeness files are verified, and those that the asker has himself. */
export interface LogOptions {
  readonly suite: LogSuite;
  readonly policies: readonly LogPolicyText[];
  readonly completeness?: readonly CompletenessText[];
  /** Leaves of followed logs that may be a change of a statement, and that their node does not open. */
  readonly notOpened?: FollowedLogs['notOpened'];
}

/** A completeness file as read: what it says, or why it says nothing. */
interface CompletenessPaper extends CompletenessText {
  readonly parsed?: CompletenessFile;
  readonly fault?: Reason;
}

/** What public logs say in an evidence set, unverified. */
export interface LogEvidence {
  /** Absent where the asker brings neither suite nor policies: then nothing of a log is verified. */
  readonly suite?: LogSuite;
  readonly policies: readonly { readonly place: Place; readonly policy: TlogPolicy }[];
  /** Receipts by the text of the document that they lay beside. */
  readonly receipts: ReadonlyMap<string, string>;
  /** Promises by the text of the document that they are about. */
  readonly promises: ReadonlyMap<string, LogPromise>;
  readonly completeness: readonly CompletenessPaper[];
  readonly notOpened?: FollowedLogs['notOpened'];
}

/** Reads policies and files. Throws LogError for a policy that is none: it is configuration, and no evidence. */
export function readLogs(
  completeness: readonly CompletenessText[],
  { receipts, promises }: Pick<LogEvidence, 'receipts' | 'promises'>,
  options: LogOptions | undefined,
): LogEvidence {
  const { suite, notOpened } = options ?? {};
  return {
    ...(suite === undefined ? {} : { suite }),
    ...(notOpened === undefined ? {} : { notOpened }),
    policies: (options?.policies ?? []).map(({ place, text }) => ({
      place,
      policy: parsePolicy((options as LogOptions).suite, text),
    })),
    receipts,
    promises,
    completeness: completeness.map(readCompleteness),
  };
}

function readCompleteness({ file, text }: CompletenessText): CompletenessPaper {
  try {
    return { file, text, parsed: parseCompletenessFile(text) };
  } catch (error) {
    // This is all that the parser throws.
    const { code, message } = error as CompletenessError;
    return { file, text, fault: reason('COMPLETENESS_UNREADABLE', `${file}: ${message}`, { file, code }) };
  }
}

/** The statements that the files disclose, each as it was issued, once. */
export function openedTexts({ completeness }: LogEvidence): readonly string[] {
  const logs = completeness.flatMap(({ parsed }) => parsed?.logs ?? []);
  const texts = logs.flatMap(({ leaves }) => leaves.flatMap(({ opening }) => opening?.statement ?? []));
  return [...new Set([...texts, ...completeness.flatMap(({ parsed }) => parsed?.tombstones ?? [])])];
}

/** The policy about logs that counts in a place: its own, or that of the jurisdiction above it. */
export function logPolicyOf({ policies }: LogEvidence, place: Place): TlogPolicy | undefined {
  const above: string = jurisdictionOf(place);
  const found = policies.find((one) => one.place === place) ?? policies.find((one) => one.place === above);
  return found?.policy;
}
