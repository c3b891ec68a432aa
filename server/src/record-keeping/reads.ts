// SPDX-License-Identifier: Apache-2.0
import type { SelectQueryBuilder } from 'kysely';
import type { AsOf, Cut } from './as-of.ts';
import type { Fact, StatementRecord } from './fact.ts';
import type { Columns, RowOf, Table } from './fold.ts';

/** Asks for statements: by identity, by digest, or by what they point to. */
export type StatementRequest =
  | { readonly by: 'identity'; readonly issuer: string; readonly id: string }
  | { readonly by: 'digest'; readonly digest: string }
  | {
      readonly by: 'edge';
      readonly relation: string;
      readonly key: string;
      /** Only these kinds; left out, every kind. */
      readonly kinds?: readonly string[];
      /** At most so many, the newest first; at most 10,000, which is also the default. */
      readonly limit?: number;
    };

/** What `gather` needs of a database: any number of lookups, one round trip. */
interface StatementSource {
  /**
   * One list per request, in the order of the requests; an empty list is "not found here", never "fake".
   * One SQL round trip whatever the number of requests. Only statements the tenant may read, known at the cut.
   */
  findStatements(requests: readonly StatementRequest[], cut?: Cut): Promise<StatementRecord[][]>;
}

/** What record-keeping adds to every row a register reads back. */
export interface RowOrigin {
  readonly stream: string;
  readonly owner: string;
  readonly jurisdiction: string;
  readonly visibility: 'public' | 'private';
}

/** A query over one register table, to be narrowed, sorted and executed with the query builder's own methods. */
export type RowQuery<C extends Columns> = SelectQueryBuilder<{ row: RowOf<C> & RowOrigin }, 'row', unknown>;

/** One page of rows, and the cursor of the next one where there is more. */
export interface Page<Row> {
  readonly items: readonly Row[];
  readonly next?: string;
}

/** How a list is paged: by columns, none nullable, that sort it uniquely together with the stream, which comes last. */
export interface PageOrder<Name extends string> {
  readonly by: readonly Name[];
  readonly direction?: 'ascending' | 'descending';
  readonly limit: number;
  /** The `next` of the page before; a cursor of another list is refused with `BAD_CURSOR`. */
  readonly after?: string;
}

/** Everything a rule or a handler may read, under the tenant's rights and the request's two clocks. */
export interface Reads extends StatementSource {
  /** The day and the cut this request asked about. */
  readonly asOf: AsOf;
  /** Rows of a fold's table: true on `asOf.on`, known at `asOf.knownAt`; `asOf` here overrides the request's. */
  rows<C extends Columns>(table: Table<C>, asOf?: AsOf): RowQuery<C>;
  /** One page of a query. */
  page<C extends Columns>(
    query: RowQuery<C>,
    order: PageOrder<keyof RowOf<C> & string>,
  ): Promise<Page<RowOf<C> & RowOrigin>>;
  /** The facts of one stream in their order: those that the tenant may read, known at `asOf.knownAt`. */
  facts(stream: string): Promise<readonly Fact[]>;
  /** Since when a statement of this name is erased as a whole, as far as the tenant might have read it. */
  erasedAt(name: { readonly issuer: string; readonly id: string }): Promise<string | undefined>;
  /** The cut that holds everything sequenced so far. */
  currentCut(): Promise<Cut>;
}
