// SPDX-License-Identifier: Apache-2.0
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Subjects } from '@touchstone/statements';

/** What may become of a leaf whose statement is wanted; `erased` as somebody says, `closed` as the log has signed. */
export type FollowedState = 'waiting' | 'stored' | 'withheld' | 'unverified' | 'refused' | 'erased' | 'closed';

/** A statement that fits its leaf. */
export interface KeptStatement {
  readonly index: number;
  readonly key: string;
  readonly kind: string;
  readonly text: string;
  readonly salt: Uint8Array;
  readonly subjects: Subjects | undefined;
}

/** What came of asking for the statement behind a leaf. */
export interface FollowedResult {
  readonly index: number;
  readonly state: FollowedState;
  readonly reason?: string;
  /** Kept with `stored` and `unverified`; with `refused` the text alone, as evidence. */
  readonly statement?: Omit<KeptStatement, 'index'>;
  readonly evidence?: string;
}

interface Row {
  readonly idx: number;
  readonly key: string;
  readonly kind: string;
  readonly text: string;
  readonly salt: Uint8Array;
  readonly subjects: string | null;
}

/** What is remembered of the statements of a followed log, in one file that outlives a kill at any instant. */
export class StatementStore {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on;
      create table if not exists meta (name text primary key, value integer not null) without rowid;
      create table if not exists leaf (idx integer primary key, state text not null, key text, kind text, text text,
        salt blob, subjects text, reason text, evidence text, projected integer not null default 0);
      create index if not exists leaf_state on leaf (state, idx);
      create index if not exists leaf_key on leaf (key) where key is not null`);
  }

  /** The first leaf of the log that was not looked at yet. */
  get next(): number {
    return this.#meta('next');
  }

  /** Where looking again goes on. */
  get again(): number {
    return this.#meta('again');
  }

  set again(value: number) {
    this.#sql('insert into meta values (?, ?) on conflict do update set value = excluded.value').run('again', value);
  }

  /** Takes in which leaves are statements', and from where to go on. */
  add(indexes: readonly number[], next: number): void {
    this.#database.exec('begin immediate');
    const insert = this.#sql(`insert into leaf (idx, state) values (?, 'waiting') on conflict do nothing`);
    for (const index of indexes) insert.run(index);
    this.#sql('insert into meta values (?, ?) on conflict do update set value = excluded.value').run('next', next);
    this.#database.exec('commit');
  }

  /** The next leaves in one of these states. */
  inState(
    states: readonly FollowedState[],
    from: number,
    limit: number,
  ): readonly { readonly index: number; readonly state: FollowedState }[] {
    const rows = this.#sql(`select idx as "index", state from leaf
      where state in (select value from json_each(?)) and idx >= ? order by idx limit ?`).all(
      JSON.stringify(states),
      from,
      limit,
    );
    return rows as unknown as { index: number; state: FollowedState }[];
  }

  settle({ index, state, reason, statement, evidence }: FollowedResult): void {
    const { key, kind, text, salt, subjects } = statement ?? {};
    this.#sql(`update leaf set state = ?, reason = ?, key = ?, kind = ?, text = ?, salt = ?, subjects = ?, evidence = ?,
      projected = 0 where idx = ?`).run(
      ...([state, reason ?? null, key ?? null, kind ?? null, text ?? null, salt ?? null] as const),
      ...([subjects === undefined ? null : JSON.stringify(subjects), evidence ?? null, index] as const),
    );
  }

  /** Whom a statement before this leaf is about; 'withheld' when it is there and that is not known, or may be. */
  subjectsBefore(key: string, index: number): Subjects | 'withheld' | undefined {
    const [row] = this.#sql('select subjects from leaf where key = ? and idx < ? order by idx limit 1').all(key, index);
    if (row !== undefined) return row.subjects === null ? 'withheld' : JSON.parse(String(row.subjects));
    const [hidden] = this.#sql(`select idx from leaf where key is null and idx < ? limit 1`).all(index);
    return hidden === undefined ? undefined : 'withheld';
  }

  /** Statements that are verified and not among the evidence yet, below a size of the log. */
  unprojected(below: number): readonly KeptStatement[] {
    const rows = this.#sql(`select idx, key, kind, text, salt, subjects from leaf
      where state = 'stored' and projected = 0 and idx < ? order by idx limit 1000`).all(below);
    return (rows as unknown as Row[]).map(({ idx, subjects, salt, ...row }) => ({
      ...row,
      index: idx,
      salt: new Uint8Array(salt),
      subjects: subjects === null ? undefined : JSON.parse(subjects),
    }));
  }

  noteProjected(index: number): void {
    this.#sql('update leaf set projected = 1 where idx = ?').run(index);
  }

  counts(): Readonly<Partial<Record<FollowedState, number>>> {
    const rows = this.#sql('select state, count(*) as count from leaf group by state order by state').all();
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  close(): void {
    this.#database.close();
  }

  #meta(name: string): number {
    return Number(this.#sql('select value from meta where name = ?').get(name)?.value ?? 0);
  }

  #sql(text: string): StatementSync {
    const found = this.#prepared.get(text) ?? this.#database.prepare(text);
    this.#prepared.set(text, found);
    return found;
  }
}
