// SPDX-License-Identifier: Apache-2.0
import { type Doubts, openDoubts } from '@touchstone/evidence';
import { type AskOpened, statementBehind } from '@touchstone/log-keeping/follow';
import { readEntries } from '@touchstone/log-keeping/reader';
import { readLeaf, type Statement, type Subjects } from '@touchstone/statements';
import type { LogReader } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { readSignedText } from './read-signed-text.ts';

/** A statement that the node gave for a leaf and that fits it. */
export interface OpenedStatement {
  readonly index: number;
  readonly statement: Statement;
  readonly digest: string;
  /** As it was issued: members that are no statement's own, such as credentialStatus, are only here. */
  readonly text: string;
}

/** What the statements of a log are, as far as its node opens them. */
export interface OpenedLog {
  readonly size: number;
  readonly opened: readonly OpenedStatement[];
  /** Leaves whose statement the node does not give to everybody, and those that nobody can open any more. */
  readonly withheld: number;
  readonly erased: number;
  /** What the node gave and is not behind the leaf. */
  readonly refused: readonly { readonly index: number; readonly reason: string }[];
  /** What the leaves that are not opened may be about. */
  readonly doubts: Doubts;
}

const SPAN = 256;

/** Asks a node for what is behind every leaf of a log that was audited, and holds each answer against the leaf. */
export async function readOpenedLog({
  size,
  read,
  ask,
}: {
  readonly size: number;
  readonly read: LogReader;
  readonly ask: AskOpened;
}): Promise<OpenedLog> {
  const opened: OpenedStatement[] = [];
  const refused: { index: number; reason: string }[] = [];
  const subjects = new Map<string, Subjects | 'withheld'>();
  const doubts = openDoubts((message) => suite.sha256(message));
  let [withheld, erased] = [0, 0];
  for await (const entries of readEntries(suite, { from: 0, size, read })) {
    const leaves = entries.filter(({ entry }) => readLeaf(entry)?.type === 'statement');
    const [first, last] = [leaves[0], leaves.at(-1)];
    if (first === undefined || last === undefined) continue;
    const given = await askAll(ask, first.index, last.index + 1);
    for (const { index, entry } of leaves) {
      const { statement: text, opening, erased: isErased } = given.get(index) ?? {};
      if (isErased || text === undefined || opening === undefined) doubts.addUnopened(entry, index);
      if (isErased) erased += 1;
      else if (text === undefined || opening === undefined) withheld += 1;
      else {
        const isAllOpen = withheld + erased === 0;
        const targetOf = (key: string) => subjects.get(key) ?? (isAllOpen ? undefined : 'withheld');
        const parts = { suite, read: readSignedText, targetOf };
        const behind = statementBehind(entry, { statement: text, opening }, parts);
        if (behind.outcome === 'refused') refused.push({ index, reason: behind.reason });
        else {
          const { statement, digest, key } = behind;
          opened.push({ index, statement, digest, text });
          doubts.addOpened(entry, statement);
          subjects.set(key, behind.subjects ?? 'withheld');
        }
      }
    }
  }
  return { size, opened, withheld, erased, refused, doubts };
}

async function askAll(ask: AskOpened, from: number, end: number) {
  const given = new Map<number, Awaited<ReturnType<AskOpened>>['items'][number]>();
  for (let at = from; at < end; ) {
    const { to, items } = await ask(at, Math.min(end, at + SPAN));
    for (const item of items) given.set(item.index, item);
    // A node that says nothing about a span says that it gives nothing of it.
    at = Math.max(to, at + 1);
  }
  return given;
}
