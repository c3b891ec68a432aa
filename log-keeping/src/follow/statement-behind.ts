// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@touchstone/identifiers';
import {
  commitmentOf,
  openLeaf,
  parseOpening,
  readLeaf,
  type Statement,
  statementEdges,
  statementKey,
  type Subjects,
  subjectsOf,
} from '@touchstone/statements';
import { decodeBase64, type LogSuite, sameBytes } from '@touchstone/transparency-log';
import type { GivenStatement } from './opened-statements.ts';

/** A statement as read from its text, and the digest of its body. */
export interface ReadStatement {
  readonly statement: Statement;
  readonly digest: Digest;
}

/** Reads the text of a statement; throws where it is none. Signatures are for somebody else to judge. */
export type StatementReader = (text: string) => ReadStatement;

/** A statement that was held against the leaf that it is said to be behind. */
export type Behind =
  | (ReadStatement & {
      readonly outcome: 'opened';
      readonly key: string;
      readonly salt: Uint8Array;
      /** Absent where whom it is about hangs on a statement that is not at hand: then only the commitment was checked. */
      readonly subjects?: Subjects;
    })
  | { readonly outcome: 'refused'; readonly reason: string };

/** What the statements of one log are held against. */
export interface Opening {
  readonly suite: LogSuite;
  readonly read: StatementReader;
  /** Whom a statement is about that the log has before this leaf: undefined when it does not, 'withheld' when nobody can say. */
  readonly targetOf: (key: string) => Subjects | 'withheld' | undefined;
}

/** Makes the leaf anew from statement and opening, and compares. Decision record 0032. */
export function statementBehind(
  leaf: Uint8Array,
  given: Required<Pick<GivenStatement, 'statement' | 'opening'>>,
  { suite, read, targetOf }: Opening,
): Behind {
  const sha256 = (message: Uint8Array) => suite.sha256(message);
  let found: ReadStatement;
  let salt: Uint8Array;
  try {
    found = read(given.statement);
    salt = parseOpening(decodeBase64(given.opening));
  } catch (error) {
    return { outcome: 'refused', reason: (error as Error).message.slice(0, 500) };
  }
  const { statement, digest } = found;
  const opened = { ...found, outcome: 'opened', key: statementKey(statement), salt } as const;
  const changed = statementEdges(statement).find(({ relation }) => relation === 'about-statement')?.key;
  const target = changed === undefined ? undefined : targetOf(changed);
  const subjects = subjectsOf(statement, target === 'withheld' ? undefined : target);
  const verdict = openLeaf(sha256, leaf, { digest, salt, subjects });
  if (verdict.outcome === 'opened') return { ...opened, subjects };
  const bytes = readLeaf(leaf);
  const isCommitted = bytes?.type === 'statement' && sameBytes(commitmentOf(sha256, salt, digest), bytes.commitment);
  return target === 'withheld' && isCommitted ? opened : { outcome: 'refused', reason: verdict.reasons.join(' ') };
}
