// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { Cell, Verdict } from '../../api/verdict.ts';
import { useWords } from '../../messages/use-words.ts';
import { GridCards } from './grid-cards.tsx';
import { GridTable } from './grid-table.tsx';
import { type Filter, groupRows } from './rows.ts';
import { Summary } from './summary.tsx';

/** The answer at a glance: how many of each kind, then every requirement in every place. */
export function Grid({ verdict, onOpen }: { readonly verdict: Verdict; readonly onOpen: (cell: Cell) => void }) {
  const { say } = useWords();
  const [filter, setFilter] = useState<Filter>('all');
  const groups = groupRows(verdict, filter);
  const places = verdict.columns.map(({ place }) => place);
  return (
    <>
      <Summary summary={verdict.summary} filter={filter} onFilter={setFilter} />
      {groups.length === 0 ? (
        <p className="mt-4 rounded-md border border-stone-300 bg-white p-4">
          {say(verdict.rows.length === 0 ? 'grid.empty' : 'filter.none')}
        </p>
      ) : (
        <>
          <GridTable groups={groups} places={places} onOpen={onOpen} />
          <GridCards groups={groups} onOpen={onOpen} />
          {groups.some(({ rows }) => rows.some(({ cells }) => cells.some(({ cell }) => cell === undefined))) ? (
            <p className="mt-2 text-sm text-stone-600">
              {say('grid.not-loaded')}: {say('grid.not-loaded.means')}
            </p>
          ) : null}
        </>
      )}
    </>
  );
}
