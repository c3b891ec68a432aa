// SPDX-License-Identifier: Apache-2.0
import { LogKeepingError } from '@touchstone/log-keeping/appender';
import { PublicationError, type PublicationErrorCode } from './publication-error.ts';

/** What is in the way of a node's own log, in a word; what is in none of them is `OTHER`, such as a database that is silent. */
export type LogTroubleCode = LogKeepingError['code'] | PublicationErrorCode | 'OTHER';

/** What fails, for programs and, in English, for people. */
export interface LogTrouble {
  readonly code: LogTroubleCode;
  /** The numbers that are known of it, each by what it counts. */
  readonly values?: Readonly<Record<string, number>>;
  readonly text: string;
}

/** What an operator's error says, without its place on this machine: anybody may read it. */
export function logTroubleOf(error: unknown): LogTrouble {
  const code = codeOf(error);
  return { code, ...valuesOf(error), text: `${code}: ${MEANINGS[code]}` };
}

function codeOf(error: unknown): LogTroubleCode {
  return error instanceof LogKeepingError || error instanceof PublicationError ? error.code : 'OTHER';
}

function valuesOf(error: unknown): Pick<LogTrouble, 'values'> {
  const values =
    error instanceof LogKeepingError ? error.counts : error instanceof PublicationError ? countsIn(error.data) : {};
  return Object.keys(values).length === 0 ? {} : { values };
}

/** The numbers alone: a path or a name of a variable is the operator's. */
function countsIn(data: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, number] => Number.isSafeInteger(entry[1])),
  );
}

const UNTIL_LOOKED = 'nothing more is published until an operator has looked.';

const MEANINGS: Readonly<Record<LogTroubleCode, string>> = {
  NO_SPACE: 'the disk of the log is full; what was promised is published as soon as there is room.',
  READ_ONLY: 'the disk of the log cannot be written to; what was promised is published as soon as it can.',
  UNREACHABLE: 'the store of the log does not answer.',
  STORAGE_FAILED: 'the store failed while it wrote, and nobody knows what it kept; the log is opened anew.',
  HEAD_MOVED: 'another process has written to the log, or its files were changed or put elsewhere; it is opened anew.',
  LOCKED: 'another process of this node writes the log.',
  NO_CONDITIONAL_WRITES: 'the store cannot write on a condition, and no log can be kept in it.',
  CORRUPT: `a file of the log is not what it must be; ${UNTIL_LOOKED}`,
  UNKNOWN_FORMAT: `the log was written by a program of another format; ${UNTIL_LOOKED}`,
  WRONG_LOG: `another log is kept in the folder of this one; ${UNTIL_LOOKED}`,
  UNCONFIRMED:
    'no witness has confirmed that no more was signed of the log than is here, or one says that more was; until then nothing is signed or promised.',
  ROLLED_BACK: `an older state of the log was put back; ${UNTIL_LOOKED}`,
  FORKED: `the log is not the one that others have seen; ${UNTIL_LOOKED}`,
  DATABASE_BEHIND: `the log covers more than the database has; ${UNTIL_LOOKED}`,
  BAD_MARK: `the log was fed by another program; ${UNTIL_LOOKED}`,
  BAD_SHARDS: `the list of the years of the log is not what was written there; ${UNTIL_LOOKED}`,
  BAD_SETTING: `a setting of the log is not right; ${UNTIL_LOOKED}`,
  BUSY: 'too many entries wait; it goes on by itself.',
  SEALED: 'this log has ended, and the one of the next year is not begun yet.',
  CLOSED: 'the log is being opened or closed.',
  OTHER: 'the log cannot be written at present; it is tried again.',
};

/** Every one of them. */
export const LOG_TROUBLES = Object.keys(MEANINGS) as [LogTroubleCode, ...LogTroubleCode[]];
