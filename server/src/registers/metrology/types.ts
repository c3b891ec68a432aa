// SPDX-License-Identifier: Apache-2.0
import type { Reads } from '../../record-keeping/reads.ts';
import { attestations } from './fold.ts';

/** The approvals of a type by `manufacturer model`, whatever became of them. */
export async function findTypes(reads: Pick<Reads, 'rows'>, name: string) {
  const rows = await reads
    .rows(attestations, {})
    .select(['issuer', 'statementId'])
    .distinct()
    .where('kind', '=', 'TypeApproval')
    .where('name', '=', name)
    .limit(100)
    .execute();
  return rows.map(({ issuer, statementId: id }) => ({ issuer, id }));
}
