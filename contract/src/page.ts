// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** Most rows that one page may hold. */
export const PAGE_LIMIT_MAX = 200;
/** Rows of a page where the request does not say. */
export const PAGE_LIMIT_DEFAULT = 50;

/** Query fields of every list: rows come in pages, and `cursor` is the `next` of the page before. */
export const pageQuery = {
  cursor: z.string().min(1).max(4_000).optional().describe('The `next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT_DEFAULT).describe('Rows in a page.'),
};

/** One page of a list; `next` is absent on the last. The same link stands in the header `Link: …; rel="next"`. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), next: z.string().optional() });
}
