// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { RowOf } from '../../record-keeping/fold.ts';
import type { RowOrigin } from '../../record-keeping/reads.ts';
import type { choices } from './fold.ts';
import type { answers } from './record.ts';

type Entry = z.infer<typeof answers.list>['items'][number];
type Row = RowOf<typeof choices.columns> & RowOrigin;
type Named = Pick<Entry, 'name' | 'url' | 'vkey'>;

/**
 * What every administrator may see: what is followed and asked, and was. Why, in which case, and what only waits or was
 * rejected, is for the organisation whose case it is.
 */
export function listChoices(
  rows: readonly Row[],
  {
    named,
    party,
  }: { readonly named: Readonly<Record<Entry['kind'], readonly Named[]>>; readonly party: string | undefined },
): readonly Entry[] {
  const configured = (['log', 'witness'] as const).flatMap((kind) =>
    named[kind].map((each): Entry => ({ kind, by: 'configuration', ...each, state: 'in-force' })),
  );
  const shown = rows.filter(({ owner, since }) => owner === party || since !== null);
  return [...configured, ...shown.map((row) => entryOf(row, row.owner === party))];
}

function entryOf(row: Row, isOwn: boolean): Entry {
  const { kind, name, url, vkey, policy, state, since, endedAt, endReason, known, stream, reason } = row;
  const because = isOwn && endReason !== null ? { reason: endReason } : {};
  const ended = { ...because, ...(known === null ? {} : { known: known as NonNullable<Entry['ended']>['known'] }) };
  return {
    ...{ kind: kind as Entry['kind'], by: 'administrators', name, url, vkey, state: state as Entry['state'] },
    ...(policy === null ? {} : { policy }),
    ...(isOwn ? { case: stream, reason } : {}),
    ...(since === null ? {} : { since }),
    ...(endedAt === null ? {} : { ended: { at: endedAt, ...ended } }),
  };
}
