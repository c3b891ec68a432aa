// SPDX-License-Identifier: Apache-2.0
import type { StatementFact, StatementRecord } from './fact.ts';

/** Statements that are remembered at most; whoever comes later reads them from the database. */
const STATEMENTS_MAX = 4_096;
/** Bytes of their texts at most. */
const BYTES_MAX = 16 << 20;

/**
 * Statements that this process has just put on record, for whoever makes something of each once: what is read again from
 * the database costs a good part of recording it. Only what is committed is noted, and its rows never change; nothing
 * depends on a statement being here.
 */
export class RecentStatements {
  readonly #records = new Map<number, StatementRecord>();
  #bytes = 0;

  /** To be called when the transaction that recorded them has ended well. */
  note(facts: readonly StatementFact[]): void {
    for (const { statement } of facts) {
      this.#records.set(statement.entry, statement);
      this.#bytes += statement.bytes.length;
    }
    for (const entry of this.#records.keys()) {
      if (this.#records.size <= STATEMENTS_MAX && this.#bytes <= BYTES_MAX) break;
      this.take(entry);
    }
  }

  /** The statement of an entry, once; its edges are as the statement states them, in its own order. */
  take(entry: number): StatementRecord | undefined {
    const record = this.#records.get(entry);
    if (record === undefined) return undefined;
    this.#records.delete(entry);
    this.#bytes -= record.bytes.length;
    return record;
  }
}
