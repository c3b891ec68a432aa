// SPDX-License-Identifier: Apache-2.0
import type { LeafRow } from './leaf-table.ts';
import { openingOf } from './opened-statements.ts';
import type { PromisedBatch } from './promise.ts';

/** A statement that an answer acknowledges, by its entry and by its name. */
export interface AcknowledgedStatement {
  readonly entry: number;
  readonly issuer: string;
  readonly id: string;
}

interface RecordedBody {
  readonly entries: readonly { readonly entry: number; readonly statement?: Omit<AcknowledgedStatement, 'entry'> }[];
}

/** An answer about many statements handed in at once. */
export interface BatchBody {
  readonly answers: readonly unknown[];
}

/** The statements that an answer acknowledges, each once; none where it is no answer about a record. */
export function statementsIn(body: unknown): readonly AcknowledgedStatement[] {
  const answers = isBatch(body) ? body.answers : [body];
  const found = answers.filter(isRecorded).flatMap(({ entries }) =>
    entries.flatMap(({ entry, statement }): readonly (readonly [string, AcknowledgedStatement])[] => {
      if (statement === undefined) return [];
      const { issuer, id } = statement;
      return [[nameOf(statement), { entry, issuer, id }]];
    }),
  );
  return [...new Map(found).values()];
}

/** The answer with the promise of each statement, by its name. */
export function withPromises(body: unknown, promises: ReadonlyMap<string, string>): unknown {
  if (!isRecorded(body)) return body;
  const entries = body.entries.map((entry) => {
    const promise = entry.statement === undefined ? undefined : promises.get(nameOf(entry.statement));
    return promise === undefined ? entry : { ...entry, promise };
  });
  return { ...body, entries };
}

/** The answer with one promise for all, and beside each statement its number in it and what opens it. */
export function withBatchPromise(
  body: BatchBody,
  { promise, leaves }: { readonly promise: PromisedBatch; readonly leaves: readonly LeafRow[] },
): unknown {
  const promised = new Map(leaves.map((leaf, index) => [leaf.entry, { index, opening: openingOf(leaf) }]));
  const answers = body.answers.map((answer) => {
    if (!isRecorded(answer)) return answer;
    const entries = answer.entries.map((entry) => {
      const found = promised.get(entry.entry);
      return found === undefined ? entry : { ...entry, promised: found };
    });
    return { ...answer, entries };
  });
  return { ...body, answers, promise };
}

/** By what a leaf is found that was made for a statement. */
export function nameOf({ issuer, id }: Omit<AcknowledgedStatement, 'entry'>): string {
  return `${issuer} ${id}`;
}

/** Whether it is the answer to a batch. */
export function isBatch(body: unknown): body is BatchBody {
  return typeof body === 'object' && body !== null && 'answers' in body && Array.isArray(body.answers);
}

function isRecorded(body: unknown): body is RecordedBody {
  return (
    typeof body === 'object' &&
    body !== null &&
    'outcome' in body &&
    body.outcome === 'recorded' &&
    'entries' in body &&
    Array.isArray(body.entries)
  );
}
