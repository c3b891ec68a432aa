// SPDX-License-Identifier: Apache-2.0
import type { RouteAnswer } from '../record-keeping/define-register.ts';
import type { Page } from '../record-keeping/reads.ts';

/** Where the page before ended, as `reads.page` takes it. */
export function after(cursor: string | undefined): { readonly after?: string } {
  return cursor === undefined ? {} : { after: cursor };
}

/** One page, of each row the named fields: what record-keeping adds to a row stays inside. */
export function pageAnswer<Row>({ items, next }: Page<Row>, names: readonly (keyof Row)[]): RouteAnswer {
  const picked = items.map((row) => Object.fromEntries(names.map((name) => [name, row[name]])));
  return { status: 200, body: { items: picked, ...(next === undefined ? {} : { next }) } };
}
