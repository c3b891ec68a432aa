// SPDX-License-Identifier: Apache-2.0
import type { DueItem } from '../../record-keeping/define-register.ts';
import type { RowOf } from '../../record-keeping/fold.ts';
import type { Reads, RowOrigin } from '../../record-keeping/reads.ts';
import type { cases, notices } from './fold.ts';
import { groundLost, isSameLoss, readGround } from './ground.ts';
import type { Raised } from './standing.ts';

type CaseRow = RowOf<(typeof cases)['columns']> & RowOrigin;
type NoticeRow = RowOf<(typeof notices)['columns']> & RowOrigin;

/** Cases whose certificates were taken back, or are in force again: their originators are told, and everybody who was told. */
export async function groundsDue(
  reads: Reads,
  { open, told }: { readonly open: readonly CaseRow[]; readonly told: readonly NoticeRow[] },
  now: string,
): Promise<readonly DueItem[]> {
  const items: DueItem[] = [];
  for (const row of open) {
    const { certificate, papers } = row.raised as unknown as Raised;
    const lost = groundLost(await readGround(reads, [certificate, papers[0] ?? certificate]), now) ?? null;
    const due = ({ owner, jurisdiction, stream }: RowOrigin): DueItem => ({
      ...{ owner, jurisdiction },
      input: { due: 'ground', stream, lost },
    });
    if (!isSameLoss(row.ground, lost)) items.push(due(row));
    const own = told.filter((notice) => notice.case === row.stream);
    items.push(...own.filter((notice) => !isSameLoss(groundIn(notice), lost)).map(due));
  }
  return items;
}

function groundIn({ notice }: NoticeRow): unknown {
  return (notice as { readonly groundLost?: unknown }).groundLost ?? null;
}
