// SPDX-License-Identifier: Apache-2.0
import type { LogStatusReport } from '../log-status.ts';
import type { Publication } from '../publication.ts';

type Counted = Required<Pick<LogStatusReport, 'size' | 'published' | 'covered'>>;

/** How a log stands of which everything is known. */
export async function openStatus(publication: Pick<Publication, 'status'>): Promise<LogStatusReport & Counted> {
  const status = await publication.status();
  const { size, published, covered } = status;
  if (size === undefined || published === undefined || covered === undefined) throw new Error(status.trouble);
  return { ...status, size, published, covered };
}
